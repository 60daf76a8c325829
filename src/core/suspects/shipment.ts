import type { Deployment, MergedPull, PullCourse, RecentChange, Release } from "../history.ts";
import { formatRepo, type RepoRef } from "../reference.ts";
import { changeKey } from "./change-key.ts";

/** One change and what brought it to people: a merged pull request, the deployments of its commit, the release that holds it. */
export type Shipment = {
  pull: MergedPull | null;
  /** Oldest first. */
  deployments: Deployment[];
  release: Release | null;
};

/** Changes of one commit are one; a release whose commit is not known goes with the deployment of its tag. */
export function shipmentsOf(changes: readonly RecentChange[]): Shipment[] {
  const deployments = changes.filter((change) => change.kind === "deployment").sort(byTime);
  const tagged = new Map(deployments.map((one) => [`${nameOf(one.repo)}@${one.ref}`, one.sha]));
  const shipments = new Map<string, Shipment>();
  for (const change of [...changes].sort(byTime)) {
    const { key, repo } = commitOf(change, tagged);
    const id = `${nameOf(repo)} ${key}`;
    const shipment = shipments.get(id) ?? { pull: null, deployments: [], release: null };
    if (change.kind === "pull") shipment.pull ??= change;
    else if (change.kind === "release") shipment.release ??= change;
    else shipment.deployments.push(change);
    shipments.set(id, shipment);
  }
  return [...shipments.values()];
}

/** What a shipment holds, as the changes they were. */
export function changesIn({ pull, deployments, release }: Shipment): RecentChange[] {
  return [...(pull ? [pull] : []), ...(release ? [release] : []), ...deployments];
}

function commitOf(change: RecentChange, tagged: Map<string, string>): { key: string; repo: RepoRef } {
  if (change.kind === "pull") return { key: change.sha ?? `#${change.ref.number}`, repo: change.ref };
  if (change.kind === "deployment") return { key: change.sha, repo: change.repo };
  const sha = change.sha ?? tagged.get(`${nameOf(change.repo)}@${change.tag}`);
  return { key: sha ?? `@${change.tag}`, repo: change.repo };
}

function nameOf(repo: RepoRef): string {
  return formatRepo(repo).toLowerCase();
}

function byTime(a: RecentChange, b: RecentChange): number {
  return Date.parse(a.at) - Date.parse(b.at) || (changeKey(a) < changeKey(b) ? -1 : 1);
}

/** When something of a change happened; `environment` of deployments. */
export type Step = { at: string; environment: string | null } & {
  kind: "merged" | "published" | "deployed" | "deploying" | "failed";
};

/** What happened of a change up to a moment (ms since the epoch), most telling last: merged, elsewhere, published, in production. */
export function stepsOf({ pull, deployments, release }: Shipment, until: number): Step[] {
  const elsewhere = deployments.filter(({ environment }) => !isProduction(environment));
  const production = deployments.filter(({ environment }) => isProduction(environment));
  return [
    ...(pull ? [{ kind: "merged" as const, at: pull.at, environment: null }] : []),
    ...elsewhere.map((one) => deploymentStep(one, until)),
    ...(release ? [{ kind: "published" as const, at: release.at, environment: null }] : []),
    ...production.map((one) => deploymentStep(one, until)),
  ].filter(({ at }) => Date.parse(at) <= until);
}

/** A deployment as it stood at that moment: done, failed, or on its way. */
function deploymentStep({ at, environment, statuses }: Deployment, until: number): Step {
  const known = statuses.filter((status) => Date.parse(status.at) <= until);
  const done = known.find(({ state }) => state === "success");
  if (done) return { kind: "deployed", at: done.at, environment };
  const failed = known.find(({ state }) => state === "failure" || state === "error");
  return failed ? { kind: "failed", at: failed.at, environment } : { kind: "deploying", at, environment };
}

/** Whether a place where things are deployed says that it is production: what says nothing may be a site of documents. */
export function isProduction(environment: string): boolean {
  return (
    /(?<![a-z])(?:prod|prd|production|produ[cç][aã]o|producci[oó]n|live)(?![a-z])/i.test(
      environment.slice(0, 255),
    ) && !/pre-?prod|non-?prod/i.test(environment)
  );
}

/** When a change's commit was first deployed to production with success, ISO 8601. Null: not that GitHub knows. */
export function deployedAt(
  change: RecentChange | PullCourse,
  changes: readonly RecentChange[],
): string | null {
  const merged = "mergedAt" in change ? pullOf(change) : change;
  if (!merged) return null;
  if (merged.kind === "deployment") return successOf([merged]);
  const others = changes.filter((one) => one.kind === "deployment");
  const shipment = shipmentsOf([merged, ...others]).find(
    (one) => one.pull === merged || one.release === merged,
  );
  return successOf(shipment?.deployments ?? []);
}

function successOf(deployments: Deployment[]): string | null {
  const successes = deployments
    .filter(({ environment }) => isProduction(environment))
    .flatMap(({ statuses }) => statuses.find(({ state }) => state === "success")?.at ?? []);
  return successes.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}

function pullOf({ mergedAt, ...course }: PullCourse): MergedPull | null {
  return mergedAt ? { ...course, kind: "pull", at: mergedAt, labels: [], approved: true } : null;
}
