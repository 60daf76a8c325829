import type { IncidentEvidence } from "../course/evidence.ts";
import { isoOf } from "../course/instants.ts";
import type { Fact } from "../facts.ts";
import type { PullCourse, RecentChange } from "../history.ts";
import type { Say } from "../words.ts";
import { formatClocks } from "./clocks.ts";
import { type Grounds, groundsOf, RULES } from "./rules.ts";

/** The moments of an incident that its durations are measured between, in the order in which they should come. */
export const KEY_TIMES = ["started", "detected", "acknowledged", "mitigated", "resolved"] as const;
export type KeyTimeName = (typeof KEY_TIMES)[number];

/**
 * `at`: ISO 8601 instant. `source`: Markdown, a link to what shows it, or "". `rule`: how it was found, in a few words for people.
 */
export type KeyTime = { at: string; source: string; rule: string };
export type KeyTimes = Record<KeyTimeName, KeyTime | null>;

/** Whole minutes, rounded down: to detect, mitigate and resolve it from its start, to acknowledge it from its detection. */
export type Durations = { ttd: number | null; tta: number | null; ttm: number | null; ttr: number | null };

/** What the document shows of them, as last written: the base of its merge. */
export type WrittenTimes = { rows: Fact[]; durations: string | null };

export type KeyTimesOptions = {
  /** IANA name: of clocks in people's text that name no zone. */
  timeZone: string;
  /** The change that a person confirmed to have set it off, and the one that mended it. */
  trigger: RecentChange | PullCourse | null;
  fix: RecentChange | PullCourse | null;
  /** What people set by command; `at` is ISO 8601. */
  set: Partial<Record<KeyTimeName, { at: string; by: string; url: string }>>;
  /** In the language of the document: rules and sources are told in it. */
  say: Say;
};

/**
 * The key times as a command, people's words or GitHub itself state them: of each the first rule that holds (`RULES`). What
 * nobody stated is null, never a guess. Never fails.
 */
export function keyTimesOf(evidence: IncidentEvidence, options: KeyTimesOptions): KeyTimes {
  const times: KeyTimes = {
    started: null,
    detected: null,
    acknowledged: null,
    mitigated: null,
    resolved: null,
  };
  const grounds: Grounds = groundsOf(evidence, options, times);
  for (const name of KEY_TIMES) times[name] = firstFound(RULES[name], grounds);
  return times;
}

function firstFound(
  rules: readonly ((grounds: Grounds) => KeyTime | null)[],
  grounds: Grounds,
): KeyTime | null {
  for (const rule of rules) {
    const found = rule(grounds);
    const at = Date.parse(found?.at ?? "");
    if (found && !Number.isNaN(at)) return { ...found, at: isoOf(at) };
  }
  return null;
}

export function durationsOf(times: KeyTimes): Durations {
  return {
    ttd: minutesBetween(times.started, times.detected),
    tta: minutesBetween(times.detected, times.acknowledged),
    ttm: minutesBetween(times.started, times.mitigated),
    ttr: minutesBetween(times.started, times.resolved),
  };
}

/** Null where an end is missing or the order cannot be. */
function minutesBetween(from: KeyTime | null, to: KeyTime | null): number | null {
  if (!from || !to) return null;
  const minutes = Math.floor((Date.parse(to.at) - Date.parse(from.at)) / 60_000);
  return minutes >= 0 ? minutes : null;
}

/** What cannot come before what. Somebody may take note of an incident that is already over. */
const AFTER: Readonly<Record<KeyTimeName, readonly KeyTimeName[]>> = {
  started: [],
  detected: ["started"],
  acknowledged: ["detected", "started"],
  mitigated: ["detected", "started"],
  resolved: ["mitigated", "detected", "started"],
};

/**
 * Times that cannot both be right, each with the nearest that it lies before: "resolved 13:02 comes before detected 13:40".
 * `late` names the one that should come later.
 * @param timeZone IANA name, for showing them
 */
export function impossibleOrders(
  times: KeyTimes,
  timeZone: string,
  say: Say,
): { late: KeyTimeName; words: string }[] {
  return KEY_TIMES.flatMap((name) => {
    const late = times[name];
    const first = AFTER[name].find((earlier) => isBefore(late, times[earlier]));
    const early = first && times[first];
    if (!late || !early) return [];
    const [lateClock = "", earlyClock = ""] = formatClocks([late.at, early.at], timeZone);
    const names = { late: say(`key-times.order-${name}`), early: say(`key-times.order-${first}`) };
    return [{ late: name, words: say("key-times.order", { ...names, lateClock, earlyClock }) }];
  });
}

function isBefore(one: KeyTime | null, other: KeyTime | null): boolean {
  return one !== null && other !== null && Date.parse(one.at) < Date.parse(other.at);
}
