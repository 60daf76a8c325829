import { type RepoOptions, ROLES, type Role } from "./options.ts";

/** A person's role in a repository: the owner's is admin; on a public repository everybody reads. Null: none. */
export function roleOf(repo: RepoOptions, login: string): Role | null {
  const named = Object.entries(repo.roles ?? {}).find(([who]) => sameLogin(who, login))?.[1];
  if (named) return named;
  if (repo.ownerType === "User" && sameLogin(repo.owner, login)) return "admin";
  return repo.private ? null : "read";
}

export function isAtLeast(role: Role | null, wanted: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}

/** Everybody who has been given a role, and a personal owner: the people that `assignees` accepts. */
export function assignableLogins(repo: RepoOptions): string[] {
  const owner = repo.ownerType === "User" ? [repo.owner] : [];
  return [...new Set([...owner, ...Object.keys(repo.roles ?? {})])];
}

export function sameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
