import { missingPermissions } from "../core/grants.ts";
import { isLacking, type Refused } from "../core/problem.ts";
import type { InstallationRecord, Records } from "../ports.ts";
import type { Octokit } from "./octokit.ts";

type Knowing = {
  octokit: Octokit;
  records: Pick<Records, "get">;
  /** Its id, or "token". */
  installation: string;
};

/**
 * An error with what else is known of it. One of a missing permission gets the page where that is granted, if the start has found it
 * out. Where the permission was accepted a moment ago, and only the token is older, it becomes an error that is tried again.
 */
export async function completed(
  error: unknown,
  { octokit, records, installation }: Knowing,
): Promise<unknown> {
  if (!isLacking(error)) return error;
  if (await isGranted(error, octokit))
    return new Error("A permission came after the token for which GitHub refused", { cause: error });
  const known = await records.get<InstallationRecord>("installation", installation);
  error.page = known?.page ?? null;
  return error;
}

/**
 * Takes a new token, since one lives for an hour and knows nothing of what was accepted meanwhile.
 * @returns what it may do; null for a person's token, or a workflow's
 * https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app
 */
export async function renewToken(octokit: Octokit): Promise<Record<string, string> | null> {
  const known: unknown = await octokit.auth({ type: "installation", refresh: true });
  return (known as { permissions?: Record<string, string> } | null)?.permissions ?? null;
}

async function isGranted({ lacks }: Refused, octokit: Octokit): Promise<boolean> {
  const grants = lacks.length > 0 ? await renewToken(octokit).catch(() => null) : null;
  return grants !== null && lacks.some((set) => missingPermissions(wanted(set), grants).length === 0);
}

/** `["issues: write"]` → `{ issues: "write" }`. */
function wanted(set: readonly string[]): Record<string, string> {
  return Object.fromEntries(set.map((one) => one.split(": ") as [string, string]));
}
