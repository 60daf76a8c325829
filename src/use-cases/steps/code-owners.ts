import { codeOwnersOf, readCodeowners } from "../../core/codeowners.ts";
import { type IssueRef, issueKey, type RepoRef, repoOf, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { unlessLacking } from "./lacking.ts";

/** Where GitHub looks, in this order. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
/** More would cost a request each for little. */
const MOST_PULLS = 5;
const MOST_OWNERS = 3;
/** How long an answer is taken for the present, in ms: several items are made in a row. */
const FRESH_MS = 3_600_000;

type Known = { owners: string[]; at: number };

/** Who `CODEOWNERS` names for the files that the incident's pull requests touched. Empty where nobody says. */
export async function suggestedOwners(world: World, incident: IssueRef): Promise<string[]> {
  const { records, now } = world;
  const known = await records.get<Known>("code-owners", issueKey(incident));
  if (known && now.getTime() - known.at < FRESH_MS) return known.owners;
  const owners = await findOwners(world, incident);
  await records.put("code-owners", issueKey(incident), { owners, at: now.getTime() } satisfies Known);
  return owners;
}

async function findOwners(world: World, incident: IssueRef): Promise<string[]> {
  const { github } = world;
  if (!(await codeownersOf(world, incident))) return [];
  const pulls = (await github.mentions(incident)).pulls.filter(({ ref }) => sameRepo(ref, incident));
  const paths: string[] = [];
  for (const { ref } of pulls.slice(-MOST_PULLS))
    paths.push(...((await unlessLacking(world, ref, () => github.pullFiles(ref))) ?? []));
  return ownersOf(world, incident, paths);
}

/** Who `CODEOWNERS` names for these files of the repository. Empty where nobody says. */
export async function ownersOf(world: World, repo: RepoRef, paths: string[]): Promise<string[]> {
  const text = paths.length > 0 ? await codeownersOf(world, repo) : null;
  return text ? codeOwnersOf(readCodeowners(text), paths).slice(0, MOST_OWNERS) : [];
}

async function codeownersOf(world: World, repo: RepoRef): Promise<string | null> {
  return unlessLacking(world, repo, async () => {
    let text: string | null = null;
    for (const path of PLACES) text ??= await world.github.file(repoOf(repo), path);
    return text;
  });
}
