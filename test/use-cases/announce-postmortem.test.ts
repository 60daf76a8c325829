import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import { keptAt, type Place, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const MINUTE = 60_000;
const DAY = 24 * 3_600_000;

describe("the comment on an incident", () => {
  let stage: MemoryStage;
  let incident: IssueRef;
  let document: IssueRef;
  beforeEach(async () => {
    stage = await openMemoryStage();
    ({ incident, document } = await openIncident(stage));
    stage.github.clearCalls();
  });
  afterEach(() => stage.close());

  const people = () => stage.github.people;
  /** What it says, without its marks. */
  const said = (on = incident) => stage.said(on)[0]?.split("\n")[1] ?? "";
  /** The real port keeps files for minutes. */
  const calls = () => stage.github.calls().filter((call) => call !== "file");
  const edits = () => calls().filter((call) => call === "edit-comment").length;
  const later = async (act: () => unknown) => {
    stage.clock.ms += MINUTE;
    await act();
    await stage.tell();
    // Its own webhooks come back to it.
    await stage.tell();
  };
  const comment = (by: string, on: IssueRef, body: string) => later(() => people().comment(by, on, body));
  const ourComment = () => keptAt(stage.github.site, incident)?.comments[0]?.id ?? 0;
  const recall = async () =>
    (await stage.store.records.get<PostmortemRecord>("postmortem", issueKey(incident))) as PostmortemRecord;
  const keep = (record: PostmortemRecord) =>
    stage.store.records.put("postmortem", issueKey(incident), record);

  it("names whoever owns the postmortem now, with one edit", async () => {
    expect(said()).toContain("owned by @ana");
    await later(() => people().assign("ana", document, ["bo"]));
    expect(said()).toBe(
      "**Postmortem:** #2, owned by @bo. Due 3 business days after this closes, 2026-12-07 at the latest.",
    );
    expect(edits()).toBe(1);
    expect(stage.said(incident)).toHaveLength(1);
    await later(() => people().assign("ana", document, []));
    expect(said()).toContain("**Postmortem:** #2. Due");
  });

  it("names whom a command makes the owner", async () => {
    await comment("ana", incident, "/postmortem lead @cy");
    expect(said()).toContain("owned by @cy");
    expect(edits()).toBe(1);
  });

  it("names the day once the incident is closed, and takes it back when that goes on", async () => {
    await later(() => people().close("ana", incident));
    expect(said()).toBe("**Postmortem:** #2, owned by @ana. Due 2026-11-26.");
    await later(() => people().reopen("ana", incident));
    expect(said()).toContain("Due 3 business days after this closes");
    expect(edits()).toBe(2);
  });

  const relabel = () => {
    people().unlabel("ana", incident, "sev1");
    people().label("ana", incident, "sev2");
  };

  it.each([
    ["a label", relabel],
    ["a command", () => people().comment("ana", incident, "/postmortem severity 2")],
  ])("follows the severity that %s says, as the document does", async (_, act) => {
    await later(() => people().close("ana", incident));
    await later(act);
    expect(said()).toContain("Due 2026-11-30.");
    expect(stage.body(document)).toContain("| Postmortem due | 2026-11-30 |");
  });

  it("says the day that somebody wrote in the document, whatever the severity does then", async () => {
    await later(() => people().close("ana", incident));
    await later(() =>
      people().edit("ana", document, {
        body: stage.body(document).replace("| 2026-11-26 |", "| 2026-12-24 |"),
      }),
    );
    expect(said()).toContain("Due 2026-12-24.");
    await later(() => people().unlabel("ana", incident, "sev1"));
    expect(said()).toContain("Due 2026-12-24.");
    expect(stage.body(document)).toContain("| Postmortem due | 2026-12-24 |");
  });

  it("says that the postmortem is finished, and when it goes on again", async () => {
    const before = said();
    await later(() => people().close("ana", document));
    expect(said()).toBe("**Postmortem:** #2, owned by @ana. Finished on 2026-11-23.");
    expect(stage.said(incident)[0]).not.toContain("/action");
    await later(() => people().reopen("ana", document));
    expect(said()).toBe(before);
    expect(edits()).toBe(2);
  });

  it("says why there will be none, and when there will be one after all", async () => {
    await comment("ana", incident, "/postmortem cancel it was the *staging* cluster, @bo");
    expect(said()).toMatch(
      /^\*\*Postmortem:\*\* #2\. Cancelled: it was the \\\*staging\\\* cluster, @\u200bbo$/,
    );
    await later(() => people().reopen("ana", document));
    expect(said()).toContain("owned by @ana. Due 3 business days");
    expect(stage.said(incident).filter((one) => one.includes("postmortem:opened"))).toHaveLength(1);
  });

  it("asks for nothing when it says everything already, and runs no command by its edits", async () => {
    const timeline = (await recall()).timeline;
    await later(() => people().assign("ana", document, ["bo"]));
    const made = stage.made();
    stage.github.clearCalls();
    await later(() => people().assign("ana", document, ["bo", "cy"]));
    expect(calls()).toEqual([]);
    await later(() => people().edit("ana", document, { body: `${stage.body(document)}\nMore words.` }));
    expect(edits()).toBe(0);
    expect(stage.made()).toEqual(made);
    expect((await recall()).timeline).toEqual(timeline);
  });

  it("makes one edit of many changes in a row", async () => {
    for (const who of ["bo", "cy", "ana", "bo"]) {
      stage.clock.ms += 2_000;
      people().assign("ana", document, [who]);
    }
    people().close("ana", incident);
    await stage.tell();
    expect(said()).toBe("**Postmortem:** #2, owned by @bo. Due 2026-11-26.");
    expect(edits()).toBeLessThanOrEqual(2);
  });

  it.each([
    ["deleted", () => people().deleteComment("ana", incident, ourComment())],
    ["locked away", () => people().lock("ana", incident)],
    ["gone with its incident", () => people().remove("ana", incident)],
  ])("is left alone when it is %s: the same words are not tried twice", async (_, act) => {
    await later(act);
    await later(() => people().assign("ana", document, ["bo"]));
    expect(edits()).toBe(1);
    await later(() => people().edit("ana", document, { body: `${stage.body(document)}\nMore words.` }));
    await later(() => people().assign("ana", document, ["bo", "cy"]));
    expect(edits()).toBe(1);
    expect(await stage.store.queue.counts()).toMatchObject({ dead: 0 });
  });

  it("is edited again once it can be, when there is something else to say", async () => {
    people().lock("ana", incident);
    await later(() => people().assign("ana", document, ["bo"]));
    people().unlock("ana", incident);
    await later(() => people().assign("ana", document, ["cy"]));
    expect(said()).toContain("owned by @cy");
  });

  describe("of a record that does not know it", () => {
    const forget = async () => {
      const { announcement: _, dueWords: __, ...record } = await recall();
      await keep({ ...record, declared: null });
    };

    it("is found by its marker, once, and not edited when it says everything", async () => {
      const text = stage.said(incident)[0];
      const { announcement } = await recall();
      await forget();
      await comment("bo", incident, "Looking at it.");
      expect(edits()).toBe(0);
      expect(stage.said(incident)).toEqual([text]);
      expect((await recall()).announcement).toEqual(announcement);
      stage.github.clearCalls();
      await later(() => people().assign("ana", document, ["bo"]));
      expect(calls()).toEqual(["edit-comment"]);
      expect(said()).toContain("owned by @bo");
      expect(stage.said(incident)[0]).toContain("@owner due 2026-12-07 P1");
    });

    it("is left out when it is not there: no second one is made, and nobody looks again", async () => {
      people().deleteComment("ana", incident, ourComment());
      await forget();
      await comment("bo", incident, "Looking at it.");
      expect((await recall()).announcement?.id).toBe(0);
      stage.github.clearCalls();
      await later(() => people().assign("ana", document, ["bo"]));
      expect(calls()).toEqual([]);
      expect(stage.said(incident)).toEqual([]);
    });
  });

  it("is edited once more, not made twice, when the process died before it noted the edit", async () => {
    const before = await recall();
    await later(() => people().assign("ana", document, ["bo"]));
    const text = stage.said(incident);
    await keep(before);
    await comment("bo", incident, "Looking at it.");
    expect(edits()).toBe(2);
    expect(stage.said(incident)).toEqual(text);
  });

  it("says of a sensitive postmortem nothing but that there is one, whatever becomes of that", async () => {
    const ops = placeOf(stage.github.site, OPS) as Place;
    ops.private = true;
    (placeOf(stage.github.site, SHOP) as Place).files[CONFIG_PATH] = "sensitive: { repository: ops }";
    const secret = people().open("ana", SHOP, { title: "Keys leaked", labels: ["incident", "security"] });
    await stage.tell();
    const hidden = keptAt(stage.github.site, { ...OPS, number: 1 })?.ref as IssueRef;
    const told = stage.said(secret);
    expect(told).toEqual([expect.stringContaining("where only the team can read it")]);
    stage.github.clearCalls();
    await later(() => people().assign("ana", hidden, ["bo"]));
    await later(() => people().close("ana", secret));
    await comment("ana", hidden, "/postmortem cancel the keys were old");
    expect(stage.said(secret)).toEqual(told);
    expect(edits()).toBe(0);
    expect(told.join()).not.toMatch(/ops|ana|2026|#1\b(?! -->)/);
  });

  it("is not missed where a backfill was quiet: nobody looks for it", async () => {
    stage.clock.ms += DAY;
    const old = people().open("ana", SHOP, { title: "Old", labels: ["incident"] });
    await stage.tell();
    await keep({ ...(await recall()), announcement: { id: 0, print: "", exampleDue: "2026-12-07" } });
    stage.github.clearCalls();
    await later(() => people().assign("ana", document, ["cy"]));
    expect(calls()).toEqual([]);
    expect(said(old)).toContain("**Postmortem:**");
  });
});
