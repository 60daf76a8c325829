import type { Caller } from "./caller.ts";
import type { RepoOptions } from "./options.ts";
import { isAtLeast, roleOf } from "./roles.ts";
import { fields } from "./shapes.ts";
import type { Site } from "./site.ts";

/** What of a repository needs a permission of its own. */
export type Part = "checks" | "contents" | "deployments" | "issues" | "pull_requests" | "statuses";

/**
 * Whether the caller may use this part of a repository that it sees: an installation by its permissions (which its token may
 * have narrowed), a person by the role. At home an installation needs the permission for public things, too.
 */
export function mayUse(
  site: Site,
  caller: Caller,
  repo: RepoOptions,
  part: Part,
  level: "read" | "write" = "read",
): boolean {
  if (caller.kind === "person") return isAtLeast(roleOf(repo, caller.login), level);
  if (caller.kind !== "installation") return level === "read" && !repo.private;
  if (caller.owner !== repo.owner) return level === "read" && !repo.private;
  const narrowed = fields(caller.granted.permissions ?? site.permissions)[part];
  const granted = [site.permissions[part], narrowed];
  return granted.every((own) => own === "write" || (own === "read" && level === "read"));
}
