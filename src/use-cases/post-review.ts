import type { Config } from "../core/config.ts";
import { isoDateIn } from "../core/due.ts";
import { isWithin, type Period } from "../core/figures/period.ts";
import type { Intent, PostReview } from "../core/intent.ts";
import { endingOf } from "../core/life/ending.ts";
import { isRefusedForGood } from "../core/problem.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatIssue, formatRepo, type RepoRef, repoKey } from "../core/reference.ts";
import { type Cadence, type ReviewPeriod, reviewedAt, reviewMoment } from "../core/review/review-period.ts";
import {
  type FinishedReport,
  isWorthReviewing,
  type Review,
  reviewView,
} from "../core/review/review-view.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { figuresOf, incidentOf } from "./steps/figures.ts";
import { closedSince, type HowThingsStand, howThingsStand } from "./steps/how-things-stand.ts";
import { ledgerText, onLedger } from "./steps/ledger.ts";
import { recallMirror } from "./steps/memory.ts";
import { planReview, reviewPlan } from "./steps/plan-review.ts";
import { recallRepository } from "./steps/repository.ts";
import { hostOf } from "./steps/summary-group.ts";

/** What GitHub answers where people locked the ledger. */
const LOCKED = 403;

/** UTF-16 units that the figures may take of a comment. */
const FIGURES_LIMIT = 12_000;

/** What is remembered under "review" and the repository's name. `until`: ISO 8601, the end of what was looked back on last. */
type ReviewRecord = { until: string };

/**
 * The comment on the ledger that looks back on a month or quarter: once for each, with the first summary after it, and not at all
 * when there is nothing to say.
 */
export async function postReview({ repo, period }: PostReview, world: World): Promise<Intent[]> {
  const { records, now } = world;
  // Planned, and meanwhile the app was removed from there.
  if (!(await recallRepository(records, repo))) return [];
  const config = await configOf(world, repo);
  const plan = reviewPlan(config);
  // Planned by a configuration that was another one, or summed up elsewhere by now.
  const isDue = plan !== null && reviewMoment(new Date(period), plan.cadence, plan.schedule) === period;
  if (isDue && !(await hostOf(records, repo))) {
    // After a long downtime the latest stands for all that were missed; a clock set back asks for none from before.
    const latest = reviewMoment(now, plan.cadence, plan.schedule);
    const moment = latest > period ? latest : period;
    const reviewed = reviewedAt(moment, plan.cadence, config.time_zone, world.words(config.locale));
    const id = repoKey(repo);
    const done = await records.get<ReviewRecord>("review", id);
    if (!done || Date.parse(done.until) < Date.parse(reviewed.period.to)) {
      await fill(repo, plan.cadence, reviewed, moment, config, world);
      await records.put("review", id, { until: reviewed.period.to } satisfies ReviewRecord);
    }
  }
  return planReview(repo, config, now);
}

async function fill(
  repo: RepoRef,
  cadence: Cadence,
  reviewed: ReviewPeriod,
  moment: string,
  config: Config,
  world: World,
): Promise<void> {
  const now = await howThingsStand(world, repo, config);
  const review = await reviewOf(repo, cadence, reviewed, now, config, world);
  if (!isWorthReviewing(review)) return;
  const { say, render } = world.words(config.locale);
  const body = render("summary", reviewView(review, say));
  const effect = `review/${formatRepo(repo)}/${reviewed.name}`;
  const text = ledgerText(world, repo, now, config, null);
  try {
    await onLedger(world, repo, text, config, moment, ({ ref }) =>
      world.github.apply({ kind: "create-comment", effect, issue: ref, body }),
    );
  } catch (error) {
    // Trying again would not unlock it; that the ledger is locked the next summary tells.
    if (!isRefusedForGood(error) || error.status !== LOCKED) throw error;
    world.log.warn({ repo: formatRepo(repo), why: error.message }, "the review could not be posted");
  }
}

async function reviewOf(
  home: RepoRef,
  cadence: Cadence,
  reviewed: ReviewPeriod,
  now: HowThingsStand,
  { time_zone: timeZone, locale }: Config,
  world: World,
): Promise<Review> {
  const { period, previous } = reviewed;
  const closed = await closedSince(world, now, period.from);
  const { finished, unfinished, ended } = await reportsOf(now.postmortems, period, world);
  const compared = { period, previous, timeZone };
  return {
    cadence,
    reviewed,
    today: isoDateIn(world.now, timeZone),
    home,
    timeZone,
    finished,
    unfinished,
    ended,
    closed: closed.filter(({ issue }) => isWithin(issue.closedAt, period)),
    pending: now.open,
    links: now.links,
    leftOut: now.leftOut,
    figures: await figuresOf(world, now, compared, "dated", world.words(locale), FIGURES_LIMIT),
  };
}

/** Reports that were closed in the period; one that ended without being written is none. */
async function reportsOf(
  postmortems: PostmortemRecord[],
  period: Period,
  world: World,
): Promise<Pick<Review, "finished" | "unfinished" | "ended">> {
  const finished: FinishedReport[] = [];
  const ended: Review["ended"] = [];
  let unfinished = 0;
  for (const record of postmortems) {
    const document = (await recallMirror(world.records, record.ref))?.issue;
    if (!document) continue;
    const ending = endingOf(record, document);
    if (document.state === "open" && ending === null) unfinished++;
    if (!isWithin(document.closedAt, period)) continue;
    const incident = ending === null ? await incidentOf(world, record) : null;
    if (ending !== null) ended.push(ending);
    else if (incident) finished.push({ document: document.ref, incident, digest: record.digest ?? null });
    else world.log.debug({ document: formatIssue(record.ref) }, "nothing is known of its incident");
  }
  return { finished, unfinished, ended };
}
