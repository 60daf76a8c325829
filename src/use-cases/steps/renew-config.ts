import type { Intent } from "../../core/intent.ts";
import { type RepoRef, repoKey, repoOf, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { onDefaultBranch, readPresent } from "./config-files.ts";
import { diagnose } from "./diagnose-config.ts";
import { recallRepository } from "./repository.ts";

/** What was found when a repository's configuration was last looked at, under "config-checked" and its name. */
export type CheckedRecord = {
  /** Stands for the texts that were looked at. */
  print: string;
  /** The number of the issue about it; null: there is none. */
  issue: number | null;
};

export function recallChecked({ records }: World, repo: RepoRef): Promise<CheckedRecord | null> {
  return records.get<CheckedRecord>("config-checked", repoKey(repo));
}

/**
 * Reads the configuration anew, should a push have gone unheard of. What differs from what was last looked at is looked at again; of
 * a repository that was never looked at only an issue that is open there by mistake: whoever installs the app hears nothing.
 */
export async function renewConfig(world: World, repo: RepoRef): Promise<Intent[]> {
  await world.github.forget(repo);
  await forgetUnheard(world, repo);
  const known = await recallChecked(world, repo);
  const { print, hasFile } = await diagnose(world, repo, onDefaultBranch(world));
  if (known?.print === print) return [];
  if (known) return [{ kind: "check-configuration", repo }];
  if (hasFile) return [{ kind: "check-configuration", repo, quiet: true }];
  await world.records.put("config-checked", repoKey(repo), { print, issue: null } satisfies CheckedRecord);
  return [];
}

/** Of repositories where the app is not installed no push is ever told. */
async function forgetUnheard(world: World, repo: RepoRef): Promise<void> {
  const { chain } = await readPresent(world, repo, onDefaultBranch(world));
  for (const { file } of chain)
    if (!sameRepo(file, repo) && !(await recallRepository(world.records, file)))
      await world.github.forget(repoOf(file));
}
