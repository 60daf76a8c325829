import { endWhenSaid, momentWhenSaid, type Saying } from "../course/moment-when-said.ts";
import type { NamedTime } from "../course/named-times.ts";
import type { DayOrder } from "../reading/days.ts";
import { DETECTS, NO_DETECTION, NOT_OVER, STARTS, WELL } from "../reading/key-time-words.ts";
import { type Clause, clausesOf, TIMES } from "./clauses.ts";
import { DRAINED, HALF, HEDGED, NO_TROUBLE, ONLY_WHY, QUIET, RECOVERED } from "./recovery-words.ts";
import {
  ACK_ALONE,
  ACKNOWLEDGED,
  CONDITION,
  HARM,
  NO_ACKNOWLEDGEMENT,
  NO_RELAPSE,
  NO_STATEMENT,
  NOT_HARM,
  NOT_THE_INCIDENT,
  NOT_THE_START,
  RELAPSED,
  RESOLVED,
  SOME_OTHER_TIME,
} from "./said-words.ts";
import { BEGAN, BEGAN_AT, CORRECTS, LACKING_SINCE, LASTED_UNTIL, SINCE } from "./start-words.ts";

export const STATED = ["started", "detected", "acknowledged", "recovered", "relapsed", "resolved"] as const;
export type Stated = (typeof STATED)[number];

/**
 * That something was so, and when: `at` in ms since the epoch. `isTimed`: the words name the time, else it is when they were said.
 * `isAlone`: a word like "ack", which may be about anything. `corrects`: it takes back an earlier word.
 */
export type Statement = { what: Stated; at: number; isTimed: boolean; isAlone: boolean; corrects: boolean };

/**
 * How somebody said it. `isLive`: what stands in a text that may have been edited since says nothing of when it was said.
 * `hadBacklog`: something was said to have piled up.
 */
export type Manner = Saying & { order: DayOrder; isLive: boolean; hadBacklog: boolean };

/** What somebody's words state, in order. Nothing that is asked, hoped, planned or only half so. Never fails. */
export function statementsIn(body: string, manner: Manner): Statement[] {
  return clausesOf(body, manner.order).flatMap((clause) => {
    const relapsed = relapse(clause, manner);
    if (relapsed) return [relapsed];
    return [...beginnings(clause, manner), ...ends(clause, manner), ...noted(clause, manner)];
  });
}

function beginnings(clause: Clause, manner: Manner): Statement[] {
  const { words, sentence } = clause;
  if (NOT_THE_START.test(words) || CONDITION.test(words)) return [];
  const isHarm = HARM.test(sentence);
  const range = clause.times.findIndex(
    (time, at) => "moment" in time && time.moment.until && isIn(words, at),
  );
  if (range >= 0) return isHarm && !NOT_HARM.test(words) ? rangeOf(clause, range, manner) : [];
  if (NO_TROUBLE.test(words)) return [];
  const began = BEGAN.exec(words) ?? BEGAN_AT.exec(words) ?? LACKING_SINCE.exec(words);
  if (began && !isOfWork(words, began.index)) return timed("started", clause, began, manner);
  const since =
    isHarm && !any(RECOVERED, words) && !WELL.test(words) && !any(ACKNOWLEDGED, words)
      ? SINCE.exec(words)
      : null;
  if (since) return timed("started", clause, since, manner);
  const leads = /^(?:at |around |about )*zzt(\d+) /.exec(words);
  if (leads && STARTS.test(words) && !NOT_HARM.test(words)) return timed("started", clause, leads, manner);
  const only = timesIn(words).length === 1;
  if (only && DETECTS.test(words) && !NO_DETECTION.test(words) && !NO_STATEMENT.test(words))
    return timed("detected", clause, new RegExp(TIMES.source).exec(words), manner);
  return [];
}

/** "The deploy started at 13:40", but not "errors started after the deploy". */
function isOfWork(words: string, at: number): boolean {
  const before = words.slice(0, at);
  return NOT_HARM.test(before) && !HARM.test(before);
}

function rangeOf({ times, words }: Clause, at: number, manner: Manner): Statement[] {
  const time = times[at];
  if (!time || !("moment" in time) || any(ACKNOWLEDGED, words)) return [];
  const from = momentWhenSaid(time.moment, manner, time.daysBack);
  if (from === null) return [];
  const until = endWhenSaid(time.moment, from, manner);
  if (until === null) return [];
  return [
    statement("started", from, true),
    statement("recovered", until, true),
    statement("resolved", until, true),
  ];
}

