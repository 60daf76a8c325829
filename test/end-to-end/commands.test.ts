import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

const REPO = "/repos/acme/shop";

let stage: Stage;
let document: number;
beforeEach(async () => {
  stage = await openStage();
  document = (await stage.incident("ana", { labels: ["incident", "sev1"] })) + 1;
});
afterEach(() => stage.close());

/** Somebody comments; returns the comment's id. */
async function say(by: string, number: number, body: string): Promise<number> {
  stage.advance(5_000);
  const path = `${REPO}/issues/${number}/comments`;
  const { data } = await stage.github.as(by).request<{ id: number }>("POST", path, { body });
  return data.id;
}

async function edit(by: string, id: number, body: string): Promise<void> {
  stage.advance(5_000);
  await stage.github.as(by).request("PATCH", `${REPO}/issues/comments/${id}`, { body });
}

const reactions = (id: number) => stage.github.reactionsTo(id).map(({ content }) => content);
const replies = async (number: number) =>
  (await stage.said(number)).filter((body) => body.includes("postmortem:reply"));
const row = async (name: string) =>
  (await stage.issue(document)).body.split("\n").find((line) => line.startsWith(`| ${name} |`));

describe("twenty commands in one comment, edited twice", () => {
  const actions = Array.from({ length: 12 }, (_, at) => `/action Task ${String.fromCharCode(65 + at)}`);
  const first = [
    ...actions.slice(0, 10),
    "/timeline 07:40 UTC the first customer called",
    "/postmortem started 07:30 UTC",
    "/postmortem detected 07:40 UTC",
    "/postmortem acknowledged 07:45 UTC",
    "/postmortem severity 2",
    "/postmortem lead @bo",
    "`/action Not this`",
  ];
  const second = ["We need all of this.", "/postmortem mitigated 07:55 UTC", "/action Task K", ...first];
  const third = [...second, "/action Task L", "/postmortem resolved 08:00 UTC", "/postmortem sevrity 1"];

  it("does each once, and answers with a reaction and one reply", async () => {
    const id = await say("bo", 1, first.join("\n"));
    await stage.settle();
    stage.github.faults.webhooks.hold();
    await edit("bo", id, second.join("\n"));
    await edit("ana", id, third.join("\n"));
    await stage.github.faults.webhooks.release();
    await stage.settle();
    const titles = await stage.titles("action-item");
    expect(titles.toSorted()).toEqual(actions.map((line) => line.slice("/action ".length)));
    const { body, assignees } = await stage.issue(document);
    expect(assignees.map(({ login }) => login)).toEqual(["bo"]);
    expect(body).toContain("the first customer called");
    expect(await row("Severity")).toContain("sev2");
    for (const [name, clock] of Object.entries({ Started: "07:30", Mitigated: "07:55", Resolved: "08:00" }))
      expect(await row(name)).toContain(clock);
    expect(reactions(id).toSorted()).toEqual(["+1", "confused"]);
    expect(await replies(1)).toEqual([expect.stringContaining("Did you mean `/postmortem severity`?")]);
  });

  it("does nothing more when every webhook comes again, also to a store that knows nothing", async () => {
    const id = await say("bo", 1, first.join("\n"));
    await edit("ana", id, second.join("\n"));
    await stage.settle();
    const before = await stage.titles("action-item");
    const again = async () => {
      for (const { event, body } of stage.github.deliveries()) await stage.github.deliver({ event, body });
      await stage.settle();
    };
    await again();
    await stage.loseDatabase();
    await again();
    expect(await stage.titles("action-item")).toEqual(before);
    expect(before).toHaveLength(11);
    expect(reactions(id)).toEqual(["+1"]);
    expect(await replies(1)).toEqual([]);
  });
});

describe("a command", () => {
  it("of somebody who may not gets a thumb down, also when somebody who may mends a comma", async () => {
    const id = await say("eve", 1, "/action Give me admin");
    await stage.settle();
    await edit("ana", id, "/action Give me admin\n\n/action Look into it.");
    await stage.settle();
    expect(await stage.titles("action-item")).toEqual(["Look into it."]);
    expect(reactions(id).toSorted()).toEqual(["+1", "-1"]);
    expect(await replies(1)).toEqual([]);
  });

  it("opens a postmortem for any issue", async () => {
    const number = await stage.incident("eve", { title: "Slow", labels: [] });
    const id = await say("cy", number, "/postmortem open\n/postmortem severity 3");
    await stage.settle();
    expect(await stage.titles("postmortem")).toContain("Postmortem: Slow");
    expect(await stage.titles("incident")).toContain("Slow");
    expect(reactions(id)).toEqual(["+1"]);
    document = number + 1;
    expect(await row("Severity")).toContain("sev3");
  });

  it("costs one permission, its work and one reaction", async () => {
    await stage.settle();
    stage.github.clearRequests();
    const id = await say("bo", 1, "/postmortem lead @cy");
    stage.github.clearRequests();
    await stage.github.settled();
    await stage.app().worker.drain();
    expect(stage.calls().filter((call) => !call.includes(`${REPO}/issues/1`))).toEqual([
      `GET ${REPO}/collaborators/bo/permission`,
      `PATCH ${REPO}/issues/${document}`,
      `POST ${REPO}/issues/comments/${id}/reactions`,
    ]);
  });
});
