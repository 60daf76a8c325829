import { readActionItems } from "../../core/action-items.ts";
import type { Config } from "../../core/config.ts";
import { digestOf } from "../../core/digest/digest.ts";
import { readDocumentMarker } from "../../core/document-marker.ts";
import type { Evidence } from "../../core/evidence-mark.ts";
import { readFacts } from "../../core/facts.ts";
import { followUpFacts, incidentFacts } from "../../core/figures/facts-of.ts";
import { homeOfFollowUp, toFollowUp } from "../../core/follow-up.ts";
import type { Issue } from "../../core/issue.ts";
import { promptRows, readKeyTimeRows, rowNamesOf } from "../../core/key-times/key-time-rows.ts";
import { KEY_TIMES, type KeyTimeName } from "../../core/key-times/key-times.ts";
import { endingOf, isOwnIncident } from "../../core/life/ending.ts";
import { findRegion } from "../../core/markers.ts";
import { titleOfIncident } from "../../core/postmortem.ts";
import { issueKey, type RepoRef, sameRepo } from "../../core/reference.ts";
import type { Say } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import type { Facts } from "./figures.ts";
import { ownWordsOf, spokenBy, wordsOf } from "./words.ts";

/** What a document's line says of the issue behind it. */
type Line = { teams: string[]; evidence: Evidence | null };

const NOTHING_WRITTEN = { facts: [], fields: {} };

/**
 * The incidents and action items of a repository as GitHub's lists show them now, for whoever has no store that knows them.
 * A document counts when we made it, or a bot did: with a token we are not the App that made them.
 */
export async function factsOnGitHub(world: World, repo: RepoRef, config: Config): Promise<Facts> {
  const { github, self } = world;
  const listed = (label: string) => github.issues(repo, { labels: [label], state: "all" });
  const trusted = ({ author }: Issue) => author.isBot || author.login === self;
  const documents = (await listed(config.labels.postmortem)).filter(trusted);
  const lines = new Map(documents.flatMap((document) => linesIn(document, config, world)));
  const items = (await listed(config.labels.action_item)).filter(({ isPullRequest }) => !isPullRequest);
  return {
    incidents: documents.flatMap((document) => incidentIn(document, config, world) ?? []),
    followUps: items
      .map((issue) => withLine(issue, lines, trusted(issue) ? issue.author.login : self))
      .filter((item) => sameRepo(homeOfFollowUp(item), repo))
      .map(followUpFacts),
  };
}

function incidentIn(document: Issue, { time_zone: timeZone, severity }: Config, world: World) {
  const { body, title, createdAt } = document;
  const said = readDocumentMarker(body, world.locales);
  if (!said || said.isRetrospective || !isOwnIncident(endingOf({}, document))) return null;
  const { say } = wordsOf(world, said);
  const spoken = [say, ...spokenBy(world)];
  const digest = digestOf(body, NOTHING_WRITTEN, say, severity.labels);
  const known = {
    incident: said.incident,
    incidentTitle: titleOfIncident(title, spoken),
    severity: null,
    declared: null,
    facts: readFacts(inside(body, "facts")),
    keyTimes: keyTimesIn(body, timeZone, digest.declaredAt ?? createdAt, spoken),
    digest,
  };
  return incidentFacts(known, createdAt, say);
}

/**
 * As they stand in the document, whoever wrote them.
 * @param spoken every language that the app speaks, the document's first
 */
function keyTimesIn(
  body: string,
  timeZone: string,
  near: string,
  spoken: readonly Say[],
): Record<KeyTimeName, string | null> {
  const table = inside(body, "key-times");
  const ours = promptRows(table, rowNamesOf(table, [], spoken), spoken);
  const cells = readKeyTimeRows(table, ours, timeZone, near, spoken);
  const at = (name: KeyTimeName) => {
    const cell = cells[name];
    return [name, cell && "at" in cell ? cell.at : null] as const;
  };
  return Object.fromEntries(KEY_TIMES.map(at)) as Record<KeyTimeName, string | null>;
}

function linesIn(document: Issue, { time_zone: timeZone }: Config, world: World): [string, Line][] {
  const { body, ref, updatedAt } = document;
  const own = ownWordsOf(world, readDocumentMarker(body, world.locales) ?? {});
  const read = readActionItems(body, ref, { now: new Date(updatedAt), timeZone }, own);
  return read.flatMap(({ ref: of, owners, evidence }): [string, Line][] =>
    of ? [[issueKey(of), { teams: owners.filter((owner) => owner.includes("/")), evidence }]] : [],
  );
}

function withLine(issue: Issue, lines: Map<string, Line>, author: string) {
  const line = lines.get(issueKey(issue.ref));
  const evidence = issue.state === "closed" ? (line?.evidence ?? null) : null;
  return { ...toFollowUp(issue, author), owners: [...issue.assignees, ...(line?.teams ?? [])], evidence };
}

function inside(body: string, region: string): string {
  const found = findRegion(body, region);
  return found ? body.slice(found.start, found.end) : "";
}