function ends(clause: Clause, manner: Manner): Statement[] {
  const { words, sentence } = clause;
  const lasted = HARM.test(sentence) ? LASTED_UNTIL.exec(words) : null;
  if (lasted) return timed("recovered", clause, lasted, manner);
  const isQuiet = QUIET.test(words);
  const told = words.replaceAll("no longer ", "").replace(QUIET, "");
  if (NOT_OVER.test(told) || NO_STATEMENT.test(told) || NOT_THE_INCIDENT.test(told)) return [];
  if (CONDITION.test(sentence) || HEDGED.test(sentence)) return [];
  const isResolved = any(RESOLVED, words);
  const isWell = isQuiet || any(RECOVERED, words) || (manner.hadBacklog && DRAINED.test(words));
  const isRecovered = (isWell || (!isResolved && WELL.test(words))) && !isHalf(sentence);
  const what: Stated[] = [
    ...(isRecovered ? ["recovered" as const] : []),
    ...(isResolved ? ["resolved" as const] : []),
  ];
  return what.flatMap((each) => whenever(each, clause, manner));
}

/** "Rolled back, but orders still fail." That nobody knows why is another matter. */
function isHalf(sentence: string): boolean {
  return HALF.test(sentence) && !ONLY_WHY.test(sentence);
}

function noted(clause: Clause, manner: Manner): Statement[] {
  const { words, sentence } = clause;
  if (ACK_ALONE.test(words.replace(/ ?zzt\d+ ?/g, "")) && words === sentence)
    return whenever("acknowledged", clause, manner).map((one) => ({ ...one, isAlone: true }));
  if (!any(ACKNOWLEDGED, words) || NO_ACKNOWLEDGEMENT.test(words) || CONDITION.test(sentence)) return [];
  return whenever("acknowledged", clause, manner);
}

function relapse(clause: Clause, manner: Manner): Statement | null {
  if (
    !any(RELAPSED, clause.words) ||
    NO_RELAPSE.test(clause.words) ||
    /(?<![^ ])(?:cause|if|would)(?![^ ])/.test(clause.words)
  )
    return null;
  return whenever("relapsed", clause, manner)[0] ?? null;
}

/** At the time that the words name for it, else when they were said, unless they tell of some other time. */
function whenever(what: Stated, clause: Clause, manner: Manner): Statement[] {
  const own = timesIn(clause.words);
  const all = timesIn(clause.sentence);
  const [only] = own.length > 0 ? own : all;
  if (only !== undefined) {
    const isOne = own.length === 1 || (own.length === 0 && all.length === 1);
    return isOne ? at(what, clause.times[only], manner) : [];
  }
  if (
    !manner.isLive ||
    manner.hasOnlyDay ||
    clause.hasDay ||
    SOME_OTHER_TIME.test(clause.sentence.replace(QUIET, ""))
  )
    return [];
  return [statement(what, manner.at, false)];
}

function timed(what: Stated, clause: Clause, found: RegExpExecArray | null, manner: Manner): Statement[] {
  const index = found?.slice(1).find((group) => group !== undefined);
  if (index === undefined) return [];
  const corrects = CORRECTS.test(clause.sentence);
  return at(what, clause.times[Number(index)], manner).map((one) => ({ ...one, corrects }));
}

function at(what: Stated, time: NamedTime | undefined, manner: Manner): Statement[] {
  if (!time) return [];
  const when =
    "ago" in time
      ? agoWhenSaid(time.ago, manner)
      : momentWhenSaid(time.moment, boundOf(what, manner), time.daysBack);
  return when === null ? [] : [statement(what, when, true)];
}

function agoWhenSaid(ago: number, { at: said, isLive, hasOnlyDay }: Manner): number | null {
  return isLive && !hasOnlyDay ? said - ago : null;
}

/** What a text tells of the beginning was so when the text was begun; of the end, when it was last edited. */
function boundOf(what: Stated, manner: Manner): Saying {
  if (what !== "started" && what !== "detected") return manner;
  return { ...manner, latest: Math.min(manner.latest, manner.hasOnlyDay ? manner.latest : manner.at) };
}

function statement(what: Stated, at: number, isTimed: boolean): Statement {
  return { what, at, isTimed, isAlone: false, corrects: false };
}

function timesIn(words: string): number[] {
  return [...words.matchAll(TIMES)].map(([, index]) => Number(index));
}

function isIn(words: string, at: number): boolean {
  return timesIn(words).includes(at);
}

function any(patterns: readonly RegExp[], words: string): boolean {
  return patterns.some((pattern) => pattern.test(words));
}
