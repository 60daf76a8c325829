import { existsSync } from "node:fs";
import { checkConfig } from "../core/config/check.ts";
import { type ConfigFile, type FileText, sameFile } from "../core/config/file.ts";
import { tell } from "../core/config/problem.ts";
import { ownTemplates } from "../core/config/rules.ts";
import { compilerLine } from "../core/config/told.ts";
import { CONFIG_PATH, type Config, type ConfigProblem, placesIn } from "../core/config.ts";
import { formatRepo, type RepoRef, sameRepo } from "../core/reference.ts";
import { checkTemplate } from "../core/template/check-template.ts";
import type { Say } from "../core/words.ts";
import { loadLanguages } from "../templates.ts";
import { diagnoseConfig } from "../use-cases/index.ts";
import { lookInto } from "./by-hand.ts";
import type { Flags } from "./flags.ts";
import { pathOf, print, type Terminal, warn } from "./terminal.ts";
import { textOfFile } from "./text-file.ts";

const WANTED = { what: "a configuration in YAML", one: "one configuration", megabytes: 5 };

/** What was found. `nameOf` says what people call a file. */
type Finding = {
  problems: ConfigProblem[];
  more: number;
  config: Config | null;
  /** It goes on from another file, at which nobody looked. */
  unfollowed: boolean;
  nameOf: (file: ConfigFile) => string;
};

/**
 * Prints what is wrong with a configuration, one line a problem: `FILE:LINE:COLUMN KEY: …`. With `--repo` it is that repository's, as
 * GitHub has it, and a file stands in for the one there.
 * @param file a path, `-` for standard input; without one and without a repository: `.github/postmortem.yml`
 * @returns whether it is right
 */
export async function checkConfigFile(
  file: string | undefined,
  flags: Flags,
  terminal: Terminal,
): Promise<boolean> {
  const { repo } = flags;
  const found = repo
    ? await onGitHub(repo, file, flags, terminal)
    : await alone(file ?? CONFIG_PATH, terminal);
  printFinding(found, flags, terminal);
  return found.problems.length === 0;
}

/** Without network: what the file goes on from stays unknown. */
async function alone(name: string, terminal: Terminal): Promise<Finding> {
  const file = { owner: "", repo: "", path: CONFIG_PATH };
  const chain: FileText[] = [{ file, text: await textOfFile(name, WANTED, terminal) }];
  const { locales } = loadLanguages();
  const checked = checkConfig(chain, { locales, owner: null });
  const isInPlace = name === CONFIG_PATH || name.endsWith(`/${CONFIG_PATH}`);
  const root = isInPlace ? name.slice(0, -CONFIG_PATH.length) : null;
  const { config } = checked;
  const templates = config && root !== null ? await lookAtTemplates(config, root, chain, terminal) : [];
  return {
    ...checked,
    problems: [...checked.problems, ...templates],
    unfollowed: checked.base !== null,
    nameOf: ({ path }) => (path === CONFIG_PATH ? name : `${root}${path}`),
  };
}

/** Templates stand beside the file, as they do in the repository. */
async function lookAtTemplates(
  config: Config,
  root: string,
  chain: FileText[],
  terminal: Terminal,
): Promise<ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  const named = new Map(ownTemplates(config).map((one) => [one.file, one.path]));
  const placeOf = placesIn(chain);
  for (const [path, key] of named) {
    const own = { owner: "", repo: "", path };
    const place = placeOf(key);
    if (existsSync(pathOf(terminal, `${root}${path}`))) {
      const { problems: found } = checkTemplate(await textOfFile(`${root}${path}`, WANTED, terminal));
      problems.push(...found.map((one) => ({ ...one, file: own, path: "" })));
    } else if (place)
      problems.push({ ...place, phrase: "config.template-missing", values: { path: { code: path } } });
  }
  return problems;
}

async function onGitHub(
  repo: RepoRef,
  name: string | undefined,
  flags: Flags,
  terminal: Terminal,
): Promise<Finding> {
  const own = { ...repo, path: CONFIG_PATH };
  const text = name === undefined ? null : await textOfFile(name, WANTED, terminal);
  const { found } = await lookInto(flags, repo, (world) => diagnoseConfig(world, repo, text), terminal);
  const { present, problems, more } = found;
  const foreign = present.problems.filter(({ file }) => !sameRepo(file, repo));
  return {
    problems: [...problems, ...foreign],
    more,
    config: present.config,
    unfollowed: false,
    nameOf: (file) => (name !== undefined && sameFile(file, own) ? name : `${formatRepo(file)}:${file.path}`),
  };
}

function printFinding(found: Finding, { json }: Flags, terminal: Terminal): void {
  const { problems, more, config, unfollowed, nameOf } = found;
  const { say } = loadLanguages().in("en");
  if (json) {
    print(
      terminal,
      JSON.stringify({ ...asJson(problems, say, nameOf), more, followed: !unfollowed, config }, null, 2),
    );
    return;
  }
  for (const problem of problems) print(terminal, compilerLine(nameOf(problem.file), problem, say));
  if (more > 0) print(terminal, `… and ${more} more`);
  if (problems.length === 0) print(terminal, "The configuration is right.");
  if (unfollowed) warn(terminal, "The file that it extends was not looked at: that needs --repo owner/name.");
}

function asJson(problems: ConfigProblem[], say: Say, nameOf: Finding["nameOf"]) {
  return {
    problems: problems.map((problem) => ({
      file: nameOf(problem.file),
      line: problem.line,
      column: problem.column,
      path: problem.path,
      message: tell(problem, say, "plain"),
    })),
  };
}
