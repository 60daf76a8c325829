import type { Config } from "../../core/config.ts";
import { isoDateIn } from "../../core/due.ts";
import type { Issue } from "../../core/issue.ts";
import { makeMarker } from "../../core/markers.ts";
import { incidentAt, type PostmortemRecord } from "../../core/record.ts";
import { formatIssue, formatRepo, issueKey, type RepoRef, repoKey, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { commentOn } from "./comment-on.ts";
import { configOf } from "./config.ts";
import { isSensitive } from "./home.ts";
import { present } from "./memory.ts";
import { wordsOf } from "./words.ts";

/** Kept under "exposed" and the document's name: since when, as far as we know, everybody may read it. `since` is ISO 8601. */
type Exposed = { since: string; told: boolean };

/** Postmortems of one repository that are told one by one. */
const MOST_TOLD = 10;

/**
 * Looks whether a repository is public that holds postmortems which not everybody should read, and says so once on each that is open.
 * Asked when its visibility changed, and daily, should nobody have told of that.
 */
export async function tellExposed(world: World, repo: RepoRef): Promise<void> {
  const { github, records, log } = world;
  const here = await secretsIn(world, repo);
  if (here.length === 0) return;
  const about = await github.repository(repo);
  if (!about) return;
  if (about.private) {
    // Made public once more, it is news again.
    for (const { id } of await records.list("exposed", `${repoKey(repo)}#`))
      await records.delete("exposed", id);
    return;
  }
  const untold = await untoldOf(world, here);
  if (untold.length === 0) return;
  log.warn(
    { repo: formatRepo(repo), postmortems: untold.length },
    "postmortems that only some should read are public now",
  );
  const told = untold.slice(0, MOST_TOLD);
  for (const [at, record] of told.entries())
    await tell(world, record, "repository", at === told.length - 1 ? untold.length - told.length : 0);
  for (const record of untold.slice(MOST_TOLD)) await noteExposed(world, record, true);
}

/**
 * Whether everybody may read the document of a sensitive incident: then that is said once, and nothing more is filled in. An incident
 * may become sensitive after its document opened: where that is private already, all is well from now on.
 */
export async function isExposed(
  record: PostmortemRecord,
  { labels }: Issue,
  config: Config,
  world: World,
): Promise<boolean> {
  const isSecret = isSensitive(labels, config);
  if (!isSecret && !record.isSensitive) return false;
  const home = await world.github.repository(record.ref);
  if (home?.private) record.isSensitive = true;
  if (!home || home.private) return false;
  await tellExposedOne(world, record, record.isSensitive ? "repository" : "label");
  world.log.info({ document: formatIssue(record.ref) }, "not filled in: it is sensitive, and public");
  return true;
}

/**
 * Says once on a postmortem that everybody reads it.
 * @param why its repository was made public, or its incident became sensitive
 */
async function tellExposedOne(
  world: World,
  record: PostmortemRecord,
  why: "repository" | "label",
): Promise<void> {
  const known = await world.records.get<Exposed>("exposed", issueKey(record.ref));
  if (!known?.told) await tell(world, record, why, 0);
}

/** The postmortems of a repository that are sensitive, or that tell of an incident in a private one. */
async function secretsIn({ github, records }: World, repo: RepoRef): Promise<PostmortemRecord[]> {
  const all = await records.list<PostmortemRecord>("postmortem", `${repo.owner.toLowerCase()}/`);
  const found: PostmortemRecord[] = [];
  for (const { value } of all) {
    if (!sameRepo(value.ref, repo)) continue;
    const isElsewhere = !sameRepo(value.incident, repo);
    if (value.isSensitive || (isElsewhere && (await github.repository(incidentAt(value)))?.private))
      found.push(value);
  }
  return found.sort((a, b) => a.ref.number - b.ref.number);
}

/** Those that are open and that nobody was told of. */
async function untoldOf(world: World, records: PostmortemRecord[]): Promise<PostmortemRecord[]> {
  const untold: PostmortemRecord[] = [];
  for (const record of records) {
    const known = await world.records.get<Exposed>("exposed", issueKey(record.ref));
    if (!known?.told && (await present(world, record.ref))?.state === "open") untold.push(record);
  }
  return untold;
}

/** @param others how many more of the repository are told with it */
async function tell(
  world: World,
  record: PostmortemRecord,
  why: "repository" | "label",
  others: number,
): Promise<void> {
  const { say, render } = wordsOf(world, record);
  const document = await present(world, record.ref);
  const { time_zone: timeZone } = await configOf(world, record.ref);
  const { since } = await noteExposed(world, record, false);
  const body = render("comment-exposed", {
    marker: makeMarker("mend"),
    owner: document?.assignees[0] ?? null,
    isLabel: why === "label",
    since: isoDateIn(new Date(since), timeZone),
    others: others > 0 ? say("problems.others-exposed", { count: others }) : "",
  });
  const effect = `exposed/${formatIssue(record.ref)}/${since}`;
  await commentOn(world, { effect, issue: record.ref, body });
  await noteExposed(world, record, true);
}

/** Before it is said, so that whoever comes after a crash says the same; and after. */
function noteExposed({ records, now }: World, { ref }: PostmortemRecord, told: boolean): Promise<Exposed> {
  return records.update<Exposed>("exposed", issueKey(ref), (known) => ({
    since: known?.since ?? now.toISOString(),
    told: told || (known?.told ?? false),
  }));
}
