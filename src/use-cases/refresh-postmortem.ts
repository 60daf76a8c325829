import { answersOf } from "../core/answers.ts";
import type { Config } from "../core/config.ts";
import { updateDerived } from "../core/derived-region.ts";
import { digestOf } from "../core/digest/digest.ts";
import { type Fact, mergeFacts } from "../core/facts.ts";
import { mergeFields } from "../core/fields.ts";
import { findSeverity } from "../core/incident.ts";
import type { Intent } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { findRegion, replaceRegion } from "../core/markers.ts";
import { incidentAt, type PostmortemRecord } from "../core/record.ts";
import { formatIssue, type IssueRef, sameIssue } from "../core/reference.ts";
import { standsStill } from "../core/stands-still.ts";
import { statedSeverity } from "../core/stated-severity.ts";
import type { Course } from "../core/suspects/keep-told.ts";
import { promptFor } from "../core/template/prompts.ts";
import { isInStep, updateTimeline } from "../core/timeline-merge.ts";
import type { Say } from "../core/words.ts";
import type { World } from "../ports.ts";
import { announcing } from "./steps/announce.ts";
import { configOf } from "./steps/config.ts";
import { courseOf, gatherCourse, unknownChanges } from "./steps/course.ts";
import { isExposed } from "./steps/exposed.ts";
import { type FactsNow, factsNow } from "./steps/facts-now.ts";
import { documentNow } from "./steps/follow-document.ts";
import { gatherTold } from "./steps/gather-evidence.ts";
import { recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { tellOnce, tellProblems } from "./steps/mend.ts";
import { redating } from "./steps/redate.ts";
import { renewTimes } from "./steps/renew-times.ts";
import { mayShow } from "./steps/visible.ts";
import { wordsOf } from "./steps/words.ts";
import { beginBody, recallBegun } from "./steps/write-back.ts";

/** What the document should say of its incident now. */
type Wanted = FactsNow & { answers: Record<string, string>; course: Course; config: Config };

/**
 * Lets the document's facts, fields, timeline, key times and suspected changes follow the incident, with at most one edit; what a
 * person wrote over them stays.
 */
export async function refreshPostmortem(
  { incident: ref }: { incident: IssueRef },
  world: World,
): Promise<Intent[]> {
  const known = await recallPostmortem(world.records, ref);
  const incident = known && (await shownIncident(known, world));
  if (!known || !incident) return [];
  const config = await configOf(world, incident.ref);
  const record: PostmortemRecord = {
    ...(sameIssue(incident.ref, incidentAt(known)) ? known : atItsNewPlace(known, incident.ref)),
    incidentTitle: incident.title,
    severity: known.isRetrospective
      ? null
      : (statedSeverity(known) ?? findSeverity(incident, config.severity.labels)?.severity ?? null),
    openedAt: incident.createdAt,
    closedAt: incident.closedAt,
  };
  if (await isExposed(record, incident, config, world)) {
    await rememberPostmortem(world.records, record);
    return announcing(world, record);
  }
  const wanted = await wantedOf(incident, record, config, world);
  record.dueWords = wanted.dueWords;
  if (await bringUpToDate(record, wanted, world)) Object.assign(record, saidBy(record, wanted));
  await rememberPostmortem(world.records, record);
  await tellProblems(world, record, record.ref);
  return [
    ...(await announcing(world, record)),
    ...(await redating(world, record)),
    // Followed to where it was moved: what was written there meanwhile has been told of at neither place.
    ...(sameIssue(known.ref, record.ref) ? [] : [{ kind: "sync-postmortem", incident: ref } as const]),
  ];
}

/** The incident, wherever it was transferred to; null when it is gone, or where readers of its document may not read. */
async function shownIncident(record: PostmortemRecord, world: World): Promise<Issue | null> {
  const { github, log } = world;
  const [place, { ref }] = [incidentAt(record), record];
  const found = (await github.issue(place)) ?? (await github.movedIssue(place));
  if (!found || (await mayShow(world, found.ref, ref))) return found;
  log.warn(
    { incident: formatIssue(found.ref) },
    "not followed: readers of its postmortem may not read there",
  );
  if (await mayShow(world, ref, found.ref)) {
    const { say } = wordsOf(world, record);
    await tellOnce(world, record, found.ref, say("problems.incident-apart"));
  }
  return null;
}

/** Its comment moved along, and may say more than its new readers should know: it is looked for there. */
function atItsNewPlace({ announcement: _, ...known }: PostmortemRecord, movedTo: IssueRef): PostmortemRecord {
  return { ...known, movedTo };
}

async function wantedOf(
  incident: Issue,
  record: PostmortemRecord,
  config: Config,
  world: World,
): Promise<Wanted> {
  const told = await gatherTold(world, record, incident);
  const gathered = await gatherCourse(world, record, config, told);
  record.untold.push(...unknownChanges(record, gathered, wordsOf(world, record).say));
  const course = courseOf(world, record, config, gathered);
  return {
    ...(await factsNow(incident, record, config, gathered.evidence, course.fix, world)),
    answers: {
      ...triggerTakenBack(record, wordsOf(world, record).say),
      ...answersOf(incident, record.ref, wordsOf(world, record).say),
      ...(course.trigger ? { [TRIGGER]: course.trigger } : {}),
    },
    course,
    config,
  };
}

/** The field that a confirmed trigger answers. */
const TRIGGER = "cause-trigger";

/** What a person confirmed and took back again must not go on standing there. */
function triggerTakenBack({ stated, heard, fields }: PostmortemRecord, say: Say): Record<string, string> {
  const written = fields[TRIGGER];
  const isTakenBack = heard?.trigger !== undefined && !stated?.trigger;
  return isTakenBack && written !== undefined && !written.startsWith("_")
    ? { [TRIGGER]: promptFor(TRIGGER, { say }) }
    : {};
}

/**
 * Brings the document into step, and notes in the record what is written there from now on. False: it is not there, or GitHub did
 * not take it; of what it says nothing is known anew.
 */
async function bringUpToDate(record: PostmortemRecord, wanted: Wanted, world: World): Promise<boolean> {
  if (isCurrent(record, wanted)) return true;
  // Rebuilt from GitHub: what stands there may be a person's, so it stays and counts as known.
  const isRebuilt = record.facts.length === 0;
  const document = isRebuilt ? null : await documentNow(world, record);
  if (!isRebuilt && !document) return false;
  if (document?.author.login !== world.self) {
    record.timeline = wanted.course.lines;
    return true;
  }
  recallBegun(record, document.body);
  const withFacts = updateFacts(document.body, record.facts, wanted.facts);
  const withFields = mergeFields(withFacts, record.fields, wanted.answers);
  const isStill = standsStill(document, wanted.config) !== null;
  const { document: body, told } = isStill
    ? { document: withFields, told: record }
    : tellCourse(withFields, record, wanted, world);
  const next = { ...told, ...saidBy(record, wanted) };
  const isWritten = body === document.body || (await beginBody(world, record, next, body));
  if (isWritten)
    Object.assign(record, next, {
      digest: digestOf(body, next, wordsOf(world, record).say, wanted.config.severity.labels),
    });
  else record.untold = next.untold;
  return isWritten;
}

/** The document with its timeline, key times and suspected changes, and the record of what it then says. */
function tellCourse(
  document: string,
  record: PostmortemRecord,
  { course, config: { time_zone: timeZone } }: Wanted,
  world: World,
): { document: string; told: PostmortemRecord } {
  const told = { ...record, untold: [...record.untold] };
  const lines = updateTimeline(document, record.timeline, course.lines, timeZone);
  const block = updateDerived(lines.document, "suspects", record.suspects ?? null, course.suspects);
  const times = renewTimes(world, told, block.document, course.found, timeZone);
  times.keep();
  return {
    document: times.document,
    told: Object.assign(told, {
      timeline: lines.written,
      // A document without such a part has nothing to catch up with.
      suspects: findRegion(lines.document, "suspects") ? block.written : course.suspects,
    }),
  };
}

/** What is remembered of facts, fields and people once the document says them. */
function saidBy(
  { fields }: PostmortemRecord,
  { people, facts, answers }: Wanted,
): Pick<PostmortemRecord, "people" | "facts" | "fields"> {
  return { people, facts, fields: { ...fields, ...answers } };
}

function isCurrent(record: PostmortemRecord, { facts, answers, course }: Wanted): boolean {
  return (
    !record.begun &&
    JSON.stringify(facts) === JSON.stringify(record.facts) &&
    Object.entries(answers).every(([name, answer]) => record.fields[name] === answer) &&
    isInStep(record.timeline, course.lines) &&
    course.suspects === record.suspects &&
    JSON.stringify(course.found) === JSON.stringify(record.foundTimes)
  );
}

function updateFacts(document: string, base: Fact[], ours: Fact[]): string {
  const region = findRegion(document, "facts");
  if (!region) return document;
  return replaceRegion(document, "facts", mergeFacts(document.slice(region.start, region.end), base, ours));
}
