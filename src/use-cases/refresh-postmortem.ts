import { answersOf } from "../core/answers.ts";
import { type Fact, factsOf, mergeFacts, withWithdrawn } from "../core/facts.ts";
import { mergeFields } from "../core/fields.ts";
import { findSeverity } from "../core/incident.ts";
import type { Intent } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { findRegion, replaceRegion } from "../core/markers.ts";
import { fixesOf, peopleOf } from "../core/participants.ts";
import { dueOf } from "../core/postmortem.ts";
import type { PostmortemRecord } from "../core/record.ts";
import type { IssueRef } from "../core/reference.ts";
import { type TimelineUpdate, timelineLines, timelineOf, type WrittenLine } from "../core/timeline.ts";
import { isInStep, updateTimeline } from "../core/timeline-merge.ts";
import type { World } from "../ports.ts";
import { suggestedOwners } from "./steps/code-owners.ts";
import { configOf } from "./steps/config.ts";
import { readNow, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { writeBody } from "./steps/write-back.ts";

/** What the document should say of its incident now. */
type Wanted = {
  facts: Fact[];
  answers: Record<string, string>;
  lines: TimelineUpdate[];
  timeZone: string;
  people: string[];
};

/**
 * Lets the document's facts, fields and timeline follow the incident, with at most one edit; what a person wrote over them
 * stays.
 */
export async function refreshPostmortem(
  { incident: ref }: { incident: IssueRef },
  world: World,
): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, ref);
  const incident = record && (await world.github.issue(ref));
  if (!record || !incident) return [];
  const wanted = await wantedOf(incident, record, world);
  const timeline = await bringUpToDate(record, wanted, world);
  if (!timeline) return [];
  await rememberPostmortem(world.records, {
    ...record,
    incidentTitle: incident.title,
    severity: findSeverity(incident)?.severity ?? null,
    people: wanted.people,
    facts: wanted.facts,
    fields: { ...record.fields, ...wanted.answers },
    timeline,
  });
  return [];
}

async function wantedOf(incident: Issue, record: PostmortemRecord, world: World): Promise<Wanted> {
  const config = await configOf(world, incident.ref);
  const timeZone = config.time_zone;
  const { declared } = record;
  const comments = await world.github.comments(incident.ref);
  const trace = { comments: comments.filter(({ author }) => author.login !== world.self), declared };
  const { value, source } = dueOf(incident, declared?.at ?? incident.createdAt, config);
  // What fixed it is known once it is over; a list for every comment before that would be wasted.
  const pulls = incident.state === "closed" ? (await world.github.mentions(incident.ref)).pulls : [];
  const fixes = fixesOf(incident, pulls).map(({ ref }) => ref);
  const owners = fixes.length > 0 ? await suggestedOwners(world, incident.ref) : [];
  const known = { ...trace, pulls, codeowners: { owners, of: fixes } };
  const facts = factsOf(incident, { ...known, timeZone, due: { value, source } });
  return {
    facts: withWithdrawn(facts, record.facts),
    answers: answersOf(incident, record.ref),
    lines: timelineLines(timelineOf(incident, { declared, before: record.timeline }), timeZone),
    timeZone,
    people: peopleOf(incident, known),
  };
}

/** The timeline's lines as they are known from now on. Null: GitHub did not take the document, and nothing is known anew. */
async function bringUpToDate(
  record: PostmortemRecord,
  wanted: Wanted,
  world: World,
): Promise<WrittenLine[] | null> {
  // Rebuilt from GitHub: what stands there may be a person's, so it stays and counts as known.
  if (record.facts.length === 0 || isCurrent(record, wanted)) return wanted.lines;
  const document = await readNow(world, record.ref);
  if (document?.author.login !== world.self) return wanted.lines;
  const withFacts = updateFacts(document.body, record.facts, wanted.facts);
  const withFields = mergeFields(withFacts, record.fields, wanted.answers);
  const { document: body, written } = updateTimeline(
    withFields,
    record.timeline,
    wanted.lines,
    wanted.timeZone,
  );
  if (body === document.body) return written;
  return (await writeBody(world, { ...record, timeline: written }, body)) ? written : null;
}

function isCurrent(record: PostmortemRecord, { facts, answers, lines }: Wanted): boolean {
  return (
    JSON.stringify(facts) === JSON.stringify(record.facts) &&
    Object.entries(answers).every(([name, answer]) => record.fields[name] === answer) &&
    isInStep(record.timeline, lines)
  );
}

function updateFacts(document: string, base: Fact[], ours: Fact[]): string {
  const region = findRegion(document, "facts");
  if (!region) return document;
  return replaceRegion(document, "facts", mergeFacts(document.slice(region.start, region.end), base, ours));
}
