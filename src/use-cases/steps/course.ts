import { areasIn } from "../../core/areas.ts";
import type { Config } from "../../core/config.ts";
import type { IncidentEvidence } from "../../core/course/evidence.ts";
import { timelineOf } from "../../core/course/timeline-of.ts";
import type { PullCourse, RecentChange } from "../../core/history.ts";
import { KEY_TIMES, type KeyTimes, keyTimesOf } from "../../core/key-times/key-times.ts";
import { escapeInline } from "../../core/markdown.ts";
import type { PostmortemRecord, Stated } from "../../core/record.ts";
import { confirmedFix, triggerAnswer } from "../../core/suspects/change-words.ts";
import { type Course, keepTold } from "../../core/suspects/keep-told.ts";
import { findStated } from "../../core/suspects/stated-change.ts";
import { type Suspect, suspects } from "../../core/suspects/suspects.ts";
import { suspectsBlock } from "../../core/suspects/suspects-block.ts";
import { timelineLines } from "../../core/timeline.ts";
import type { World } from "../../ports.ts";
import { gatherChanges, type Known } from "./gather-evidence.ts";

const HOUR_MS = 3_600_000;
/** What is deployed right after an incident closed was mostly on its way before. */
const AFTERWARDS_MS = 2 * HOUR_MS;
/** Somebody may state a start long before anybody noticed; further back nobody looks for changes. */
const LONGEST_MS = 14 * 24 * HOUR_MS;

/** An incident's evidence with what changed around it, and what people stated of both. */
export type Gathered = {
  evidence: IncidentEvidence;
  /** What of the changes could not be read, in words for people. */
  missing: string[];
  /** Of some of it GitHub said nothing, and may the next time. */
  unanswered: boolean;
  trigger: RecentChange | PullCourse | null;
  fix: RecentChange | PullCourse | null;
  found: KeyTimes;
};

/** Reads what changed around an incident, in one request, and finds its key times. */
export async function gatherCourse(
  world: World,
  known: Known,
  config: Config,
  told: IncidentEvidence,
): Promise<Gathered> {
  const { time_zone: timeZone, suspected_changes: looked } = config;
  const stated = known.stated ?? {};
  const set = setTimes(stated);
  const said = keyTimesOf(told, { timeZone, trigger: null, fix: null, set });
  const window = windowOf(told, said, looked.hours, world.now);
  const { evidence, ...unread } = await gatherChanges(world, known, config, told, window);
  const { changes, pulls } = evidence;
  const trigger = findStated(stated.trigger?.said ?? "", changes, pulls);
  const fix = findStated(stated.fix?.said ?? "", changes, pulls);
  const found = keyTimesOf(evidence, { timeZone, trigger, fix, set });
  return { evidence, ...unread, trigger, fix, found };
}

/** Tells the course of an incident from all that is known. What GitHub did not answer this time stays as it was told before. */
export function courseOf(world: World, record: PostmortemRecord, config: Config, gathered: Gathered): Course {
  const course = courseNow(world, record, config, gathered);
  return gathered.unanswered ? keepTold(course, record) : course;
}

function courseNow(
  { self, render }: World,
  record: PostmortemRecord,
  config: Config,
  { evidence, missing, trigger, fix, found }: Gathered,
): Course {
  const { changes } = evidence;
  const timeZone = config.time_zone;
  const reader = { home: record.ref, timeZone };
  const stated = record.stated?.fix;
  const options = { timeZone, self, incidentLabels: config.incident.labels, before: record.timeline };
  return {
    lines: timelineLines(timelineOf(evidence, options), timeZone),
    found,
    suspects: suspectsBlock(suspectsOf(record, config, evidence, found), missing, {
      ...reader,
      ...{ hours: config.suspected_changes.hours, isKnown: found.started !== null, render },
    }),
    trigger: trigger && triggerAnswer(trigger, changes, reader),
    fix: fix && stated ? confirmedFix(fix, changes, stated, reader) : null,
  };
}

/** For people: what they confirmed by command and GitHub does not show. */
export function unknownChanges(
  { stated = {} }: Pick<PostmortemRecord, "stated">,
  { trigger, fix, unanswered }: Gathered,
): string[] {
  const seen = { trigger, fix };
  return (["trigger", "fix"] as const).flatMap((name) => {
    const { said } = stated[name] ?? {};
    return said === undefined || seen[name] || unanswered ? [] : [unknownChange(name, said)];
  });
}

function unknownChange(name: string, said: string): string {
  return `\`/postmortem ${name}\`: no change “${escapeInline(said)}” is to be seen here around the time of the incident. A pull request is named by its number or address, a release by its tag.`;
}

function suspectsOf(
  { stated = {}, ref: home }: PostmortemRecord,
  { suspected_changes: { hours } }: Config,
  { incident, comments, changes }: IncidentEvidence,
  { started }: KeyTimes,
): Suspect[] {
  const { ref, title, body, labels } = incident;
  const areas = areasIn(labels).map(({ name }) => name);
  const words = { ref, title, body, labels, areas, said: comments.map((comment) => comment.body) };
  const start = { at: started?.at ?? incident.createdAt, isKnown: started !== null };
  const confirmed = { trigger: stated.trigger?.said ?? null, fix: stated.fix?.said ?? null };
  return suspects(changes, words, start, { ...confirmed, hours, home });
}

/** What people set by command. */
function setTimes(stated: Stated): Parameters<typeof keyTimesOf>[1]["set"] {
  return Object.fromEntries(
    KEY_TIMES.flatMap((name) => {
      const statement = stated[name];
      return statement ? [[name, { at: statement.said, by: statement.by, url: statement.url }]] : [];
    }),
  );
}

/** From some hours before it began, or was opened, until shortly after it was closed. */
function windowOf(
  { incident }: IncidentEvidence,
  { started }: KeyTimes,
  hours: number,
  now: Date,
): { since: string; until: string } {
  const opened = Date.parse(incident.createdAt);
  const began = Math.max(
    Math.min(Date.parse(started?.at ?? incident.createdAt), opened),
    opened - LONGEST_MS,
  );
  const over = incident.closedAt === null ? now.getTime() : Date.parse(incident.closedAt) + AFTERWARDS_MS;
  return {
    since: new Date(began - hours * HOUR_MS).toISOString(),
    until: new Date(Math.min(over, now.getTime())).toISOString(),
  };
}
