import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimelineUpdate, WrittenLine } from "../../src/core/timeline.ts";
import { isInStep, mergeTimeline, updateTimeline } from "../../src/core/timeline-merge.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 150);

/** An entry of 21 November: `line("09:00", "opened")`. Its key is its text, unless given. */
function line(clock: string, text: string, key = text): TimelineUpdate {
  return { key, line: `- 2026-11-21 ${clock} UTC – ${text}`, at: `2026-11-21T${clock}:00Z` };
}

const opened = line("09:00", "opened");
const deployed = line("10:00", "deployed");
const closed = line("12:00", "closed");
const text = (...lines: (TimelineUpdate | string)[]) =>
  `\n${lines.map((each) => (typeof each === "string" ? each : each.line)).join("\n")}\n`;
const merge = (theirs: string, base: WrittenLine[], ours: TimelineUpdate[]) =>
  mergeTimeline(theirs, base, ours).text;

describe("a line of the timeline", () => {
  it("follows what is known as long as it says what the app wrote", () => {
    const renamed = { ...deployed, line: deployed.line.replace("deployed", "deployed v2") };
    expect(merge(text(opened, deployed), [opened, deployed], [opened, renamed])).toBe(text(opened, renamed));
    expect(merge(text(opened, deployed), [opened, deployed], [opened])).toBe(text(opened));
  });

  it("goes to its place when its time changes, unless somebody wrote under it", () => {
    const late = line("13:00", "deployed");
    const base = [opened, deployed, closed];
    const ours = [opened, closed, late];
    expect(merge(text(opened, deployed, closed), base, ours)).toBe(text(opened, closed, late));
    expect(merge(text(opened, deployed, "  - by hand", closed), base, ours)).toBe(
      text(opened, late, "  - by hand", closed),
    );
  });

  it.each([
    ["reworded", (all: string) => all.replace("deployed", "deployed the wrong build")],
    ["cut short", (all: string) => all.replace(" UTC – deployed", "")],
    ["replaced", (all: string) => all.replace(deployed.line, "- we broke it")],
    ["struck out", (all: string) => all.replace(/(2026-11-21 10:00.*)/, "~~$1~~")],
    ["deleted", (all: string) => all.replace(`${deployed.line}\n`, "")],
    ["made a quote", (all: string) => all.replace(deployed.line, `\n> ${deployed.line}\n`)],
    ["made code", (all: string) => all.replace(deployed.line, `\n\`\`\`\n${deployed.line}\n\`\`\`\n`)],
  ])("stays as a person left it: %s", (_, edit) => {
    const base = [opened, deployed];
    const theirs = edit(text(opened, deployed));
    const renamed = { ...deployed, line: `${deployed.line} v2` };
    for (const ours of [[opened, deployed], [opened, renamed], [opened]]) {
      const { text: once, written } = mergeTimeline(theirs, base, ours);
      expect(once).toBe(theirs);
      expect(merge(once, written, [opened, renamed])).toBe(theirs);
    }
  });

  it("is the first of two that say the same: the other is a person's copy", () => {
    const renamed = { ...deployed, line: `${deployed.line} v2` };
    expect(merge(text(opened, deployed, deployed), [opened, deployed], [opened, renamed])).toBe(
      text(opened, renamed, deployed),
    );
  });

  it("is the app's again when a person puts its words back", () => {
    const { written } = mergeTimeline(text(opened), [opened, deployed], [opened, deployed]);
    const renamed = { ...deployed, line: `${deployed.line} v2` };
    expect(merge(text(opened, deployed), written, [opened, renamed])).toBe(text(opened, renamed));
  });

  it.each([
    ["another bullet", text(opened, deployed).replaceAll("- 2026", "* 2026")],
    ["a number", text(opened, deployed).replaceAll("- 2026", "1. 2026")],
    ["a box", text(opened, deployed).replaceAll("- 2026", "- [x] 2026")],
    ["an indentation", text("- **Friday**", `  ${opened.line}`, `  ${deployed.line}`)],
    ["spaces behind it", text(opened, deployed).replaceAll("\n", "  \n")],
  ])("is known by its words, with %s too, which stays", (_, theirs) => {
    const renamed = { ...deployed, line: `${deployed.line} v2` };
    expect(merge(theirs, [opened, deployed], [opened, renamed])).toBe(
      theirs.replace("deployed", "deployed v2"),
    );
  });

  it("stays when somebody wrote under it, and is not put in again", () => {
    const theirs = text(opened, deployed, "  - that was me, by hand");
    const { text: once, written } = mergeTimeline(theirs, [opened, deployed], [opened]);
    expect(once).toBe(theirs);
    expect(merge(once, written, [opened, deployed])).toBe(theirs);
  });

  it("may come again after the app itself took it away", () => {
    const { text: once, written } = mergeTimeline(text(opened, deployed), [opened, deployed], [opened]);
    expect(merge(once, written, [opened, deployed])).toBe(text(opened, deployed));
  });

  it("is not doubled when the document was written and the record of it lost", () => {
    expect(merge(text(opened, deployed), [opened], [opened, deployed])).toBe(text(opened, deployed));
    expect(merge(text(opened, deployed), [], [opened, deployed])).toBe(text(opened, deployed));
  });
});

