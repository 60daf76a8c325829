import type { Config } from "../../core/config.ts";
import type { Intent } from "../../core/intent.ts";
import type { RepoRef } from "../../core/reference.ts";
import { type Cadence, nextReviewMoment } from "../../core/review/review-period.ts";
import type { Schedule } from "../../core/schedule.ts";

/** Puts the next review on the calendar, where reviews are wanted and summaries are posted at all. */
export function planReview(repo: RepoRef, config: Config, now: Date): Intent[] {
  const plan = reviewPlan(config);
  if (!plan) return [];
  return [{ kind: "post-review", repo, period: nextReviewMoment(now, plan.cadence, plan.schedule) }];
}

/** How often is looked back, and when; null: never. */
export function reviewPlan({
  review,
  summary,
  time_zone,
}: Config): { cadence: Cadence; schedule: Schedule } | null {
  if (review === "none" || !summary.enabled) return null;
  return { cadence: review, schedule: { ...summary, timeZone: time_zone } };
}
