import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config.ts";
import { Refused } from "../../src/core/problem.ts";
import type { PostmortemRecord } from "../../src/core/record.ts";
import { type IssueRef, issueKey } from "../../src/core/reference.ts";
import { keptAt, type Place, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, openMemoryStage, SHOP } from "./memory-stage.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The items of the postmortem: by default, promised, with a priority. */
const LINES = ["Alert on lag", "Test the backup due 2026-12-24", "Write it down P3"];

describe("due dates of action items when the severity changes", () => {
  let stage: MemoryStage;
  let incident: IssueRef;
  let document: IssueRef;
  beforeEach(async () => {
    stage = await openMemoryStage();
    (placeOf(stage.github.site, SHOP) as Place).files[CONFIG_PATH] =
      "due: { P3: 60, severe: 14, default: 30 }\nmilestones: week";
    incident = people().open("ana", SHOP, { title: "Down", labels: ["incident", "sev3"] });
    await stage.tell();
    document = { ...SHOP, number: 2 };
    stage.write(document, LINES.map((line) => `- [ ] ${line}`).join("\n"));
    await stage.tell();
    await stage.tell();
    stage.clock.ms += DAY;
  });
  afterEach(() => stage.close());

  const people = () => stage.github.people;
  const item = (number: number) => keptAt(stage.github.site, { ...SHOP, number })?.issue;
  const table = (number: number) => item(number)?.body?.match(/^\| \d{4}-.*$/m)?.[0];
  const later = async (act: () => unknown) => {
    stage.clock.ms += MINUTE;
    await act();
    await stage.tell();
    await stage.tell();
  };
  const severity = (level: number) =>
    later(() => people().comment("ana", incident, `/postmortem severity ${level}`));
  const refusing = (kind: "edit-issue", on: IssueRef) => {
    const { apply } = stage.github.port;
    stage.github.port.apply = async (change) => {
      if (change.kind === kind && change.issue.number === on.number)
        throw new Refused("Server said no", "Nothing to do", 422, []);
      return apply(change);
    };
    return () => {
      stage.github.port.apply = apply;
    };
  };

  it("follows with line, table and milestone, and moves no other date", async () => {
    const before = stage.lines(document);
    expect(before).toEqual([
      "- [ ] #3 Alert on lag · due 2026-12-23 (default)",
      "- [ ] #4 Test the backup · due 2026-12-24",
      "- [ ] #5 Write it down · due 2027-01-22 (default) · P3",
    ]);
    expect(item(3)?.milestone?.title).toBe("2026-W52");
    await severity(1);
    expect(stage.lines(document)).toEqual([
      "- [ ] #3 Alert on lag · due 2026-12-07 (default)",
      ...before.slice(1),
    ]);
    expect(table(3)).toContain("2026-12-07");
    expect(item(3)?.milestone?.title).toBe("2026-W50");
    expect(item(3)?.body).toContain("severity=1 due=2026-12-07 default-due");
    await severity(3);
    expect(stage.lines(document)).toEqual(before);
    expect(item(3)?.milestone?.title).toBe("2026-W52");
  });

  it("does so by a label as well", async () => {
    await later(() => {
      people().unlabel("ana", incident, "sev3");
      people().label("ana", incident, "sev0");
    });
    expect(stage.lines(document)[0]).toContain("due 2026-12-07 (default)");
  });

  it("is at rest then: one edit of the issue, one of the document, and nothing after that", async () => {
    const edits = () => stage.github.calls().filter((call) => call === "edit-issue").length;
    const facts = () => stage.body(document);
    await severity(3);
    stage.github.clearCalls();
    await severity(1);
    // The document's table of facts, and its line; the issue once.
    expect(edits()).toBeLessThanOrEqual(3);
    const before = facts();
    stage.github.clearCalls();
    for (let day = 0; day < 3; day++) {
      stage.clock.ms += DAY;
      await later(() => people().comment("bo", incident, "Still looking."));
      people().comment("ana", incident, "/postmortem refresh");
      await later(() => {});
    }
    expect(table(3)).toContain("2026-12-07");
    expect(facts().match(/due \S+ \(default\)/g)).toEqual(before.match(/due \S+ \(default\)/g));
    expect(stage.github.calls().filter((call) => call === "create-milestone")).toEqual([]);
  });

  it("leaves a milestone that somebody chose, and the date that it stands for", async () => {
    const kept = keptAt(stage.github.site, { ...SHOP, number: 3 });
    const place = placeOf(stage.github.site, SHOP) as Place;
    const launch = { number: 99, title: "Launch", state: "open", due_on: null };
    place.milestones.push(launch);
    if (kept) kept.issue = { ...kept.issue, milestone: launch };
    await later(() => people().edit("ana", { ...SHOP, number: 3 }, { title: "Alert on any lag" }));
    await severity(1);
    expect(item(3)?.milestone?.title).toBe("Launch");
    expect(stage.lines(document)[0]).toContain("due 2026-12-07 (default)");
  });

  it("never changes what somebody has just written on the line", async () => {
    people().comment("ana", incident, "/postmortem severity 1");
    people().edit("ana", document, {
      body: stage.body(document).replace("due 2026-12-23 (default)", "due 2026-12-30"),
    });
    await later(() => {});
    expect(stage.lines(document)[0]).toBe("- [ ] #3 Alert on lag · due 2026-12-30");
    expect(table(3)).toContain("2026-12-30");
  });

  it("makes nothing late: what would be past is due tomorrow", async () => {
    stage.clock.ms = Date.parse("2026-12-20T09:00:00Z");
    await severity(1);
    expect(stage.lines(document)[0]).toContain("due 2026-12-21 (default)");
    stage.clock.ms += 2 * DAY;
    await later(() => people().edit("ana", document, { body: `${stage.body(document)}\nMore.` }));
    expect(stage.lines(document)[0]).toContain("due 2026-12-21 (default)");
  });

  it.each([["the issue", 3] as const, ["the document", 2] as const])(
    "comes to the same when %s could not be written at first",
    async (_, number) => {
      const mend = refusing("edit-issue", { ...SHOP, number });
      await severity(1);
      mend();
      await later(() => people().edit("ana", document, { body: `${stage.body(document)}\nMore.` }));
      expect(stage.lines(document)[0]).toContain("due 2026-12-07 (default)");
      expect(table(3)).toContain("2026-12-07");
    },
  );

  it("moves nothing of a rebuilt record before that knows the severity", async () => {
    await severity(1);
    const { records } = stage.store;
    const { openedAt: _, ...record } = (await records.get<PostmortemRecord>(
      "postmortem",
      issueKey(incident),
    )) as PostmortemRecord;
    await records.put("postmortem", issueKey(incident), { ...record, severity: null });
    await later(() => people().edit("ana", document, { body: `${stage.body(document)}\nMore.` }));
    expect(stage.lines(document)[0]).toContain("due 2026-12-07 (default)");
  });
});
