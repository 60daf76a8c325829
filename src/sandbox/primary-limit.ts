const HOUR = 3_600_000;

export type PrimaryLimit = {
  /** Counts a request; false: there is none left in this hour. */
  take(installation: number): boolean;
  /** The last request did not count after all: a 304 is free. */
  giveBack(installation: number): void;
  /** The `x-ratelimit-*` headers of an answer. */
  headers(installation: number): Record<string, string>;
};

/** `limit` requests an hour for each installation, in windows that begin with the first request. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function createPrimaryLimit(limit: number, resource: "core" | "graphql" = "core"): PrimaryLimit {
  const windows = new Map<number, { used: number; reset: number }>();

  function windowOf(installation: number): { used: number; reset: number } {
    const now = Date.now();
    const known = windows.get(installation);
    if (known && known.reset > now) return known;
    // Headers tell the reset in whole seconds, and whoever comes back then has to be let in.
    const fresh = { used: 0, reset: Math.floor((now + HOUR) / 1000) * 1000 };
    windows.set(installation, fresh);
    return fresh;
  }

  return {
    take(installation) {
      const window = windowOf(installation);
      if (window.used >= limit) return false;
      window.used++;
      return true;
    },
    giveBack(installation) {
      const window = windowOf(installation);
      window.used = Math.max(0, window.used - 1);
    },
    headers(installation) {
      const { used, reset } = windowOf(installation);
      return {
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(limit - used),
        "x-ratelimit-used": String(used),
        "x-ratelimit-reset": String(reset / 1000),
        "x-ratelimit-resource": resource,
      };
    },
  };
}
