/**
 * What one installation may ask of GitHub, kept well below where GitHub would refuse: 80 content-creating requests a
 * minute and 500 an hour, 900 points a minute, 100 at once, of which we use 10.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const BURST = { size: 10, perSecond: 1 };
const POINTS = { size: 300, perSecond: 10 };
const HOUR = 500;
const CALLS = 10;
/** Longer, in ms, no call lasts: a process that died gives its places back. */
const CALL_MS = 35_000;
const MINUTE_MS = 60_000;
/** The primary limit resets every hour; what seems longer is a clock that was set back. */
const LONGEST_PAUSE_MS = 61 * MINUTE_MS;

/** Whoever has to wait gets a turn, so many ms after the one before: all at once would wait again for each other. */
const TURN_MS = 2_000;
/** So far ahead, in ms, turns are given. */
const TURNS_MS = 30 * 60_000;

/** What work that nobody waits for leaves to an incident that was labelled just now. */
const RESERVE = { burst: 3, points: 100, hour: 50, calls: 3 };

type Bucket = { left: number; at: number };

/** Times in ms since the epoch. */
export type Budget = {
  /** Content writes that may go now. */
  burst: Bucket;
  points: Bucket;
  /** Content writes of the last hour, by minute since the epoch. */
  minutes: [minute: number, writes: number][];
  /** When the places of the calls under way fall free at the latest. */
  calls: number[];
  /** GitHub asked for a pause: nothing goes before then. */
  closedUntil: number;
  /** The last turn given to work that somebody waits for, and to work that nobody waits for. */
  turns: [interactive: number, background: number];
};

/** What a request costs. Content writes are creations and sub-issue links; a PATCH only costs points. */
export type Cost = { points: number; content: boolean };

/** `willWrite`: what follows will create something, so there is no point in beginning when that would not go now. */
export type Asking = { background: boolean; willWrite: boolean; now: number };

/**
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit
 * @param query of a GraphQL request: it is a POST, and yet a read unless it is a mutation
 */
export function costOf(method: string, path: string, query?: unknown): Cost {
  if (/^(GET|HEAD|OPTIONS)$/i.test(method)) return { points: 1, content: false };
  if (/\/graphql$/.test(path)) return { points: /^\s*mutation\b/.test(`${query}`) ? 5 : 1, content: false };
  const creates = /\/(issues|comments|sub_issues|labels|milestones|reactions|check-runs)$/.test(path);
  return { points: 5, content: /^POST$/i.test(method) && creates };
}

export const FRESH: Budget = {
  burst: { left: BURST.size, at: 0 },
  points: { left: POINTS.size, at: 0 },
  minutes: [],
  calls: [],
  closedUntil: 0,
  turns: [0, 0],
};

/**
 * Takes what a call costs out of the budget, or tells when to come back (ms since the epoch), leaving it as it was.
 * `call` is the place taken, to be given back with `endCall`; `busy`: there is none free, which lasts as long as a call.
 */
export function spend(
  budget: Budget,
  { points, content }: Cost,
  { background, willWrite, now }: Asking,
): { budget: Budget; call: number } | { budget: Budget; waitUntil: number; busy?: true } {
  const left = atTime(budget, now);
  const keep = background ? RESERVE : { burst: 0, points: 0, hour: 0, calls: 0 };
  const written = left.minutes.reduce((sum, [, writes]) => sum + writes, 0);
  const creates = content || willWrite;
  const wait = Math.max(
    left.closedUntil,
    left.points.left - points < keep.points ? whenFull(left.points, POINTS, now) : 0,
    creates && left.burst.left - 1 < keep.burst ? whenFull(left.burst, BURST, now) : 0,
    creates && written + 1 > HOUR - keep.hour ? ((left.minutes[0]?.[0] ?? 0) + 61) * MINUTE_MS : 0,
  );
  if (wait > now) return giveTurn(left, wait, background ? 1 : 0, now);
  if (left.calls.length + 1 > CALLS - keep.calls) return { budget: left, waitUntil: now, busy: true };
  const call = now + CALL_MS;
  return {
    call,
    budget: {
      ...left,
      burst: { ...left.burst, left: left.burst.left - (content ? 1 : 0) },
      points: { ...left.points, left: left.points.left - points },
      minutes: content ? countWrite(left.minutes, Math.floor(now / MINUTE_MS)) : left.minutes,
      calls: [...left.calls, call],
    },
  };
}

/** Gives the place of a call back. */
export function endCall(budget: Budget, call: number): Budget {
  const index = budget.calls.indexOf(call);
  return index < 0 ? budget : { ...budget, calls: budget.calls.toSpliced(index, 1) };
}

/** GitHub asked for a pause until then, which holds for everything of the installation; after it we begin slowly. */
export function close(budget: Budget, until: number): Budget {
  const closedUntil = Math.max(budget.closedUntil, until);
  return { ...budget, closedUntil, burst: { left: 1, at: closedUntil } };
}

/** How much is left to interactive work: content writes at once and this hour, and points. For the metrics. */
export function leftOf(budget: Budget, now: number): { burst: number; hour: number; points: number } {
  const left = atTime(budget, now);
  const written = left.minutes.reduce((sum, [, writes]) => sum + writes, 0);
  return {
    burst: Math.floor(left.burst.left),
    hour: HOUR - written,
    points: Math.floor(left.points.left),
  };
}

/** The budget as time has refilled it. A clock set back refills nothing, and makes nobody wait for the old time. */
function atTime(budget: Budget, now: number): Budget {
  const minute = Math.floor(now / MINUTE_MS);
  return {
    burst: refill(budget.burst, BURST, now),
    points: refill(budget.points, POINTS, now),
    minutes: budget.minutes.filter(([at]) => at > minute - 61 && at <= minute),
    calls: budget.calls.filter((until) => until > now && until <= now + CALL_MS),
    closedUntil: Math.min(budget.closedUntil, now + LONGEST_PAUSE_MS),
    turns: budget.turns,
  };
}

function giveTurn(budget: Budget, earliest: number, line: 0 | 1, now: number) {
  const next = Math.min((budget.turns[line] ?? 0) + TURN_MS, now + TURNS_MS);
  const waitUntil = Math.max(earliest, next);
  const turns: Budget["turns"] = line === 0 ? [waitUntil, budget.turns[1]] : [budget.turns[0], waitUntil];
  return { budget: { ...budget, turns }, waitUntil };
}

function refill({ left, at }: Bucket, { size, perSecond }: typeof BURST, now: number): Bucket {
  const passed = Math.max(0, now - at) / 1000;
  return { left: Math.min(size, left + passed * perSecond), at: now };
}

/** Coming back for every single one would read everything again each time: so with as many as may go at once. */
function whenFull({ left }: Bucket, { size, perSecond }: typeof BURST, now: number): number {
  return now + Math.ceil(((size - left) / perSecond) * 1000);
}

function countWrite(minutes: Budget["minutes"], minute: number): Budget["minutes"] {
  const last = minutes.at(-1);
  return last?.[0] === minute ? [...minutes.slice(0, -1), [minute, last[1] + 1]] : [...minutes, [minute, 1]];
}
