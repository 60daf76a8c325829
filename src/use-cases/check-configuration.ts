import type { CheckConfiguration, Intent } from "../core/intent.ts";
import { formatRepo, repoKey, repoOf } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { onDefaultBranch } from "./steps/config-files.ts";
import { settleIssue } from "./steps/config-issue.ts";
import { usersOf } from "./steps/config-uses.ts";
import { diagnose } from "./steps/diagnose-config.ts";
import { type CheckedRecord, recallChecked } from "./steps/renew-config.ts";

/**
 * Says in one issue what is wrong with the configuration on the default branch, and closes it when that is mended. Repositories that
 * go on from files of this one look at what changed once it is good.
 */
export async function checkConfiguration(
  { repo, quiet }: CheckConfiguration,
  world: World,
): Promise<Intent[]> {
  const isQuiet = quiet === true;
  // Whatever read the file right after the push may have been shown the old one, and kept it.
  if (!isQuiet) await world.github.forget(repo);
  const found = await diagnose(world, repo, onDefaultBranch(world));
  const config = await configOf(world, repo);
  const known = await recallChecked(world, repo);
  const isNew = known?.print !== found.print;
  const issue = await settleIssue(
    world,
    { repo: repoOf(repo), found, config, isQuiet: isQuiet || !(isNew || known?.isUntold) },
    known === null ? undefined : known.issue,
  );
  const isUntold = found.problems.length > 0 && issue === null && isQuiet;
  const now: CheckedRecord = { print: found.print, issue, ...(isUntold ? { isUntold } : {}) };
  await world.records.put("config-checked", repoKey(repo), now);
  world.log.debug({ repo: formatRepo(repo), problems: found.problems.length }, "configuration checked");
  if (isQuiet || !isNew || found.problems.length > 0) return [];
  const users = await usersOf(world.records, repo);
  return users.map((user) => ({ kind: "plan-summary", repo: user }));
}
