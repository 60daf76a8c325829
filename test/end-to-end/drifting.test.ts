import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fillIn } from "../../src/sandbox/demo-document.ts";
import { openStage, type Stage } from "./stage.ts";

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

const ANSWERS = {
  "what-happened": "Bob forgot to renew the certificate, and the payment page was gone for an hour.",
  "cause-primary": "Nothing renews the certificate by itself.",
  treatment: "The certificate was renewed by hand.",
  "lessons-prevention": "Let a machine renew what runs out.",
};

describe("a postmortem that drifts", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage({
      repos: [
        {
          ...{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write", cy: "triage" } },
          files: { ".github/postmortem.yml": "postmortem:\n  gate: reopen\n  approvals: 1\n" },
        },
      ],
    });
  });
  afterEach(() => stage.close());

  const days = async (count: number) => {
    for (let hour = 0; hour < count * 24; hour += 6) {
      stage.advance(6 * HOUR);
      await stage.settle(0);
    }
  };
  const say = async (by: string, number: number, body: string) => {
    stage.advance(60_000);
    await stage.github.as(by).request("POST", `/repos/acme/shop/issues/${number}/comments`, { body });
    await stage.settle();
  };
  const change = async (by: string, number: number, fields: object) => {
    stage.advance(60_000);
    await stage.github.as(by).request("PATCH", `/repos/acme/shop/issues/${number}`, fields);
    await stage.settle();
  };
  /** Everything said on an issue, for people to read. */
  const conversation = async (number: number) => {
    const comments = await stage.github.commentsOf("acme", "shop", number);
    return comments
      .map(({ user, body, created_at: at }) => {
        const words = body.replace(/<!--[\s\S]*?-->\n?/g, "").trim();
        return `## ${user?.login}, ${String(at).slice(0, 16)}\n\n${words}\n`;
      })
      .join("\n");
  };

  it("is reminded of, reviewed, held back and finished, with few words", async () => {
    const incident = await stage.incident("ana", { title: "Payment page gone", assignees: ["ana"] });
    const document = incident + 1;
    await change("ana", incident, { state: "closed", state_reason: "completed" });

    // Two weeks in which nobody finds the time. It is due on 7 December.
    await days(15);
    expect((await stage.said(document)).map((body) => /due[^.]*/.exec(body)?.[0])).toHaveLength(2);
    // A restart and every webhook again bring no third reminder, and neither do the days after.
    await stage.restart();
    await days(5);
    expect(await stage.said(document)).toHaveLength(2);

    await stage.edit("ana", document, (body) =>
      fillIn(body, ANSWERS).document.replace(
        "## Ideas",
        "- [ ] Renew certificates by machine @bo due 2027-01-15\n- [ ] Alert two weeks before one runs out\n\n## Ideas",
      ),
    );
    await say("ana", document, "/postmortem review @bo @cy");
    await say("cy", document, "Support learned of it from customers. Should they not have been told?");

    // It is held back until what is missing is there.
    await change("cy", document, { state: "closed" });
    expect((await stage.issue(document)).state).toBe("open");
    await change("cy", document, { state: "closed" });
    expect((await stage.issue(document)).state).toBe("open");
    await change("ana", document + 2, { assignees: ["cy"] });
    await say("bo", document, "Good as it is.\n\n/postmortem approve");
    await change("cy", document, { state: "closed" });
    expect((await stage.issue(document)).state).toBe("closed");

    // Weeks later its action items are done.
    await days(20);
    for (const item of [document + 1, document + 2]) await change("bo", item, { state: "closed" });
    await days(3);

    await expect(await conversation(document)).toMatchFileSnapshot("golden/drifting-postmortem.md");
    await expect(await conversation(incident)).toMatchFileSnapshot("golden/drifting-incident.md");
    const { body } = await stage.issue(document);
    const [, record = ""] = /<!-- postmortem:begin review-record -->([\s\S]*?)<!--/.exec(body) ?? [];
    const lines = record
      .trim()
      .replace(/http:\/\/[^/]+\/(\S+)#issuecomment-\d+/g, "https://github.example/$1");
    await expect(`${lines}\n`).toMatchFileSnapshot("golden/drifting-review-record.md");
  }, 60_000);

  it("comes to the same end when all its webhooks come again, shuffled", async () => {
    const incident = await stage.incident("ana", { title: "Payment page gone", assignees: ["ana"] });
    const document = incident + 1;
    await say("bo", document, "/postmortem review @cy");
    await say("cy", document, "/postmortem approve");
    await say("bo", document, "/postmortem close anyway nothing more will be known");
    await change("ana", document, { state: "open" });
    await say("ana", document, "/postmortem cancel it was a drill");
    const before = JSON.stringify([await stage.issue(document), await conversation(document)]);
    const sent = stage.github.deliveries().filter(({ event }) => event !== "ping");
    stage.advance(DAY);
    for (const { guid, event, body } of [...sent].reverse()) {
      await stage.github.deliver({ guid, event, body });
      await stage.github.deliver({ event, body });
    }
    await stage.settle();
    expect(JSON.stringify([await stage.issue(document), await conversation(document)])).toBe(before);
  });
});
