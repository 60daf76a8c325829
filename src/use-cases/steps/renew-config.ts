import type { Intent } from "../../core/intent.ts";
import { type RepoRef, repoKey, repoOf, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { onDefaultBranch, readPresent } from "./config-files.ts";
import { diagnose } from "./diagnose-config.ts";
import { recallRepository } from "./repository.ts";

/** What was found when a repository's configuration was last looked at, under "config-checked" and its name. */
export type CheckedRecord = {
  /** Stands for what was looked at and found. */
  print: string;
  /** The number of the issue about it; null: there is none; missing: one was about to be made, so there may be one. */
  issue?: number | null;
  /** It was broken, and nobody had changed anything as far as was known: should somebody have, it is still to be told. */
  isUntold?: true;
};

export function recallChecked({ records }: World, repo: RepoRef): Promise<CheckedRecord | null> {
  return records.get<CheckedRecord>("config-checked", repoKey(repo));
}

/** An issue is about to be made: whoever finds this has to look for it. */
export async function doubtIssue({ records }: World, repo: RepoRef): Promise<void> {
  await records.update<CheckedRecord>("config-checked", repoKey(repo), (known) => ({
    ...(known?.isUntold ? { isUntold: true } : {}),
    print: known?.print ?? "",
  }));
}

/**
 * Reads the configuration anew, should a push have gone unheard of. What differs from what was last looked at is looked at again; of
 * a repository that was never looked at only an issue that is open there by mistake: whoever installs the app hears nothing.
 */
export async function renewConfig(world: World, repo: RepoRef): Promise<Intent[]> {
  await world.github.forget(repo);
  await forgetUnheard(world, repo);
  const known = await recallChecked(world, repo);
  if (!known) return [{ kind: "check-configuration", repo, quiet: true }];
  const { print } = await diagnose(world, repo, onDefaultBranch(world));
  return known.print === print ? [] : [{ kind: "check-configuration", repo }];
}

/** Of repositories where the app is not installed no push is ever told. */
async function forgetUnheard(world: World, repo: RepoRef): Promise<void> {
  const { chain } = await readPresent(world, repo, onDefaultBranch(world));
  for (const { file } of chain)
    if (!sameRepo(file, repo) && !(await recallRepository(world.records, file)))
      await world.github.forget(repoOf(file));
}
