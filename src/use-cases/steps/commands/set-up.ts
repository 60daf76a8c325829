import { shortCode } from "../../../core/commands/quoted.ts";
import { CONFIG_PATH } from "../../../core/config/file.ts";
import type { Config } from "../../../core/config.ts";
import {
  FIRST_DAY_PATHS,
  type FirstDayPath,
  FORM_PATH,
  firstDayFile,
} from "../../../core/first-day/files.ts";
import { firstDayLinks } from "../../../core/first-day/links.ts";
import { lackingGrants, SETUP_BRANCH } from "../../../core/first-day/proposal.ts";
import type { Repository } from "../../../core/issue.ts";
import { labelOf } from "../../../core/labels.ts";
import { Refused } from "../../../core/problem.ts";
import {
  formatRepo,
  type IssueRef,
  type RepoRef,
  repoOf,
  sameRepo,
  shortIssue,
} from "../../../core/reference.ts";
import type { GitHub, World } from "../../../ports.ts";
import { configOf } from "../config.ts";
import type { ReadText } from "../config-files.ts";
import { ensureLabels } from "../ensure.ts";
import { missingFiles } from "../first-day.ts";
import type { Outcome, Run } from "./run.ts";

/** What is proposed, and where. */
type Proposal = { run: Run; repo: RepoRef; about: Repository; missing: FirstDayPath[]; config: Config };

/**
 * `/postmortem setup`: one pull request with the files of the first day that are missing. Where the App may not write them, links
 * by which whoever asked adds them. Asked again, or interrupted anywhere, it finds what is there and goes on.
 */
export async function setUp(_: null, run: Run): Promise<Outcome> {
  const { world, words, intent, notes } = run;
  const repo = repoOf(intent.comment.on);
  if (!(await world.github.may(repo, intent.by, "write"))) return { problem: words.say("setup.needs-write") };
  const about = await world.github.repository(repo);
  if (!about) return "done";
  const missing = await missingFiles(world, repo, asItStands(world, repo, about));
  if (missing.length === 0) {
    notes.push(words.say("setup.all-there", { files: FIRST_DAY_PATHS.map(asCode).join(", ") }));
    return "done";
  }
  const proposal = { run, repo, about, missing, config: await configOf(world, repo) };
  if (missing.includes(FORM_PATH)) await ensureFormsLabel(proposal);
  const lacking = lackingGrants(await world.github.grants());
  if (lacking.length === 0) return propose(proposal);
  notes.push(
    words.say("setup.not-granted", { permissions: lacking.map(asCode).join(", ") }),
    byHand(proposal),
  );
  return "done";
}

/** Read anew: somebody may have added a file since it was last looked at. Other repositories' files are the owner's. */
function asItStands({ github }: World, repo: RepoRef, { defaultBranch }: Repository): ReadText {
  return (file) =>
    sameRepo(file, repo)
      ? github.fileAt(repo, file.path, defaultBranch)
      : github.file(repoOf(file), file.path);
}

/** GitHub leaves out what a form names and is not there, and then nothing would open. */
async function ensureFormsLabel({ run: { world, words }, repo, config }: Proposal): Promise<void> {
  const [name = ""] = config.incident.labels;
  await ensureLabels(world, repo, [labelOf("incident", name, words.say)]);
}

function byHand({ run: { words }, about, missing, config }: Proposal): string {
  const files = firstDayLinks(missing, about, config, words);
  return files
    ? words.say("setup.by-hand", { files })
    : words.say("setup.unlinked", { files: missing.map(asCode).join(", ") });
}

async function propose(proposal: Proposal): Promise<Outcome> {
  const { run, repo, about } = proposal;
  const { world, words, notes } = run;
  const { github } = world;
  const base = await github.branchTip(repo, about.defaultBranch);
  if (!base) return { problem: words.say("setup.empty") };
  const pull = (await openPull(github, repo)) ?? (await open(proposal, base));
  if (pull === null) return { problem: words.say("setup.no-pull", { branch: SETUP_BRANCH }) };
  notes.push(words.say("setup.proposed", { pull: shortIssue(pull, run.intent.comment.on) }));
  return "done";
}

async function openPull(github: GitHub, repo: RepoRef): Promise<IssueRef | null> {
  const pulls = await github.pullsFrom(repo, SETUP_BRANCH);
  return pulls.find(({ state }) => state === "open")?.ref ?? null;
}

/** Null: GitHub takes none from this branch. */
async function open(proposal: Proposal, base: string): Promise<IssueRef | null> {
  const { run, repo, about, missing, config } = proposal;
  const { github } = run.world;
  await addFiles(proposal, base);
  const [label = ""] = config.incident.labels;
  const view = {
    hasConfig: missing.includes(CONFIG_PATH),
    hasForm: missing.includes(FORM_PATH),
    label: shortCode(label),
  };
  try {
    const { number } = await github.apply({
      kind: "create-pull",
      effect: `setup/${formatRepo(repo)}/${run.intent.comment.id}`,
      repo,
      title: run.words.say("setup.pull-title"),
      body: run.words.render("setup-pull", view).trim(),
      head: SETUP_BRANCH,
      base: about.defaultBranch,
    });
    return number === undefined ? null : { ...repo, number };
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    // Somebody else's command was faster, or there is nothing new on the branch.
    return openPull(github, repo);
  }
}

async function addFiles({ run, repo, missing, config }: Proposal, base: string): Promise<void> {
  const { world, words } = run;
  const { github } = world;
  await github.apply({ kind: "create-branch", repo, name: SETUP_BRANCH, sha: base });
  for (const path of missing) {
    if ((await github.fileAt(repo, path, SETUP_BRANCH)) !== null) continue;
    const { text } = firstDayFile(path, config, words);
    const message = words.say("setup.commit", { path });
    await github.apply({ kind: "create-file", repo, branch: SETUP_BRANCH, path, text, message });
  }
}

function asCode(text: string): string {
  return `\`${text}\``;
}
