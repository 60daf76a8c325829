import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commenting } from "./commands-stage.ts";
import { type MemoryStage, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

let stage: MemoryStage;
let on: ReturnType<typeof commenting>;
beforeEach(async () => {
  stage = await openMemoryStage();
  on = commenting(stage);
});
afterEach(() => stage.close());

const everything = [
  "/timeline 07:50 it began",
  "/action Alert @bo",
  "/action Page @ghost",
  "/postmortem severity 2",
  "/postmortem lead @cy",
  "/postmortem started 07:50 UTC",
  "/postmortem xyz",
  "/done #3 the vendor alerts us",
].join("\n");

describe("commands that fail half-way are done in the end, each once, with one answer", () => {
  const kinds = ["create-issue", "create-comment", "add-reaction", "edit-issue", "link-sub-issue"];
  it.each(kinds.flatMap((kind) => [[kind, "later"] as const, [kind, "killed"] as const]))(
    "%s, %s",
    async (kind, how) => {
      const { document } = await openIncident(stage, ["Vendor"]);
      const id = on.say("bo", document, everything);
      on.fail(kind, how);
      await stage.tell();
      expect(stage.made()).toEqual(["Postmortem: Down", "Vendor", "Alert", "Page"]);
      expect(stage.body(document)).toContain("it began");
      expect(on.row(document, "Severity")).toContain("sev2");
      expect(on.row(document, "Started")).toContain("07:50");
      expect(stage.lines(document)[0]).toMatch(/^- \[x\] #3 Vendor/);
      expect(on.reactions(id)).toEqual(["confused"]);
      expect(on.replies(document)).toEqual([expect.stringContaining("`/postmortem xyz`")]);
      expect(await stage.store.queue.list("dead", 10)).toEqual([]);
    },
  );

  it("also a note alone, which is on the timeline and has its reaction", async () => {
    const { document } = await openIncident(stage);
    const id = on.say("bo", document, "/timeline 07:50 it began");
    on.fail("add-reaction", "later");
    await stage.tell();
    expect([on.reactions(id), stage.body(document).includes("it began")]).toEqual([["+1"], true]);
  });

  it("and the opening itself", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow" });
    const id = on.say("bo", ref, "/postmortem open\n/action Find out why");
    on.fail("add-reaction", "killed");
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Slow", "Find out why"]);
    expect(on.reactions(id)).toEqual(["+1"]);
  });
});

describe("a comment that is edited again and again", () => {
  it("may be a log of any length", async () => {
    const { incident, document } = await openIncident(stage);
    const log = Array.from({ length: 60 }, (_, at) => `/timeline 07:${10 + (at % 50)} step ${at}.`);
    const id = on.say("bo", incident, log[0] ?? "");
    await stage.tell();
    for (const at of log.keys()) on.edit("bo", incident, id, log.slice(0, at + 1).join("\n"));
    await stage.tell();
    expect([on.reactions(id), on.replies(incident)]).toEqual([["+1"], []]);
    expect(stage.body(document)).toContain("step 59.");
  });

  it("is told once that it had enough, and is remembered in few words", async () => {
    const { incident } = await openIncident(stage);
    const id = on.say("bo", incident, "Wait…");
    for (let at = 0; at < 200; at++) {
      on.edit("bo", incident, id, `/postmortem started 07:00 UTC, told ${at} times`);
      await stage.tell();
    }
    expect(on.replies(incident)).toEqual([expect.stringContaining("was not run: of one comment 50 are")]);
    const kept = JSON.stringify(await stage.store.records.get("commands", `${id}`));
    expect(kept.length).toBeLessThan(2_000);
  });
});

describe("what waits for a postmortem", () => {
  it("that nobody opens is answered in the end", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow", labels: ["incident"] });
    const id = on.say("bo", ref, "/action Find out why");
    await stage.tell();
    expect(stage.made()).toEqual([]);
    expect(on.reactions(id)).toEqual(["confused"]);
    expect(on.replies(ref)).toEqual([expect.stringContaining("`/postmortem open` opens one")]);
  });

  it("is done once when it opens in time", async () => {
    const ref = stage.github.people.open("eve", SHOP, { title: "Slow", labels: ["incident"] });
    const id = on.say("bo", ref, "/action Find out why");
    for (const delivery of stage.held()) await stage.accept(delivery);
    await stage.settle(60_000);
    expect(on.reactions(id)).toEqual([]);
    stage.github.people.unlabel("ana", ref, "incident");
    stage.github.people.label("ana", ref, "incident");
    await stage.tell();
    expect(stage.made()).toEqual(["Postmortem: Slow", "Find out why"]);
    expect([on.reactions(id), on.replies(ref)]).toEqual([["+1"], []]);
  });
});
