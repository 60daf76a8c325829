/** How much an installation may ask of GitHub. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export type RateLimits = {
  /** Requests that make content (issues, comments, labels, links, milestones) within any 60 seconds. */
  contentPerMinute: number;
  contentPerHour: number;
  /** Within any 60 seconds; a read costs one, anything else five. */
  pointsPerMinute: number;
  /** Requests under way at the same time. */
  concurrent: number;
  /** The primary limit: requests in an hour that begins with the first of them. */
  perHour: number;
  /** Whether a refusal for a secondary limit says when to come back; GitHub does not always. */
  retryAfter: boolean;
};

export const GITHUB_LIMITS: RateLimits = {
  contentPerMinute: 80,
  contentPerHour: 500,
  pointsPerMinute: 900,
  concurrent: 100,
  perHour: 5_000,
  retryAfter: true,
};

export type LimitRule =
  | "content-minute"
  | "content-hour"
  | "points"
  | "concurrent"
  | "primary"
  | "retry-after";

/** A request that was refused for asking too much. */
export type Violation = {
  /** ISO 8601, with milliseconds. */
  at: string;
  installation: number;
  method: string;
  path: string;
  /** "retry-after": asked although a pause that the app had been told was not over. */
  rule: LimitRule;
};

/** The option `limits` → what is enforced; null: nothing is. */
export function limitsOf(asked: boolean | Partial<RateLimits> | undefined): RateLimits | null {
  if (!asked) return null;
  return asked === true ? GITHUB_LIMITS : { ...GITHUB_LIMITS, ...asked };
}
