/** What the inside needs of the outside. Types only. */

import type { Change } from "./core/change.ts";
import type { HistoryEvent, RecentChanges } from "./core/history.ts";
import type { Account, Comment, Issue, Mentions, Repository } from "./core/issue.ts";
import type { IssueRef, RepoRef } from "./core/reference.ts";
import type { Attempt, Delivery, Task } from "./core/task.ts";
import type { Words } from "./core/words.ts";

export type { Delivery, Task } from "./core/task.ts";

/** What a change left behind. Creations tell a number or an id, unless nothing was done (a dry run). */
export type Applied = {
  number?: number;
  id?: number;
  /** Of a comment: GitHub's id of it for GraphQL. */
  nodeId?: string;
  /** The issue as it stands after the change. */
  issue?: Issue;
  /** Nothing was asked of GitHub: it had been done before. */
  already?: true;
  /** The rest was done without these: owners GitHub would not assign, a milestone it would not take. */
  refused?: { assignees: string[]; milestone: boolean };
};

/** The weakest role that may do something: label and close, push, or change the repository's settings. */
export type Level = "triage" | "write" | "admin";

/** A pull request as the branch tells of it. */
export type PullFrom = { ref: IssueRef; state: "open" | "closed"; author: Account; body: string };

/** GitHub as one installation sees it. Reads are paginated; null means that it is not there, or not for us to see. */
export type GitHub = {
  repository(repo: RepoRef): Promise<Repository | null>;
  issue(ref: IssueRef): Promise<Issue | null>;
  /** An issue that was transferred, at its new place: its `ref` is another. Null: it was not, or we may not see it there. */
  movedIssue(ref: IssueRef): Promise<Issue | null>;
  /** With all of these labels, changed since then (ISO 8601). Pull requests only when asked for. */
  issues(
    repo: RepoRef,
    filter: { labels: string[]; state: "open" | "closed" | "all"; since?: string; pulls?: boolean },
  ): Promise<Issue[]>;
  /** Only those changed since then, when given (ISO 8601). */
  comments(ref: IssueRef, since?: string): Promise<Comment[]>;
  /** Who a login is, asked for in this repository; `name` is null when none is set. Null: nobody. */
  person(repo: RepoRef, login: string): Promise<{ login: string; name: string | null } | null>;
  /** Pull requests and commits that mention or close the issue, from its timeline, at most twenty of each. */
  mentions(ref: IssueRef): Promise<Mentions>;
  /** What GitHub's timeline shows, oldest first; of one longer than 2,000 events the middle is left out. */
  history(ref: IssueRef): Promise<HistoryEvent[]>;
  /**
   * What was merged, deployed and released from `since` to `until` (ISO 8601) in the first ten repositories, and the course of the
   * first twenty linked pull requests, those left out that we may not see; one request, three at most.
   */
  recentChanges(
    repos: RepoRef[],
    window: { since: string; until: string },
    linked?: IssueRef[],
  ): Promise<RecentChanges>;
  /** Paths of the files that a pull request touches, at most 300; of renamed ones those before, too. */
  pullFiles(ref: IssueRef): Promise<string[]>;
  /** Whether the person may do what this role may, or more. A custom role counts by what it allows. */
  may(repo: RepoRef, login: string, level: Level): Promise<boolean>;
  /** A file on the default branch; of more than half a megabyte the beginning, of a CODEOWNERS of more than three. */
  file(repo: RepoRef, path: string): Promise<string | null>;
  /** A file as it stands at a branch, a SHA or `refs/pull/N/head`; read anew every time. */
  fileAt(repo: RepoRef, path: string, ref: string): Promise<string | null>;
  /** The SHA at which a branch stands. Null: there is no such branch, as in a repository without a commit. */
  branchTip(repo: RepoRef, branch: string): Promise<string | null>;
  /** Pull requests from a branch of this repository itself, newest first, at most a hundred. */
  pullsFrom(repo: RepoRef, branch: string): Promise<PullFrom[]>;
  /**
   * What the installation may do now, by GitHub's names for it: `contents: "write"`; what is asked from then on is asked with that.
   * Null: it is no installation.
   */
  grants(): Promise<Record<string, string> | null>;
  labels(repo: RepoRef): Promise<string[]>;
  milestones(repo: RepoRef): Promise<{ title: string; number: number; state: "open" | "closed" }[]>;
  /** The repositories of the installation. */
  repositories(): Promise<RepoRef[]>;
  /** Who put one of these labels on the issue last, and when (ISO 8601). Null when GitHub does not tell. */
  labelled(ref: IssueRef, labels: string[]): Promise<{ by: Account; at: string } | null>;
  /** What is known of the repository's labels, milestones, files and abilities no longer holds. */
  forget(repo: RepoRef): Promise<void>;
  /** What the installation may do has changed: from now on we ask as it may now. */
  renew(): Promise<void>;
  /** Carries out one change. Throws Problem when a person must mend something, RetryLater when GitHub asks for a pause. */
  apply(change: Change): Promise<Applied>;
  /** A creation was found on GitHub that the store knows nothing of: it is not made again. */
  alreadyMade(effect: string, applied: Applied): Promise<void>;
};

