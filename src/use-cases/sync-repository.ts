import type { Intent } from "../core/intent.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatRepo, type RepoRef, sameRepo } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { findDocuments } from "./steps/find-documents.ts";
import { forgetSeen } from "./steps/memory.ts";

/** Compares every postmortem of a repository with GitHub as it is now: what webhooks told, or failed to, does not count. */
export async function syncRepository({ repo }: { repo: RepoRef }, world: World): Promise<Intent[]> {
  const { records } = world;
  await records.delete("documents-found", formatRepo(repo).toLowerCase());
  await findDocuments(world, repo, await configOf(world, repo));
  const known = (await records.list<PostmortemRecord>("postmortem")).map(({ value }) => value);
  const here = known.filter(({ ref }) => sameRepo(ref, repo));
  for (const { ref, items } of here)
    for (const each of [ref, ...items.map((item) => item.ref)]) await forgetSeen(records, each);
  return here.flatMap(({ incident }) => [
    { kind: "refresh-postmortem" as const, incident },
    { kind: "sync-postmortem" as const, incident },
  ]);
}
