import type { Answer } from "./call.ts";
import type { Caller } from "./caller.ts";
import { createPrimaryLimit } from "./primary-limit.ts";
import { GITHUB_LIMITS, limitsOf, type RateLimits, type Violation } from "./rate-limits.ts";
import { createSecondaryLimits, type Excess, type SecondaryLimits } from "./secondary-limits.ts";

const PRIMARY_DOCS = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api";
const SECONDARY_DOCS =
  "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits";
const SECONDARY_MESSAGE =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** What becomes of a request at the gate: it passes until `leave`, or gets this answer; after that is sent, `told`. */
export type Admission = { refusal: null; leave(): void } | { refusal: Answer; told(): void };

export type Gate = {
  admit(caller: Caller, method: string, path: string): Admission;
  /** The `x-ratelimit-*` headers of an answer with this status; a 304 gives back what it took. */
  headers(caller: Caller, status: number): Record<string, string>;
  violations(): Violation[];
};

/** One installation's dealings with the gate; `until` (ms since the epoch) ends the pause that it has been told. */
type Ledger = { secondary: SecondaryLimits; until: number };

/** Lets installations in as long as they keep GitHub's rate limits, if those are enforced; counts in any case. */
export function createGate(asked: boolean | Partial<RateLimits> | undefined): Gate {
  const limits = limitsOf(asked);
  const primary = createPrimaryLimit((limits ?? GITHUB_LIMITS).perHour);
  const ledgers = new Map<number, Ledger>();
  const violations: Violation[] = [];

  function ledgerOf(installation: number, enforced: RateLimits): Ledger {
    const ledger = ledgers.get(installation) ?? { secondary: createSecondaryLimits(enforced), until: 0 };
    ledgers.set(installation, ledger);
    return ledger;
  }

  function admit(caller: Caller, method: string, path: string): Admission {
    if (caller.kind !== "installation") return PASSED;
    const counts = path !== "/rate_limit";
    const left = !counts || primary.take(caller.id);
    if (!limits) return PASSED;
    const now = Date.now();
    const ledger = ledgerOf(caller.id, limits);
    const excess = excessOf(ledger, left, now, method, path);
    if (!excess) return { refusal: null, leave: ledger.secondary.leave };
    const at = new Date(now).toISOString();
    violations.push({ at, installation: caller.id, method, path, rule: excess.rule });
    if (excess.rule === "primary") return { refusal: primaryRefusal(caller.id), told() {} };
    if (counts && left) primary.giveBack(caller.id);
    return secondaryRefusal(excess, ledger, now);
  }

  function excessOf({ until, secondary }: Ledger, left: boolean, now: number, method: string, path: string) {
    if (now < until) return { rule: "retry-after", wait: until - now } as const;
    if (!left) return { rule: "primary", wait: 0 } as const;
    return secondary.enter(now, method, path);
  }

  /** GitHub tells whole seconds, and at least one. Whoever comes too early hears the rest; the time first told stands. */
  function secondaryRefusal({ rule, wait }: Excess, ledger: Ledger, now: number): Admission {
    const seconds = Math.max(1, Math.ceil(wait / 1000));
    const body = { message: SECONDARY_MESSAGE, documentation_url: SECONDARY_DOCS };
    if (!limits?.retryAfter) return { refusal: { status: 403, body }, told() {} };
    return {
      refusal: { status: 403, body, headers: { "retry-after": String(seconds) } },
      told() {
        if (rule !== "retry-after") ledger.until = Math.max(ledger.until, now + seconds * 1000);
      },
    };
  }

  return {
    admit,
    headers(caller, status) {
      if (caller.kind !== "installation") return {};
      if (status === 304) primary.giveBack(caller.id);
      return primary.headers(caller.id);
    },
    violations: () => [...violations],
  };
}

const PASSED: Admission = { refusal: null, leave() {} };

function primaryRefusal(installation: number): Answer {
  const message = `API rate limit exceeded for installation ID ${installation}.`;
  return { status: 403, body: { message, documentation_url: PRIMARY_DOCS } };
}
