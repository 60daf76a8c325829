import type { Config } from "../core/config.ts";
import { isoDateIn } from "../core/due.ts";
import type { Intent, PostSummary } from "../core/intent.ts";
import { isRefusedForGood, RetryLater } from "../core/problem.ts";
import { formatIssue, formatRepo, type IssueRef, type RepoRef, repoKey } from "../core/reference.ts";
import { nextSummaryMoment, previousSummaryMoment, summaryMoment } from "../core/schedule.ts";
import { standing, type Week } from "../core/summary/standing.ts";
import { isWorthTelling, type Summary, summaryView } from "../core/summary/summary-view.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { figuresPart } from "./steps/figures.ts";
import { closedSince, type HowThingsStand, howThingsStand, waitingFor } from "./steps/how-things-stand.ts";
import { unlessLacking } from "./steps/lacking.ts";
import {
  ledgerText,
  onLedger,
  type SummaryComment,
  type SummaryRecord,
  writeLedger,
} from "./steps/ledger.ts";
import { planReview } from "./steps/plan-review.ts";
import { renewConfig } from "./steps/renew-config.ts";
import { recallRepository } from "./steps/repository.ts";
import { groupOf, hostOf } from "./steps/summary-group.ts";
import { refusedHere } from "./steps/tell-refusal.ts";

/** UTF-16 units that pictures and figures may take of a comment: people come before statistics. */
const FIGURES_LIMIT = 12_000;

/** The weekly comment on the ledger: once per period, and not at all when there is nothing to say. */
export async function postSummary(intent: PostSummary, world: World): Promise<Intent[]> {
  const { repo, force } = intent;
  const { records } = world;
  // Planned, and meanwhile the app was removed from there.
  if (intent.period !== null && !(await recallRepository(records, repo))) return [];
  const config = await configOf(world, repo);
  const host = force ? null : await hostOf(records, repo);
  if (host) world.log.info({ repo: formatRepo(repo), host: formatRepo(host) }, "summed up elsewhere");
  const period = host ? null : periodOf(intent, config, world.now);
  const id = repoKey(repo);
  const filled = await records.get<SummaryRecord>("summary", id);
  if (period && (force || (filled?.period ?? "") < period)) {
    const told = await fill({ period, force, filled, repo, config }, world);
    await records.put("summary", id, { ...filled, ...told, period } satisfies SummaryRecord);
  }
  return intent.period === null ? [] : nextSummary(repo, config, world.now);
}

/**
 * Puts the next summary on the calendar: a job that waits for its date, so that it also comes after a downtime. Asked
 * daily, it reads the configuration anew, should the webhook that told of its change have been lost.
 */
export async function planSummary({ repo }: { repo: RepoRef }, world: World): Promise<Intent[]> {
  const checks = (await unlessLacking(world, repo, () => renewConfig(world, repo))) ?? [];
  const config = await configOf(world, repo);
  await groupOf(world, repo, config);
  const again = await refusedHere(world, repo);
  return [...again, ...nextSummary(repo, config, world.now), ...checks];
}

function nextSummary(repo: RepoRef, config: Config, now: Date): Intent[] {
  const { summary, time_zone: timeZone } = config;
  if (!summary.enabled) return [];
  const period = nextSummaryMoment(now, { ...summary, timeZone });
  return [{ kind: "post-summary", repo, period, force: false }, ...planReview(repo, config, now)];
}

/**
 * The period to fill: the one running now. A scheduled one counts only while the configuration still schedules it; after a
 * long downtime the latest stands for all that were missed.
 */
function periodOf(
  { period }: PostSummary,
  { summary, time_zone: timeZone }: Config,
  now: Date,
): string | null {
  const schedule = { ...summary, timeZone };
  const scheduled = (at: Date) => summaryMoment(at, schedule);
  if (period === null) return scheduled(now);
  return summary.enabled && scheduled(new Date(period)) === period ? scheduled(now) : null;
}

/** One summary to be posted. `filled`: what is remembered of the one before it. */
type Post = {
  period: string;
  force: boolean;
  filled: SummaryRecord | null;
  repo: RepoRef;
  config: Config;
};

