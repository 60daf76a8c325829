export type SlidingWindow = {
  /** How many ms from `now` (ms since the epoch) until `cost` fits; 0: it fits now. */
  wait(now: number, cost: number): number;
  take(now: number, cost: number): void;
};

/** At most `limit` within any `span` ms: what was taken at `t` counts until just before `t + span`. */
export function createSlidingWindow(limit: number, span: number): SlidingWindow {
  let taken: { at: number; cost: number }[] = [];

  function wait(now: number, cost: number): number {
    taken = taken.filter(({ at }) => at + span > now);
    let left = taken.reduce((sum, one) => sum + one.cost, 0);
    let until = now;
    for (const one of taken) {
      if (left + cost <= limit) break;
      left -= one.cost;
      until = one.at + span;
    }
    return until - now;
  }

  return { wait, take: (now, cost) => void taken.push({ at: now, cost }) };
}
