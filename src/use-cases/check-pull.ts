import { checkEffect } from "../core/config/check-effect.ts";
import { fileKey } from "../core/config/file.ts";
import { asCode } from "../core/config/problem.ts";
import { ownTemplates } from "../core/config/rules.ts";
import { annotations, filesView } from "../core/config/told.ts";
import { CONFIG_PATH, type Config, type ConfigFile, type Phrase, tell } from "../core/config.ts";
import type { CheckPull, Intent } from "../core/intent.ts";
import { isLacking, Refused } from "../core/problem.ts";
import { formatIssue, formatRepo, type IssueRef, repoOf } from "../core/reference.ts";
import type { Say } from "../core/words.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { atCommit } from "./steps/config-files.ts";
import { usesOf } from "./steps/config-uses.ts";
import { type Diagnosis, diagnose } from "./steps/diagnose-config.ts";
import { noteLacking } from "./steps/lacking.ts";

/** GitHub's limit of a request. The summary tells what is left out. */
const MOST_ANNOTATIONS = 50;
/** As many files as are read of a pull request: of a longer one it is not known what else it touches. */
const MOST_FILES = 300;

/**
 * Says on a pull request that changes the configuration what is wrong with it: a check run with a note at each line. Other pull
 * requests cost one read and hear nothing.
 */
export async function checkPull({ pull, sha, again }: CheckPull, world: World): Promise<Intent[]> {
  const repo = repoOf(pull);
  const config = await configOf(world, repo);
  // Who asked waits for an answer, also where nothing is touched any more.
  if (again === undefined && !(await touches(world, pull, sha, config))) return [];
  const found = await examine(world, pull, sha);
  const { say, render } = world.words(config.locale);
  const { problems, more, notes, print } = found;
  const view = {
    intro: introOf(found, say),
    files: filesView(problems, more, say, () => ""),
    elsewhere: notes.map((one) => tell(one, say, "markdown")),
  };
  const count = problems.length + more;
  try {
    await world.github.apply({
      kind: "create-check-run",
      effect: checkEffect(pull, sha, print, again),
      repo,
      sha,
      name: say("config.check-name"),
      conclusion: count > 0 ? "failure" : notes.length > 0 ? "neutral" : "success",
      title: titleOf(found, count, say),
      summary: render("config-check", view).trim(),
      annotations: annotations(problems, say).slice(0, MOST_ANNOTATIONS),
    });
  } catch (error) {
    if (isLacking(error)) await noteLacking(world, repo.owner, error);
    else if (error instanceof Refused)
      world.log.warn({ on: formatIssue(pull), why: error.message }, "the configuration could not be checked");
    else throw error;
  }
  return [];
}

/** The configuration, a template that it names, or a file that a configuration goes on from. */
async function touches(
  { github, records }: World,
  pull: IssueRef,
  sha: string,
  config: Config,
): Promise<boolean> {
  const files = await github.pullFiles(pull);
  const used = await usesOf(records, pull);
  const own = ownTemplates(config).map(({ file }) => file);
  const watched = new Set([CONFIG_PATH, ...own, ...used.map(({ path }) => path)]);
  if (files.length < MOST_FILES || files.some((path) => watched.has(path)))
    return files.some((path) => watched.has(path));
  for (const path of watched)
    if ((await github.fileAt(pull, path, sha)) !== (await github.file(pull, path))) return true;
  return false;
}

/** What is wrong at the head of a pull request; `notes` are about files elsewhere. */
type Examined = Diagnosis & { notes: Phrase[] };

async function examine(world: World, pull: IssueRef, sha: string): Promise<Examined> {
  const repo = repoOf(pull);
  const { read, hidden } = atCommit(world, repo, sha);
  const found = await diagnose(world, repo, read);
  // Nobody is told here whether what is hidden is there.
  const isKnown = ({ phrase }: Phrase) => hidden.length === 0 || phrase !== "config.base-missing";
  const unread = [...new Map(hidden.map((file) => [fileKey(file), file])).values()];
  return {
    ...found,
    problems: found.problems.filter(isKnown),
    notes: [...found.elsewhere.map(brokenBase), ...unread.map(hiddenBase)],
  };
}

function titleOf({ notes }: Examined, count: number, say: Say): string {
  if (count > 0) return say("config.check-bad", { count });
  return say(notes.length > 0 ? "config.check-elsewhere" : "config.check-good");
}

function introOf({ present: { config }, problems, notes }: Examined, say: Say): string {
  if (problems.length > 0) return say("config.check-intro-bad");
  if (notes.length > 0 || !config) return say("config.check-intro-elsewhere");
  const labels = config.incident.labels.map((label) => asCode(label, label.length)).join(", ");
  const { enabled, day, time } = config.summary;
  return enabled
    ? say("config.check-summary", { labels, day: say(`config.${day}`), time, zone: config.time_zone })
    : say("config.check-no-summary", { labels });
}

/** Where the problems are, and not what stands there: it may be a private repository, and this a public one. */
function brokenBase({ file, count }: Diagnosis["elsewhere"][number]): Phrase {
  return {
    phrase: "config.base-broken",
    values: { path: { code: file.path }, repository: { code: formatRepo(file) }, count },
  };
}

function hiddenBase(file: ConfigFile): Phrase {
  const values = { path: { code: file.path }, repository: { code: formatRepo(file) } };
  return { phrase: "config.check-hidden", values };
}
