import type { Config } from "../../core/config.ts";
import type { IncidentEvidence } from "../../core/course/evidence.ts";
import type { HistoryEvent, PullCourse, RecentChanges } from "../../core/history.ts";
import type { Comment, Issue, LinkedPull } from "../../core/issue.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import {
  formatRepo,
  type IssueRef,
  issueKey,
  parseIssue,
  type RepoRef,
  repoNamed,
  repoOf,
  sameIssue,
} from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { mayShow } from "./visible.ts";

/** What one request shows the course of. */
const MOST_PULLS = 20;

/** What of an incident's record says where to look; of one that has no postmortem, the incident itself. */
export type Known = Pick<
  PostmortemRecord,
  "incident" | "ref" | "declared" | "notes" | "stated" | "locale" | "isRetrospective"
>;

/** The incident as people and machines tell of it, in three reads; what its document's readers may not see is left out. */
export async function gatherTold(world: World, record: Known, incident: Issue): Promise<IncidentEvidence> {
  const { github, self } = world;
  const said = incident.commentCount === 0 ? [] : await github.comments(incident.ref);
  const comments = said.filter(({ author }) => author.login !== self);
  const history = await showable(world, record, await github.history(incident.ref), placeOf);
  return {
    incident,
    isRetrospective: record.isRetrospective ?? false,
    declared: record.declared,
    comments,
    notes: await notesOf(world, record, comments),
    history,
    pulls: mentionedIn(history, incident.ref).map(bareCourse),
    changes: [],
  };
}

/** Where what GitHub's timeline tells of is: of a pull request or commit that names the incident its repository, else here. */
function placeOf(event: HistoryEvent): RepoRef | undefined {
  if (event.kind === "mentioned") return event.pull.ref;
  return event.kind === "referenced" ? event.repo : undefined;
}

/** Pull requests that name the incident, each as it was last seen; the latest of very many. */
function mentionedIn(history: HistoryEvent[], incident: IssueRef): LinkedPull[] {
  const pulls = history.flatMap((event) => (event.kind === "mentioned" ? [event.pull] : []));
  const unique = new Map(pulls.map((pull) => [issueKey(pull.ref), pull]));
  return [...unique.values()].filter(({ ref }) => !sameIssue(ref, incident)).slice(-MOST_PULLS);
}

/** What a read told besides: what it could not, and whether the next one may. */
type Rest = Pick<RecentChanges, "missing" | "unanswered">;

/**
 * What changed in the incident's repository and in those that were named besides, and the course of its pull requests and of those
 * that people named by command, in one read. `since` and `until`: ISO 8601.
 */
export async function gatherChanges(
  world: World,
  record: Known,
  { suspected_changes: { repositories } }: Config,
  told: IncidentEvidence,
  window: { since: string; until: string },
): Promise<Rest & { evidence: IncidentEvidence }> {
  const here = told.incident.ref;
  const places = [here, ...repositories.map((name) => repoNamed(name, here.owner))];
  const unique = new Map(places.map((repo) => [formatRepo(repo).toLowerCase(), repoOf(repo)]));
  const repos = await showable(world, record, [...unique.values()], itself);
  const named = await showable(world, record, namedIn(record, told), itself);
  const linked = [...told.pulls.map(({ ref }) => ref), ...named].slice(-MOST_PULLS);
  const { changes, courses, missing, unanswered } = await world.github.recentChanges(repos, window, linked);
  const courseOf = (ref: IssueRef) => courses.find((course) => sameIssue(course.ref, ref));
  const pulls = told.pulls.map((pull) => ({ ...(courseOf(pull.ref) ?? pull), closes: pull.closes }));
  const stated = named.flatMap((ref) => courseOf(ref) ?? []).map((pull) => ({ ...pull, closes: false }));
  return { evidence: { ...told, changes, pulls: [...pulls, ...stated] }, missing, unanswered };
}

/** Pull requests that people named by command, and that do not name the incident themselves. */
function namedIn({ stated = {} }: Known, { incident, pulls }: IncidentEvidence): IssueRef[] {
  const named = [stated.trigger, stated.fix].flatMap((statement) => parseIssue(statement?.said ?? "") ?? []);
  const unique = new Map(named.map((ref) => [issueKey(ref), ref]));
  const known = [incident.ref, ...pulls.map(({ ref }) => ref)];
  return [...unique.values()].filter((ref) => !known.some((one) => sameIssue(one, ref)));
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

/**
 * Anybody anywhere can mention an incident: what another owner's repository says is not ours to show, nor a private one's where
 * the document is public. What is of no repository of its own stays.
 */
async function showable<T>(
  world: World,
  record: Known,
  things: T[],
  placeOf: (thing: T) => RepoRef | undefined,
): Promise<T[]> {
  const shown: T[] = [];
  for (const thing of things) {
    const place = placeOf(thing);
    if (!place || (await mayShow(world, place, record.ref))) shown.push(thing);
  }
  return shown;
}

function itself<T>(thing: T): T {
  return thing;
}

/** Comments on the document are read only when one of them counts. */
async function notesOf({ github }: World, record: Known, comments: Comment[]): Promise<Comment[]> {
  const ids = new Set((record.notes ?? []).map(({ id }) => id));
  const isElsewhere = record.notes?.some(({ on }) => sameIssue(on, record.ref)) ?? false;
  const others = isElsewhere ? await github.comments(record.ref) : [];
  return [...comments, ...others].filter(({ id }) => ids.has(id));
}
