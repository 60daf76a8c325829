import { ProbotOctokit } from "probot";

/** A call that takes longer has an unknown outcome; GitHub itself gives up after 10 s. */
const TIMEOUT_MS = 30_000;

/**
 * The one client. Probot's throttle and retry are off: the throttle spaces creations three seconds apart, and the
 * retry sends a POST whose answer was lost once more, which makes two issues. The queue does both instead.
 * Redirects are not followed: a transferred issue is another issue, and no answer may send us to another host.
 */
export const Octokit = ProbotOctokit.plugin(refuseRedirects, refuseSpentQueries).defaults(
  (defaults: object) => ({
    ...defaults,
    throttle: { enabled: false },
    retry: { enabled: false },
    request: { redirect: "manual", fetch: fetchInTime },
  }),
);

export type Octokit = InstanceType<typeof ProbotOctokit>;

function fetchInTime(input: string | URL, init?: RequestInit): Promise<Response> {
  return fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** Octokit takes a redirect that was not followed for success: https://github.com/octokit/request.js (status below 400). */
function refuseRedirects(octokit: {
  hook: { after(name: "request", hook: (response: Answer) => void): void };
}): void {
  octokit.hook.after("request", (response) => {
    if (response.status >= 300 && response.status < 400)
      throw Object.assign(new Error("moved to another place"), { status: response.status, response });
  });
}

/**
 * GraphQL answers 200 also when its limit is spent: that is the same pause as REST's 429.
 * https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api
 */
function refuseSpentQueries(octokit: {
  hook: { after(name: "request", hook: (response: Answer) => void): void };
}): void {
  octokit.hook.after("request", (response) => {
    if (!response.url?.endsWith("/graphql") || !isSpent(response.data)) return;
    throw Object.assign(new Error("API rate limit exceeded"), { status: 429, response });
  });
}

function isSpent(data: unknown): boolean {
  const errors = (data as { errors?: unknown } | null | undefined)?.errors;
  return Array.isArray(errors) && errors.some((error) => error?.type === "RATE_LIMITED");
}

type Answer = { status: number; url?: string; data?: unknown };
