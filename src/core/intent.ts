import { type Command, readCommands } from "./commands.ts";
import type { Comment } from "./issue.ts";
import { formatIssue, formatRepo, type IssueRef, parseIssue, type RepoRef, sameIssue } from "./reference.ts";

/** Everything that the app can be asked. An intent says where to look, and what only the event knew. */
export type Intent =
  | OpenPostmortem
  | { kind: "refresh-postmortem"; incident: IssueRef }
  /** `soaked`: ms since the epoch, when lines that had to wait are old enough. */
  | { kind: "sync-postmortem"; incident: IssueRef; soaked?: number }
  | AddActionItems
  | FinishItem
  | NoteTimeline
  | StateFact
  /** Something was deployed or released: it belongs to the course of the incidents that are open here. */
  | { kind: "refresh-incidents"; repo: RepoRef }
  /** Looks for what closed items whose closing nothing explains. */
  | { kind: "seek-evidence"; incident: IssueRef }
  /** `full`: everything is read anew, not only what changed since the last time. */
  | { kind: "sync-repository"; repo: RepoRef; full: boolean }
  | { kind: "plan-summary"; repo: RepoRef }
  /** A follow-up changed: the ledger's list is to show it, within the hour. */
  | { kind: "refresh-ledger"; repo: RepoRef }
  /** What stays overdue is brought to the attention of people whom the configuration names. */
  | { kind: "escalate-overdue"; repo: RepoRef }
  | PostSummary
  | PostReview;

export type OpenPostmortem = {
  kind: "open-postmortem";
  incident: IssueRef;
  /** Who labelled it or opened it with the label: the person whose permission counts. */
  by: { login: string; isBot: boolean };
  /** ISO 8601: when it was declared an incident. */
  at: string;
};

export type AddActionItems = {
  kind: "add-action-items";
  incident: IssueRef;
  /** The comment that asked, where problems are answered. */
  comment: {
    id: number;
    on: IssueRef;
    author: string /** ISO 8601: what dates in words count from. */;
    at?: string;
  };
  /** The text behind each `/action`, one line each. */
  lines: string[];
  /** Read when the postmortem opened, whether or not a webhook told of it before: whoever comes second finds it done. */
  found?: true;
};

export type FinishItem = {
  kind: "finish-item";
  incident: IssueRef;
  item: IssueRef;
  /** Why it is done: a person's words. */
  reason: string;
  comment: { id: number; on: IssueRef; author: string };
};

/** A comment with `/timeline`: its words count from then on, as they stand in it. */
export type NoteTimeline = {
  kind: "note-timeline";
  incident: IssueRef;
  comment: { id: number; on: IssueRef; author: string };
};

/** What a person may state of an incident: the change that set it off, the one that mended it, when something was so. */
export const STATED_FACTS = [
  "trigger",
  "fix",
  "started",
  "detected",
  "acknowledged",
  "mitigated",
  "resolved",
] as const;
export type StatedFact = (typeof STATED_FACTS)[number];

/** `/postmortem trigger #41`, `/postmortem started 14:03`. */
export type StateFact = {
  kind: "state-fact";
  incident: IssueRef;
  /** In the order of the comment; the later word counts. */
  facts: { name: StatedFact; words: string }[];
  comment: { id: number; on: IssueRef; author: string; url: string /** ISO 8601. */; at: string };
};

export type PostSummary = {
  kind: "post-summary";
  repo: RepoRef;
  /** ISO 8601: the scheduled moment that begins the period. Null: by hand, for the period now running. */
  period: string | null;
  /** Also when this period has its summary already. */
  force: boolean;
};

/** `period`: ISO 8601, the moment of the first summary after the month or quarter that is looked back on. */
export type PostReview = { kind: "post-review"; repo: RepoRef; period: string };

/** The action items that a person's comment on an incident or its postmortem asks for. */
export function askedIn(
  { id, author, body, createdAt: at }: Comment,
  on: IssueRef,
  incident: IssueRef,
): AddActionItems | null {
  const lines = author.isBot ? [] : commandsIn(body, "action");
  return lines.length > 0
    ? { kind: "add-action-items", incident, comment: { id, on, author: author.login, at }, lines }
    : null;
}

