import type { IncidentEvidence } from "../core/course/evidence.ts";
import type { KeyTimes } from "../core/key-times/key-times.ts";
import type { IssueRef } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { gatherCourse } from "./steps/course.ts";
import { gatherTold } from "./steps/gather-evidence.ts";
import { recallPostmortem } from "./steps/memory.ts";
import { mayTellOf } from "./steps/visible.ts";

/** `timeZone`: IANA name; `incidentLabels`: as configured. */
export type GatheredIncident = {
  evidence: IncidentEvidence;
  times: KeyTimes;
  timeZone: string;
  incidentLabels: string[];
};

/**
 * The course of an incident as the app would tell it, whether it has a postmortem or not. Writes nothing. Null: there is no such
 * issue, or it is not ours to see.
 */
export async function gatherIncident(ref: IssueRef, world: World): Promise<GatheredIncident | null> {
  const incident = await world.github.issue(ref);
  if (!incident) return null;
  const config = await configOf(world, incident.ref);
  const record = await recallPostmortem(world.records, incident.ref);
  // Of a postmortem that readers of the incident may not read, what only its own readers see is left out.
  const home = record && (await mayTellOf(world, record, incident.ref)) ? record.ref : incident.ref;
  const known = { ...(record ?? { declared: null }), incident: incident.ref, ref: home };
  const told = await gatherTold(world, known, incident);
  const { evidence, found } = await gatherCourse(world, known, config, told);
  return { evidence, times: found, timeZone: config.time_zone, incidentLabels: config.incident.labels };
}
