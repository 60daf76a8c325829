import type { Config } from "./config.ts";
import { hasLabel } from "./incident.ts";
import type { Issue } from "./issue.ts";

/** Why a document's timeline, key times and suspected changes follow no more: people discuss a text that stands still. Null: they do. */
export function standsStill(
  { state, labels }: Pick<Issue, "state" | "labels">,
  config: Pick<Config, "labels">,
): "closed" | "in-review" | null {
  if (state === "closed") return "closed";
  return hasLabel(labels, [config.labels.in_review]) ? "in-review" : null;
}
