import { areasIn } from "../../core/areas.ts";
import type { Config } from "../../core/config.ts";
import type { IncidentEvidence } from "../../core/course/evidence.ts";
import { timelineOf } from "../../core/course/timeline-of.ts";
import type { Fact } from "../../core/facts.ts";
import type { PullCourse, RecentChange } from "../../core/history.ts";
import { KEY_TIMES, type KeyTimes, keyTimesOf } from "../../core/key-times/key-times.ts";
import type { PostmortemRecord, Stated } from "../../core/record.ts";
import { confirmedFix, triggerAnswer } from "../../core/suspects/change-words.ts";
import { findStated } from "../../core/suspects/stated-change.ts";
import { type Suspect, suspects } from "../../core/suspects/suspects.ts";
import { suspectsBlock } from "../../core/suspects/suspects-block.ts";
import { type TimelineUpdate, timelineLines } from "../../core/timeline.ts";
import type { World } from "../../ports.ts";
import { gatherChanges, type Known } from "./gather-evidence.ts";

/** What the document should say of the course of its incident now. */
export type Course = {
  lines: TimelineUpdate[];
  found: KeyTimes;
  suspects: string;
  /** The answer to what set it off, once a person confirmed it. */
  trigger: string | null;
  /** The facts' row that says what mended it, once a person confirmed it. */
  fix: Fact | null;
};

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
  const { changes, missing } = await gatherChanges(world, known, config, window);
  const evidence = { ...told, changes };
  const trigger = findStated(stated.trigger?.said ?? "", changes, told.pulls);
  const fix = findStated(stated.fix?.said ?? "", changes, told.pulls);
  const found = keyTimesOf(evidence, { timeZone, trigger, fix, set });
  return { evidence, missing, trigger, fix, found };
}

/** Tells the course of an incident from all that is known. */
export function courseOf(
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
