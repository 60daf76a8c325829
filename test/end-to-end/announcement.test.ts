import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";

/** Of the app's own permission: one of its comments. */
const COMMENT = /^PATCH \/repos\/acme\/shop\/issues\/comments\/\d+$/;

describe("the comment on an incident, from opening to end", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  const ask = (by: string, method: string, path: string, body: object = {}) =>
    stage.github.as(by).request(method, `/repos/acme/shop/issues${path}`, body);
  /** Somebody does something, and the app what follows from it. Returns what it asked for. */
  const then = async (by: string, method: string, path: string, body?: object) => {
    stage.advance(60_000);
    stage.github.clearRequests();
    await ask(by, method, path, body);
    await stage.settle();
    return stage.calls();
  };
  const edits = (calls: string[]) => calls.filter((call) => COMMENT.test(call)).length;

  it("is edited as the postmortem goes on, and never repeated", async () => {
    const number = await stage.incident("ana", { labels: ["incident", "sev3"] });
    const says = async () => (await stage.said(number))[0]?.split("\n")[1];
    const told: (string | undefined)[] = [await says()];
    const steps: [by: string, method: string, path: string, body?: object][] = [
      ["ana", "POST", "/2/assignees", { assignees: ["bo"] }],
      ["ana", "DELETE", "/2/assignees", { assignees: ["ana"] }],
      ["ana", "PATCH", `/${number}`, { state: "closed" }],
      ["bo", "POST", `/${number}/comments`, { body: "/postmortem severity 1" }],
      ["bo", "POST", `/${number}/comments`, { body: "/postmortem lead @cy" }],
      ["cy", "PATCH", "/2", { state: "closed" }],
      ["cy", "PATCH", "/2", { state: "open" }],
      ["cy", "POST", `/${number}/comments`, { body: "/postmortem cancel a drill: [see](x) @ana <b>" }],
    ];
    for (const step of steps) {
      expect(edits(await then(...step))).toBeLessThanOrEqual(1);
      told.push(await says());
    }
    expect(told).toEqual([
      "**Postmortem:** #2, owned by @ana. Due 10 business days after this closes, 2026-12-07 at the latest.",
      // The first of two.
      "**Postmortem:** #2, owned by @ana. Due 10 business days after this closes, 2026-12-07 at the latest.",
      "**Postmortem:** #2, owned by @bo. Due 10 business days after this closes, 2026-12-07 at the latest.",
      "**Postmortem:** #2, owned by @bo. Due 2026-12-07.",
      "**Postmortem:** #2, owned by @bo. Due 2026-11-26.",
      "**Postmortem:** #2, owned by @cy. Due 2026-11-26.",
      "**Postmortem:** #2, owned by @cy. Finished on 2026-11-23.",
      "**Postmortem:** #2, owned by @cy. Due 2026-11-26.",
      "**Postmortem:** #2. Cancelled: a drill: \\[see\\](x) @\u200bana &lt;b>",
    ]);
    expect((await stage.said(number)).filter((body) => body.includes("postmortem:opened"))).toHaveLength(1);
    const last = (await stage.said(number))[0];
    expect(last?.match(/postmortem:effect id=opened/g)).toHaveLength(1);
  });

  it("asks for nothing more when nothing changed, and finds it again when the store is lost", async () => {
    const number = await stage.incident("ana", {});
    await then("ana", "POST", "/2/assignees", { assignees: ["bo"] });
    await then("ana", "DELETE", "/2/assignees", { assignees: ["ana"] });
    const before = await stage.said(number);
    await stage.loseDatabase();
    expect(edits(await then("bo", "POST", `/${number}/comments`, { body: "Still down." }))).toBe(0);
    expect(await stage.said(number)).toEqual(before);
    expect(edits(await then("ana", "POST", "/2/assignees", { assignees: ["cy"] }))).toBe(0);
    await then("ana", "DELETE", "/2/assignees", { assignees: ["bo"] });
    const [said, ...more] = await stage.said(number);
    expect(said).toContain("owned by @cy");
    expect(more).toEqual([]);
  });

  it("is edited in the end when GitHub failed at first, and is let be when it is deleted", async () => {
    const number = await stage.incident("ana", {});
    stage.github.faults.fail({ method: "PATCH", path: /comments\/\d+$/, times: 1 }, { status: 502 });
    await then("ana", "PATCH", `/${number}`, { state: "closed" });
    expect((await stage.said(number))[0]).toContain("Due 2026-12-07.");
    const [comment] = await stage.github.commentsOf("acme", "shop", number);
    await ask("ana", "DELETE", `/comments/${comment?.id}`);
    await stage.settle();
    expect(edits(await then("ana", "PATCH", "/2", { state: "closed" }))).toBe(1);
    expect(edits(await then("bo", "POST", `/${number}/comments`, { body: "Good work." }))).toBe(0);
    expect((await stage.said(number)).filter((body) => body.includes("postmortem:opened"))).toEqual([]);
  });
});
