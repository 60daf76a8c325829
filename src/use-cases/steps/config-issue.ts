import { configMarker, isConfigIssue, toldState } from "../../core/config/config-issue.ts";
import type { ConfigFile } from "../../core/config/file.ts";
import { CONFIG_LABEL } from "../../core/config/rules.ts";
import { filesView } from "../../core/config/told.ts";
import type { Config } from "../../core/config.ts";
import type { Issue } from "../../core/issue.ts";
import { labelOf } from "../../core/labels.ts";
import { splice } from "../../core/markdown.ts";
import { findMarkers } from "../../core/markers.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import { formatRepo, type RepoRef } from "../../core/reference.ts";
import type { PhraseName } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { hasLastGood } from "./config.ts";
import type { Diagnosis } from "./diagnose-config.ts";
import { ensureLabels } from "./ensure.ts";
import { doubtIssue } from "./renew-config.ts";

/** What an issue says of itself in its marker while nothing is wrong; else the fingerprint of what was looked at. */
const MENDED = "mended";

type Case = {
  repo: RepoRef;
  found: Diagnosis;
  config: Config;
  /** Nobody changed anything as far as is known: no issue is made. */
  isQuiet: boolean;
};

/**
 * The one issue about a broken configuration: made, edited, closed or opened again, so that it says what is so. One that a person
 * closed or deleted is left alone until something changes.
 * @param known its number; null: there is none; undefined: what was known is lost, so it is looked for on GitHub
 * @returns its number from now on
 */
export async function settleIssue(
  world: World,
  one: Case,
  known: number | null | undefined,
): Promise<number | null> {
  const isBroken = one.found.problems.length > 0;
  if (known === null && !isBroken) return null;
  try {
    const issue = await currentIssue(world, one.repo, known);
    if (issue && issue !== "gone") return await renew(world, one, issue);
    const isNew = isBroken && !one.isQuiet;
    return isNew ? await create(world, one, issue === "gone" ? (known ?? null) : null) : (known ?? null);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    world.log.warn(
      { repo: formatRepo(one.repo), why: error.message },
      "people could not be told of the configuration",
    );
    return known ?? null;
  }
}

/** `"gone"`: it was deleted or moved. */
async function currentIssue(
  { github, self }: World,
  repo: RepoRef,
  known: number | null | undefined,
): Promise<Issue | "gone" | null> {
  if (known === null) return null;
  if (known !== undefined) return (await github.issue({ ...repo, number: known })) ?? "gone";
  const listed = await github.issues(repo, { labels: [CONFIG_LABEL], state: "all" });
  const ours = listed
    .filter((issue) => isConfigIssue(issue, self))
    .sort((a, b) => b.ref.number - a.ref.number);
  return ours.find(({ state }) => state === "open") ?? ours[0] ?? null;
}

/** At most one edit, and none when the issue says what is so. */
async function renew(world: World, one: Case, issue: Issue): Promise<number> {
  const { github } = world;
  const { found } = one;
  const { number } = issue.ref;
  const told = toldState(issue.body);
  if (found.problems.length === 0) {
    if (issue.state === "open")
      await github.apply({
        kind: "edit-issue",
        issue: issue.ref,
        state: "closed",
        stateReason: "completed",
        body: asMended(issue.body),
      });
    else if (told !== undefined && told !== MENDED)
      await github.apply({ kind: "edit-issue", issue: issue.ref, body: asMended(issue.body) });
    return number;
  }
  if (told === found.state) return number;
  const body = await bodyOf(world, one);
  const reopen = issue.state === "closed" ? ({ state: "open" } as const) : {};
  await github.apply({ kind: "edit-issue", issue: issue.ref, body, ...reopen });
  return number;
}

/** The text stays for whoever reads it later; only the marker says that it is over. */
function asMended(body: string): string {
  const edits = findMarkers(body)
    .filter(({ kind }) => kind === "configuration")
    .map(({ start, end }) => ({ at: start, remove: end - start, insert: configMarker(MENDED) }));
  return splice(body, edits);
}

/** @param lost the one before it, which is not there any more */
async function create(world: World, one: Case, lost: number | null): Promise<number | null> {
  const { repo, config } = one;
  const { say } = world.words(config.locale);
  await ensureLabels(world, repo, [labelOf("configuration", CONFIG_LABEL, say)]);
  await doubtIssue(world, repo);
  const { number, already } = await world.github.apply({
    kind: "create-issue",
    effect: `configuration/${formatRepo(repo)}${lost === null ? "" : `/after-${lost}`}`,
    repo,
    title: say("config.issue-title"),
    body: await bodyOf(world, one),
    labels: [CONFIG_LABEL],
    assignees: [],
    milestone: null,
  });
  if (!already || number === undefined) return number ?? null;
  // Made before by a process that died over it: what it says is older than this.
  const made = await world.github.issue({ ...repo, number });
  return made ? renew(world, one, made) : create(world, one, number);
}

async function bodyOf(world: World, { repo, found, config }: Case): Promise<string> {
  const { say, render } = world.words(config.locale);
  const about = await world.github.repository(repo);
  const pageOf = ({ path }: ConfigFile) =>
    `${about?.url ?? ".."}/blob/${inAddress(about?.defaultBranch ?? "HEAD")}/${inAddress(path)}`;
  return render("config-issue", {
    marker: configMarker(found.state),
    files: filesView(found.problems, found.more, say, pageOf),
    meanwhile: say(await inForce(world, repo, found)),
  });
}

async function inForce(world: World, repo: RepoRef, { present, problems }: Diagnosis): Promise<PhraseName> {
  if (!present.config)
    return (await hasLastGood(world, repo)) ? "config.in-force-last" : "config.in-force-defaults";
  const isTemplate = problems.every(({ phrase }) => phrase.startsWith("config.template-"));
  return isTemplate ? "config.in-force-template" : "config.in-force-shared";
}

/** A branch may be called `fix#1` or `a(b)`. */
function inAddress(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/").replaceAll("(", "%28").replaceAll(")", "%29");
}
