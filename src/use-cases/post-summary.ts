import type { Config } from "../core/config.ts";
import { isoDateIn } from "../core/due.ts";
import { toFollowUp } from "../core/follow-up.ts";
import type { Intent, PostSummary } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { findMarker } from "../core/markers.ts";
import { formatMoment } from "../core/moment.ts";
import { Refused } from "../core/problem.ts";
import { formatRepo, type IssueRef, type RepoRef } from "../core/reference.ts";
import { nextSummaryMoment, previousSummaryMoment, summaryMoment } from "../core/schedule.ts";
import {
  isWorthTelling,
  ledgerView,
  type Standing,
  standing,
  summaryView,
  type Week,
} from "../core/summary.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { ensureLabels } from "./steps/ensure.ts";
import { recallRepository } from "./steps/repository.ts";

/** The weekly comment on the ledger: once per period, and not at all when there is nothing to say. */
export async function postSummary(intent: PostSummary, world: World): Promise<Intent[]> {
  const { repo, force } = intent;
  // Planned, and meanwhile the app was removed from there.
  if (intent.period !== null && !(await recallRepository(world.records, repo))) return [];
  const config = await configOf(world, repo);
  const period = periodOf(intent, config, world.now);
  const id = formatRepo(repo).toLowerCase();
  const filled = await world.records.get<{ period: string }>("summary", id);
  if (period && (force || (filled?.period ?? "") < period)) {
    const day = (moment: Date) => isoDateIn(moment, config.time_zone);
    const week = { period, starts: day(new Date(period)), today: day(world.now), isFirst: filled === null };
    await fill(week, repo, force, config, world);
    await world.records.put("summary", id, { period });
  }
  return intent.period === null ? [] : nextSummary(repo, config, world.now);
}

/**
 * Puts the next summary on the calendar: a job that waits for its date, so that it also comes after a downtime. Asked
 * daily, it reads the configuration anew, should the webhook that told of its change have been lost.
 */
export async function planSummary({ repo }: { repo: RepoRef }, world: World): Promise<Intent[]> {
  await world.github.forget(repo);
  return nextSummary(repo, await configOf(world, repo), world.now);
}

function nextSummary(repo: RepoRef, { summary, time_zone: timeZone }: Config, now: Date): Intent[] {
  if (!summary.enabled) return [];
  return [
    {
      kind: "post-summary",
      repo,
      period: nextSummaryMoment(now, { ...summary, timeZone }),
      force: false,
    },
  ];
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

async function fill(
  week: Week & { isFirst: boolean },
  repo: RepoRef,
  force: boolean,
  config: Config,
  world: World,
): Promise<void> {
  const { github, self } = world;
  const weekAgo = previousSummaryMoment(week.period, { ...config.summary, timeZone: config.time_zone });
  const labels = [config.labels.action_item];
  const open = (await github.issues(repo, { labels, state: "open" })).map((issue) => toFollowUp(issue, self));
  const touched = await github.issues(repo, { labels, state: "closed", since: weekAgo });
  const closed = touched
    .filter(({ closedAt }) => (closedAt ?? "") >= weekAgo)
    .map((issue) => toFollowUp(issue, self));
  const stand = standing(open, closed, week, weekAgo);
  if (isWorthTelling(stand)) await tell(repo, stand, week, config, force, world);
}

async function tell(
  repo: RepoRef,
  stand: Standing,
  week: Week & { isFirst: boolean },
  config: Config,
  force: boolean,
  world: World,
): Promise<void> {
  const { github, render, now, records } = world;
  const open = [...stand.overdue, ...stand.dueThisWeek, ...stand.incomplete, ...stand.others];
  const base = [...open, ...stand.closed][0]?.issue.url.replace(/\/(issues|pull)\/\d+$/, "") ?? "";
  const allOpen = `${base}/issues?q=is%3Aopen+label%3A${encodeURIComponent(`"${config.labels.action_item}"`)}`;
  const body = render(
    "ledger",
    ledgerView(open, formatMoment(now.toISOString(), config.time_zone), repo, allOpen),
  );
  const comment = render("summary", summaryView(stand, week, repo, allOpen));
  const effect = `summary/${formatRepo(repo)}/${week.period}${force ? `/${now.toISOString()}` : ""}`;
  const post = async () => {
    const ledger = await ledgerOf(repo, body, week, config, world);
    await github.apply({ kind: "create-comment", effect, issue: ledger.ref, body: comment });
    if (!ledger.isNew) await github.apply({ kind: "edit-issue", issue: ledger.ref, body });
  };
  try {
    await post();
  } catch (error) {
    if (!(error instanceof Refused) || ![404, 410].includes(error.status)) throw error;
    // People deleted or moved it: another one is found, or made.
    await records.delete("ledger", formatRepo(repo).toLowerCase());
    await post();
  }
}

/** The rolling issue: the one remembered, else an open one of ours on GitHub, else a new one. */
async function ledgerOf(
  repo: RepoRef,
  body: string,
  week: Week & { isFirst: boolean },
  config: Config,
  world: World,
): Promise<{ ref: IssueRef; isNew: boolean }> {
  const { github, records, self } = world;
  const id = formatRepo(repo).toLowerCase();
  const known = await records.get<IssueRef>("ledger", id);
  if (known) return { ref: known, isNew: false };
  const isOurs = (issue: Issue) => issue.author.login === self && findMarker(issue.body, "ledger") !== null;
  const label = {
    name: config.labels.ledger,
    color: "1d76db",
    description: "All open follow-ups, summed up weekly",
  };
  const found = (await github.issues(repo, { labels: [label.name], state: "open" })).find(isOurs);
  if (found) {
    await records.put("ledger", id, found.ref);
    return { ref: found.ref, isNew: false };
  }
  await ensureLabels(world, repo, [label]);
  const { number } = await github.apply({
    kind: "create-issue",
    effect: `ledger/${formatRepo(repo)}/${week.period}`,
    repo,
    title: "Follow-up ledger",
    body,
    labels: [label.name],
    assignees: [],
    milestone: null,
  });
  // A dry run makes no ledger and still shows the comment that would go there.
  if (number === undefined) return { ref: { ...repo, number: 0 }, isNew: true };
  const ref = { owner: repo.owner, repo: repo.repo, number };
  await records.put("ledger", id, ref);
  return { ref, isNew: true };
}
