import { CONFIG_PATH, fileKey } from "../../core/config/file.ts";
import { ownTemplates } from "../../core/config/rules.ts";
import { type ConfigFile, type ConfigProblem, placeIn } from "../../core/config.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { type RepoRef, repoOf, sameRepo } from "../../core/reference.ts";
import { checkTemplate } from "../../core/template/check-template.ts";
import type { World } from "../../ports.ts";
import { type Present, type ReadText, readPresent, readShared } from "./config-files.ts";
import { usesOf } from "./config-uses.ts";

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
  /** Stands for the texts of everything that was looked at. */
  print: string;
  /** Stands for what people here can mend: the texts of this repository, and what is wrong with them. */
  state: string;
  /** It has a configuration of its own. */
  hasFile: boolean;
};

/** Looks at a repository's configuration, its own templates, and what others go on from here. */
export async function diagnose(world: World, repo: RepoRef, read: ReadText): Promise<Diagnosis> {
  const present = await readPresent(world, repo, read);
  const shared = await sharedFiles(world, repo, present);
  const bases = [];
  for (const path of shared) bases.push(await readShared(world, { ...repoOf(repo), path }, read));
  const found = distinct([...present.problems, ...bases.flatMap(({ problems }) => problems)]);
  const templates = await lookAtTemplates(repo, present, read);
  const prints = [present.print, ...bases.map(({ print }) => print), ...templates.texts];
  const problems = [...found.filter(({ file }) => sameRepo(file, repo)), ...templates.problems];
  const own = [present, ...bases].flatMap(({ chain }) => chain).filter(({ file }) => sameRepo(file, repo));
  return {
    present,
    problems,
    more: present.more + bases.reduce((sum, { more }) => sum + more, 0),
    elsewhere: countByFile(present.problems.filter(({ file }) => !sameRepo(file, repo))),
    print: fingerprint(JSON.stringify(prints)),
    state: fingerprint(JSON.stringify([own, templates.texts, problems])),
    hasFile: present.chain.some(
      ({ file, text }) => text !== null && file.path === CONFIG_PATH && sameRepo(file, repo),
    ),
  };
}

async function sharedFiles({ records }: World, repo: RepoRef, { chain }: Present): Promise<string[]> {
  const looked = new Set([CONFIG_PATH, ...chain.map(({ file }) => (sameRepo(file, repo) ? file.path : ""))]);
  const used = (await usesOf(records, repo)).filter((use) => !use.isTemplate).map(({ path }) => path);
  return [...new Set(used)].filter((path) => !looked.has(path)).slice(0, MOST_SHARED);
}

/** A template is missed only where this repository itself names it: its owner's configuration may name one that others have. */
async function lookAtTemplates(
  repo: RepoRef,
  { config, chain }: Present,
  read: ReadText,
): Promise<{ problems: ConfigProblem[]; texts: string[] }> {
  const problems: ConfigProblem[] = [];
  const texts: string[] = [];
  const seen = new Set<string>();
  for (const { path, file } of config ? ownTemplates(config) : []) {
    if (seen.has(file)) continue;
    seen.add(file);
    const own = { ...repoOf(repo), path: file };
    const text = await read(own);
    texts.push(`${file}\n${text ?? ""}`);
    const named = placeIn(chain, path);
    if (text !== null)
      problems.push(...checkTemplate(text).problems.map((one) => ({ ...one, file: own, path: "" })));
    else if (named && sameRepo(named.file, repo))
      problems.push({ ...named, phrase: "config.template-missing", values: { path: { code: file } } });
  }
  return { problems, texts };
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
