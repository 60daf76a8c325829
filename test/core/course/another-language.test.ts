import { describe, expect, it } from "vitest";
import type { IncidentEvidence } from "../../../src/core/course/evidence.ts";
import { timelineOf } from "../../../src/core/course/timeline-of.ts";
import { updateDerived } from "../../../src/core/derived-region.ts";
import type { Unread } from "../../../src/core/history.ts";
import { keyTimesOf, type WrittenTimes } from "../../../src/core/key-times/key-times.ts";
import { updateKeyTimes } from "../../../src/core/key-times/update-key-times.ts";
import { suspects } from "../../../src/core/suspects/suspects.ts";
import { suspectsBlock } from "../../../src/core/suspects/suspects-block.ts";
import { timelineLines, type WrittenLine } from "../../../src/core/timeline.ts";
import { updateTimeline } from "../../../src/core/timeline-merge.ts";
import type { Say, Words } from "../../../src/core/words.ts";
import { artificial, english, languages } from "../../support/words.ts";
import { CHANGES, comment, LONG, PULL_REQUEST, SHOP } from "./long-incident.ts";

const timeZone = "Europe/Berlin";
const MISSING: Unread[] = [
  { what: "older-releases", repo: SHOP, why: "too-many" },
  { what: "linked-pulls", repo: null, why: "no-answer" },
];

/** The language that nobody speaks with other marks, and every value of a template on a line: what has no mark is no phrase. */
const marked: Words = {
  ...artificial,
  say: (name, values) => `⟦${english.say(name, values)}⟧`,
  render: (_, view) => leaves(view).join("\n"),
};

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** What the app remembers of the document. */
type Record = { timeline: WrittenLine[]; suspects: string | null; times: WrittenTimes };
const NEW: Record = { timeline: [], suspects: null, times: { rows: [], durations: null } };

const region = (name: string, inside = "") =>
  `<!-- postmortem:begin ${name} -->\n${inside}<!-- postmortem:end ${name} -->\n`;
const table = (say: Say) =>
  [
    "| | | |\n| --- | --- | --- |",
    ...(["started", "detected", "acknowledged", "mitigated", "resolved"] as const).map(
      (name) => `| ${say(`key-times.row-${name}`)} | ${say("key-times.unknown")} |  |`,
    ),
  ]
    .map((row) => `${row}\n`)
    .join("");
const blank = ({ say }: Words) =>
  region("key-times", table(say)) + region("durations") + region("timeline") + region("suspects");

/** A document as the app brings it into step with what is known of the incident. */
function refreshed(document: string, record: Record, evidence: IncidentEvidence, words: Words) {
  const { say } = words;
  const options = { timeZone, self: "app[bot]", incidentLabels: ["incident"], before: record.timeline, say };
  const lines = timelineLines(timelineOf(evidence, options), timeZone);
  const set = { acknowledged: { at: "2026-11-21T13:50:00Z", by: "ana", url: "" } };
  const [trigger = null] = CHANGES;
  const times = keyTimesOf(evidence, { timeZone, trigger, fix: evidence.pulls[0] ?? null, set, say });
  const known = { trigger: "acme/shop#41", fix: null, hours: 24, home: SHOP, say };
  const { title, body, labels, ref } = evidence.incident;
  const text = {
    ref,
    title,
    body,
    labels,
    areas: ["checkout"],
    said: evidence.comments.map((one) => one.body),
  };
  const start = { at: times.started?.at ?? evidence.incident.createdAt, isKnown: times.started !== null };
  const found = suspects(evidence.changes, text, start, known);
  const block = suspectsBlock(found, MISSING, { home: SHOP, timeZone, hours: 24, isKnown: true, words });
  const told = updateTimeline(document, record.timeline, lines, timeZone);
  const blocks = updateDerived(told.document, "suspects", record.suspects, block);
  const spoken = [say, english.say];
  const openedAt = evidence.incident.createdAt;
  const rows = updateKeyTimes(blocks.document, record.times, times, { timeZone, openedAt, words, spoken });
  const { effective, problems } = rows;
  const now: Record = { timeline: told.written, suspects: blocks.written, times: rows.written };
  return { document: rows.document, record: now, effective, problems };
}

