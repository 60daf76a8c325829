import { sameFile } from "../core/config/file.ts";
import { CONFIG_PATH } from "../core/config.ts";
import { Problem } from "../core/problem.ts";
import { formatRepo, type RepoRef } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { onDefaultBranch } from "./steps/config-files.ts";
import { type Diagnosis, diagnose } from "./steps/diagnose-config.ts";

/**
 * What is wrong with a repository's configuration as GitHub has it now, for whoever asks by hand. Throws a Problem where we see no such
 * repository: without a file all would seem right there.
 * @param text stands in for the repository's own file; null: nothing does
 */
export async function diagnoseConfig(world: World, repo: RepoRef, text: string | null): Promise<Diagnosis> {
  const own = { ...repo, path: CONFIG_PATH };
  await world.github.forget(repo);
  if (!(await world.github.repository(repo)))
    throw new Problem(
      `There is no repository ${formatRepo(repo)}, or it is not for us to see`,
      "Check its name, and that the app is installed there, or that the token may read it.",
    );
  const read = onDefaultBranch(world);
  return diagnose(world, repo, async (file) => (text !== null && sameFile(file, own) ? text : read(file)));
}
