import type { Deployment, Release } from "../history.ts";
import { formatRepo, type RepoRef, sameRepo } from "../reference.ts";
import { isProduction } from "../suspects/shipment.ts";
import type { Say } from "../words.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { linkTo, safeText } from "./safe-text.ts";
import { nameOf, type Statement } from "./said.ts";
import type { WeighedEntry } from "./said-entries.ts";
import { changeWindow, isWithin } from "./windows.ts";

/** So many deployments stand in a timeline; those to production first. */
const MOST_DEPLOYMENTS = 20;
/** A commit is named by its first letters. */
const COMMIT = /^[0-9a-f]{40}$/i;

/** Deployments with what came of them, and releases, around an incident. Merged pull requests are suspects, told elsewhere. */
export function changeEntries(
  evidence: IncidentEvidence,
  statements: readonly Statement[],
  say: Say,
): WeighedEntry[] {
  const window = changeWindow(evidence, statements);
  const home = evidence.incident.ref;
  const deployed = evidence.changes
    .flatMap((change) => (change.kind === "deployment" ? deploymentEntries(change, home, say) : []))
    .filter(({ entry }) => isWithin(entry.at, window))
    .sort((a, b) => b.weight - a.weight || Date.parse(a.entry.at) - Date.parse(b.entry.at));
  // A tag has one release: of two that were read the same one counts, whatever the window.
  const releases = new Map(
    evidence.changes
      .flatMap((change) => (change.kind === "release" ? [releaseEntry(change, home, say)] : []))
      .map((each) => [each.entry.key, each]),
  );
  const released = [...releases.values()].filter(({ entry }) => isWithin(entry.at, window));
  return [...deployed.slice(0, MOST_DEPLOYMENTS), ...released];
}

/** Success and failure at the time that they were told; what nobody followed up when it was asked for. */
function deploymentEntries(deployment: Deployment, home: RepoRef, say: Say): WeighedEntry[] {
  const { id, at, environment, ref, statuses, url } = deployment;
  const name = safeText(COMMIT.test(ref) ? ref.slice(0, 7) : ref);
  const words = { what: inRepo(name, deployment.repo, home, say), environment: safeText(environment) };
  const weight = isProduction(environment) ? 75 : 50;
  const told = (step: "created" | "success" | "failure", at: string, more = 0): WeighedEntry => ({
    entry: {
      key: `deployment/${id}/${step}`,
      at,
      text: say(environment === "" ? `course.deployment-${step}` : `course.deployment-${step}-to`, words),
      by: nameOf(deployment.by),
      kind: "deployment",
      source: linkTo(say("course.source-deployment"), url),
    },
    weight: weight + more,
  });
  const succeeded = statuses.find(({ state }) => state === "success");
  const failed = statuses.find(({ state }) => state === "failure" || state === "error");
  return [
    ...(statuses.length === 0 ? [told("created", at)] : []),
    ...(succeeded ? [told("success", succeeded.at)] : []),
    ...(failed ? [told("failure", failed.at, 5)] : []),
  ];
}

function releaseEntry(release: Release, home: RepoRef, say: Say): WeighedEntry {
  const { repo, tag, name, at, by, prerelease, url } = release;
  const title = name === "" || name === tag ? "" : `: ${safeText(name)}`;
  const what = inRepo(safeText(tag), repo, home, say) + title;
  const text = say(prerelease ? "course.pre-released" : "course.released", { what });
  const key = `release/${formatRepo(repo)}/${tag}`;
  return {
    entry: {
      key,
      at,
      text,
      by: nameOf(by),
      kind: "release",
      source: linkTo(say("course.source-release"), url),
    },
    weight: prerelease ? 45 : 70,
  };
}

function inRepo(what: string, repo: RepoRef, home: RepoRef, say: Say): string {
  return sameRepo(repo, home)
    ? what
    : say("course.in-repository", { what, repository: safeText(formatRepo(repo)) });
}
