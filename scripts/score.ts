import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadItem } from "../src/core/reading/read-items.ts";
import { type Reading, readDocument } from "../src/core/reading/reading.ts";

/** What a person read in a document: `NAME.expected.json` beside `NAME.md`. */
type ExpectedItem = {
  text: string;
  owner: string | null;
  owners?: string[];
  due: string | null;
  done: boolean;
  link: string | null;
  /** Counts for nothing, found or not. */
  optional?: boolean;
  /** Either reading is right. */
  done_ambiguous?: boolean;
  due_ambiguous?: boolean;
  link_is_not_ticket?: boolean;
};
type Expected = {
  action_items: ExpectedItem[];
  severity: string | null;
  started_at: string | null;
  detected_at: string | null;
  resolved_at: string | null;
  started_at_also?: string[];
  detected_at_also?: string[];
  resolved_at_also?: string[];
  root_cause_excerpt?: string | null;
  prose_commitments?: string[];
};

export const ATTRIBUTES = ["owner", "due", "done", "link"] as const;
export const FACTS = ["severity", "started", "detected", "resolved"] as const;
export type Verdict = "right" | "null" | "wrong";
export type Score = {
  name: string;
  expected: number;
  found: number;
  matched: number;
  /** Of the matched items, how many have it right. */
  right: Record<(typeof ATTRIBUTES)[number], number>;
  facts: Record<(typeof FACTS)[number], Verdict>;
  cause: boolean;
  /** What is worse than missing: a wrong or made-up owner, date, time or severity. */
  invented: string[];
  /** Items that were not found, and found ones that are none. */
  missed: string[];
  extra: string[];
};
export type Total = Pick<Score, "expected" | "found" | "matched" | "right" | "invented"> & {
  precision: number;
  recall: number;
  f1: number;
  /** Share of the matched items. */
  share: Record<(typeof ATTRIBUTES)[number], number>;
  reached: boolean;
};

const BAR = { f1: 0.92, share: 0.95 };

/** Scores the reader on every document of a folder that has an expectation beside it, in order of names. */
export function scoreFolder(folder: string): Score[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".expected.json"))
    .map((file) => file.replace(/\.expected\.json$/, ""));
  return names.sort().map((name) => {
    const expected = JSON.parse(readFileSync(join(folder, `${name}.expected.json`), "utf8")) as Expected;
    return scoreReading(name, readDocument(readFileSync(join(folder, `${name}.md`), "utf8")), expected);
  });
}

export function scoreReading(name: string, reading: Reading, expected: Expected): Score {
  const ignored = new Set([
    ...expected.action_items.filter(({ optional }) => optional).map(({ text }) => key(text)),
    ...(expected.prose_commitments ?? []).map(key),
  ]);
  const wanted = expected.action_items.filter(({ optional }) => !optional);
  const found = reading.action_items.filter(({ text }) => !ignored.has(key(text)));
  const left = [...found];
  const pairs: [ExpectedItem, ReadItem][] = [];
  const missed: string[] = [];
  for (const item of wanted) {
    const at = left.findIndex(({ text }) => key(text) === key(item.text));
    const [match] = at < 0 ? [] : left.splice(at, 1);
    if (match) pairs.push([item, match]);
    else missed.push(item.text);
  }
  const facts = factsOf(reading, expected);
  return {
    name,
    expected: wanted.length,
    found: found.length,
    matched: pairs.length,
    right: {
      owner: pairs.filter(([want, got]) => ownerIsRight(want, got)).length,
      due: pairs.filter(([want, got]) => want.due_ambiguous || want.due === got.due).length,
      done: pairs.filter(([want, got]) => want.done_ambiguous || want.done === got.done).length,
      link: pairs.filter(([want, got]) => linkIsRight(want, got)).length,
    },
    facts,
    cause:
      !expected.root_cause_excerpt ||
      folded(reading.fields.causes ?? "").includes(folded(expected.root_cause_excerpt)),
    invented: [...pairs.flatMap(inventedIn), ...inventedFacts(reading, facts)],
    missed,
    extra: left.map(({ text }) => text),
  };
}

export function totalOf(scores: readonly Score[]): Total {
  const sum = (count: (score: Score) => number) => scores.reduce((all, score) => all + count(score), 0);
  const [expected, found, matched] = [sum((s) => s.expected), sum((s) => s.found), sum((s) => s.matched)];
  const precision = found === 0 ? 1 : matched / found;
  const recall = expected === 0 ? 1 : matched / expected;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  const each = (of: (name: (typeof ATTRIBUTES)[number]) => number) =>
    ({ owner: of("owner"), due: of("due"), done: of("done"), link: of("link") }) as const;
  const right = each((name) => sum((score) => score.right[name]));
  const share = each((name) => (matched === 0 ? 1 : right[name] / matched));
  const invented = scores.flatMap((score) => score.invented.map((what) => `${score.name}: ${what}`));
  const reached =
    f1 >= BAR.f1 && ATTRIBUTES.every((name) => share[name] >= BAR.share) && invented.length === 0;
  return { expected, found, matched, right, invented, precision, recall, f1, share, reached };
}

function factsOf(reading: Reading, expected: Expected): Score["facts"] {
  const time = (got: string | null, want: string | null, also: string[] = []): Verdict => {
    if (got !== null && [want, ...also].some((one) => one !== null && isSameTime(one, got))) return "right";
    return got === want ? "right" : got === null ? "null" : "wrong";
  };
  return {
    severity: reading.severity === expected.severity ? "right" : reading.severity === null ? "null" : "wrong",
    started: time(reading.started, expected.started_at, expected.started_at_also),
    detected: time(reading.detected, expected.detected_at, expected.detected_at_also),
    resolved: time(reading.resolved, expected.resolved_at, expected.resolved_at_also),
  };
}

/** One moment, however its zone is written. A time without a zone is another than one with. */
function isSameTime(one: string, other: string): boolean {
  const hasZone = (iso: string) => /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(iso);
  if (hasZone(one) && hasZone(other)) return Date.parse(one) === Date.parse(other);
  return one === other;
}

function ownerIsRight(want: ExpectedItem, got: ReadItem): boolean {
  const named = [...(want.owners ?? []), ...(want.owner === null ? [] : [want.owner])].map(bare);
  return got.owner === null ? named.length === 0 : named.includes(bare(got.owner));
}

function linkIsRight(want: ExpectedItem, got: ReadItem): boolean {
  return want.link === got.link || (want.link_is_not_ticket === true && got.link === null);
}

function inventedIn([want, got]: [ExpectedItem, ReadItem]): string[] {
  const owner = got.owner !== null && !ownerIsRight(want, got);
  const due = got.due !== null && !want.due_ambiguous && want.due !== got.due;
  return [
    ...(owner ? [`owner ${got.owner} (line ${got.line}), expected ${want.owner}`] : []),
    ...(due ? [`due ${got.due} (line ${got.line}), expected ${want.due}`] : []),
  ];
}

function inventedFacts(reading: Reading, facts: Score["facts"]): string[] {
  return FACTS.filter((fact) => facts[fact] === "wrong").map((fact) => `${fact} ${reading[fact]}`);
}

/** Items are the same by their first forty letters and digits. */
function key(text: string): string {
  return [...text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 40).join("");
}

function bare(owner: string): string {
  return owner.replace(/^@/, "").toLowerCase();
}

function folded(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
