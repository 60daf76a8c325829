import type { Config } from "../core/config.ts";
import { isoDateIn } from "../core/due.ts";
import { missingIn } from "../core/gate/missing.ts";
import type { Intent } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { dueDayOf } from "../core/life/due-day.ts";
import { reminderView } from "../core/life/reminder-view.ts";
import { type DueReminder, dueReminder } from "../core/life/reminders.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatIssue, issueKey, type RepoRef, sameRepo } from "../core/reference.ts";
import { nextDailyMoment } from "../core/schedule.ts";
import type { World } from "../ports.ts";
import { commentOn } from "./steps/comment-on.ts";
import { configOf } from "./steps/config.ts";
import { present, recallMirror } from "./steps/memory.ts";
import { recallRepository } from "./steps/repository.ts";
import { takePlace } from "./steps/take-place.ts";
import { wordsOf } from "./steps/words.ts";

/** So many reminders of one postmortem are remembered, so that a record stays small. */
const REMEMBERED = 100;

/** A postmortem that is written on, and its issue as last seen; null: never seen. */
type Draft = { record: PostmortemRecord; seen: Issue | null };

type Reminder = DueReminder & { due: string };

/**
 * Reminds the owners of a repository's postmortems that are due soon, in a comment on each, once for each day that the configuration
 * names; the most urgent first. As long as one is open the next time is planned.
 * @param at ISO 8601, the planned moment; null: only the next is planned
 */
export async function remindOwners(
  { repo, at }: { repo: RepoRef; at: string | null },
  world: World,
): Promise<Intent[]> {
  const config = await configOf(world, repo);
  if (config.postmortem.reminders.length === 0) return [];
  // Planned, and meanwhile the app was removed from there.
  if (at !== null && !(await recallRepository(world.records, repo))) return [];
  const drafts = await draftsIn(world, repo);
  if (drafts.length === 0) return [];
  if (at !== null) await remindOf(drafts, repo, config, world);
  // Where the clock was set back the moment that is over is not planned once more.
  const now = new Date(Math.max(world.now.getTime(), at === null ? 0 : Date.parse(at)));
  const next = nextDailyMoment(now, { time: config.summary.time, timeZone: config.time_zone });
  return [{ kind: "remind-owners", repo, at: next }];
}

async function draftsIn({ records }: World, repo: RepoRef): Promise<Draft[]> {
  const known = await records.list<PostmortemRecord>("postmortem", `${repo.owner.toLowerCase()}/`);
  const drafts: Draft[] = [];
  for (const { value: record } of known) {
    if (!sameRepo(record.ref, repo) || record.ending) continue;
    const mirror = await recallMirror(records, record.ref);
    const isClosed = mirror?.issue.state === "closed" && !mirror.doubtful;
    if (!isClosed) drafts.push({ record, seen: mirror?.issue ?? null });
  }
  return drafts;
}

async function remindOf(drafts: Draft[], repo: RepoRef, config: Config, world: World): Promise<void> {
  const today = isoDateIn(world.now, config.time_zone);
  for (const { record } of await dueAmong(drafts, today, config, world)) {
    // Closed, or put off, unheard of: nobody is bothered then. It is not kept as seen, since the sweep goes by what changed.
    const document = await world.github.issue(record.ref);
    const reminder = document?.state === "open" ? reminderOf(record, document, today, config, world) : null;
    if (!document || !reminder) continue;
    if (!(await takePlace(world, "reminders", repo, today))) break;
    await remind(record, document, reminder, config, world);
  }
}

/** Those with something to be reminded of by what is known of them, the most urgent first. */
async function dueAmong(
  drafts: Draft[],
  today: string,
  config: Config,
  world: World,
): Promise<{ record: PostmortemRecord; due: string }[]> {
  const found: { record: PostmortemRecord; due: string }[] = [];
  for (const { record, seen } of drafts) {
    const document = seen ?? (await present(world, record.ref));
    const reminder = document && reminderOf(record, document, today, config, world);
    if (reminder) found.push({ record, due: reminder.due });
  }
  return found.sort((a, b) => a.due.localeCompare(b.due) || a.record.ref.number - b.record.ref.number);
}

function reminderOf(
  record: PostmortemRecord,
  document: Issue,
  today: string,
  { postmortem: { reminders } }: Config,
  world: World,
): Reminder | null {
  const due = dueDayOf(record, document.body, wordsOf(world, record).say);
  const reminder = due && dueReminder({ due, today, reminders, reminded: record.reminded ?? [] });
  return reminder ? { ...reminder, due } : null;
}

async function remind(
  record: PostmortemRecord,
  document: Issue,
  { key, settles, due, daysLeft }: Reminder,
  config: Config,
  world: World,
): Promise<void> {
  const { records } = world;
  const { say, render } = wordsOf(world, record);
  const missing = missingIn({ document, record, config: config.postmortem, say });
  const body = render(
    "comment-reminder",
    reminderView(record, document, { due, daysLeft, missing }, config, say),
  );
  const effect = `reminder/${formatIssue(record.ref)}/${key}`;
  const mayExist = record.declared === null;
  await commentOn(world, { effect, mayExist, issue: record.ref, body }, "its owner could not be reminded");
  // The incident's own lane may be writing to the record meanwhile: nothing but this is changed in it.
  await records.update<PostmortemRecord>("postmortem", issueKey(record.incident), (now) => {
    const known = now ?? record;
    return { ...known, reminded: [...new Set([...(known.reminded ?? []), ...settles])].slice(-REMEMBERED) };
  });
}
