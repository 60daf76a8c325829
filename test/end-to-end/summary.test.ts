import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const DAY = 24 * 3_600_000;

describe("the weekly summary", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  /** The comments on the ledger, whatever its number. */
  const summaries = async () => {
    const ledger = (await stage.github.issues("acme", "shop")).find(
      ({ title }) => title === "Follow-up ledger",
    );
    return ledger ? stage.said(ledger.number) : [];
  };
  const until = async (days: number) => {
    for (let day = 0; day < days; day++) {
      stage.advance(DAY);
      await stage.settle(0);
    }
  };

  it("comes on Monday at nine, names what is open and what was closed, and comes once", async () => {
    const document = (await stage.incident("ana", { title: "Disk full", labels: ["incident", "sev2"] })) + 1;
    await stage.edit("ana", document, (body) =>
      body.replace(
        "## Ideas",
        "- [ ] Late one @bo due 2026-11-27 P1\n- [ ] Soon @cy due 2026-12-02\n- [ ] Nobody's\n- [ ] Far off @ana due 2027-03-01\n- [ ] Done @bo\n\n## Ideas",
      ),
    );
    await stage.github.as("bo").request("PATCH", "/repos/acme/shop/issues/7", { state: "closed" });
    // The first Monday, 23 November, an hour after the incident.
    await until(1);
    expect(await summaries()).toHaveLength(1);
    await until(5);
    expect(await summaries()).toHaveLength(1);
    await until(2);
    const [, second] = await summaries();
    await expect(second).toMatchFileSnapshot("golden/summary.md");
    await stage.restart();
    await until(2);
    expect(await summaries()).toHaveLength(2);
  });

  it("says nothing when there is nothing to say", async () => {
    await stage.incident("ana", {});
    // After two weeks its postmortem is late, and that is something to say.
    await until(13);
    expect(await summaries()).toEqual([]);
  });

  it("comes once after a long downtime, not once for every week missed", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, (body) => body.replace("## Ideas", "- [ ] Do it @bo\n\n## Ideas"));
    await until(2);
    expect(await summaries()).toHaveLength(1);
    stage.advance(30 * DAY);
    await stage.restart();
    await stage.settle(0);
    expect(await summaries()).toHaveLength(2);
    await stage.settle(0);
    expect(await summaries()).toHaveLength(2);
  });

  it("comes once a week while the clock is set back and forth, the app restarts and the clocks change", async () => {
    await stage.close();
    const files = { ".github/postmortem.yml": "time_zone: Europe/Berlin\n" };
    stage = await openStage({
      repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" }, files }],
    });
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, (body) => body.replace("## Ideas", "- [ ] Do it @bo\n\n## Ideas"));
    const HOUR = 3_600_000;
    // From November over the Berlin spring, when an hour is left out, in steps that go back now and then.
    const weeks = 20;
    for (let hour = 0; hour < weeks * 7 * 24; hour += 13) {
      stage.advance(13 * HOUR);
      await stage.settle(0);
      if (hour % 5 === 0) {
        stage.advance(-9 * HOUR);
        await stage.settle(0);
        if (hour % 10 === 0) await stage.restart();
        await stage.keepHouse();
        stage.advance(9 * HOUR);
        await stage.settle(0);
      }
    }
    const ledger = (await stage.github.issues("acme", "shop")).find(
      ({ title }) => title === "Follow-up ledger",
    );
    // Between them the months and quarters are looked back on.
    const told = (await stage.said(ledger?.number ?? 0)).filter((body) =>
      body.includes("## Follow-ups, week"),
    );
    const titles = told.map((body) => /week of (\S+)/.exec(body)?.[1]);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBeGreaterThanOrEqual(weeks - 1);
    expect(titles.length).toBeLessThanOrEqual(weeks + 1);
  }, 60_000);

  it("keeps the ledger's body at how things stand", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, (body) => body.replace("## Ideas", "- [ ] Do it @bo\n\n## Ideas"));
    await until(1);
    await stage.github.as("bo").request("PATCH", "/repos/acme/shop/issues/3", { state: "closed" });
    await until(7);
    const ledger = (await stage.github.issues("acme", "shop")).find(
      ({ title }) => title === "Follow-up ledger",
    );
    expect(ledger?.body).toContain("Nothing is open.");
    expect(await summaries()).toHaveLength(2);
  });

  it("costs a comment, an edit of the ledger and the folding of last week's comment, and no list", async () => {
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, (body) =>
      body.replace("## Ideas", "- [ ] Do it @bo\n- [ ] Tell @cy\n\n## Ideas"),
    );
    await stage.github
      .as("cy")
      .request("POST", "/repos/acme/shop/issues", { title: "By hand", labels: ["action-item"] });
    await stage.settle();
    await until(1);
    const [ledger] = (await stage.github.issues("acme", "shop")).filter(
      ({ title }) => title === "Follow-up ledger",
    );
    if (!ledger) throw new Error("there is no ledger");
    await until(5);
    // Sunday: the sweep comes in the night, another process takes over, and at nine it is time.
    stage.advance(12 * 3_600_000);
    await stage.keepHouse();
    await stage.restart();
    await stage.settle(0);
    stage.github.clearRequests();
    stage.advance(13 * 3_600_000);
    await stage.settle(0);
    const number = ledger.number;
    expect(stage.calls()).toEqual([
      `POST /repos/acme/shop/issues/${number}/comments`,
      `PATCH /repos/acme/shop/issues/${number}`,
      "POST /graphql",
    ]);
    const [first, second] = await stage.github.commentsOf("acme", "shop", number);
    expect([first, second].map((comment) => stage.github.minimized(comment?.id ?? 0))).toEqual([
      "outdated",
      null,
    ]);
    expect(second?.body).toContain("By hand · nobody");
  });

  it("follows the repository's own day, time and zone", async () => {
    await stage.close();
    stage = await openStage({
      repos: [
        {
          owner: "acme",
          name: "shop",
          roles: { ana: "admin", bo: "write" },
          files: {
            ".github/postmortem.yml":
              "time_zone: America/New_York\nsummary: { day: friday, time: '17:00' }\n",
          },
        },
      ],
    });
    const document = (await stage.incident("ana", {})) + 1;
    await stage.edit("ana", document, (body) => body.replace("## Ideas", "- [ ] Do it @bo\n\n## Ideas"));
    await until(4);
    expect(await summaries()).toHaveLength(0);
    stage.advance(14 * 3_600_000);
    await stage.settle(0);
    expect(await summaries()).toHaveLength(1);
  });
});