/** GitHub as the App itself sees it, beyond any installation. */
export type AppOnGitHub = {
  /** Attempts to deliver, newest first; `next` leads to older ones. */
  attempts(cursor: string | null): Promise<{ attempts: Attempt[]; next: string | null }>;
  /** What an attempt carried. Null when GitHub has it no longer. */
  delivery(attempt: Attempt): Promise<Delivery | null>;
  /** Ids of the installations that are not suspended. */
  installations(): Promise<number[]>;
};

/** What the App is registered for, and what each installation lets it do: GitHub's names and levels, e.g. `{ issues: "write" }`. */
export type Registration = {
  permissions: Record<string, string>;
  events: string[];
  /** Those that are not suspended. `page`: where its owner's administrators see and change it; null when it is not told. */
  installations: { id: number; page: string | null; permissions: Record<string, string> }[];
};

/** What is remembered of an installation, under "installation" and its id. */
export type InstallationRecord = { page: string | null };

/** Small facts about issues and repositories, kept under a kind and an id. Anything here can be rebuilt from GitHub. */
export type Records = {
  get<T>(kind: string, id: string): Promise<T | null>;
  put(kind: string, id: string, value: unknown): Promise<void>;
  /** Changes one value from what it is now; nobody else's change can fall between. Returns the new one. */
  update<T>(kind: string, id: string, change: (now: T | null) => T): Promise<T>;
  /**
   * The same for many of a kind, in one transaction; a thousand cost little more than one.
   * @returns what they were before, by id; null where there was none
   */
  updateAll<T>(
    kind: string,
    ids: string[],
    change: (now: T | null, id: string) => T,
  ): Promise<Map<string, T | null>>;
  delete(kind: string, id: string): Promise<void>;
  /** All of a kind, by id; only those whose id begins so, when given. */
  list<T>(kind: string, prefix?: string): Promise<{ id: string; value: T }[]>;
};

/** A creation: its intention is committed before the call and its result after it. */
export type Effect = {
  id: string;
  /** ISO 8601. Whatever it made is not older than this. */
  intendedAt: string;
  /** ISO 8601: when GitHub was last asked whether it happened after all, and showed nothing. */
  lookedAt: string | null;
  result: Applied | null;
};

export type Effects = {
  find(id: string): Promise<Effect | null>;
  /** Commits the intention. False when there is one already: somebody is at it, or died over it. */
  intend(id: string, at: string): Promise<boolean>;
  /** Commits that nothing of it was found at `at`: one clean look is not enough, GitHub's replicas lag. */
  looked(id: string, at: string): Promise<void>;
  /** Takes an intention over after the look of `lookedAt`, which is forgotten. Of many who try one succeeds. */
  retake(id: string, lookedAt: string): Promise<boolean>;
  finish(id: string, result: Applied): Promise<void>;
  /** Forgets an intention that GitHub is known to have refused. */
  drop(id: string): Promise<void>;
};

export type NewJob = {
  /** Jobs of one lane run in the order they came, one at a time. */
  lane: string;
  task: Task;
  /** ms since the epoch; a deliberately delayed job does not hold up its lane. */
  runAt?: number;
  /** Never queued twice under this key, not even after it is done; a dead one is revived. */
  once?: string;
  /** While a job waits under this slot another is folded into it, and takes the later `runAt`, at most `foldFor` after the first. */
  slot?: string;
  /** How long folding may put a job off, in ms. */
  foldFor?: number;
  /** Nobody waits for it: of lanes that could go on, those with other work go first. */
  background?: boolean;
};

