import { areasIn } from "../../core/areas.ts";
import type { Config } from "../../core/config.ts";
import type { IncidentEvidence } from "../../core/course/evidence.ts";
import { timelineOf } from "../../core/course/timeline-of.ts";
import type { PullCourse, RecentChange, Unread } from "../../core/history.ts";
import { KEY_TIMES, type KeyTimes, keyTimesOf } from "../../core/key-times/key-times.ts";
import type { PostmortemRecord, Stated } from "../../core/record.ts";
import { confirmedFix, triggerAnswer } from "../../core/suspects/change-words.ts";
import { type Course, keepTold } from "../../core/suspects/keep-told.ts";
import { findStated } from "../../core/suspects/stated-change.ts";
import { type Suspect, suspects } from "../../core/suspects/suspects.ts";
import { suspectsBlock } from "../../core/suspects/suspects-block.ts";
import { timelineLines } from "../../core/timeline.ts";
import type { Say } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { gatherChanges, type Known } from "./gather-evidence.ts";
import { wordsOf } from "./words.ts";

const HOUR_MS = 3_600_000;
/** What is deployed right after an incident closed was mostly on its way before. */
const AFTERWARDS_MS = 2 * HOUR_MS;
/** Somebody may state a start long before anybody noticed; further back nobody looks for changes. */
const LONGEST_MS = 14 * 24 * HOUR_MS;

/** An incident's evidence with what changed around it, and what people stated of both. */
export type Gathered = {
  evidence: IncidentEvidence;
  /** What of the changes could not be read. */
  missing: Unread[];
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
  if (known.isRetrospective) return { evidence: told, ...NOTHING_TO_FIND };
  const { time_zone: timeZone, suspected_changes: looked } = config;
  const stated = known.stated ?? {};
  const set = setTimes(stated);
  const { say } = wordsOf(world, known);
  const said = keyTimesOf(told, { timeZone, trigger: null, fix: null, set, say });
  const window = windowOf(told, said, looked.hours, world.now);
  const { evidence, ...unread } = await gatherChanges(world, known, config, told, window);
  const { changes, pulls } = evidence;
  const trigger = findStated(stated.trigger?.said ?? "", changes, pulls);
  const fix = findStated(stated.fix?.said ?? "", changes, pulls);
  const found = keyTimesOf(evidence, { timeZone, trigger, fix, set, say });
  return { evidence, ...unread, trigger, fix, found };
}

/** There was no incident: nothing set it off, and it was neither detected nor resolved. */
const NOTHING_TO_FIND = {
  missing: [],
  unanswered: false,
  trigger: null,
  fix: null,
  found: { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null },
};

/** Tells the course of an incident from all that is known. What GitHub did not answer this time stays as it was told before. */
export function courseOf(world: World, record: PostmortemRecord, config: Config, gathered: Gathered): Course {
  const course = courseNow(world, record, config, gathered);
  return gathered.unanswered ? keepTold(course, record, wordsOf(world, record).say) : course;
}

function courseNow(
  world: World,
  record: PostmortemRecord,
  config: Config,
  { evidence, missing, trigger, fix, found }: Gathered,
): Course {
  const { changes } = evidence;
  const timeZone = config.time_zone;
  const words = wordsOf(world, record);
  const reader = { home: record.ref, timeZone, say: words.say };
  const stated = record.stated?.fix;
  const { self } = world;
  const incidentLabels = config.incident.labels;
  const options = { timeZone, self, incidentLabels, before: record.timeline, say: words.say };
  return {
    lines: timelineLines(timelineOf(evidence, options), timeZone),
    found,
    suspects: record.isRetrospective
      ? ""
      : suspectsBlock(suspectsOf(record, config, evidence, found, words.say), missing, {
          ...{ home: record.ref, timeZone, words },
          ...{ hours: config.suspected_changes.hours, isKnown: found.started !== null },
        }),
    trigger: trigger && triggerAnswer(trigger, changes, reader),
    fix: fix && stated ? confirmedFix(fix, changes, stated, reader) : null,
  };
}

/** For people: what they confirmed by command and GitHub does not show. */
export function unknownChanges(
  { stated = {} }: Pick<PostmortemRecord, "stated">,
  { trigger, fix, unanswered }: Gathered,
  say: Say,
): string[] {
  const seen = { trigger, fix };
  return (["trigger", "fix"] as const).flatMap((name) => {
    const { said } = stated[name] ?? {};
    return said === undefined || seen[name] || unanswered
      ? []
      : [say("suspects.change-not-seen", { name, said })];
  });
}

function suspectsOf(
  { stated = {}, ref: home }: PostmortemRecord,
  { suspected_changes: { hours } }: Config,
  { incident, comments, changes }: IncidentEvidence,
  { started }: KeyTimes,
  say: Say,
): Suspect[] {
  const { ref, title, body, labels } = incident;
  const areas = areasIn(labels).map(({ name }) => name);
  const words = { ref, title, body, labels, areas, said: comments.map((comment) => comment.body) };
  const start = { at: started?.at ?? incident.createdAt, isKnown: started !== null };
  const confirmed = { trigger: stated.trigger?.said ?? null, fix: stated.fix?.said ?? null };
  return suspects(changes, words, start, { ...confirmed, hours, home, say });
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
