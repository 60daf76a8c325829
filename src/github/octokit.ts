import { ProbotOctokit } from "probot";

/** A call that takes longer has an unknown outcome; GitHub itself gives up after 10 s. */
const TIMEOUT_MS = 30_000;

/**
 * The one client. Probot's throttle and retry are off: the throttle spaces creations three seconds apart, and the
 * retry sends a POST whose answer was lost once more, which makes two issues. The queue does both instead.
 * Redirects are not followed: a transferred issue is another issue, and no answer may send us to another host.
 */
export const Octokit = ProbotOctokit.plugin(stayHome, refuseRedirects, refuseSpentQueries).defaults(
  (defaults: Defaults) => ({
    ...defaults,
    ...tokensFromHome(defaults),
    throttle: { enabled: false },
    retry: { enabled: false },
    request: { redirect: "manual", fetch: fetchInTime },
  }),
);

export type Octokit = InstanceType<typeof ProbotOctokit>;

/** Tokens asked for by themselves come from where everything else is asked: Probot names GitHub's own host there. */
function tokensFromHome({ auth, baseUrl }: Defaults): Pick<Defaults, "auth"> {
  if (!auth?.request || baseUrl === undefined) return {};
  const request = auth.request.defaults({ baseUrl, request: { redirect: "manual", fetch: fetchInTime } });
  return { auth: { ...auth, request } };
}

function fetchInTime(input: string | URL, init?: RequestInit): Promise<Response> {
  return fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/**
 * Every request goes to the host of the environment, whatever an answer's `link` or `location` says, and to the path that was
 * meant: `..` as somebody's repository name would lead to another one. What stands there is not found, then.
 */
function stayHome(
  octokit: {
    request: { endpoint: { parse(options: Asked): { url: string } } };
    hook: { before(name: "request", hook: (options: Asked) => void): void };
  },
  { baseUrl = "https://api.github.com" }: { baseUrl?: string },
): void {
  const home = new URL(baseUrl).origin;
  octokit.hook.before("request", (options) => {
    const { url } = octokit.request.endpoint.parse(options);
    if (URL.parse(url)?.origin !== home) throw new Error("an answer led to another host: not followed");
    if (/\/\.{1,2}(?:[/?#]|$)/.test(url))
      throw Object.assign(new Error("no such address"), { status: 404, response: NOTHING });
  });
}

/** As if it had been asked: what is final is told by its status. */
const NOTHING = { status: 404, headers: {} };

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

type Defaults = { baseUrl?: string; auth?: { request?: InstanceType<typeof ProbotOctokit>["request"] } };

type Asked = Parameters<InstanceType<typeof ProbotOctokit>["request"]["endpoint"]["parse"]>[0];

type Answer = { status: number; url?: string; data?: unknown };
