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
  incident: IssueRef;
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
  /** An edit that was begun: the fingerprint of its text, and what counts as last written once that stands. */
  begun?: { print: string; written: Partial<PostmortemRecord> };
  /** Everything was done when it was last looked at, and the document is labelled so. */
  allDone: boolean;
};

/** When the words were written, ISO 8601, and in which comment. */
export type Heard = { at: string; comment: number };

/** A statement of a person's: the key of the change that is meant, or the moment (ISO 8601), or a severity's digit, and the comment it was made in. */
export type Statement = { said: string; by: string; url: string };
export type Stated = Partial<Record<StatedFact, Statement>>;
