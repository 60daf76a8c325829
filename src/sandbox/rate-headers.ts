import type { Caller } from "./caller.ts";

const LIMIT = 5_000;
const HOUR = 3_600_000;

/**
 * The `x-ratelimit-*` headers of an answer to an installation. They only count: nobody is refused here, that is what
 * faults are for. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function createRateHeaders(): (caller: Caller) => Record<string, string> {
  const windows = new Map<number, { used: number; reset: number }>();
  return (caller): Record<string, string> => {
    if (caller.kind !== "installation") return {};
    const now = Date.now();
    const known = windows.get(caller.id);
    const window = known && known.reset > now ? known : { used: 0, reset: now + HOUR };
    window.used++;
    windows.set(caller.id, window);
    return {
      "x-ratelimit-limit": String(LIMIT),
      "x-ratelimit-remaining": String(Math.max(0, LIMIT - window.used)),
      "x-ratelimit-used": String(window.used),
      "x-ratelimit-reset": String(Math.floor(window.reset / 1000)),
      "x-ratelimit-resource": "core",
    };
  };
}
