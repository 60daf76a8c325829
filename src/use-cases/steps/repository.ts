import { formatRepo, type RepoRef } from "../../core/reference.ts";
import type { Records, World } from "../../ports.ts";

/** What is remembered of a repository that the app has heard of. `firstSeen` is ISO 8601. */
export type RepositoryRecord = RepoRef & { installation: number; firstSeen: string };

/** Remembers a repository from the first time it is heard of; summaries are due only from then. True when it is new. */
export async function meet(
  repo: RepoRef,
  installation: number,
  { records, now }: Pick<World, "records" | "now">,
): Promise<boolean> {
  const id = formatRepo(repo).toLowerCase();
  const known = await records.get<RepositoryRecord>("repository", id);
  if (known?.installation === installation) return false;
  const firstSeen = known?.firstSeen ?? now.toISOString();
  await records.put("repository", id, { ...repo, installation, firstSeen } satisfies RepositoryRecord);
  return known === null;
}

export function recallRepository(records: Records, repo: RepoRef): Promise<RepositoryRecord | null> {
  return records.get<RepositoryRecord>("repository", formatRepo(repo).toLowerCase());
}

/** The installation is gone or suspended: nothing is planned any more for its repositories. What was made stays known. */
export async function leave(installation: number, records: Records): Promise<number> {
  const all = await records.list<RepositoryRecord>("repository");
  const left = all.filter(({ value }) => value.installation === installation);
  for (const { id } of left) await records.delete("repository", id);
  return left.length;
}
