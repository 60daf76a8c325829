import type { Caller, Callers } from "./caller.ts";
import type { Standing } from "./installations.ts";
import type { RepoOptions } from "./options.ts";
import type { MovedHead } from "./pull-as-it-stands.ts";
import type { Reaction } from "./reactions.ts";
import type { Relay } from "./relay.ts";
import type { AppIdentity } from "./seed.ts";
import type { IssueRef, Json, RepoRef } from "./shapes.ts";
import type { CheckRunRow } from "./show-check-run.ts";
import type { DeploymentRow } from "./show-deployment.ts";
import type { CommitStatus } from "./statuses.ts";
import type { Timelines } from "./timeline-log.ts";
import type { Upstream } from "./upstream.ts";

/** All that the local GitHub knows beyond what the emulator keeps. */
export type Site = {
  url: string;
  app: AppIdentity;
  installationIds: Record<string, number>;
  repos: readonly RepoOptions[];
  people: readonly string[];
  upstream: Upstream;
  relay: Relay;
  callers: Callers;
  /** The token with which a caller's request goes on to the emulator. */
  tokenFor(caller: Caller): Promise<string | null>;
  /** Installation id → what became of it; one that is not in here is as it was seeded. */
  installations: Map<number, Standing>;
  /** What installations may do, each part by GitHub's name for it. */
  permissions: Record<string, "read" | "write">;
  /** Issue id → where it is. The emulator cannot be asked by id. */
  issues: Map<number, IssueRef>;
  /** Comment id → the issue it stands on, oldest first. */
  comments: Map<number, IssueRef>;
  /** Issue id → a reason for closing that the emulator does not know. */
  reasons: Map<number, "duplicate">;
  /** What happened to each issue and pull request. */
  timelines: Timelines;
  /** Path of an issue → where it was transferred to; null: it was deleted. */
  gone: Map<string, IssueRef | null>;
  /** Path of an issue → where it was before it was transferred here, and when it was first opened (ISO 8601). */
  moved: Map<string, { from: IssueRef; openedAt: string }>;
  /** Comment id → the repository in which the emulator keeps it, for comments of transferred issues. */
  homes: Map<number, RepoRef>;
  /** Path of an issue → the reason for which its conversation is locked. */
  locked: Map<string, string | null>;
  /** Comment id → the reason for which it is minimised, as GraphQL shows it: `outdated`. */
  minimized: Map<number, string>;
  /** Oldest first. */
  deployments: DeploymentRow[];
  statuses: CommitStatus[];
  checkRuns: CheckRunRow[];
  /** Comment id → the reactions to it, oldest first. */
  reactions: Map<number, Reaction[]>;
  /** Path of a pull request (`/repos/o/r/issues/12`) → its last commit, if that is not the one with which it was opened. */
  heads: Map<string, MovedHead>;
  /** Path of a pull request → whose fork its branch is in, as users are shown. */
  forks: Map<string, Json>;
  /** Code that is good for the credentials of an App → the manifest that was confirmed. */
  codes: Map<string, Json>;
  /** Logins of those who deleted their accounts. */
  ghosts: Set<string>;
  /** Parent's id → its children's ids, in order. Null: this GitHub has no sub-issues. */
  children: Map<number, number[]> | null;
};
