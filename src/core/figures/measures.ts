import type { IncidentFacts } from "./facts.ts";
import { instantOf } from "./period.ts";
import type { Measured } from "./spread.ts";

/**
 * What is measured of an incident. Times are whole minutes, rounded down: to detect, mitigate and resolve it from its start, to
 * acknowledge it from its detection. `duration` (minutes) and `users` are as people stated them.
 */
export const MEASURES = ["ttd", "tta", "ttm", "ttr", "duration", "users"] as const;
export type Measure = (typeof MEASURES)[number];

const MINUTE = 60_000;

const READ: Record<Measure, (incident: IncidentFacts) => Measured> = {
  ttd: ({ started, detected }) => minutesBetween(started, detected),
  tta: ({ detected, acknowledged }) => minutesBetween(detected, acknowledged),
  ttm: ({ started, mitigated }) => minutesBetween(started, mitigated),
  ttr: ({ started, resolved }) => minutesBetween(started, resolved),
  duration: ({ durationMinutes }) => stated(durationMinutes),
  users: ({ usersAffected }) => stated(usersAffected),
};

/** One measure of one incident. What is missing is told, never guessed; what cannot be is told apart. */
export function measure(incident: IncidentFacts, what: Measure): Measured {
  return READ[what](incident);
}

function minutesBetween(from: string | null, to: string | null): Measured {
  const [start, end] = [instantOf(from), instantOf(to)];
  if (start === null || end === null) return "not stated";
  return end < start ? "impossible" : Math.floor((end - start) / MINUTE);
}

function stated(value: number | null): Measured {
  if (value === null || !Number.isFinite(value)) return "not stated";
  return value < 0 ? "impossible" : value;
}
