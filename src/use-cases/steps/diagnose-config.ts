import { CONFIG_PATH, fileKey, ownersRepo } from "../../core/config/file.ts";
import { ownTemplates } from "../../core/config/rules.ts";
import { type ConfigFile, type ConfigProblem, placesIn } from "../../core/config.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { type RepoRef, repoOf, sameRepo } from "../../core/reference.ts";
import { checkTemplate } from "../../core/template/check-template.ts";
import type { World } from "../../ports.ts";
import { outside, type Present, type ReadText, readPresent, readShared } from "./config-files.ts";
import { type Use, usesOf } from "./config-uses.ts";
import { mayShow } from "./visible.ts";

/** Files of a repository that others go on from, and that are looked at with its own: more is no configuration any more. */
const MOST_SHARED = 20;

/** What is wrong with the configuration of a repository. */
export type Diagnosis = {
  present: Present;
  /** In files of this repository: what its people can mend. */
  problems: ConfigProblem[];
  /** How many more there are there. */
  more: number;
  /** Files elsewhere that count here and have problems. What stands in them is told there, and only there. */
  elsewhere: { file: ConfigFile; count: number }[];
  /** Stands for the texts of everything that was looked at, and for what was found: the app learns more to find. */
  print: string;
  /** Stands for what people here can mend: the texts of this repository, and what is wrong with them. */
  state: string;
};

/** Looks at a repository's configuration, its own templates, and what others go on from here. */
export async function diagnose(world: World, repo: RepoRef, read: ReadText): Promise<Diagnosis> {
  const present = await readPresent(world, repo, read);
  const uses = await usesOf(world.records, repo);
  const bases = [];
  for (const path of sharedFiles(repo, present, uses))
    bases.push(await readShared(world, { ...repoOf(repo), path }, read));
  const templates = await lookAtTemplates(world, repo, present, uses, read);
  const found = distinct([...present.problems, ...templates.problems]);
  const here = distinct([...found, ...bases.flatMap(({ problems }) => problems)]).filter(({ file }) =>
    sameRepo(file, repo),
  );
  const prints = [present.print, ...bases.map(({ print }) => print), ...templates.texts];
  const own = [present, ...bases].flatMap(({ chain }) => chain).filter(({ file }) => sameRepo(file, repo));
  return {
    present,
    problems: here,
    more: present.more + bases.reduce((sum, { more }) => sum + more, 0),
    elsewhere: countByFile(found.filter(({ file }) => !sameRepo(file, repo))),
    print: fingerprint(JSON.stringify([prints, found, here])),
    state: fingerprint(JSON.stringify([own, templates.texts, here])),
  };
}

function sharedFiles(repo: RepoRef, { chain }: Present, uses: Use[]): string[] {
  const looked = new Set([CONFIG_PATH, ...chain.map(({ file }) => (sameRepo(file, repo) ? file.path : ""))]);
  const used = uses.filter((use) => !use.isTemplate).map(({ path }) => path);
  return [...new Set(used)].filter((path) => !looked.has(path)).slice(0, MOST_SHARED);
}

/**
 * The templates that the configuration names, as they are used: the repository's own, or else its owner's. One is missed only where
 * this repository itself names it: its owner's configuration may name one that others have. `uses` may name more that others use.
 */
async function lookAtTemplates(
  world: World,
  repo: RepoRef,
  { config, chain }: Present,
  uses: Use[],
  read: ReadText,
): Promise<{ problems: ConfigProblem[]; texts: string[] }> {
  const problems: ConfigProblem[] = [];
  const texts: string[] = [];
  const placeOf = placesIn(chain);
  const named = new Map((config ? ownTemplates(config) : []).map(({ file, path }) => [file, path]));
  const shared = uses
    .filter(({ isTemplate, by }) => isTemplate && !sameRepo(by, repo))
    .map(({ path }) => path);
  const others = [...new Set(shared)].filter((path) => !named.has(path)).slice(0, MOST_SHARED);
  for (const path of [...named.keys(), ...others]) {
    const { file, text } = await templateText(world, { ...repoOf(repo), path }, read);
    texts.push(`${fileKey(file)}\n${text ?? ""}`);
    const key = named.get(path);
    const place = text === null && key ? placeOf(key) : null;
    if (text !== null)
      problems.push(...checkTemplate(text).problems.map((one) => ({ ...one, file, path: "" })));
    else if (place && sameRepo(place.file, repo))
      problems.push({ ...place, phrase: "config.template-missing", values: { path: { code: path } } });
  }
  return { problems, texts };
}

/** As a new document finds it; see `template.ts`. */
async function templateText(
  world: World,
  own: ConfigFile,
  read: ReadText,
): Promise<{ file: ConfigFile; text: string | null }> {
  const text = await read(own);
  const shared = { ...ownersRepo(own), path: own.path };
  if (text !== null || sameRepo(own, shared) || !(await mayShow(world, shared, own)))
    return { file: own, text };
  const found = await outside(read, shared);
  return found === null ? { file: own, text } : { file: shared, text: found };
}

/** A file may be looked at twice: for itself, and as the base of another. */
function distinct(problems: ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

function countByFile(problems: ConfigProblem[]): Diagnosis["elsewhere"] {
  const files = new Map(problems.map(({ file }) => [fileKey(file), file]));
  return [...files].map(([key, file]) => ({
    file,
    count: problems.filter((one) => fileKey(one.file) === key).length,
  }));
}
