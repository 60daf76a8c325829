import type { Digest } from "./digest/digest.ts";
import type { Fact } from "./facts.ts";
import type { Item } from "./item.ts";
import type { KeyTimeName, KeyTimes, WrittenTimes } from "./key-times/key-times.ts";
import type { IssueRef } from "./reference.ts";
import type { StatedFact } from "./stated-fact.ts";
import type { Lost } from "./sync.ts";
import type { WrittenLine } from "./timeline.ts";

/** What the app remembers of one postmortem: the base of every merge. All of it can be rebuilt from GitHub. */
export type PostmortemRecord = {
  /** Its name here for ever, wherever people move it. */
  incident: IssueRef;
  /** Where the incident is now; missing: where it was. */
  movedTo?: IssueRef;
  incidentTitle: string;
  severity: number | null;
  /** When the incident was opened and closed, ISO 8601; missing until a rebuilt record is refreshed. */
  openedAt?: string;
  closedAt?: string | null;
  ref: IssueRef;
  /** GitHub's id of the document. */
  id: number;
  /** Who declared the incident and when, ISO 8601; null when rebuilt. */
  declared: { by: string; at: string } | null;
  /** Its incident was old when somebody asked for it, ISO 8601: due dates count from then, figures from the declaration. */
  backfilledAt?: string;
  /** The language that the document was opened in and stays in; missing in one that was opened in English before there were others. */
  locale?: string;
  /** The template it was opened with: a built-in one's name, or a path in the incident's repository; missing in an old one: `rit`. */
  template?: string;
  /** It looks back on something that was no incident: no key times, no suspects, not counted among incidents. */
  isRetrospective?: boolean;
  /** The incident's comment stands. */
  announced: boolean;
  /** The facts table as last written. */
  facts: Fact[];
  /** The fields' answers as last written, prompts too, by the fields' names; a rebuilt record knows none. */
  fields: Record<string, string>;
  /** The timeline's lines as last written, those included that people changed or deleted since. */
  timeline: WrittenLine[];
  items: Item[];
  /** What the document said when it was read last. */
  digest?: Digest;
  /** References at the start of a line that are no action items: pull requests, strangers' repositories, deleted issues. */
  ignored: string[];
  /** What somebody should mend and has not been told yet: a failure in between must not swallow it. */
  untold: string[];
  /** Fingerprints of what people were told: nothing is said twice. */
  told: string[];
  /** What lines said when their issues had changed, too, and is still to be quoted to people. */
  lost: (Lost & { item: IssueRef })[];
  /** When lines that must wait for their issue were first seen, ISO 8601, by their words. */
  soaking: Record<string, string>;
  /** Logins of the people who had a part in the incident: whose names stand in for logins. */
  people: string[];
  /** Comments with `/timeline` that count, since their authors may triage; `on` is the incident or the document. */
  notes?: { id: number; on: IssueRef }[];
  /** What people stated by command. */
  stated?: Stated;
  /** What was last stated of a fact, or taken back, or who was named to lead: older words that come late change nothing. */
  heard?: Partial<Record<StatedFact | "lead", Heard>>;
  /** The key times' rows and the durations below them, as last written; a rebuilt record knows none. */
  times?: WrittenTimes;
  /** The key times as the evidence tells them. */
  foundTimes?: KeyTimes;
  /** The key times as they count, ISO 8601: what the cells say, or else what the evidence says. */
  keyTimes?: Record<KeyTimeName, string | null>;
  /** The suspected changes as last written. Null: nothing, or rebuilt. */
  suspects?: string | null;
  /** Its document opened where only some may read, and nothing of it is told elsewhere. */
  isSensitive?: boolean;
  /** When it is due as its incident tells, in words for the comment there; missing until a rebuilt record is refreshed. */
  dueWords?: string;
  /**
   * The comment on the incident: its id (0: there is none), what it says (a fingerprint), the day that its example names,
   * `YYYY-MM-DD`, and its line for a first day. Missing: nobody has looked for it since it was made or the store was lost.
   */
  announcement?: { id: number; print: string; exampleDue: string; links?: string };
  /** Why it ends without being written; missing: it does not. */
  ending?: Ending;
  /** The review that somebody asked for; it outlives the reopening of the document. */
  review?: Review;
  /** What the review record of the document says by the app, in its order; people may change or delete the lines. */
  log?: LogEntry[];
  /** Reminders that went out: `DUE/DAYS`. */
  reminded?: string[];
  /** When the document was closed, ISO 8601: the last closing that was dealt with. */
  closing?: string;
  /** What was missing when the document was closed last. */
  gate?: Gate;
  /** The hints at blame were told, or there was nothing to hint at when they would have been. */
  hinted?: boolean;
  /** An edit that was begun: the fingerprint of its text, and what counts as last written once that stands. */
  begun?: { print: string; written: Partial<PostmortemRecord> };
  /** Everything was done when it was last looked at, and the document is labelled so. */
  allDone: boolean;
};

/** Where the incident of a postmortem is found. */
export function incidentAt({ incident, movedTo }: Pick<PostmortemRecord, "incident" | "movedTo">): IssueRef {
  return movedTo ?? incident;
}

/** When the words were written, ISO 8601, and in which comment. */
export type Heard = { at: string; comment: number };

/** A statement of a person's: the key of the change that is meant, or the moment (ISO 8601), or a severity's digit, and the comment it was made in. */
export type Statement = { said: string; by: string; url: string };
export type Stated = Partial<Record<StatedFact, Statement>>;

/** A postmortem that nobody is going to write. `of`: the incident whose postmortem stands for it. `at` is ISO 8601. */
export type Ending = {
  how: "cancelled" | "duplicate" | "superseded" | "external" | "skipped";
  /** People's words, not escaped. */
  reason: string;
  of: IssueRef | null;
  by: string;
  url: string;
  at: string;
};

/** Logins; `at` and `since` are ISO 8601, `url` the comment in which it was said. */
export type Review = {
  since: string;
  by: string;
  asked: string[];
  /** `isOwn`: whoever approved owned the postmortem then, and that counts for nothing. */
  answers: { login: string; kind: "approved" | "contributed"; at: string; url: string; isOwn?: boolean }[];
};

/** A line of the review record, Markdown without its bullet. `key` makes it once: the event it tells of. */
export type LogEntry = { key: string; line: string; written: boolean };

/**
 * `missing`: a fingerprint of what was missing. `same`, `any`: how often it was opened again for that, and in all. `comment`: the id of
 * the one that says so; `said`: its fingerprint.
 */
export type Gate = { missing: string; same: number; any: number; comment?: number; said?: string };
