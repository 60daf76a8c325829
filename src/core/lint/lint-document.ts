import { impossibleOrders, type KeyTime, type KeyTimes } from "../key-times/key-times.ts";
import { KEY_TIMES as READ_TIMES } from "../reading/key-events.ts";
import { readMaterial } from "../reading/material.ts";
import { type ReadItem, readItems } from "../reading/read-items.ts";
import { readTimes, type Times } from "../reading/read-times.ts";
import { readTitle } from "../reading/read-title.ts";
import { vagueWording } from "../wording.ts";
import type { Say } from "../words.ts";
import { blameIn } from "./blame.ts";
import { proseSentences } from "./prose-sentences.ts";

export const LINT_RULES = ["blame", "vague-action", "impossible-time"] as const;
export type LintRule = (typeof LINT_RULES)[number];

/**
 * A gentle word about one place of a document. `line` counts from 1; `kind` is what of the rule it is, such as `careless`;
 * `text` the words it is about, on one line as people wrote them; `hint` a way to say it better.
 */
export type Hint = { line: number; rule: LintRule; kind: string; text: string; hint: string };

export type LintOptions = {
  /** IANA name, for showing times */
  timeZone: string;
  /** In the language of the document: hints are told in it. */
  say: Say;
};

/** How much of a document's words is quoted, in UTF-16 units. */
const MOST_QUOTED = 120;

/**
 * What a postmortem could say better, in the order of its lines: sentences that blame a person, action items that nobody can
 * finish, times that cannot both be right. Nothing of it is an error. Never fails.
 */
export function lintDocument(document: string, { timeZone, say }: LintOptions): Hint[] {
  const material = readMaterial(document);
  const { actionItems } = readItems(document, material.outline);
  const read = readTimes(material, readTitle(material));
  return [
    ...blameHints(document, say),
    ...vagueHints(actionItems, say),
    ...timeHints(read, timeZone, say),
  ].sort((a, b) => a.line - b.line);
}

/** The first hint of each kind: what is said once. */
export function oncePerKind(hints: readonly Hint[]): Hint[] {
  const seen = new Set<string>();
  return hints.filter(({ rule, kind }) => {
    const isNew = !seen.has(`${rule} ${kind}`);
    seen.add(`${rule} ${kind}`);
    return isNew;
  });
}

function blameHints(document: string, say: Say): Hint[] {
  const hints: Hint[] = [];
  for (const sentence of proseSentences(document)) {
    const blame = blameIn(sentence.text);
    if (!blame) continue;
    const line = sentence.line + (sentence.text.slice(0, blame.start).match(/\r\n?|\n/g)?.length ?? 0);
    const hint = say(`lint.blame-${blame.kind}`);
    hints.push({ line, rule: "blame", kind: blame.kind, text: quoted(blame.words), hint });
  }
  return hints;
}

function vagueHints(items: readonly ReadItem[], say: Say): Hint[] {
  return items.flatMap(({ text, line, done }) => {
    const vague = done ? null : vagueWording(text);
    if (!vague) return [];
    const hint = say(`lint.vague-${vague.kind}`);
    return [{ line, rule: "vague-action" as const, kind: vague.kind, text: quoted(vague.word), hint }];
  });
}

/** Only times of one make can be compared: with a zone, without one, or days alone. */
const MAKES: readonly { fits: RegExp; rest: string }[] = [
  { fits: /T.*(?:Z|[+-]\d{2}:\d{2})$/, rest: "" },
  { fits: /T[\d:.]+$/, rest: "Z" },
  { fits: /^[\d-]+$/, rest: "T00:00Z" },
];

function timeHints(
  { times, lines }: { times: Times; lines: Record<keyof Times, number | null> },
  timeZone: string,
  say: Say,
): Hint[] {
  return MAKES.flatMap(({ fits, rest }) => {
    const keyTimes: KeyTimes = {
      started: null,
      detected: null,
      acknowledged: null,
      mitigated: null,
      resolved: null,
    };
    for (const name of READ_TIMES) keyTimes[name] = keyTimeOf(times[name], fits, rest);
    const zone = rest === "" ? timeZone : "UTC";
    return impossibleOrders(keyTimes, zone, say).map(({ late, words }) => ({
      line: lines[late as keyof Times] ?? 1,
      rule: "impossible-time" as const,
      kind: late,
      text: rest.startsWith("T") ? words.replaceAll(" 00:00", "") : words,
      hint: say("lint.impossible-time"),
    }));
  });
}

function keyTimeOf(at: string | null, fits: RegExp, rest: string): KeyTime | null {
  if (at === null || !fits.test(at) || Number.isNaN(Date.parse(at + rest))) return null;
  return { at: new Date(at + rest).toISOString(), source: "", rule: "" };
}

function quoted(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length <= MOST_QUOTED ? line : `${line.slice(0, MOST_QUOTED - 1).trimEnd()}…`;
}
