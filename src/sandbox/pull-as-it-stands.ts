import { fields, type IssueRef, issuePath, type Json } from "./shapes.ts";
import type { Site } from "./site.ts";

/** The last commit of a pull request's branch, the commit that merged it, and when it came (ISO 8601). */
export type MovedHead = { sha: string; merged: string | null; at: string };

/** The emulator shows a pull request's branch for ever as it was when the pull request was opened, and knows no forks of it. */
export function pullAsItStands(site: Pick<Site, "heads" | "forks">, ref: IssueRef, pull: Json): Json {
  const owner = site.forks.get(issuePath(ref));
  const whole = owner ? { ...pull, user: owner, head: inFork(pull, owner) } : pull;
  const moved = site.heads.get(issuePath(ref));
  if (!moved) return whole;
  const updated_at = String(pull.updated_at) > moved.at ? pull.updated_at : moved.at;
  const head = { ...fields(whole.head), sha: moved.sha };
  return { ...whole, head, updated_at, ...(moved.merged ? { merge_commit_sha: moved.merged } : {}) };
}

function inFork({ head }: Json, owner: Json): Json {
  const { repo, ref } = fields(head);
  const full_name = `${owner.login}/${fields(repo).name}`;
  const fork = { ...fields(repo), id: 900_000_000 + Number(owner.id), full_name, owner, fork: true };
  return { ...fields(head), label: `${owner.login}:${ref}`, user: owner, repo: fork };
}
