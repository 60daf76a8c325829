import { CONFIG_PATH } from "../../core/config/file.ts";
import type { Config, ConfigFile } from "../../core/config.ts";
import { type FirstDayPath, FORM_PATH } from "../../core/first-day/files.ts";
import { firstDayLinks } from "../../core/first-day/links.ts";
import { Refused } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import {
  formatIssue,
  type IssueRef,
  type RepoRef,
  repoKey,
  repoOf,
  sameIssue,
} from "../../core/reference.ts";
import type { Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { onDefaultBranch, type ReadText, readPresent } from "./config-files.ts";

/**
 * What a repository may begin with and has not yet. Where the owner's configuration counts none is missing: a file of the
 * repository's own would stand in its place.
 */
export async function missingFiles(world: World, repo: RepoRef, read: ReadText): Promise<FirstDayPath[]> {
  const { chain } = await readPresent(world, repo, read);
  const form: ConfigFile = { ...repoOf(repo), path: FORM_PATH };
  return [
    ...(chain.some(({ text }) => text !== null) ? [] : ([CONFIG_PATH] as const)),
    ...((await read(form)) === null ? ([FORM_PATH] as const) : []),
  ];
}

/**
 * The line with prefilled links for the comment on a repository's first incident. Null on every other one, and where a
 * configuration is there already. Asked again for the same incident it says the same.
 */
export async function firstDayLine(
  world: World,
  incident: IssueRef,
  config: Config,
  words: Words,
): Promise<string | null> {
  if (!(await isFirst(world, incident))) return null;
  try {
    const missing = await missingFiles(world, incident, onDefaultBranch(world));
    const about = missing.includes(CONFIG_PATH) ? await world.github.repository(incident) : null;
    const files = about && firstDayLinks(missing, about, config, words);
    return files && words.say("setup.first-incident", { files });
  } catch (error) {
    // Where files may not be read nobody knows what is missing; the line is a courtesy.
    if (!(error instanceof Refused)) throw error;
    return null;
  }
}

/** The first of a repository stays that, over restarts and retries; which one that was is remembered under "first-incident". */
async function isFirst({ records }: World, incident: IssueRef): Promise<boolean> {
  const repo = repoKey(incident);
  const known = await records.get<string>("first-incident", repo);
  if (known !== null) return known === formatIssue(incident);
  const all = await records.list<PostmortemRecord>("postmortem", `${repo}#`);
  const other = all.find(({ value }) => !sameIssue(value.incident, incident))?.value.incident;
  const found = formatIssue(other ?? incident);
  const kept = await records.update<string>("first-incident", repo, (now) => now ?? found);
  return kept === formatIssue(incident);
}