describe("a new line of the timeline", () => {
  it.each<[string, string, string]>([
    ["between two", text(opened, closed), text(opened, deployed, closed)],
    ["before the first", text(closed), text(deployed, closed)],
    ["behind the last", text(opened), text(opened, deployed)],
    [
      "behind what a person noted earlier",
      text(opened, "- 09:30 the pager rang", "- nobody knew why", "- 11:00 UTC – called the vendor", closed),
      text(
        opened,
        "- 09:30 the pager rang",
        "- nobody knew why",
        deployed,
        "- 11:00 UTC – called the vendor",
        closed,
      ),
    ],
    [
      "behind what belongs to the line before",
      text(opened, "  - a note", "  - 11:00 another", "", "  And more.", closed),
      text(opened, "  - a note", "  - 11:00 another", "", "  And more.", deployed, closed),
    ],
    [
      "among the app's own where a person's order is another",
      text(opened, "- 2026-11-21 15:00 too high up", closed, "- 2026-11-21 08:00 too low"),
      text(opened, deployed, "- 2026-11-21 15:00 too high up", closed, "- 2026-11-21 08:00 too low"),
    ],
    [
      "in a list of a person's",
      text("Before:", "* 2026-11-21 08:00 x", "", "During:", "* 2026-11-21 11:00 y"),
      text(
        "Before:",
        "* 2026-11-21 08:00 x",
        deployed.line.replace("-", "*"),
        "",
        "During:",
        "* 2026-11-21 11:00 y",
      ),
    ],
    [
      "in the inner list to which the app's lines were moved",
      text("- **Friday**", `  ${opened.line}`, `  ${closed.line}`, "- **Saturday**"),
      text("- **Friday**", `  ${opened.line}`, `  ${deployed.line}`, `  ${closed.line}`, "- **Saturday**"),
    ],
    [
      "before the app's later line under a person's earlier one",
      text("- 2026-11-21 09:30 **Night**", `  ${closed.line}`, "- **Day**"),
      text("- 2026-11-21 09:30 **Night**", `  ${deployed.line}`, `  ${closed.line}`, "- **Day**"),
    ],
    [
      "not behind another list",
      text(opened, "", "Later:", "", "- nobody knows when"),
      text(opened, deployed, "", "Later:", "", "- nobody knows when"),
    ],
    ["at the end where no line has a time", text("- a", "- b"), text("- a", "- b", deployed)],
    ["where nothing is left", "\n", text(deployed)],
    ["where less is left", "", text(deployed)],
    ["above a person's words", "\nSee the chat.\n", `${text(deployed)}\nSee the chat.\n`],
    ["before code that never ends", "\n```\ncode", `${text(deployed)}\n\`\`\`\ncode`],
    ["not in a quote", "\n> - 2026-11-21 09:00 x\n", `${text(deployed)}\n> - 2026-11-21 09:00 x\n`],
  ])("goes in at its time: %s", (_, theirs, expected) => {
    const standing = [opened, closed].filter(({ line }) => theirs.includes(line));
    const ours = [...standing, deployed];
    const merged = mergeTimeline(theirs, standing, ours);
    expect(merged.text).toBe(expected);
    expect(mergeTimeline(merged.text, merged.written, ours)).toEqual(merged);
  });

  it("comes with others in the order of their times", () => {
    const more = [line("11:00", "c"), line("10:30", "b"), line("08:00", "before"), line("13:00", "after")];
    expect(merge(text(opened, closed), [opened, closed], [opened, closed, ...more])).toBe(
      text(
        line("08:00", "before"),
        opened,
        line("10:30", "b"),
        line("11:00", "c"),
        closed,
        line("13:00", "after"),
      ),
    );
  });

  it("ends as the region's lines end", () => {
    const windows = text(opened, closed).replaceAll("\n", "\r\n");
    expect(merge(windows, [opened, closed], [opened, deployed, closed])).toBe(
      text(opened, deployed, closed).replaceAll("\n", "\r\n"),
    );
    expect(merge(windows, [opened, closed], [opened])).toBe(text(opened).replaceAll("\n", "\r\n"));
  });

  it("goes to the end when nobody can read its time", () => {
    const odd = { key: "odd", line: "- once", at: "soon" };
    expect(merge(text(opened), [opened], [odd, opened])).toBe(text(opened, odd));
  });
});

