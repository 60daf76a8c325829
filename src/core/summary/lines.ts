import { daysBetween, isoDateIn } from "../due.ts";
import type { Evidence } from "../evidence-mark.ts";
import type { FollowUp } from "../follow-up.ts";
import { escapeInline, oneLine, truncate } from "../markdown.ts";
import { formatRepo, type RepoRef, shortIssue } from "../reference.ts";
import type { PhraseName, Say } from "../words.ts";
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
export function quietly(say: Say): Naming {
  return (owners) => owners.map((owner) => escapeInline(owner)).join(", ") || say("summary.nobody");
}

/** For lines that are meant for their owners. */
export function mentioning(say: Say): Naming {
  const mentioned = new Set<string>();
  const name = (owner: string) => {
    const key = owner.toLowerCase();
    const isFirst = !mentioned.has(key) && mentioned.size < MOST_MENTIONS && LOGIN.test(owner);
    if (!isFirst) return escapeInline(owner);
    mentioned.add(key);
    return `@${owner}`;
  };
  return (owners) => owners.map(name).join(", ") || say("summary.nobody");
}

const LOGIN = /^[\w-]{1,100}(?:\/[\w.-]{1,100})?$/;

/** `#12 Alert on lag · bo · due 2026-12-01 · incident #1 (sev2)` */
export function followUpLine(item: FollowUp, home: RepoRef, say: Say): string {
  return lineOf(item, home, say, quietly(say), dueWords(item, "summary.due", say));
}

/** The same of what is overdue, not by how many days: `#12 Alert on lag · bo · due 2026-12-01, **overdue** · incident #1 (sev2)` */
export function overdueFollowUpLine(item: FollowUp, home: RepoRef, say: Say): string {
  return lineOf(item, home, say, quietly(say), dueWords(item, "summary.due-overdue", say));
}

/** `#12 Alert on lag · @bo · due 2026-11-27, **4 days late** · incident #1 (sev2)` */
export function overdueLine(
  item: FollowUp,
  { today }: Pick<Week, "today">,
  home: RepoRef,
  naming: Naming,
  say: Say,
): string {
  const count = daysBetween(item.due ?? today, today);
  return lineOf(item, home, say, naming, dueWords(item, "summary.due-late", say, count));
}

/** `#12 Alert on lag · bo · done 2026-11-20 by #45 · incident #1 (sev2)` */
export function closedLine(item: FollowUp, home: RepoRef, timeZone: string, say: Say): string {
  const { closedAt } = item.issue;
  const day = closedAt ? isoDateIn(new Date(closedAt), timeZone) : "";
  return lineOf(item, home, say, quietly(say), endWords(item, day, home, say));
}

/** `#13 Disk full · ana · due 2026-11-27, **4 days late**`, or `#13 Disk full · ana · in review since 2026-11-28` */
export function waitingLine(
  { ref, title, owners, late, inReview }: Waiting,
  home: RepoRef,
  say: Say,
): string {
  const { since = null } = inReview ?? {};
  const review = since ? say("summary.in-review-since", { day: since }) : say("summary.in-review");
  const due = late && say("summary.due-late", { day: late.due, isDefault: 0, count: late.days });
  const words = [`${shortIssue(ref, home)} ${shorten(title, TITLE_LIMIT)}`, quietly(say)(owners)];
  return [...words, ...(inReview ? [review] : []), ...(due ? [due] : [])].join(" · ");
}

/** Which follow-up, whose, how it stands, and of which incident or retrospective. */
function lineOf(
  { issue, owners, commitment }: FollowUp,
  home: RepoRef,
  say: Say,
  naming: Naming,
  stands: string,
): string {
  const head = `${shortIssue(issue.ref, home)} ${shorten(issue.title, TITLE_LIMIT)}`;
  const parts = [head, naming(owners), stands];
  if (!commitment) return parts.join(" · ");
  const severity = commitment.severity === null ? "" : `sev${commitment.severity}`;
  const incident = shortIssue(commitment.incident, home);
  const origin = commitment.isRetrospective
    ? say("summary.retrospective", { incident })
    : say("summary.incident", { incident, severity });
  return [...parts, origin].join(" · ");
}

/** @param name the phrase for one that has a date; @param count the days that it is late, for the phrase that says so */
function dueWords({ due, commitment }: FollowUp, name: PhraseName, say: Say, count = 0): string {
  if (!due) return say("summary.no-due");
  return say(name, { day: due, isDefault: commitment?.dueIsDefault ? 1 : 0, count });
}

function endWords({ issue, evidence }: FollowUp, day: string, home: RepoRef, say: Say): string {
  switch (evidence?.kind) {
    case "pull": {
      const pull = `${evidence.ref.startsWith("#") ? from(issue.ref, home) : ""}${evidence.ref}`;
      return say("summary.done-by-pull", { day, pull });
    }
    case "commit":
      return say("summary.done-in-commit", { day, commit: `${formatRepo(issue.ref)}@${evidence.sha}` });
    case "reason":
      return say("summary.done-because", { day, reason: shorten(evidence.reason, REASON_LIMIT) });
    case "not-planned":
      return evidence.reason
        ? say("summary.not-planned-because", { day, reason: shorten(evidence.reason, REASON_LIMIT) })
        : say("summary.not-planned", { day });
    case "none":
      return say("summary.closed-without-evidence", { day });
    default:
      return say(plainEnd(evidence, issue.stateReason), { day });
  }
}

function plainEnd(evidence: Evidence | null, reason: string | null): PhraseName {
  if (evidence?.kind === "duplicate" || reason === "duplicate") return "summary.duplicate";
  return reason === "not_planned" ? "summary.not-planned" : "summary.done";
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
