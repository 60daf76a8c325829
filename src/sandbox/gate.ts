import type { Answer } from "./call.ts";
import type { Caller } from "./caller.ts";
import { createPrimaryLimit } from "./primary-limit.ts";
import { GITHUB_LIMITS, limitsOf, type RateLimits, type Violation } from "./rate-limits.ts";
import { type Asked, createSecondaryLimits, type Excess, type SecondaryLimits } from "./secondary-limits.ts";

const PRIMARY_DOCS = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api";
const SECONDARY_DOCS =
  "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits";
const SECONDARY_MESSAGE =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

/** What becomes of a request at the gate: it passes until `leave`, or gets this answer; after that is sent, `told`. */
export type Admission = { refusal: null; leave(): void } | { refusal: Answer; told(): void };

export type Gate = {
  /** `mutates`: a GraphQL request that is no mere question. */
  admit(caller: Caller, method: string, path: string, mutates?: boolean): Admission;
  /** The `x-ratelimit-*` headers of an answer with this status; a 304 gives back what it took. GraphQL has hours of its own. */
  headers(caller: Caller, status: number, path: string): Record<string, string>;
  violations(): Violation[];
};

/** One installation's dealings with the gate; `until` (ms since the epoch) ends the pause that it has been told. */
type Ledger = { secondary: SecondaryLimits; until: number };

/** Lets installations in as long as they keep GitHub's rate limits, if those are enforced; counts in any case. */
export function createGate(asked: boolean | Partial<RateLimits> | undefined): Gate {
  const limits = limitsOf(asked);
  const perHour = (limits ?? GITHUB_LIMITS).perHour;
  const hours = {
    core: createPrimaryLimit(perHour, "core"),
    graphql: createPrimaryLimit(perHour, "graphql"),
  };
  const ledgers = new Map<number, Ledger>();
  const violations: Violation[] = [];

  function ledgerOf(installation: number, enforced: RateLimits): Ledger {
    const ledger = ledgers.get(installation) ?? { secondary: createSecondaryLimits(enforced), until: 0 };
    ledgers.set(installation, ledger);
    return ledger;
  }

  function admit(caller: Caller, method: string, path: string, mutates = false): Admission {
    if (caller.kind !== "installation") return PASSED;
    const counts = path !== "/rate_limit";
    const primary = hours[resourceOf(path)];
    const left = !counts || primary.take(caller.id);
    if (!limits) return PASSED;
    const now = Date.now();
    const ledger = ledgerOf(caller.id, limits);
    const excess = excessOf(ledger, left, now, { method, path, mutates });
    if (!excess) return { refusal: null, leave: ledger.secondary.leave };
    const at = new Date(now).toISOString();
    violations.push({ at, installation: caller.id, method, path, rule: excess.rule });
    if (excess.rule === "primary") return { refusal: primaryRefusal(caller.id, path), told() {} };
    if (counts && left) primary.giveBack(caller.id);
    return secondaryRefusal(excess, ledger, now);
  }

  function excessOf({ until, secondary }: Ledger, left: boolean, now: number, asked: Asked) {
    if (now < until) return { rule: "retry-after", wait: until - now } as const;
    if (!left) return { rule: "primary", wait: 0 } as const;
    return secondary.enter(now, asked);
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
    headers(caller, status, path) {
      if (caller.kind !== "installation") return {};
      const primary = hours[resourceOf(path)];
      if (status === 304) primary.giveBack(caller.id);
      return primary.headers(caller.id);
    },
    violations: () => [...violations],
  };
}

const PASSED: Admission = { refusal: null, leave() {} };

function resourceOf(path: string): "core" | "graphql" {
  return path === "/graphql" ? "graphql" : "core";
}

/** GraphQL says it with status 200: https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
function primaryRefusal(installation: number, path: string): Answer {
  const message = `API rate limit exceeded for installation ID ${installation}.`;
  if (path === "/graphql") return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message }] } };
  return { status: 403, body: { message, documentation_url: PRIMARY_DOCS } };
}
