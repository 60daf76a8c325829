import type { Caller, Callers } from "./caller.ts";
import type { Standing } from "./installations.ts";
import type { RepoOptions } from "./options.ts";
import type { Relay } from "./relay.ts";
import type { AppIdentity } from "./seed.ts";
import type { IssueRef } from "./shapes.ts";
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
  /** Issue id → where it is. The emulator cannot be asked by id. */
  issues: Map<number, IssueRef>;
  /** Comment id → the issue it stands on, oldest first. */
  comments: Map<number, IssueRef>;
  /** Issue id → a reason for closing that the emulator does not know. */
  reasons: Map<number, "duplicate">;
  /** Parent's id → its children's ids, in order. Null: this GitHub has no sub-issues. */
  children: Map<number, number[]> | null;
};