describe.each([
  ...languages.locales.map((locale): [string, Words] => [locale, languages.in(locale)]),
  ["a language that nobody speaks", artificial] as [string, Words],
])("a document's course in %s", (_, words) => {
  const first = refreshed(blank(words), NEW, LONG, words);

  it("stays as it is when nothing happened", () => {
    expect(refreshed(first.document, first.record, LONG, words)).toEqual(first);
  });

  it("keeps what people wrote while the rest follows", () => {
    const { say } = words;
    const row = say("key-times.row-mitigated");
    const closed = say("course.incident-closed-as-duplicate");
    const assigned = say("course.assigned", { person: "cy" });
    const edited = first.document
      .replace(
        new RegExp(`^\\| ${RegExp.escape(row)} \\|[^|]*\\|`, "m"),
        () => `| ${row} | 14:52 UTC, so Bo |`,
      )
      .replace(closed, () => `${closed} by mistake`)
      .replace(new RegExp(`^- [^\\n]*${RegExp.escape(assigned)}[^\\n]*\\n`, "m"), "");
    expect(edited).not.toContain(assigned);
    const more = { ...LONG, comments: [...LONG.comments, comment(8, "14:56", "`0x09` 599 598 597 596 595")] };
    const after = refreshed(edited, first.record, more, words);
    expect(after.document).toContain(`| ${row} | 14:52 UTC, so Bo |`);
    expect(after.effective.mitigated?.at).toBe("2026-11-21T14:52:00Z");
    expect(after.document).toContain(`${closed} by mistake`);
    expect(after.document).not.toContain(assigned);
    expect(after.document).toContain("0x09");
    expect(refreshed(after.document, after.record, more, words)).toEqual(after);
  });

  it("is told of cells that are no times by the rows' names", () => {
    const row = words.say("key-times.row-detected");
    const edited = first.document.replace(
      new RegExp(`^\\| ${RegExp.escape(row)} \\|[^|]*\\|`, "m"),
      () => `| ${row} | at noon |`,
    );
    expect(refreshed(edited, first.record, LONG, words).problems).toEqual([
      words.say("key-times.unreadable-cell", { row, said: "at noon" }),
    ]);
  });

  it("takes its own prompt for nobody's word, also without what makes it slanted", () => {
    const row = words.say("key-times.row-started");
    const plain = words.say("key-times.unknown").replaceAll("_", "");
    const edited = first.document.replace(
      new RegExp(`^\\| ${RegExp.escape(row)} \\|[^|]*\\|`, "m"),
      () => `| ${row} | ${plain} |`,
    );
    const after = refreshed(edited, first.record, LONG, words);
    expect([after.effective.started, after.problems]).toEqual([null, []]);
  });
});

describe("a document's key times whose language the app calls otherwise by now", () => {
  const first = refreshed(blank(artificial), NEW, LONG, artificial);
  const rowsOf = (document: string) =>
    document.split("\n").flatMap((line) => /^\| (\S+) \| \d{4}-/.exec(line)?.[1] ?? []);

  it("keep the names of their rows", () => {
    const after = refreshed(first.document, first.record, LONG, marked);
    expect(rowsOf(after.document)).toEqual(rowsOf(first.document));
    expect(rowsOf(after.document)).toContain("§Started§");
  });

  it("are found by any language's names when nothing of them is remembered", () => {
    const edited = blank(english).replace(
      "| Started | _not known yet_ |",
      "| Started | 2026-11-21 13:58 UTC |",
    );
    const after = refreshed(edited, NEW, LONG, artificial);
    expect(after.effective.started?.at).toBe("2026-11-21T13:58:00Z");
    expect(rowsOf(after.document)).toEqual(["Started", "Detected", "Acknowledged", "Resolved"]);
    expect(after.document).toContain("| Mitigated | §_not known yet_§ |");
  });
});

/** What stands outside of all phrases; what people wrote, GitHub's own names and what commands are called are figures, or known. */
function outside(text: string): string[] {
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, "");
  }
  const plain = rest
    .replace(/<!--.*?-->|\]\([^()]*\)|`[^`]*`|#\d+/g, " ")
    .replace(/^(?:mitigated|started|gantt| {2}(?:title|dateFormat|axisFormat) .*)$/gm, "");
  const known = /^(?:ana|bo|cy|ci|Europe|Berlin|UTC|bot|acme|web|Checkout|mermaid|crit|v2|[0-9a-f]x?\d+)$/;
  return [...new Set(plain.match(/[\p{L}\d]*\p{L}[\p{L}\d]*/gu) ?? [])].filter((word) => !known.test(word));
}

describe("whatever the app says of an incident's course", () => {
  it.each([
    ["an incident", LONG],
    ["a pull request", PULL_REQUEST],
    ["one of which nothing is known", { ...LONG, comments: [], history: [], pulls: [], changes: [] }],
  ])("is a phrase (%s)", (_, evidence) => {
    const { document } = refreshed(blank(marked), NEW, evidence, marked);
    expect(document).toContain("⟦");
    expect(outside(document)).toEqual([]);
  });
});
