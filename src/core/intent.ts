import type { Asked } from "./commands/asked.ts";
import { formatIssue, formatRepo, type IssueRef, type RepoRef } from "./reference.ts";

/** Everything that the app can be asked. An intent says where to look, and what only the event knew. */
export type Intent =
  | OpenPostmortem
  /** `asked`: a person did, and waits for it. */
  | { kind: "refresh-postmortem"; incident: IssueRef; asked?: true }
  /** `soaked`: ms since the epoch, when lines that had to wait are old enough. */
  | { kind: "sync-postmortem"; incident: IssueRef; soaked?: number; asked?: true }
  | RunCommands
  /** The comment on the incident is to say whose the postmortem is, when it is due and how it stands, as it is now. */
  | { kind: "announce-postmortem"; incident: IssueRef }
  | FollowClosing
  | NoteContribution
  /** Owners of postmortems that are due soon. `at`: ISO 8601, the planned moment. Null: only the next one is planned. */
  | { kind: "remind-owners"; repo: RepoRef; at: string | null }
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
  | PostReview
  | CheckPull
  | CheckConfiguration;

export type OpenPostmortem = {
  kind: "open-postmortem";
  incident: IssueRef;
  /** Who labelled it or opened it with the label: the person whose permission counts. */
  by: { login: string; isBot: boolean };
  /** ISO 8601: when it was declared an incident. */
  at: string;
  /**
   * It is an old incident, and whoever runs the app asked for its postmortem at that moment (ISO 8601): whatever the labeller may do.
   * `quiet`: without a comment on the incident.
   */
  backfill?: { at: string; quiet: boolean };
};

/** Somebody closed the postmortem, or opened it again. `by`: their login; null when nobody told, and GitHub showed it. */
export type FollowClosing = { kind: "follow-closing"; incident: IssueRef; by: string | null };

/** Somebody commented on the postmortem: while it is reviewed that is a contribution. `at` is ISO 8601. */
export type NoteContribution = {
  kind: "note-contribution";
  incident: IssueRef;
  by: string;
  comment: { id: number; url: string; at: string };
};

/** The commands that are new in one comment: one unit of work, with one answer. */
export type RunCommands = {
  kind: "run-commands";
  /** Null: the comment is on nothing of ours. */
  incident: IssueRef | null;
  /** `isItem`: `on` is an action item's issue. `at` is ISO 8601: when the words were written, what dates in words count from. */
  comment: { id: number; on: IssueRef; isItem: boolean; url: string; at: string };
  /** The login of who wrote these words, the editor of an edited comment: whose permission counts. */
  by: string;
  commands: Asked[];
  /** So many more were left out, since nobody means so many. */
  more: number;
  /** Read when the postmortem opened, whether or not a webhook told of it before: whoever comes second finds it done. */
  found?: true;
  /** ms since the epoch: asked again then, when by all odds no postmortem opens any more. */
  again?: number;
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

/**
 * A pull request may change the configuration, or a template that it names: `sha` is its head. `again`: somebody asked for it, on the
 * check run of this id.
 */
export type CheckPull = { kind: "check-pull"; pull: IssueRef; sha: string; again?: number };

/**
 * The configuration on the default branch may have changed, or something that counts in it. `quiet`: nobody changed anything as far
 * as is known, so nothing new is said of it.
 */
export type CheckConfiguration = { kind: "check-configuration"; repo: RepoRef; quiet?: true };

/** What must be done in order, one at a time over all processes: one incident, or one ledger. */
export function laneOf(intent: Intent): string {
  if (intent.kind === "check-pull") return `configuration:${formatRepo(intent.pull)}`.toLowerCase();
  if (intent.kind === "check-configuration") return `configuration:${formatRepo(intent.repo)}`.toLowerCase();
  if ("repo" in intent) return `ledger:${formatRepo(intent.repo)}`.toLowerCase();
  // What is no incident yet may become one by these very commands.
  const incident = intent.kind === "run-commands" ? (intent.incident ?? intent.comment.on) : intent.incident;
  return `incident:${formatIssue(incident)}`.toLowerCase();
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
      if (intent.asked) return {};
      if (intent.soaked) return { slot: `soaked ${laneOf(intent)}`, at: intent.soaked, background: true };
      return { slot: `sync ${laneOf(intent)}`, delay: 2_000, foldFor: 10_000 };
    case "refresh-postmortem":
      if (intent.asked) return {};
      return { slot: `refresh ${laneOf(intent)}`, delay: 10_000, foldFor: 60_000 };
    case "announce-postmortem":
      return { slot: `announce ${laneOf(intent)}`, delay: 5_000, foldFor: 30_000, background: true };
    case "remind-owners":
      return intent.at === null
        ? { slot: `remind ${laneOf(intent)}`, background: true }
        : { once: `remind ${laneOf(intent)} ${intent.at}`, at: Date.parse(intent.at), background: true };
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
    case "check-pull":
      return intent.again === undefined
        ? { slot: `check ${formatIssue(intent.pull)} ${intent.sha}`, background: true }
        : { slot: `check again ${intent.again}` };
    case "check-configuration": {
      const slot = `check ${intent.quiet ? "quietly " : ""}${laneOf(intent)}`;
      return { slot, delay: 5_000, foldFor: 30_000, background: true };
    }
    case "run-commands":
      return intent.again ? { at: intent.again, background: true } : {};
    case "open-postmortem":
      // Many at once, and long over: an incident that is going on must not wait for them.
      return intent.backfill ? { background: true } : {};
    case "follow-closing":
    case "note-contribution":
      return {};
  }
}
