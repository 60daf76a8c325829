import type { Caller } from "./caller.ts";
import type { RepoOptions } from "./options.ts";
import { roleOf, sameLogin } from "./roles.ts";
import type { RepoRef } from "./shapes.ts";
import type { Site } from "./site.ts";

/** A repository by its name in whatever case. */
export function placeAt(site: Site, { owner, repo }: RepoRef): RepoOptions | null {
  return site.repos.find((one) => sameLogin(one.owner, owner) && sameLogin(one.name, repo)) ?? null;
}

/** Whether the caller sees that a repository is there. */
export function maySee(repo: RepoOptions, caller: Caller): boolean {
  if (caller.kind === "installation") return !repo.private || caller.owner === repo.owner;
  if (caller.kind === "person") return roleOf(repo, caller.login) !== null;
  return !repo.private || caller.kind === "app";
}
