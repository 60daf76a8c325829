import type { LimitRule, RateLimits } from "./rate-limits.ts";
import { createSlidingWindow, type SlidingWindow } from "./sliding-window.ts";

const MINUTE = 60_000;

/** Which requests create content GitHub does not list; that check runs and reactions do is a guess to the safe side. */
const CONTENT =
  /^\/repos\/[^/]+\/[^/]+\/(?:issues|labels|milestones|check-runs|issues\/\d+\/(?:comments|sub_issues|labels)|issues\/comments\/\d+\/reactions)$/;
const CHEAP = /^(?:GET|HEAD|OPTIONS)$/;

/** A request. `mutates`: by GraphQL, where a question costs as little as a read. */
export type Asked = { method: string; path: string; mutates?: boolean };

/** A limit that a request would break, and how many ms must pass until it would not. */
export type Excess = { rule: LimitRule; wait: number };

/** One installation's secondary limits. Refused requests use nothing up. */
export type SecondaryLimits = {
  /** Takes what the request costs, or says what it would break; of several limits the one to wait for longest. */
  enter(now: number, asked: Asked): Excess | null;
  /** A request that was let in has been answered. */
  leave(): void;
};

export function createSecondaryLimits(limits: RateLimits): SecondaryLimits {
  const perMinute = createSlidingWindow(limits.contentPerMinute, MINUTE);
  const perHour = createSlidingWindow(limits.contentPerHour, 60 * MINUTE);
  const points = createSlidingWindow(limits.pointsPerMinute, MINUTE);
  let underWay = 0;

  function costs({
    method,
    path,
    mutates,
  }: Asked): { rule: LimitRule; window: SlidingWindow; cost: number }[] {
    const reading = CHEAP.test(method) || (path === "/graphql" && !mutates);
    const content = method === "POST" && CONTENT.test(path);
    return [
      { rule: "points", window: points, cost: reading ? 1 : 5 },
      ...(content ? [{ rule: "content-minute", window: perMinute, cost: 1 } as const] : []),
      ...(content ? [{ rule: "content-hour", window: perHour, cost: 1 } as const] : []),
    ];
  }

  return {
    enter(now, request) {
      if (underWay >= limits.concurrent) return { rule: "concurrent", wait: 0 };
      const asked = costs(request);
      const waits = asked.map(({ rule, window, cost }) => ({ rule, wait: window.wait(now, cost) }));
      const longest = waits.toSorted((one, other) => other.wait - one.wait)[0];
      if (longest && longest.wait > 0) return longest;
      for (const { window, cost } of asked) window.take(now, cost);
      underWay++;
      return null;
    },
    leave: () => void underWay--,
  };
}
