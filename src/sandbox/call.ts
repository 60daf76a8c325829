import type { Caller } from "./caller.ts";
import type { RepoOptions, Role } from "./options.ts";
import { forbidden, notFound } from "./refusal.ts";
import { isAtLeast, roleOf } from "./roles.ts";
import type { IssueRef, Json, RepoRef } from "./shapes.ts";
import type { Site } from "./site.ts";

/** One request to the API. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Json;
  caller: Caller;
  /** What the `:names` of the route stand for in this path, decoded. */
  params: Record<string, string>;
  repo: RepoOptions | null;
};

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };
export type Handler = (call: Call, site: Site) => Promise<Answer>;
export type Routes = Record<`${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`, Handler>;

export function repoOf(call: Call): RepoOptions {
  if (!call.repo) throw notFound();
  return call.repo;
}

export function refOf(call: Call): RepoRef {
  const { owner, name } = repoOf(call);
  return { owner, repo: name };
}

/** The issue or pull request that the path names. */
export function issueRefOf(call: Call): IssueRef {
  const number = Number(call.params.number);
  if (!Number.isSafeInteger(number) || number < 1) throw notFound();
  return { ...refOf(call), number };
}

/** Whether the caller has at least this role. What an installation may do at home is the emulator's to check. */
export function may(call: Call, role: Role): boolean {
  if (call.caller.kind === "installation") return call.caller.owner === repoOf(call).owner;
  return call.caller.kind === "person" && isAtLeast(roleOf(repoOf(call), call.caller.login), role);
}

export function demand(call: Call, role: Role): void {
  if (!may(call, role)) throw forbidden();
}

export function loginOf(caller: Caller, site: Site): string {
  return caller.kind === "person" ? caller.login : site.app.login;
}