describe("the timeline of a whole document", () => {
  const document = (inside: string) =>
    `# Down\n<!-- postmortem:begin timeline -->${inside}<!-- postmortem:end timeline -->\n- ${opened.line}\n`;

  it("is brought up to date in its region alone", () => {
    const before = document(text(opened));
    expect(updateTimeline(before, [opened], [opened, closed], "UTC")).toEqual({
      document: document(text(opened, closed)),
      written: [opened, closed].map(({ key, line }) => ({ key, line })),
    });
  });

  it("stays away where its region was taken away", () => {
    const { document: same, written } = updateTimeline("# Down\n", [opened], [opened, closed], "UTC");
    expect(same).toBe("# Down\n");
    expect(isInStep(written, [opened, closed])).toBe(true);
  });

  it("is in step when what should stand is what was written last", () => {
    const renamed = { ...closed, line: `${closed.line} again` };
    expect(isInStep([opened, closed], [closed, opened])).toBe(true);
    expect(isInStep([opened], [opened, closed])).toBe(false);
    expect(isInStep([opened, closed], [opened])).toBe(false);
    expect(isInStep([opened, closed], [opened, renamed])).toBe(false);
  });
});

const WORDS = [
  "opened",
  "deployed v2",
  "rolled back",
  "closed",
  "vendor called",
  "`a | b`",
  "naïve 😀",
  "[#3](u)",
];
const clock = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([h, m]) => [h, m].map((n) => `${n}`.padStart(2, "0")).join(":"));
/** What the app would write at some moment: any of twelve keys, each with a time and words. */
const update = fc
  .uniqueArray(fc.record({ key: fc.nat(11), clock, word: fc.constantFrom(...WORDS) }), {
    selector: ({ key }) => key,
    maxLength: 8,
  })
  .map((entries) =>
    entries
      .map(({ key, clock: at, word }) => line(at, `${word} ${key}`, `k${key}`))
      .sort((a, b) => a.at.localeCompare(b.at)),
  );

type Edit = { do: string; row: number; clock: string; number: number };
/** What two people do to the region: marks make every typed line unlike any other. */
const edit = fc.record({
  do: fc.constantFrom(
    "reword",
    "delete",
    "add",
    "timed",
    "under",
    "move",
    "bullets",
    "windows",
    "fence",
    "prose",
  ),
  row: fc.nat(12),
  clock,
  number: fc.nat(999),
});
const round = fc.record({ edits: fc.array(edit, { maxLength: 3 }), ours: update });
const rounds = fc.array(round, { minLength: 1, maxLength: 5 });

const typed = (text: string) => [...text.matchAll(/typed\d+/g)].map(([mark]) => mark).sort();

function apply(theirs: string, { do: what, row, clock: at, number }: Edit, turn: number): string {
  const newline = theirs.includes("\r\n") ? "\r\n" : "\n";
  const mark = `typed${turn}${String(number).padStart(3, "0")}`;
  const lines = theirs.split(newline);
  const index = 1 + (row % Math.max(1, lines.length - 1));
  if (what === "windows") return theirs.replace(/\r?\n/g, "\r\n");
  if (what === "bullets") return theirs.replaceAll(/^- /gm, "* ");
  if (what === "reword" && /^[-*] /.test(lines[index] ?? "")) lines[index] += ` ${mark}`;
  if (what === "delete" && index < lines.length - 1 && typed(lines[index] ?? "").length === 0)
    lines.splice(index, 1);
  if (what === "add") lines.splice(index, 0, `- ${mark}`);
  if (what === "timed") lines.splice(index, 0, `- 2026-11-21 ${at} ${mark}`);
  if (what === "under") lines.splice(index, 0, `  - ${mark}`);
  if (what === "move") lines.push(...lines.splice(index, 1));
  if (what === "fence") lines.splice(index, 0, "", "```", `- ${mark}`, "```", "");
  if (what === "prose") lines.splice(index, 0, "", `Words ${mark}`, "");
  return lines.join(newline);
}

type Scene = { text: string; written: WrittenLine[]; ours: TimelineUpdate[] };

