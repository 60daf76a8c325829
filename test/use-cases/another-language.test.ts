import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keptAt } from "../support/memory-github/site.ts";
import { artificial } from "../support/words.ts";
import { type MemoryStage, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

const at = (number: number) => ({ ...SHOP, number });

/** The app speaks one language, which is not English: whatever it reads back by an English word is lost to it. */
describe("a postmortem in another language", () => {
  let stage: MemoryStage;
  beforeEach(async () => {
    stage = await openMemoryStage({ speaks: artificial });
  });
  afterEach(() => stage.close());

  const edit = (document: Parameters<MemoryStage["body"]>[0], change: (body: string) => string) => {
    stage.clock.ms += 5_000;
    stage.github.people.edit("ana", document, { body: change(stage.body(document)) });
  };
  /** Every webhook once more, and a day's work: nothing may come of it. */
  const again = async () => {
    stage.clock.ms += 60_000;
    await stage.tell(
      stage.github.site.sent.map((one) => ({ ...one, guid: `${one.guid} at ${stage.clock.ms}` })),
    );
  };

  it("follows its items to the end, reads its own marks back, and comes to rest", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage, [
      "Alert on lag @ana",
      "Page somebody @bo",
      "Write it down",
    ]);
    expect(stage.body(document)).toContain("§**0 of 3 done**§");
    expect(stage.lines(document)[0]).toMatch(
      /^- \[ \] #3 Alert on lag · @ana · due \d{4}-\d\d-\d\d §\(default\)§$/,
    );
    people.comment("bo", at(3), "/done the vendor alerts us now");
    people.close("bo", at(4));
    await stage.tell();
    expect(stage.lines(document)[0]).toMatch(/ \*\(§done: the vendor alerts us now§\)\*$/);
    stage.clock.ms += 25 * 3_600_000;
    await stage.settle();
    expect(stage.lines(document)[1]).toMatch(/ \*\(§closed without evidence§\)\*$/);
    people.remove("ana", at(5));
    await stage.tell();
    expect(stage.lines(document)[2]).toMatch(/ \*\(§issue deleted§\)\*$/);
    expect(stage.body(document)).toContain("§**2 of 2 done**§");
    const [body, said] = [stage.body(document), stage.said(document)];
    await again();
    expect(stage.body(document)).toBe(body);
    expect(stage.said(document)).toEqual(said);
    people.reopen("bo", at(3));
    await stage.tell();
    expect(stage.lines(document)[0]).toMatch(/^- \[ \] #3 Alert on lag · @ana · due \S+ §\(default\)§$/);
  });

  it("takes a date from the table of an item's issue, and puts there what the line says", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage, ["Alert on lag @ana"]);
    const issue = () => keptAt(stage.github.site, at(3))?.issue.body ?? "";
    expect(issue()).toContain("| §Due§ | §Priority§ | §Type§ |");
    people.edit("bo", at(3), { body: issue().replace(/\| §[^|]*§ \| – \| – \|/, "| 2026-12-24 | – | – |") });
    await stage.tell();
    expect(stage.lines(document)).toEqual(["- [ ] #3 Alert on lag · @ana · due 2026-12-24"]);
    edit(document, (body) => body.replace("due 2026-12-24", "due 2026-12-31 P0"));
    await stage.tell();
    expect(issue()).toContain("| 2026-12-31 | P0 | – |");
    const before = issue();
    await again();
    expect(issue()).toBe(before);
  });

  it("lets its facts follow the incident, and what a person wrote over them stay", async () => {
    const { people } = stage.github;
    const { incident, document } = await openIncident(stage);
    expect(stage.body(document)).toContain("| §Severity§ | sev1 |");
    edit(document, (body) => body.replace("| sev1 |", "| sev0, says ana |"));
    people.close("bo", incident);
    await stage.tell();
    expect(stage.body(document)).toContain("| §Severity§ | sev0, says ana |");
    expect(stage.body(document)).toMatch(/\| §Closed§ \| 2026-11-23 /);
    const body = stage.body(document);
    await again();
    expect(stage.body(document)).toBe(body);
  });

  it("says in it what people should mend, and what was lost", async () => {
    const { people } = stage.github;
    const { document } = await openIncident(stage, ["Alert on lag @ghost", "Rotate the keys by 03/04/2026"]);
    expect(stage.said(document).join("\n")).toContain("§#3 is not assigned to `ghost`: ");
    expect(stage.said(document).join("\n")).toContain("§“03/04/2026” may be ");
    edit(document, (body) => body.replace("Alert on lag", "Page on lag"));
    people.edit("bo", at(3), { title: "Look at the lag" });
    await stage.tell();
    expect(stage.said(document).at(-1)).toContain(
      "- #3, §title§: now “Look at the lag”; the line said “Page on lag”",
    );
  });
});
