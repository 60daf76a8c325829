import type { Config } from "../../core/config.ts";
import type { IncidentEvidence } from "../../core/course/evidence.ts";
import type { PullCourse, RecentChanges } from "../../core/history.ts";
import type { Comment, Issue, LinkedPull } from "../../core/issue.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import {
  type IssueRef,
  issueKey,
  parseIssue,
  type RepoRef,
  repoNamed,
  sameIssue,
  sameRepo,
} from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { mayShow } from "./visible.ts";

/** What one request shows the course of. */
const MOST_PULLS = 20;

/** What of an incident's record says where to look; of one that has no postmortem, the incident itself. */
export type Known = Pick<PostmortemRecord, "incident" | "ref" | "declared" | "notes" | "stated">;

/** The incident as people and machines tell of it, in three reads; what its document's readers may not see is left out. */
export async function gatherTold(world: World, record: Known, incident: Issue): Promise<IncidentEvidence> {
  const { github, self } = world;
  const comments = (await github.comments(incident.ref)).filter(({ author }) => author.login !== self);
  const history = await github.history(incident.ref);
  const mentioned = history.flatMap((event) => (event.kind === "mentioned" ? [event.pull] : []));
  const refs = await showable(world, record, pullsOf(record, mentioned, incident.ref));
  const courses = refs.length > 0 ? await github.pullCourses(refs) : [];
  return {
    incident,
    declared: record.declared,
    comments,
    notes: await notesOf(world, record, comments),
    history,
    pulls: refs.flatMap((ref) => {
      const linked = mentioned.findLast((pull) => sameIssue(pull.ref, ref));
      const course = courses.find((known) => sameIssue(known.ref, ref)) ?? (linked && bareCourse(linked));
      return course ? [{ ...course, closes: linked?.closes ?? false }] : [];
    }),
    changes: [],
  };
}

/** What changed in the incident's repository, and in those that were named besides, in one read. `since` and `until`: ISO 8601. */
export async function gatherChanges(
  world: World,
  record: Known,
  { suspected_changes: { repositories } }: Config,
  window: { since: string; until: string },
): Promise<RecentChanges> {
  const named = repositories.map((name) => repoNamed(name, record.incident.owner));
  const repos: RepoRef[] = [];
  for (const repo of [record.incident, ...named])
    if (!repos.some((known) => sameRepo(known, repo)) && (await mayShow(world, repo, record.ref)))
      repos.push({ owner: repo.owner, repo: repo.repo });
  return repos.length > 0 ? world.github.recentChanges(repos, window) : { changes: [], missing: [] };
}

/** The pull requests that name the incident or that people named by command, the latest of very many. */
function pullsOf({ stated = {} }: Known, mentioned: LinkedPull[], incident: IssueRef): IssueRef[] {
  const named = [stated.trigger, stated.fix].flatMap((statement) => parseIssue(statement?.said ?? "") ?? []);
  const unique = new Map([...mentioned.map(({ ref }) => ref), ...named].map((ref) => [issueKey(ref), ref]));
  return [...unique.values()].filter((ref) => !sameIssue(ref, incident)).slice(-MOST_PULLS);
}

/** What the mention alone tells of a pull request, where nobody could be asked for more. */
function bareCourse(linked: LinkedPull): PullCourse {
  const { mergedAt } = linked;
  return {
    ...linked,
    ...{ createdAt: null, closedAt: mergedAt, mergedBy: null, sha: null },
    ...{ reviews: [], failedChecks: [], reverts: null, files: [] },
  };
}

/** Anybody anywhere can mention an incident: what another owner's repository says is not ours to show. */
async function showable(world: World, record: Known, refs: IssueRef[]): Promise<IssueRef[]> {
  const shown: IssueRef[] = [];
  for (const ref of refs) if (await mayShow(world, ref, record.ref)) shown.push(ref);
  return shown;
}

/** Comments on the document are read only when one of them counts. */
async function notesOf({ github }: World, record: Known, comments: Comment[]): Promise<Comment[]> {
  const ids = new Set((record.notes ?? []).map(({ id }) => id));
  const isElsewhere = record.notes?.some(({ on }) => sameIssue(on, record.ref)) ?? false;
  const others = isElsewhere ? await github.comments(record.ref) : [];
  return [...comments, ...others].filter(({ id }) => ids.has(id));
}
