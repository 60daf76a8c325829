import type { WebhookFaults } from "./relay.ts";
import type { ApiRequest } from "./request-log.ts";

/** What goes wrong instead of the true answer. "lose-answer": it happens, and then the connection breaks. */
export type Failure =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | "reset"
  | "lose-answer"
  | "hang";

export type Match = {
  method?: string;
  /** A string is the whole path, without the query. */
  path?: string | RegExp;
  kind?: ApiRequest["kind"];
  /** The how-manieth matching request from now on; default the first. */
  nth?: number;
  /** How many from there on; default one. */
  times?: number;
};

/** Switches that make the app's requests, and the webhooks to it, go wrong. People's requests always work. */
export type Faults = {
  /** Every request of the app's waits this long before it is looked at. */
  latency(milliseconds: number): void;
  /** `hits`: how many requests have met it so far. */
  fail(match: Match, how: Failure): { readonly hits: number };
  webhooks: WebhookFaults;
  /** Everything works again; webhooks that were held are sent. */
  clear(): void;
};

type Rule = { match: Match; how: Failure; seen: number; hits: number };

export function createFaults(webhooks: WebhookFaults, clearWebhooks: () => void) {
  let rules: Rule[] = [];
  let wait = 0;

  /** What is to go wrong with this request, counting it. */
  function meet(request: Pick<ApiRequest, "method" | "path" | "kind">): Failure | null {
    let failure: Failure | null = null;
    for (const rule of rules) {
      if (!matches(rule.match, request)) continue;
      rule.seen++;
      const first = rule.match.nth ?? 1;
      if (failure !== null || rule.seen < first || rule.seen >= first + (rule.match.times ?? 1)) continue;
      rule.hits++;
      failure = rule.how;
    }
    return failure;
  }

  const faults: Faults = {
    latency(milliseconds) {
      wait = milliseconds;
    },
    fail(match, how) {
      const rule = { match, how, seen: 0, hits: 0 };
      rules.push(rule);
      return rule;
    },
    webhooks,
    clear() {
      rules = [];
      wait = 0;
      clearWebhooks();
    },
  };
  return { faults, meet, latency: () => wait };
}

function matches(
  { method, path, kind }: Match,
  request: Pick<ApiRequest, "method" | "path" | "kind">,
): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (kind !== undefined && kind !== request.kind) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? path === request.path : path.test(request.path);
}
