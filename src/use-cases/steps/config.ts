import { type Config, parseConfig } from "../../core/config.ts";
import { CONFIG_PATH } from "../../core/interpret.ts";
import { formatRepo, type RepoRef } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** The repository's configuration. A file with problems is not used in part: the defaults hold until it is mended. */
export async function configOf({ github, log }: World, repo: RepoRef): Promise<Config> {
  const { config, problems } = parseConfig(await github.file(repo, CONFIG_PATH));
  for (const problem of problems)
    log.warn({ repo: formatRepo(repo), ...problem }, `${CONFIG_PATH}: ${problem.message}`);
  return config;
}
