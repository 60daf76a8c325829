/**
 * Something a person can mend. Told to that person, never retried: the same input would fail the same way.
 * Every other error is logged whole and retried.
 */
export class Problem extends Error {
  override name = "Problem";
  /** What to do about it, as one short sentence to the person who can. */
  readonly remedy: string;

  /** `message` says what was expected and what came; `cause` keeps the error behind it. */
  constructor(message: string, remedy: string, options?: { cause?: unknown }) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** Not now: the outside asked us to come back (rate limit, `retry-after`). The job returns to its lane with a date. */
export class RetryLater extends Error {
  override name = "RetryLater";
  /** When to come back, in ms since the epoch. */
  readonly at: number;

  constructor(message: string, at: number, options?: { cause?: unknown }) {
    super(message, options);
    this.at = at;
  }
}

/** The installation is gone or suspended: nothing of it can be asked until its owner brings it back. */
export class Uninstalled extends Problem {
  override name = "Uninstalled";

  constructor(options?: { cause?: unknown }) {
    super(
      "The app is not installed there any more, or its installation is suspended",
      "Install it again, or lift the suspension, and retry the job with `postmortem jobs retry`.",
      options,
    );
  }
}

/** HTTP statuses that are final: 301 and 404 not there, 403 not allowed, 410 gone or switched off, 422 not valid. */
export const FINAL_STATUSES = [301, 403, 404, 410, 422] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];

/** GitHub said no to one request, for good: asking again would be answered the same. */
export class Refused extends Problem {
  override name = "Refused";
  readonly status: FinalStatus;
  /** What GitHub called invalid, e.g. `{ field: "assignees", value: "ghost" }`. */
  readonly errors: { field: string; code: string; value: string }[];
  /** GitHub's own words, in English. */
  readonly said: string;
  /**
   * Which permission the app lacks for it, as `app.yml` writes them: any of these sets would do, e.g. `[["issues: write"]]`. Empty:
   * that is not why, or GitHub does not say.
   */
  readonly lacks: readonly (readonly string[])[];
  /** Where the missing permission can be granted; null where that is not known. */
  page: string | null = null;

  /** @param options `said` without it is the message */
  constructor(
    message: string,
    remedy: string,
    status: FinalStatus,
    errors: Refused["errors"],
    options?: { cause?: unknown; said?: string; lacks?: Refused["lacks"] },
  ) {
    super(message, remedy, options);
    this.status = status;
    this.errors = errors;
    this.said = options?.said ?? message;
    this.lacks = options?.lacks ?? [];
  }
}

/** What GitHub answers for an issue that was transferred, hidden or deleted. */
const AWAY: ReadonlySet<FinalStatus> = new Set([301, 404, 410]);

/** Whether one request was refused because what it was about is not there any more. */
export function isAway(error: unknown): boolean {
  return error instanceof Refused && AWAY.has(error.status);
}

/** Whether the app lacks a permission for it: then it can be done once that is granted, and nothing of the kind before. */
export function isLacking(error: unknown): error is Refused {
  return error instanceof Refused && error.status === 403 && isLack(error.said);
}

/** Whether that is so however often it is asked again, and whatever is granted: what was tried may be remembered as done. */
export function isRefusedForGood(error: unknown): error is Refused {
  return error instanceof Refused && !isLacking(error);
}

/** GitHub's words for it. Older hosts do not tell which permission it is. */
export function isLack(said: string): boolean {
  return /not accessible by integration/i.test(said);
}

/** Missing permissions in a notation that is the same in every language: any of those around a `/`, all of those around a `+`. */
export function permissionWords(lacks: Refused["lacks"]): string {
  return lacks.map((set) => set.map((one) => `\`${one}\``).join(" + ")).join(" / ");
}
