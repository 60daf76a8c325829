import { ownersRepo } from "../../core/config/file.ts";
import { type Config, type ConfigProblem, configFrom, DEFAULT_CONFIG } from "../../core/config.ts";
import { formatRepo, type RepoRef, repoKey, repoOf } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { onDefaultBranch, type Present, readPresent } from "./config-files.ts";
import { rememberUses } from "./config-uses.ts";
import { unlessLacking } from "./lacking.ts";

/** What is remembered of a repository's configuration, under "config" and its name. */
export type ConfigRecord = {
  /** What the last good files said together, before defaults, with the fingerprint of their texts. */
  good: { print: string; value: unknown } | null;
  /** The fingerprint of the broken files that were read last; null: they are good. */
  broken: string | null;
  /** What was read, beside the repository's own file, with what it names; see `config-uses.ts`. */
  uses: string[];
};

/**
 * The configuration that is in force in a repository. Files with problems are not used in part: the last good configuration
 * stays, over restarts too, and where none was ever seen the defaults hold. No file is a good one.
 */
export async function configOf(world: World, repo: RepoRef): Promise<Config> {
  const present = await unlessLacking(world, repo, () => readPresent(world, repo, onDefaultBranch(world)));
  const known = await world.records.get<ConfigRecord>("config", repoKey(repo));
  // Files that may not be read any more said something good once.
  if (!present) return (known?.good && configFrom(known.good.value)) || DEFAULT_CONFIG;
  const isKnown = known === null || !(await isOutOfSight(world, present, known));
  const next = await noteConfig(world, repo, isKnown ? present : { ...present, config: null }, known);
  return (isKnown && present.config) || (next.good && configFrom(next.good.value)) || DEFAULT_CONFIG;
}

/**
 * Whether the owner's file, which counted here, is not seen since we see nothing of its repository any more, as when that was taken
 * out of the installation: then nobody knows that it is gone.
 */
async function isOutOfSight(
  { github }: World,
  { chain: [first] }: Present,
  { good }: ConfigRecord,
): Promise<boolean> {
  const isMissed = first?.text === null && first.file.repo === ownersRepo(first.file).repo;
  if (!isMissed || !saysSomething(good)) return false;
  return (await github.repository(repoOf(first.file))) === null;
}

/** Whether a good configuration is remembered that stands in for a broken one, rather than the defaults. */
export async function hasLastGood({ records }: World, repo: RepoRef): Promise<boolean> {
  return saysSomething((await records.get<ConfigRecord>("config", repoKey(repo)))?.good ?? null);
}

/** That there was no file is good, too, and says nothing. */
function saysSomething(good: ConfigRecord["good"]): boolean {
  return good !== null && Object.keys(good.value as object).length > 0;
}

/** Written only when something changed: nearly every job reads the configuration. */
async function noteConfig(
  world: World,
  repo: RepoRef,
  present: Present,
  known: ConfigRecord | null,
): Promise<ConfigRecord> {
  const { records, log } = world;
  const { config, value, print, problems } = present;
  const uses = await rememberUses(records, repo, present, known?.uses ?? []);
  const next: ConfigRecord = {
    good: config ? { print, value } : (known?.good ?? null),
    broken: config ? null : print,
    uses,
  };
  const isSame =
    known?.good?.print === next.good?.print && known?.broken === next.broken && uses === known?.uses;
  if (isSame) return known ?? next;
  await records.put("config", repoKey(repo), next);
  if (next.broken && next.broken !== known?.broken) logProblems(log, repo, problems);
  return next;
}

function logProblems(log: World["log"], repo: RepoRef, problems: ConfigProblem[]): void {
  const facts = { repo: formatRepo(repo) };
  if (problems.length === 0)
    log.warn(facts, "the owner's configuration is out of sight: what was good last stays in force");
  for (const { line, column, phrase, file } of problems)
    log.warn(
      { ...facts, file: `${formatRepo(file)}:${file.path}`, line, column, phrase },
      "the configuration has a problem",
    );
}