/** Two people edit, then the app merges; again and again. `each` sees every step. */
function play(
  steps: { edits: Edit[]; ours: TimelineUpdate[] }[],
  each: (before: Scene, edited: string, after: Scene) => void = () => {},
): Scene {
  let scene: Scene = { text: "\n", written: [], ours: [] };
  for (const [turn, { edits, ours }] of steps.entries()) {
    const edited = edits.reduce((text, change, nth) => apply(text, change, turn * 10 + nth), scene.text);
    const after = { ...mergeTimeline(edited, scene.written, ours), ours };
    each(scene, edited, after);
    scene = after;
  }
  return scene;
}

const linesOf = (text: string) => text.split(/\r?\n/).map((each) => each.replace(/^\s*[-*] /, "- ").trim());
/** How often each line stands there. */
const counted = (lines: string[]) => {
  const counts = new Map<string, number>();
  for (const each of lines) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
};

describe("merging timelines", () => {
  it("loses nothing that anybody typed", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        play(steps, (_, edited, after) => expect(typed(after.text)).toEqual(typed(edited)));
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps people's lines, and everything that is no line of a list, in their order", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        play(steps, (before, edited, after) => {
          const app = new Set([...before.written, ...after.ours].map((each) => each.line));
          const people = (text: string) => linesOf(text).filter((each) => each !== "" && !app.has(each));
          expect(people(after.text)).toEqual(people(edited));
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("puts nothing in again that a person changed or deleted", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        play(steps, (before, edited, after) => {
          const stood = counted(linesOf(edited));
          const gone = before.written.filter((each) => !stood.has(each.line)).map(({ key }) => key);
          const now = counted(linesOf(after.text));
          for (const each of after.ours)
            if (gone.includes(each.key))
              expect(now.get(each.line) ?? 0).toBeLessThanOrEqual(stood.get(each.line) ?? 0);
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("done twice is done once", () => {
    fc.assert(
      fc.property(rounds, (steps) => {
        const { text, written, ours } = play(steps);
        expect(mergeTimeline(text, written, ours)).toEqual({ text, written });
      }),
      { numRuns: RUNS },
    );
  });

  it("changes no byte while the app's lines stay the same, whatever stands there", () => {
    const anything = fc.oneof(
      fc
        .tuple(rounds, fc.array(edit))
        .map(([steps, edits]) => edits.reduce((text, change) => apply(text, change, 99), play(steps).text)),
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("- ", "* ", "\n", "\r\n", "\r", "  ", "1. ", "```", "> ", "[ ] ", "x", "<!--"))
        .map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(anything, update, (theirs, same) => {
        expect(mergeTimeline(theirs, same, same)).toEqual({
          text: theirs,
          written: same.map(({ key, line }) => ({ key, line })),
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps the app's lines in the order of their times, as long as people neither move them nor write under them", () => {
    const still = fc.array(
      round.map(({ edits, ours }) => ({
        edits: edits.filter((each) => !["move", "under"].includes(each.do)),
        ours,
      })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(still, (steps) => {
        const { text, ours } = play(steps);
        const times = new Map(ours.map((each) => [each.line, each.at]));
        const shown = linesOf(text).flatMap((each) => times.get(each) ?? []);
        expect(shown).toEqual([...shown].sort());
      }),
      { numRuns: RUNS },
    );
  });

  it("shows every line that nobody touched", () => {
    fc.assert(
      fc.property(fc.array(update, { minLength: 1, maxLength: 4 }), (updates) => {
        const { text, ours } = play(updates.map((each) => ({ edits: [], ours: each })));
        expect(linesOf(text).filter((each) => each !== "")).toEqual(ours.map((each) => each.line));
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["brackets", "(".repeat(65_536)],
    ["bullets", "- ".repeat(32_768)],
    ["spaces", `- ${" ".repeat(65_536)}x`],
    ["NUL", "- \u0000\n- 2026-11-21 10:00 \u0000\n"],
    ["a lone surrogate", "- \ud83d\n- 2026-11-21 10:00 \udc00"],
    ["right to left", "- \u202e2026-11-21 10:00 שלום\n"],
    ["comments", "<!--".repeat(16_000)],
  ])("bears %s", (_, theirs) => {
    const merged = merge(theirs, [], [opened]);
    expect(merged).toContain(opened.line.slice(2));
    expect(merged.length).toBeLessThan(theirs.length + 100);
  });

  it("takes little time for ten thousand lines of people's and a thousand of its own", () => {
    const people = Array.from(
      { length: 10_000 },
      (_, n) => `- 2026-11-2${n % 10} 10:00 Europe/Berlin did ${n}`,
    );
    const ours = Array.from({ length: 1_000 }, (_, n) => line("11:00", `event ${n}`));
    const began = performance.now();
    merge(text(...people), [], ours);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
