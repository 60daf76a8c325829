import { formatRepo } from "../reference.ts";
import type { FollowUpFacts, IncidentFacts } from "./facts.ts";
import { measure } from "./measures.ts";

type Cell = string | number | boolean | null;
type Columns<Row> = Record<string, (row: Row) => Cell>;

const minutes = (incident: IncidentFacts, what: "ttd" | "tta" | "ttm" | "ttr"): Cell => {
  const value = measure(incident, what);
  return value === "not stated" ? null : value;
};

const INCIDENT: Columns<IncidentFacts> = {
  repository: ({ ref }) => formatRepo(ref),
  number: ({ ref }) => ref.number,
  title: ({ title }) => title,
  severity: ({ severity }) => (severity === null ? null : `sev${severity}`),
  category: ({ category }) => category,
  areas: ({ areas }) => areas.join("; "),
  origin: ({ origin }) => origin,
  impact: ({ impactTypes }) => impactTypes.join("; "),
  declared: ({ declaredAt }) => declaredAt,
  started: ({ started }) => started,
  detected: ({ detected }) => detected,
  acknowledged: ({ acknowledged }) => acknowledged,
  mitigated: ({ mitigated }) => mitigated,
  resolved: ({ resolved }) => resolved,
  closed: ({ closedAt }) => closedAt,
  minutes_to_detect: (incident) => minutes(incident, "ttd"),
  minutes_to_acknowledge: (incident) => minutes(incident, "tta"),
  minutes_to_mitigate: (incident) => minutes(incident, "ttm"),
  minutes_to_resolve: (incident) => minutes(incident, "ttr"),
  stated_duration_minutes: ({ durationMinutes }) => durationMinutes,
  stated_users_affected: ({ usersAffected }) => usersAffected,
  url: ({ url }) => url,
};

const FOLLOW_UP: Columns<FollowUpFacts> = {
  repository: ({ ref }) => formatRepo(ref),
  number: ({ ref }) => ref.number,
  title: ({ title }) => title,
  incident_repository: ({ incident }) => incident && formatRepo(incident),
  incident_number: ({ incident }) => incident?.number ?? null,
  severity: ({ severity }) => (severity === null ? null : `sev${severity}`),
  owner: ({ owner }) => owner,
  opened: ({ openedAt }) => openedAt,
  closed: ({ closedAt }) => closedAt,
  due: ({ due }) => due,
  due_is_default: ({ dueIsDefault }) => dueIsDefault,
  closed_with: ({ closedWith }) => closedWith,
  url: ({ url }) => url,
};

/** One row per incident, with a head: RFC 4180, lines end in CRLF. Missing is empty; impossible times say `impossible`. */
export function incidentsCsv(incidents: IncidentFacts[]): string {
  return table(INCIDENT, incidents);
}

/** One row per follow-up, in the same manner. */
export function followUpsCsv(followUps: FollowUpFacts[]): string {
  return table(FOLLOW_UP, followUps);
}

function table<Row>(columns: Columns<Row>, rows: Row[]): string {
  const lines = rows.map((row) => Object.values(columns).map((value) => cell(value(row))));
  return [Object.keys(columns), ...lines].map((cells) => `${cells.join(",")}\r\n`).join("");
}

/**
 * What a spreadsheet would run as a formula, also behind white space or a sign in full width:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** One cell. Text that could be a formula gets an apostrophe in front, by which spreadsheets know text. */
export function cell(value: Cell): string {
  if (typeof value !== "string") return value === null ? "" : `${value}`;
  const text = value.toWellFormed().replaceAll("\u0000", "");
  const tame = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(tame) || tame !== text || tame !== tame.trim()
    ? `"${tame.replaceAll('"', '""')}"`
    : tame;
}
