import type { IncidentEvidence } from "./evidence.ts";
import { HOUR_MS, instantOf } from "./instants.ts";
import type { Statement } from "./said.ts";

/** From when to when, in ms since the epoch; infinite where it is not over. */
export type Window = { from: number; to: number };

const PULLS_MS = 24 * HOUR_MS;
const CHANGES_MS = 2 * HOUR_MS;
/** A time that people state further back is of something else. */
const STATED_MS = 24 * HOUR_MS;

/** When pull requests count: a day before the incident was opened, until a day after it was closed. */
export function pullWindow({ incident }: IncidentEvidence): Window {
  const opened = instantOf(incident.createdAt) ?? 0;
  return { from: opened - PULLS_MS, to: (closedAt(incident) ?? Number.POSITIVE_INFINITY) + PULLS_MS };
}

/** When deployments and releases count: two hours around the incident, from the first time that people state on. */
export function changeWindow({ incident }: IncidentEvidence, statements: readonly Statement[]): Window {
  const opened = instantOf(incident.createdAt) ?? 0;
  const times = statements.map(({ at }) => instantOf(at) ?? opened);
  const began = times.filter((at) => at < opened && at >= opened - STATED_MS);
  const last = times.reduce((latest, at) => Math.max(latest, at), opened);
  const from = began.reduce((first, at) => Math.min(first, at), opened);
  return { from: from - CHANGES_MS, to: (closedAt(incident) ?? last) + CHANGES_MS };
}

export function isWithin(at: string | null, { from, to }: Window): boolean {
  const ms = at === null ? null : instantOf(at);
  return ms !== null && ms >= from && ms <= to;
}

function closedAt({ state, closedAt: at }: IncidentEvidence["incident"]): number | null {
  return state === "closed" && at !== null ? instantOf(at) : null;
}