/** A job as claimed. `run` tells this run from any other of the same job; `attempts` counts this one and those that failed. */
export type Job = Omit<NewJob, "foldFor"> & { id: string; run: number; attempts: number; createdAt: number };

/** A job as people see it: nothing of what it carries. Times in ms since the epoch. */
export type JobInfo = {
  id: string;
  state: "ready" | "running" | "dead";
  lane: string;
  /** The kind of its intent, its chore, or "delivery". */
  kind: string;
  attempts: number;
  runAt: number;
  createdAt: number;
  /** Why it failed last. */
  error: string | null;
};

export type Queue = {
  /** Durable when it returns. False when every job was known already. */
  enqueue(jobs: NewJob[], now: number): Promise<boolean>;
  /** Takes at most `most` jobs (default 1) that may run: due, and nothing before them in their lanes. */
  claim(now: number, most?: number): Promise<Job[]>;
  /** These are still being run by us. A store of many processes gives jobs away that nobody vouches for. */
  keep(jobs: Job[], now: number): Promise<void>;
  /** Done; what follows from it is queued in the same transaction. */
  complete(job: Job, follow: NewJob[], now: number): Promise<void>;
  /** Failed: back into its lane, which waits for it, to run at `at`; `error` is kept for people. */
  retry(job: Job, at: number, error: string): Promise<void>;
  /** As `retry`, but nothing failed: we were asked to wait, and it counts as no attempt. */
  postpone(job: Job, at: number, reason: string): Promise<void>;
  /** A dead letter: kept visibly, no longer in the way. */
  bury(job: Job, error: string, now: number): Promise<void>;
  /** When the next waiting job is due, in ms since the epoch; null when nothing waits for a date. */
  nextDue(): Promise<number | null>;
  /** How many jobs are in each state. */
  counts(): Promise<{ ready: number; running: number; done: number; dead: number }>;
  /** Jobs in a state, oldest first. */
  list(state: JobInfo["state"], limit: number): Promise<JobInfo[]>;
  /** Gives a dead job another life, with all its attempts. False when there is none of that id. */
  revive(id: string, now: number): Promise<boolean>;
  /** Throws a dead job away. False when there is none of that id. */
  drop(id: string): Promise<boolean>;
  /** Which of these `once` keys, or beginnings of keys, belong to a job: waiting, running, done or dead. */
  known(prefixes: string[]): Promise<Set<string>>;
  /**
   * From now on this process runs jobs; those that a dead process left running are put back. Throws a Problem when the store
   * can have one such process only, and has one.
   * @returns how many jobs were put back at once
   */
  takeOver(now: number): Promise<number>;
  /**
   * For a command that works beside the queue: false when a process runs jobs that is the only one allowed to, and then the
   * command queues what it wants. A store of many processes always says true.
   */
  reserve(): Promise<boolean>;
  /** Forgets what is long done: finished before `now` by more than its retention. Returns how many jobs. */
  prune(now: number): Promise<number>;
};

export type Store = { queue: Queue; records: Records; effects: Effects; close(): Promise<void> };

export type Log = {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

/** What a use-case is given. */
export type World = {
  github: GitHub;
  records: Records;
  /** What the app says in a language; in English when it does not speak that one. */
  words: (locale: string) => Words;
  /** The languages that the app speaks, e.g. `["en", "pt-BR"]`. */
  locales: string[];
  /** The present moment, fixed for the run of the use-case. */
  now: Date;
  log: Log;
  /** Our own App's bot account, e.g. `postmortem[bot]`: only what it authored can carry a marker. */
  self: string;
  /** Something was found made twice: counted, since it should not be. */
  onTwin: () => void;
};

/** A request as the metrics count it: the route is GitHub's template, so that no name of a repository is in it. */
export type Call = { route: string; status: string; ms: number };

/** What the work behind a world is like. */
export type Work = {
  /** Nobody waits for it: it leaves a reserve to what somebody waits for. */
  background: boolean;
  /** It will create something: then it does not begin while nothing can be created. */
  willWrite: boolean;
  /** Throws when the job behind it is no longer ours, so that a process that slept asks for nothing more. */
  guard: () => void;
};

/** What a chore is given. */
export type House = {
  app: AppOnGitHub;
  queue: Pick<Queue, "known" | "prune">;
  records: Records;
  /** Stores a delivery as the intake does: durable when it resolves. */
  accept: (delivery: Delivery) => Promise<void>;
  /** The present moment, fixed for the run of the chore. */
  now: Date;
  log: Log;
};