/** Returns what is to be remembered of it, beside its period. */
async function fill(post: Post, world: World): Promise<Partial<SummaryRecord>> {
  const { period, repo, config } = post;
  const day = (moment: Date) => isoDateIn(moment, config.time_zone);
  const week = {
    period,
    starts: day(new Date(period)),
    today: day(world.now),
    isFirst: post.filled === null,
  };
  const weekAgo = previousSummaryMoment(period, { ...config.summary, timeZone: config.time_zone });
  const now = await howThingsStand(world, repo, config);
  const stand = standing(now.open, await closedSince(world, now, weekAgo), week, weekAgo);
  const waiting = await waitingFor(world, now.postmortems, config, week.today);
  if (!isWorthTelling({ standing: stand, waiting })) return {};
  const summary: Summary = {
    standing: stand,
    waiting,
    week,
    home: repo,
    timeZone: config.time_zone,
    mention: config.summary.mention,
    links: now.links,
    leftOut: now.leftOut,
    figures: await figuresPart(world, now, week, config, FIGURES_LIMIT),
  };
  const { say, render } = world.words(config.locale);
  return tell(post, render("summary", summaryView(summary, say)), week, now, world);
}

/** Posts the comment, renews the ledger above it, and folds the comment of last week. Everything can be done again. */
async function tell(
  post: Post,
  comment: string,
  week: Week,
  now: HowThingsStand,
  world: World,
): Promise<Partial<SummaryRecord>> {
  const { repo, config, filled } = post;
  const text = ledgerText(world, repo, now, config, null);
  const told = await onLedger(world, repo, text, config, post.period, (ledger) =>
    postOn(post, comment, ledger, world),
  );
  const { ledger, isNew, id, nodeId } = told;
  const unposted = id === null ? week.starts : undefined;
  // What a new one says was said without knowing whether the comment would be taken.
  if (!isNew || unposted) {
    const words = ledgerText(world, repo, now, config, unposted ?? null);
    await writeLedger(world, ledger, words, true).catch(
      logRefused(world, ledger, "the ledger could not be edited"),
    );
  }
  if (id === null) return { unposted };
  let unfolded: SummaryComment | undefined;
  for (const last of [filled?.unfolded, filled?.comment])
    if (last && last.id !== id && !(await foldAway(last, world))) unfolded = last;
  return { comment: { on: ledger, id, nodeId }, unfolded, unposted: undefined };
}

/** `id` is null where the conversation takes no comment: then the ledger itself says so. */
async function postOn(
  { period, force, repo }: Post,
  body: string,
  { ref, isNew }: { ref: IssueRef; isNew: boolean },
  world: World,
): Promise<{ ledger: IssueRef; isNew: boolean; id: number | null; nodeId: string | null }> {
  const effect = `summary/${formatRepo(repo)}/${period}${force ? `/${world.now.toISOString()}` : ""}`;
  try {
    const { id = 0, nodeId = null } = await world.github.apply({
      kind: "create-comment",
      effect,
      issue: ref,
      body,
    });
    return { ledger: ref, isNew, id, nodeId };
  } catch (error) {
    if (!isRefusedForGood(error) || error.status !== 403) throw error;
    world.log.warn({ on: formatIssue(ref), why: error.message }, "the summary could not be posted");
    return { ledger: ref, isNew, id: null, nodeId: null };
  }
}

/** Whether what is outdated is hidden now. That it stays as it is must not hold up this week's. */
async function foldAway({ on, id, nodeId }: SummaryComment, { github, log }: World): Promise<boolean> {
  if (!nodeId) return true;
  try {
    await github.apply({ kind: "minimize-comment", on, comment: { id, nodeId } });
    return true;
  } catch (error) {
    if (error instanceof RetryLater) throw error;
    const why = error instanceof Error ? error.message : String(error);
    log.warn({ on: formatIssue(on), comment: id, why }, "last week's summary could not be folded");
    return false;
  }
}

function logRefused({ log }: World, on: IssueRef, what: string): (error: unknown) => void {
  return (error) => {
    if (!isRefusedForGood(error)) throw error;
    log.warn({ on: formatIssue(on), why: error.message }, what);
  };
}
