import type { PullCourse, RecentChange } from "../history.ts";
import { shortIssue } from "../reference.ts";
import { deployedAt } from "../suspects/shipment.ts";
import type { Say } from "../words.ts";

/** When a change took effect. `at` is ISO 8601; `how` is which moment of it that is; `label` names the change, not yet escaped. */
export type Effect = {
  at: string;
  how: "in-production" | "deployed" | "merged" | "published";
  label: string;
  url: string;
};

/**
 * When a confirmed change took effect: when it was first deployed to production, or else when it was merged, published or
 * deployed elsewhere. Null for a pull request that was not merged.
 */
export function effectOf(
  change: RecentChange | PullCourse,
  around: readonly RecentChange[],
  say: Say,
): Effect | null {
  const done = doneAt(change);
  if (done.at === null) return null;
  const place = { label: labelOf(change, say), url: change.url };
  const deployed = deployedAt(change, around);
  return deployed === null
    ? { at: done.at, how: done.how, ...place }
    : { at: deployed, how: "in-production", ...place };
}

function doneAt(change: RecentChange | PullCourse): { at: string | null; how: Effect["how"] } {
  if ("mergedAt" in change) return { at: change.mergedAt, how: "merged" };
  switch (change.kind) {
    case "pull":
      return { at: change.at, how: "merged" };
    case "release":
      return { at: change.at, how: "published" };
    case "deployment":
      return {
        at: change.statuses.find(({ state }) => state === "success")?.at ?? change.at,
        how: "deployed",
      };
  }
}

function labelOf(change: RecentChange | PullCourse, say: Say): string {
  if ("mergedAt" in change || change.kind === "pull") return shortIssue(change.ref, change.ref);
  return change.kind === "release"
    ? change.tag
    : say("key-times.source-deployment", { environment: change.environment });
}