const NUMBERED = /^(\S*#\d{1,10})(?=\s|$)[:\s–—-]*(.*)$/;

/**
 * The action items that a comment says are done, and why: `/done REASON` on the item's own issue, `/done #12 REASON`
 * anywhere else.
 */
export function finishedIn(
  { id, author, body }: Comment,
  on: IssueRef,
  { role, incident }: { role: string; incident: IssueRef },
): FinishItem[] {
  const comment = { id, on, author: author.login };
  return (author.isBot ? [] : commandsIn(body, "done")).flatMap((text): FinishItem[] => {
    const [, number = "", words = ""] = NUMBERED.exec(text) ?? [];
    const named = parseIssue(number.startsWith("#") ? formatRepo(on) + number : number);
    // On the item's own issue a number is part of the reason: "/done #45 deployed".
    if (role === "action-item" && !(named && sameIssue(named, on)))
      return [{ kind: "finish-item", incident, item: on, reason: text, comment }];
    if (named) return words ? [{ kind: "finish-item", incident, item: named, reason: words, comment }] : [];
    return [];
  });
}

/** A comment whose `/timeline` is to count, if it has one. */
export function notedIn(
  { id, author, body }: Comment,
  on: IssueRef,
  incident: IssueRef,
): NoteTimeline | null {
  const isNote = !author.isBot && commandsIn(body, "timeline").length > 0;
  return isNote ? { kind: "note-timeline", incident, comment: { id, on, author: author.login } } : null;
}

/** What a comment states of the incident by `/postmortem NAME WORDS`. */
export function statedIn(
  { id, author, body, url, createdAt: at }: Comment,
  on: IssueRef,
  incident: IssueRef,
): StateFact | null {
  const facts = (author.isBot ? [] : commandsIn(body, "postmortem")).flatMap((text) => {
    const [, verb = "", words = ""] = /^(\S+)[ \t]*(.*)$/.exec(text) ?? [];
    const name = STATED_FACTS.find((known) => known === verb.toLowerCase());
    return name ? [{ name, words }] : [];
  });
  return facts.length > 0
    ? { kind: "state-fact", incident, facts, comment: { id, on, author: author.login, url, at } }
    : null;
}

function commandsIn(body: string, wanted: Command["name"]): string[] {
  return readCommands(body)
    .filter(({ name }) => name === wanted)
    .map(({ text }) => text);
}

/** What must be done in order, one at a time over all processes: one incident, or one ledger. */
export function laneOf(intent: Intent): string {
  return (
    "repo" in intent ? `ledger:${formatRepo(intent.repo)}` : `incident:${formatIssue(intent.incident)}`
  ).toLowerCase();
}

/**
 * When, how often and how urgently an intent is carried out. Bursts of the same one become one: each waits `delay` for more, at most
 * `foldFor` in all (ms). `background`: nobody waits for it. `at` is a date to wait for, `once` an identity that is never carried out twice.
 */
export type Timing = {
  delay?: number;
  foldFor?: number;
  slot?: string;
  at?: number;
  once?: string;
  background?: boolean;
};

/** A pull request may be merged, or a reason given, after the closing: until then nobody is told that there is none. */
const DAY_MS = 24 * 3_600_000;
/** Nobody reads a ledger for the minute, and every edit of it is one in its history. */
const HOUR_MS = 3_600_000;

/** People watch their numbers appear, so an edit waits seconds; facts are in no hurry. */
export function timingOf(intent: Intent): Timing {
  switch (intent.kind) {
    case "sync-postmortem":
      if (intent.soaked) return { slot: `soaked ${laneOf(intent)}`, at: intent.soaked, background: true };
      return { slot: `sync ${laneOf(intent)}`, delay: 2_000, foldFor: 10_000 };
    case "refresh-postmortem":
      return { slot: `refresh ${laneOf(intent)}`, delay: 10_000, foldFor: 60_000 };
    case "refresh-incidents":
      return { slot: `incidents ${laneOf(intent)}`, delay: 30_000, foldFor: 120_000, background: true };
    case "refresh-ledger":
      return { slot: `refresh ${laneOf(intent)}`, delay: HOUR_MS, foldFor: HOUR_MS, background: true };
    case "sync-repository":
    case "plan-summary":
    case "escalate-overdue":
      return { slot: `${intent.kind} ${laneOf(intent)}`, background: true };
    case "seek-evidence":
      return { slot: `evidence ${laneOf(intent)}`, delay: DAY_MS, foldFor: DAY_MS, background: true };
    case "finish-item":
      return { once: `done ${intent.comment.id} ${formatIssue(intent.item)}` };
    case "note-timeline":
    case "state-fact":
      return {};
    case "add-action-items":
      return intent.found ? {} : { once: `action ${intent.comment.id}` };
    case "post-summary":
      return intent.period && !intent.force
        ? {
            once: `summary ${laneOf(intent)} ${intent.period}`,
            at: Date.parse(intent.period),
            background: true,
          }
        : {};
    case "post-review":
      return {
        once: `review ${laneOf(intent)} ${intent.period}`,
        at: Date.parse(intent.period),
        background: true,
      };
    case "open-postmortem":
      return {};
  }
}
