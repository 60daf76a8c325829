import type { Deployment, MergedPull, PullCourse, RecentChange } from "../history.ts";
import { shortIssue } from "../reference.ts";

/** When a change took effect. `at` is ISO 8601; `how` says in a word which moment of it that is. */
export type Effect = {
  at: string;
  how: "reached production" | "was merged" | "was published";
  label: string;
  url: string;
};

const NO_PRODUCTION = /stag|test|dev|preview|qa|sandbox|review|canary|pull|pr-?\d/i;

/**
 * When a confirmed change reached production: the first deployment of its commit that succeeded, or else when it was merged or
 * published. Null for a pull request that was not merged.
 */
export function effectOf(change: RecentChange | PullCourse, around: readonly RecentChange[]): Effect | null {
  if ("kind" in change && change.kind === "deployment") {
    const at = successOf(change) ?? change.at;
    return { at, how: "reached production", label: `deployment to ${change.environment}`, url: change.url };
  }
  if ("kind" in change && change.kind === "release")
    return { at: change.at, how: "was published", label: change.tag, url: change.url };
  return effectOfPull(change, around);
}

function effectOfPull(pull: MergedPull | PullCourse, around: readonly RecentChange[]): Effect | null {
  const merged = "mergedAt" in pull ? pull.mergedAt : pull.at;
  if (merged === null) return null;
  const { sha } = pull;
  const deployed = around
    .filter(
      (change): change is Deployment => change.kind === "deployment" && sha !== null && change.sha === sha,
    )
    .filter(({ environment }) => !NO_PRODUCTION.test(environment))
    .map(successOf)
    .filter((at) => at !== null && Date.parse(at) >= Date.parse(merged))
    .sort((a, b) => Date.parse(a ?? "") - Date.parse(b ?? ""))[0];
  const place = { label: shortIssue(pull.ref, pull.ref), url: pull.url };
  return deployed
    ? { at: deployed, how: "reached production", ...place }
    : { at: merged, how: "was merged", ...place };
}

function successOf({ statuses }: Deployment): string | null {
  return statuses.find(({ state }) => state === "success")?.at ?? null;
}
