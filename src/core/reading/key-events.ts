import { foldWords } from "./fold-words.ts";
import {
  CHANGES,
  CLOSES,
  DETECTS,
  KNOWN,
  MENDS,
  MITIGATES,
  NO_DETECTION,
  NOT_OVER,
  OVER,
  PHASES,
  STARTS,
  STARTS_SOMEWHERE,
  WELL,
  WORK,
} from "./key-time-words.ts";
import { sentencesOf } from "./sentences.ts";
import type { TimelineEvent } from "./timeline-events.ts";

export const KEY_TIMES = ["started", "detected", "mitigated", "resolved"] as const;
export type KeyTime = (typeof KEY_TIMES)[number];

/** A time that could be one of an incident's four, ISO 8601, with how surely: the higher the surer. */
export type Claim = { key: KeyTime; at: string; line: number; weight: number };

/** A field; a line of the timeline in so many words; a range; a sentence; a line that says it in part; one that only may. */
export const WEIGHT = { stated: 6, tells: 5, range: 4, told: 3, partly: 2, hints: 1 } as const;

/** Sentences that say a moment is one of the four; the first so many of a line are read. */
const MOST_SENTENCES = 4;
/** "Resolved, and the team begins to investigate": what is not over stands in its own clause. */
const CLAUSE = /[,;:]\s|\s(?:and|but|while|e|y|und|et|og|och)\s|\s[–—-]\s/u;

/** Which lines of a timeline are the incident's key times, by their words. */
export function claimsOf(events: readonly TimelineEvent[]): Claim[] {
  const claims: Claim[] = [];
  let isUntouched = true;
  let isKnown = false;
  for (const event of events) {
    const sentences = sentencesOf(event.text).slice(0, MOST_SENTENCES);
    const said = sentences.map(foldWords);
    const clauses = sentences.flatMap((sentence) => sentence.split(CLAUSE)).map(foldWords);
    const claim = (key: KeyTime, weight: number) => {
      if (event.at) claims.push({ key, at: event.at, line: event.line, weight });
    };
    if (said.some((words) => STARTS.test(words) && !WORK.test(words))) claim("started", WEIGHT.tells);
    else if (isUntouched && said.some((words) => STARTS_SOMEWHERE.test(words) && !WORK.test(words)))
      claim("started", WEIGHT.hints);
    if (!isKnown && detects(said, event.phase)) claim("detected", WEIGHT.tells);
    if (said.some((words) => KNOWN.test(words))) isKnown = true;
    if (clauses.some(mitigates) || PHASES.mitigated.test(foldWords(event.phase)))
      claim("mitigated", WEIGHT.hints);
    const over = overWeight(clauses, event.phase);
    if (over !== null) claim("resolved", over);
    if (said.some((words) => CHANGES.test(words))) isUntouched = false;
  }
  return claims;
}

function detects(said: string[], phase: string): boolean {
  if (PHASES.detected.test(foldWords(phase))) return true;
  return said.some((words) => DETECTS.test(words) && !NO_DETECTION.test(words));
}

function mitigates(words: string): boolean {
  return MITIGATES.test(words) && !NOT_OVER.test(words);
}

function overWeight(clauses: string[], phase: string): number | null {
  const sure = clauses.filter((clause) => !NOT_OVER.test(clause));
  if (sure.some((words) => words === "resolved" || (OVER.test(words) && !CLOSES.test(words))))
    return WEIGHT.tells;
  if (sure.some((words) => WELL.test(words))) return WEIGHT.partly;
  if (sure.some((words) => CLOSES.test(words)) || PHASES.resolved.test(foldWords(phase)))
    return WEIGHT.hints + 0.5;
  return sure.some((words) => MENDS.test(words)) ? WEIGHT.hints : null;
}

/** Of several claims to one key time those that are surest, and of these the first; a resolution is the last. */
export function bestClaim(claims: readonly Claim[], key: KeyTime): Claim | null {
  const mine = claims.filter((claim) => claim.key === key);
  const most = Math.max(...mine.map(({ weight }) => weight));
  const best = mine.filter(({ weight }) => weight === most);
  if (key !== "resolved" || most === WEIGHT.stated) return best[0] ? withClock(best[0], mine) : null;
  const last = best.at(-1) ?? null;
  return last && isLongAfter(last, mine) ? null : last;
}

/** Where a field names the day, a line of that day may name the hour. */
function withClock(best: Claim, claims: readonly Claim[]): Claim {
  if (best.at.includes("T")) return best;
  return claims.find(({ at, weight }) => at.startsWith(`${best.at}T`) && weight >= WEIGHT.tells) ?? best;
}

const HALF_A_DAY = 12 * 3_600_000;

/** Long after all was well again "resolved" is said of the cause, or of the papers: which of both is meant cannot be told. */
function isLongAfter(last: Claim, claims: readonly Claim[]): boolean {
  const well = claims.filter(({ weight }) => weight === WEIGHT.partly).at(-1);
  return (
    well !== undefined &&
    last.weight === WEIGHT.tells &&
    Date.parse(last.at) - Date.parse(well.at) > HALF_A_DAY
  );
}
