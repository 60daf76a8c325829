import { isoDateIn } from "../due.ts";
import { escapeInline } from "../markdown.ts";
import { formatIssue } from "../reference.ts";
import { shorten } from "../summary/lines.ts";
import type { FollowUpFacts, IncidentFacts } from "./facts.ts";
import type { Figures } from "./figures.ts";
import { measure } from "./measures.ts";
import { firstDay, instantOf, isWithin, lastDay, type Period } from "./period.ts";
import { shortMinutes } from "./words.ts";

const TITLE_LIMIT = 120;

/** The incidents declared in a period, the earliest first. */
export function incidentsIn(incidents: IncidentFacts[], period: Period): IncidentFacts[] {
  return incidents
    .filter(({ declaredAt }) => isWithin(declaredAt, period))
    .sort((a, b) => moment(a.declaredAt) - moment(b.declaredAt) || byRef(a, b));
}

/** The follow-ups that were open at any time of a period, the earliest due first and those without a date last. */
export function followUpsIn(followUps: FollowUpFacts[], { from, to }: Period): FollowUpFacts[] {
  const [start, end] = [moment(from), moment(to)];
  return followUps
    .filter(({ openedAt, closedAt }) => moment(openedAt) < end && (instantOf(closedAt) ?? end) >= start)
    .sort((a, b) => compare(a.due ?? "9999", b.due ?? "9999") || byRef(a, b));
}

/** What the template `report` shows beside the figures: every incident and follow-up of the period, a row each. */
export function reportView(
  incidents: IncidentFacts[],
  followUps: FollowUpFacts[],
  { period, timeZone }: Pick<Figures, "period" | "timeZone">,
): object {
  const today = isoDateIn(new Date(moment(period.to)), timeZone);
  const day = (iso: string | null) =>
    instantOf(iso) === null ? "–" : isoDateIn(new Date(moment(iso)), timeZone);
  const incidentRows = incidentsIn(incidents, period).map((one) => ({
    link: link(one),
    title: shorten(one.title, TITLE_LIMIT),
    severity: one.severity === null ? "–" : `sev${one.severity}`,
    declared: day(one.declaredAt),
    detect: cellOf(measure(one, "ttd")),
    resolve: cellOf(measure(one, "ttr")),
  }));
  const followUpRows = followUpsIn(followUps, period).map((one) => ({
    link: link(one),
    title: shorten(one.title, TITLE_LIMIT),
    owner: escapeInline(one.owner ?? "nobody"),
    due: one.due === null ? "–" : one.due + (one.dueIsDefault ? " (default)" : ""),
    how: howItStands(one, period, today, day),
  }));
  return {
    from: `${firstDay(period, timeZone)}`,
    to: `${lastDay(period, timeZone)}`,
    timeZone,
    incidents: incidentRows.length > 0 ? [{ rows: incidentRows }] : [],
    followUps: followUpRows.length > 0 ? [{ rows: followUpRows }] : [],
  };
}

function howItStands(
  { closedAt, closedWith, due }: FollowUpFacts,
  { to }: Period,
  today: string,
  day: (iso: string | null) => string,
): string {
  if (instantOf(closedAt) !== null && moment(closedAt) < moment(to)) {
    const how = {
      evidence: ", with evidence",
      reason: ", with a reason",
      nothing: ", with neither evidence nor reason",
    };
    return `closed ${day(closedAt)}${closedWith ? how[closedWith] : ""}`;
  }
  return due !== null && due < today ? "**overdue**" : "open";
}

function cellOf(value: number | "not stated" | "impossible"): string {
  return typeof value === "number" ? shortMinutes(value) : value === "impossible" ? "impossible" : "–";
}

function link({ ref, url }: { ref: IncidentFacts["ref"]; url: string }): string {
  return /^https?:\/\/[^\s()<>[\]|]+$/.test(url) ? `[${formatIssue(ref)}](${url})` : formatIssue(ref);
}

function byRef(a: { ref: IncidentFacts["ref"] }, b: { ref: IncidentFacts["ref"] }): number {
  return (
    compare(`${a.ref.owner}/${a.ref.repo}`, `${b.ref.owner}/${b.ref.repo}`) || a.ref.number - b.ref.number
  );
}

function moment(iso: string | null): number {
  return instantOf(iso) ?? Number.NaN;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
