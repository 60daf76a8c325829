import { describe, expect, it } from "vitest";
import { type Expected, judge } from "../../src/sandbox/demo-checks.ts";
import { addItems, fillIn, headingsOf, itemLines, lineOf } from "../../src/sandbox/demo-document.ts";
import { createNarrator, paintFor, wrap } from "../../src/sandbox/demo-narrator.ts";
import type { Seen } from "../../src/sandbox/demo-state.ts";
import { offsetFor, shiftDate } from "../../src/sandbox/shift-clock.ts";

describe("the shifted clock", () => {
  const HOUR = 3_600_000;
  const Shifted = shiftDate(Date, () => HOUR);

  it("shifts the present and nothing else", () => {
    const real = Date.now();
    expect(Shifted.now() - real).toBeGreaterThanOrEqual(HOUR);
    expect(new Shifted().getTime() - real).toBeGreaterThanOrEqual(HOUR);
    expect(new Shifted(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
    expect(new Shifted(2026, 10, 30).getFullYear()).toBe(2026);
    expect(Shifted.UTC(2026, 10, 30)).toBe(Date.UTC(2026, 10, 30));
    expect(Shifted.parse("2026-11-30")).toBe(Date.parse("2026-11-30"));
    expect(new Shifted()).toBeInstanceOf(Date);
    expect(new Date()).toBeInstanceOf(Shifted);
  });

  it("goes to a moment, and never back", () => {
    const now = Date.parse("2026-11-30T09:00:00Z");
    expect(offsetFor("2026-11-30T10:00:00Z", 500, now)).toBe(500 + HOUR);
    expect(offsetFor("2026-11-30T08:00:00Z", 500, now)).toBe(500);
  });
});

describe("editing a document as a person does", () => {
  const document = [
    "- **Trigger:** <!-- postmortem:field trigger --> _what set it off_",
    "- **Lucky:** <!-- postmortem:field lucky -->",
    "| Users | <!-- postmortem:field users --> _how many_ |",
    "### What happened",
    "<!-- postmortem:field story -->",
    "_The story._",
    "## Action items",
    "<!-- a hint -->",
    "",
    "## Ideas",
  ].join("\n");

  it("replaces each prompt where it stands", () => {
    const answers = {
      trigger: "a deploy",
      lucky: "it was Wednesday",
      users: "640",
      story: "It broke.\n\nThen not.",
    };
    const filled = fillIn(document, { ...answers, nowhere: "x" });
    expect(filled.missing).toEqual(["nowhere"]);
    expect(filled.document.split("\n").slice(0, 9)).toEqual([
      "- **Trigger:** <!-- postmortem:field trigger --> a deploy",
      "- **Lucky:** <!-- postmortem:field lucky --> it was Wednesday",
      "| Users | <!-- postmortem:field users --> 640 |",
      "### What happened",
      "<!-- postmortem:field story -->",
      "It broke.",
      "",
      "Then not.",
      "## Action items",
    ]);
  });

  it("adds lines to the action items, and reads those that have a number", () => {
    const edited = addItems(document, ["- [x] #12 One @ana", "2. [ ] #13 Two", "- Three"]);
    expect(itemLines(edited)).toEqual([
      { number: 12, done: true, text: "#12 One @ana" },
      { number: 13, done: false, text: "#13 Two" },
    ]);
    expect(lineOf(edited, 12)).toBe("[x] #12 One @ana");
    expect(lineOf(edited, 14)).toBe("(no line)");
    expect(edited.endsWith("- Three\n\n## Ideas")).toBe(true);
  });
});

it("reads the headings of a document's parts", () => {
  expect(headingsOf("# A\n## B \n### C\ntext ## D\n## E")).toEqual(["B", "E"]);
});

describe("telling", () => {
  it("breaks lines between words, counting no stars", () => {
    expect(wrap("one **two** three", 7)).toEqual(["one **two**", "three"]);
    expect(wrap("alongwordalone fits", 4)).toEqual(["alongwordalone", "fits"]);
  });

  it("is plain without a terminal or with NO_COLOR, and has colours otherwise", () => {
    expect(paintFor(false, {})("bold", "x")).toBe("x");
    expect(paintFor(true, { NO_COLOR: "1" })("bold", "x")).toBe("x");
    expect(paintFor(true, {})("bold", "x")).toContain("\u001b[1m");
  });

  it("gathers what came of a step in the step's own event", () => {
    const lines: string[] = [];
    const tell = createNarrator((line) => lines.push(line), { paint: (_, text) => text, width: 60 });
    tell.person("**ana** writes:");
    tell.quote("- a line\n  - below it, with words enough for a second line of the terminal");
    tell.outcome("an issue:");
    expect(tell.events().map(({ text }) => text)).toEqual(["**ana** writes\n\n→ an issue"]);
    expect(lines.slice(2)).toEqual([
      "           │ - a line",
      "           │   - below it, with words enough for a second",
      "           │     line of the terminal",
      "         → an issue:",
    ]);
  });
});

const EXPECTED: Expected = [
  {
    incident: "Down",
    items: [
      { title: "Late", owner: "ana", due: "2026-12-03" },
      { title: "Done", owner: null, due: "2026-12-20" },
    ],
  },
];

/** A repository as the app should leave it, but for `changes` by number. */
function state(changes: Record<number, Partial<Seen>> = {}): Seen[] {
  const app = { login: "postmortem[bot]", isBot: true };
  const base = (number: number, title: string, label: string, body: string): Seen => ({
    ...{ number, title, body, state: "open", stateReason: null, isPullRequest: false, author: app },
    ...{
      labels: [{ name: label, color: "" }],
      assignees: [],
      milestone: null,
      createdAt: "",
      closedAt: null,
    },
    ...{ subIssues: [], comments: [], checks: [] },
  });
  const comment = (body: string) => [{ author: app, createdAt: "", body }];
  const milestone = { title: "2026-12", dueOn: null };
  const document = "\n## Action items\n- [ ] #3 Late @ana\n- [x] #4 Done\n\n## Ideas\n";
  const summary =
    "### Overdue (1)\n- #3 Late · @ana · due 2026-12-03\n\n### Closed last week (1)\n- #4 Done · nobody · done\n";
  return [
    { ...base(1, "Down", "incident", ""), comments: comment("Postmortem: #2") },
    { ...base(2, "Postmortem: Down", "postmortem", document), subIssues: [3, 4] },
    { ...base(3, "Late", "action-item", "Of #2, of #1"), assignees: ["ana"], milestone },
    { ...base(4, "Done", "action-item", "Of #2, of #1"), state: "closed" as const, milestone },
    { ...base(5, "Ledger", "follow-up-ledger", ""), comments: comment(summary) },
  ].map((issue) => ({ ...issue, ...changes[issue.number] }));
}

describe("the checklist", () => {
  const missed = (changes: Record<number, Partial<Seen>>) =>
    judge(state(changes), EXPECTED)
      .filter(({ ok }) => !ok)
      .map(({ what, why }) => `${what}: ${why}`)
      .join("\n");
  const commented = (body: string) => {
    const [comment] = state()[4]?.comments ?? [];
    return { 5: { comments: comment ? [{ ...comment, body }] : [] } };
  };

  it("is content with what should be", () => {
    expect(missed({})).toBe("");
  });

  it("counts no retrospective as a postmortem", () => {
    const retrospective = { ...state()[1], number: 6, title: "Retrospective: Move", subIssues: [] } as Seen;
    const found = judge([...state(), retrospective], EXPECTED).filter(({ ok }) => !ok);
    expect(found).toEqual([]);
    const second = { ...retrospective, title: "Postmortem: Down" };
    expect(judge([...state(), second], EXPECTED).filter(({ ok }) => !ok)).toHaveLength(1);
  });

  it("misses what is not there, and says what it is", () => {
    expect(missed({ 1: { comments: [] } })).toContain("so it is for 0 of 1");
    expect(missed({ 2: { labels: [] } })).toContain("0 postmortems");
    expect(missed({ 2: { subIssues: [3] } })).toContain("sub-issue of its postmortem: not so: “Done”");
    expect(missed({ 3: { title: "Else" } })).toContain("not so: “Late”");
    expect(missed({ 3: { assignees: ["ana", "bo"] } })).toContain("every owner is assigned");
    expect(missed({ 4: { milestone: null } })).toContain("in the milestone");
    expect(missed({ 4: { state: "open" } })).toContain("number, title and state");
    expect(missed({ 4: { body: "Of #22" } })).toContain("links back");
  });

  it("reads the summary as a lead does", () => {
    expect(missed({ 5: { comments: [] } })).toContain("0 comments");
    expect(missed(commented("### Overdue (1)\n- #3 Late · @ana · due 2026-12-03\n"))).toContain(
      "#4 is not where",
    );
    const bare = "### Overdue (1)\n- #3 Late · ana · due 2026-12-04\n\n### Closed\n- #4 Done · nobody";
    expect(missed(commented(bare))).toContain("#3 lacks its due date");
    expect(missed(commented(bare))).toContain("somebody who is late is not mentioned");
    const loud = "### Overdue (1)\n- #3 Late · @ana · due 2026-12-03\n\n### Closed\n- #4 Done · nobody @bo";
    expect(missed(commented(loud))).toContain("somebody is mentioned who is not late");
  });
});
