import {
  FINAL_STATUSES,
  type FinalStatus,
  isLack,
  permissionWords,
  Refused,
  RetryLater,
  Uninstalled,
} from "../core/problem.ts";
import { acceptedPermissions } from "./accepted-permissions.ts";

type ApiError = {
  status: number;
  message: string;
  request?: { url?: string };
  response?: { headers?: Record<string, string | number | undefined>; data?: unknown };
};

const REMEDIES: Record<FinalStatus, string> = {
  301: "It was transferred or renamed; look for it at its new place.",
  403: "Check that the app's permissions were accepted for this repository.",
  404: "Check that it still exists and that the app is installed there.",
  410: "If issues are switched off there, switch them on, or set `postmortem.repository` to a repository that has them.",
  422: "Change what is named and the app tries again.",
};

/**
 * What an error of Octokit's means: `Refused` (final), `RetryLater` (with a date), or another error, whose outcome is
 * unknown (5xx, reset, timeout). What a broken GitHub answers may be anything, also our own text: it is not repeated.
 * @param now ms since the epoch
 * Source of the limits: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function explainError(error: unknown, now: number): unknown {
  if (!isApiError(error)) return error;
  const wait = waitUntil(error, now);
  if (wait !== null)
    return new RetryLater(`GitHub asks to wait: ${firstLine(error.message)}`, wait, { cause: error });
  if (isTokenRefused(error)) return new Uninstalled({ cause: error });
  const { response, message } = error;
  const status = FINAL_STATUSES.find((one) => one === error.status);
  if (status === undefined)
    return response ? new Error(`GitHub answered ${error.status}`, { cause: error }) : error;
  const said = firstLine(message);
  const lacks = lackedBy(error);
  if (lacks.length > 0) return lackingError(lacks, { said, cause: error });
  const words = `GitHub answered ${status}: ${said}`;
  return new Refused(words, REMEDIES[status], status, invalid(error), { cause: error, said });
}

const GRANT = "Whoever administers the organisation can grant it under Settings → GitHub Apps.";

/** The refusal of what would need another permission: `lacks` as `Refused` has it, `said` GitHub's own words. */
export function lackingError(
  lacks: readonly (readonly string[])[],
  options: { said: string; cause?: unknown },
): Refused {
  const words = `The app lacks the permission ${permissionWords(lacks)} for this repository`;
  return new Refused(words, GRANT, 403, [], { ...options, lacks });
}

/** The header comes with every answer, and a 403 has other reasons, too: an archived repository, a locked conversation. */
function lackedBy({ status, message, response }: ApiError): string[][] {
  return status === 403 && isLack(message)
    ? acceptedPermissions(response?.headers?.["x-accepted-github-permissions"])
    : [];
}

/** Until when GitHub asks the whole installation to wait, in ms since the epoch; null when it does not. */
export function pauseOf(error: unknown, now: number): number | null {
  return isApiError(error) ? waitUntil(error, now) : null;
}

/** Whether GitHub answered with this status to what was asked, and not to our asking for a token first. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return isApiError(error) && !isTokenRefused(error) && statuses.includes(error.status);
}

/** https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app */
function isTokenRefused({ request, status }: ApiError): boolean {
  return (status === 403 || status === 404) && /\/access_tokens$/.test(request?.url ?? "");
}

function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && "status" in error && typeof error.status === "number";
}

/** `retry-after` first, then an exhausted primary limit, then at least a minute for a secondary one without a date. */
function waitUntil({ status, message, response }: ApiError, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const after = Number(headers["retry-after"]);
  if (after > 0) return now + after * 1000;
  if (String(headers["x-ratelimit-remaining"]) === "0") return Number(headers["x-ratelimit-reset"]) * 1000;
  return status === 429 || /rate limit/i.test(message) ? now + 60_000 : null;
}

function invalid({ response }: ApiError): Refused["errors"] {
  const data = response?.data;
  const errors =
    data && typeof data === "object" && "errors" in data && Array.isArray(data.errors) ? data.errors : [];
  return errors
    .filter((error: unknown) => typeof error === "object" && error !== null)
    .map((error: { field?: unknown; code?: unknown; value?: unknown }) => ({
      field: String(error.field ?? ""),
      code: String(error.code ?? ""),
      value: String(error.value ?? ""),
    }));
}

/** Octokit appends the documentation's address and the whole error list, which repeats what we sent: people's text. */
function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").split(" - https://")[0]?.split(": {")[0] ?? "";
}
