import { isoDateIn } from "../due.ts";
import { fingerprint } from "../fingerprint.ts";
import type { Comment, Issue } from "../issue.ts";
import { oneLine, truncate } from "../markdown.ts";
import { findMarker, makeMarker } from "../markers.ts";
import { type Ending, incidentAt, type PostmortemRecord } from "../record.ts";
import { type IssueRef, shortIssue } from "../reference.ts";
import type { Say, Words } from "../words.ts";
import { dueDayOf } from "./due-day.ts";
import { endingOf } from "./ending.ts";

/** The marker of the comment. */
const KIND = "opened";

/** So much of a person's reason is quoted, in code points. */
const MOST_OF_REASON = 200;

/** What is known when the comment on the incident is written. Days are `YYYY-MM-DD`. */
export type Known = {
  record: Pick<
    PostmortemRecord,
    "incident" | "movedTo" | "ref" | "isRetrospective" | "isSensitive" | "ending" | "facts" | "dueWords"
  >;
  /** The postmortem as last seen. */
  document: Pick<Issue, "state" | "stateReason" | "assignees" | "closedAt" | "body">;
  /** The day that the comment's example names. */
  exampleDue: string;
  /** A line of Markdown for a first day; "": none. */
  links: string;
  /** IANA name. */
  timeZone: string;
  /** Whether those who read the incident may read the document. */
  isReadable: boolean;
  /** The same of the incident whose postmortem stands for this one. */
  isOtherReadable: boolean;
};

/**
 * Markdown, and a fingerprint of what it tells: other words for the same are no reason to edit a comment. `isHidden`: it says no more
 * than that there is a postmortem.
 */
export type Announcement = { text: string; print: string; isHidden: boolean };

/**
 * The comment on an incident: whose its postmortem is, when it is due and, once it is over, how it ended. Where a sensitive one is
 * out of sight, or the incident was moved to where it is, only that there is one.
 */
export function announcementOf(known: Known, words: Words): Announcement {
  const { isSensitive, movedTo } = known.record;
  const isHidden = !known.isReadable && (isSensitive || movedTo !== undefined);
  const template = isHidden ? "comment-opened-privately" : "comment-opened";
  const isRetrospective = known.record.isRetrospective ?? false;
  const view = template === "comment-opened" ? viewOf(known, words.say) : { isRetrospective };
  return {
    text: words.render(template, { marker: makeMarker(KIND), ...view }),
    print: fingerprint(JSON.stringify([template, view])),
    isHidden,
  };
}

function viewOf({ record, document, links, ...known }: Known, say: Say): object {
  const isOpen = document.state === "open";
  // Reopened: it goes on, whatever was said of it before.
  const ending = isOpen ? null : endingOf(record, document);
  const reason = ending && known.isReadable ? (record.ending?.reason ?? "") : "";
  const incident = incidentAt(record);
  return {
    isRetrospective: record.isRetrospective ?? false,
    postmortem: shortIssue(record.ref, incident),
    owner: ending ? null : (document.assignees[0] ?? null),
    isOpen,
    due: dueWords(record, document.body, say),
    exampleDue: known.exampleDue,
    links: isOpen ? links : "",
    finished: isOpen || ending || !document.closedAt ? "" : dayOf(document.closedAt, known.timeZone),
    ...endings(ending),
    of: ending && known.isOtherReadable ? otherOf(record.ending, incident) : "",
    reason: truncate(oneLine(reason), MOST_OF_REASON).text,
  };
}

/** One of them is true when it ended so. */
function endings(how: Ending["how"] | null): Record<Ending["how"], boolean> {
  return {
    cancelled: how === "cancelled",
    duplicate: how === "duplicate",
    superseded: how === "superseded",
    external: how === "external",
    skipped: how === "skipped",
  };
}

function otherOf(ending: Ending | undefined, incident: IssueRef): string {
  return ending?.of ? shortIssue(ending.of, incident) : "";
}

/** A day that a person set in the document's table counts before what follows from the incident; of their other words none leaves it. */
function dueWords({ dueWords = "", ...record }: Known["record"], body: string, say: Say): string {
  const day = dueDayOf(record, body, say);
  return day === null || day === dueDayOf(record, "", say) ? dueWords : day;
}

function dayOf(moment: string, timeZone: string): string {
  return isoDateIn(new Date(moment), timeZone);
}

/**
 * The comment among all of the incident's; null: it is not there. `exampleDue`: the day that it names, or else `today`. `links`: its
 * line for a first day; "": none.
 */
export function findAnnouncement(
  comments: readonly Comment[],
  self: string,
  today: string,
): { id: number; body: string; exampleDue: string; links: string } | null {
  const found = comments.find(({ author, body }) => author.login === self && findMarker(body, KIND));
  if (!found) return null;
  const exampleDue = /^`\/action .* due (\d{4}-\d{2}-\d{2}) /m.exec(found.body)?.[1] ?? today;
  const [, , third = ""] = found.body.trimEnd().split(/\r?\n\r?\n/);
  return { id: found.id, body: found.body, exampleDue, links: third.startsWith("<!--") ? "" : third };
}
