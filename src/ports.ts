/** What the inside needs of the outside. Types only. */

import type { Change } from "./core/change.ts";
import type { Intent } from "./core/intent.ts";
import type { Comment, Issue, Repository } from "./core/issue.ts";
import type { IssueRef, RepoRef } from "./core/reference.ts";

/** What a change left behind. Creations tell a number or an id, unless nothing was done (a dry run). */
export type Applied = {
  number?: number;
  id?: number;
  /** The issue as it stands after the change. */
  issue?: Issue;
  /** The rest was done without these: owners GitHub would not assign, a milestone it would not take. */
  refused?: { assignees: string[]; milestone: boolean };
};

/** GitHub as one installation sees it. Reads are paginated; null means that it is not there, or not for us to see. */
export type GitHub = {
  repository(repo: RepoRef): Promise<Repository | null>;
  issue(ref: IssueRef): Promise<Issue | null>;
  issues(
    repo: RepoRef,
    filter: { labels: string[]; state: "open" | "closed" | "all"; since?: string },
  ): Promise<Issue[]>;
  /** Only those changed since then, when given (ISO 8601). */
  comments(ref: IssueRef, since?: string): Promise<Comment[]>;
  /** Whether the person may triage: label, assign and close. */
  mayTriage(repo: RepoRef, login: string): Promise<boolean>;
  /** A file on the default branch. */
  file(repo: RepoRef, path: string): Promise<string | null>;
  labels(repo: RepoRef): Promise<string[]>;
  milestones(repo: RepoRef): Promise<{ title: string; number: number; state: "open" | "closed" }[]>;
  /** What is known of the repository's labels, milestones, files and abilities no longer holds. */
  forget(repo: RepoRef): Promise<void>;
  /** Carries out one change. Throws Problem when a person must mend something, RetryLater when GitHub asks for a pause. */
  apply(change: Change): Promise<Applied>;
};

/** Small facts about issues and repositories, kept under a kind and an id. Anything here can be rebuilt from GitHub. */
export type Records = {
  get<T>(kind: string, id: string): Promise<T | null>;
  put(kind: string, id: string, value: unknown): Promise<void>;
  /** Changes one value from what it is now; nobody else's change can fall between. Returns the new one. */
  update<T>(kind: string, id: string, change: (now: T | null) => T): Promise<T>;
  delete(kind: string, id: string): Promise<void>;
  /** All of a kind, by id. */
  list<T>(kind: string): Promise<{ id: string; value: T }[]>;
};

/** A creation: its intention is committed before the call and its result after it. */
export type Effect = {
  id: string;
  /** ISO 8601. Whatever it made is not older than this. */
  intendedAt: string;
  result: Applied | null;
};

export type Effects = {
  find(id: string): Promise<Effect | null>;
  /** Commits the intention. Keeps the first `intendedAt` when the effect is intended again. */
  intend(id: string, at: string): Promise<void>;
  finish(id: string, result: Applied): Promise<void>;
  /** Forgets an intention that GitHub is known to have refused. */
  drop(id: string): Promise<void>;
};

/** A webhook as received: its body is kept as text, byte for byte what was signed. */
export type Delivery = { guid: string; name: string; body: string };

export type Task =
  | { kind: "delivery"; delivery: Delivery }
  | { kind: "intent"; installation: number; intent: Intent };

export type NewJob = {
  /** Jobs of one lane run in the order they came, one at a time. */
  lane: string;
  task: Task;
  /** ms since the epoch; a deliberately delayed job does not hold up its lane. */
  runAt?: number;
  /** Never queued twice under this key, not even after it is done; a dead one is revived. */
  once?: string;
  /** While a job waits under this slot another is folded into it, and takes the later `runAt`, at most `foldUntil` after the first. */
  slot?: string;
  /** How long folding may put a job off, in ms. */
  foldFor?: number;
};

export type Job = NewJob & { id: number; attempts: number; createdAt: number };

export type Queue = {
  /** Durable when it returns. False when every job was known already. */
  enqueue(jobs: NewJob[], now: number): Promise<boolean>;
  /** Takes the next job that may run: due, and nothing before it in its lane. */
  claim(now: number): Promise<Job | null>;
  /** Done; what follows from it is queued in the same transaction. */
  complete(job: Job, follow: NewJob[], now: number): Promise<void>;
  /** Back into its lane, to run at `at`; `error` is kept for people. */
  retry(job: Job, at: number, error: string): Promise<void>;
  /** A dead letter: kept visibly, no longer in the way. */
  bury(job: Job, error: string, now: number): Promise<void>;
  /** When the next waiting job is due, in ms since the epoch; null when nothing waits. */
  nextDue(): Promise<number | null>;
  /** How many jobs are in each state. */
  counts(): Promise<{ ready: number; running: number; done: number; dead: number }>;
  /** Puts jobs back that a process left running when it died. Called once by the process that owns the store. */
  recover(now: number): Promise<number>;
};

export type Store = { queue: Queue; records: Records; effects: Effects; close(): Promise<void> };

export type Log = {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

export type Render = (template: string, view: object) => string;

/** What a use-case is given. */
export type World = {
  github: GitHub;
  records: Records;
  render: Render;
  /** The present moment, fixed for the run of the use-case. */
  now: Date;
  log: Log;
  /** Our own App's bot account, e.g. `postmortem[bot]`: only what it authored can carry a marker. */
  self: string;
};
