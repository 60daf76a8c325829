import { daysBetween, isoDateIn } from "../due.ts";
import type { Evidence } from "../evidence-mark.ts";
import type { FollowUp } from "../follow-up.ts";
import { escapeInline, oneLine, truncate } from "../markdown.ts";
import { formatRepo, type RepoRef, shortIssue } from "../reference.ts";
import type { Week } from "./standing.ts";
import type { Waiting } from "./waiting.ts";

/** Code points of a title and of a reason: on a phone a line is two or three rows. */
const TITLE_LIMIT = 120;
const REASON_LIMIT = 80;

/** How many people one comment may notify. */
const MOST_MENTIONS = 50;

/** Names people, each of them so that they are notified once, and not more of them than one comment should. */
export type Naming = (owners: string[]) => string;

/** For lines that tell nobody anything new. */
export const quietly: Naming = (owners) => owners.map((owner) => escapeInline(owner)).join(", ") || "nobody";

/** For lines that are meant for their owners. */
export function mentioning(): Naming {
  const mentioned = new Set<string>();
  const name = (owner: string) => {
    const key = owner.toLowerCase();
    const isFirst = !mentioned.has(key) && mentioned.size < MOST_MENTIONS && LOGIN.test(owner);
    if (!isFirst) return escapeInline(owner);
    mentioned.add(key);
    return `@${owner}`;
  };
  return (owners) => owners.map(name).join(", ") || "nobody";
}

const LOGIN = /^[\w-]{1,100}(?:\/[\w.-]{1,100})?$/;

/** `#12 Alert on lag · bo · due 2026-12-01 · incident #1 (sev2)`; `flag` stands behind the date. */
export function followUpLine(item: FollowUp, home: RepoRef, flag = ""): string {
  return `${head(item, home)} · ${quietly(item.owners)} · ${dueWords(item)}${flag}${tail(item, home)}`;
}

/** `#12 Alert on lag · @bo · due 2026-11-27, **4 days late** · incident #1 (sev2)` */
export function overdueLine(item: FollowUp, { today }: Week, home: RepoRef, naming: Naming): string {
  const late = `**${daysWords(daysBetween(item.due ?? today, today))} late**`;
  return `${head(item, home)} · ${naming(item.owners)} · ${dueWords(item)}, ${late}${tail(item, home)}`;
}

/** `#12 Alert on lag · bo · done 2026-11-20 by #45 · incident #1 (sev2)` */
export function closedLine(item: FollowUp, home: RepoRef, timeZone: string): string {
  const { closedAt } = item.issue;
  const day = closedAt ? isoDateIn(new Date(closedAt), timeZone) : "";
  return `${head(item, home)} · ${quietly(item.owners)} · ${endWords(item, day, home)}${tail(item, home)}`;
}

/** `#13 Disk full · ana · due 2026-11-27, **4 days late**`, or `#13 Disk full · ana · in review since 2026-11-28` */
export function waitingLine({ ref, title, owners, late, inReview }: Waiting, home: RepoRef): string {
  const review = inReview && [`in review${inReview.since ? ` since ${inReview.since}` : ""}`];
  const due = late && [`due ${late.due}, **${daysWords(late.days)} late**`];
  const words = [`${shortIssue(ref, home)} ${shorten(title, TITLE_LIMIT)}`, quietly(owners)];
  return [...words, ...(review ?? []), ...(due ?? [])].join(" · ");
}

export function daysWords(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

function head({ issue }: FollowUp, home: RepoRef): string {
  return `${shortIssue(issue.ref, home)} ${shorten(issue.title, TITLE_LIMIT)}`;
}

function dueWords({ due, commitment }: FollowUp): string {
  return due ? `due ${due}${commitment?.dueIsDefault ? " (default)" : ""}` : "no due date";
}

function tail({ commitment }: FollowUp, home: RepoRef): string {
  if (!commitment) return "";
  const severity = commitment.severity === null ? "" : ` (sev${commitment.severity})`;
  return ` · incident ${shortIssue(commitment.incident, home)}${severity}`;
}

function endWords({ issue, evidence }: FollowUp, day: string, home: RepoRef): string {
  switch (evidence?.kind) {
    case "pull":
      return `done ${day} by ${evidence.ref.startsWith("#") ? from(issue.ref, home) : ""}${evidence.ref}`;
    case "commit":
      return `done ${day} in ${formatRepo(issue.ref)}@${evidence.sha}`;
    case "reason":
      return `done ${day}: ${shorten(evidence.reason, REASON_LIMIT)}`;
    case "not-planned":
      return `not planned ${day}${evidence.reason ? `: ${shorten(evidence.reason, REASON_LIMIT)}` : ""}`;
    case "none":
      return `closed ${day} without evidence`;
    default:
      return `${plainEnd(evidence, issue.stateReason)} ${day}`;
  }
}

function plainEnd(evidence: Evidence | null, reason: string | null): string {
  if (evidence?.kind === "duplicate" || reason === "duplicate") return "duplicate";
  return reason === "not_planned" ? "not planned" : "done";
}

/** What must stand before a bare `#45`, which means one of the item's own repository. */
function from(repo: RepoRef, home: RepoRef): string {
  return shortIssue({ ...repo, number: 0 }, home).replace(/#0$/, "");
}

/** Signs that turn the direction of all that follows on the line: of people's words they would turn ours, too. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** People's words as a part of a line, of at most `limit` code points before they are escaped. */
export function shorten(words: string, limit: number): string {
  const { text, cut } = truncate(oneLine(words.replace(DIRECTIONS, "")), limit);
  return escapeInline(text) + (cut ? "…" : "");
}
