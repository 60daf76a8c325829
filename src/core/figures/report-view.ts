import { isoDateIn } from "../due.ts";
import { escapeInline } from "../markdown.ts";
import { formatIssue } from "../reference.ts";
import { shorten } from "../summary/lines.ts";
import type { PhraseName, Say } from "../words.ts";
import type { FollowUpFacts, IncidentFacts } from "./facts.ts";
import type { Figures } from "./figures.ts";
import { measure } from "./measures.ts";
import { firstDay, instantOf, isWithin, lastDay, type Period } from "./period.ts";
import type { Measured } from "./spread.ts";
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
  say: Say,
): object {
  const today = isoDateIn(new Date(moment(period.to)), timeZone);
  const unknown = say("figures.not-stated");
  const day = (iso: string | null) =>
    instantOf(iso) === null ? unknown : isoDateIn(new Date(moment(iso)), timeZone);
  const incidentRows = incidentsIn(incidents, period).map((one) => ({
    link: link(one),
    title: shorten(one.title, TITLE_LIMIT),
    severity: one.severity === null ? unknown : `sev${one.severity}`,
    declared: day(one.declaredAt),
    detect: cellOf(measure(one, "ttd"), say),
    resolve: cellOf(measure(one, "ttr"), say),
  }));
  const followUpRows = followUpsIn(followUps, period).map((one) => ({
    link: link(one),
    title: shorten(one.title, TITLE_LIMIT),
    owner: one.owner === null ? say("summary.nobody") : escapeInline(one.owner),
    due: dueCell(one, say),
    how: howItStands(one, period, today, day, say),
  }));
  return {
    from: `${firstDay(period, timeZone)}`,
    to: `${lastDay(period, timeZone)}`,
    timeZone,
    incidents: incidentRows.length > 0 ? [{ rows: incidentRows }] : [],
    followUps: followUpRows.length > 0 ? [{ rows: followUpRows }] : [],
  };
}

function dueCell({ due, dueIsDefault }: FollowUpFacts, say: Say): string {
  if (due === null) return say("summary.no-due");
  return dueIsDefault ? say("figures.day-by-default", { day: due }) : due;
}

const CLOSED: Record<NonNullable<FollowUpFacts["closedWith"]>, PhraseName> = {
  evidence: "figures.closed-with-evidence",
  reason: "figures.closed-with-reason",
  nothing: "figures.closed-with-nothing",
};

function howItStands(
  { closedAt, closedWith, due }: FollowUpFacts,
  { to }: Period,
  today: string,
  day: (iso: string | null) => string,
  say: Say,
): string {
  if (instantOf(closedAt) !== null && moment(closedAt) < moment(to))
    return say(closedWith ? CLOSED[closedWith] : "figures.closed-on", { day: day(closedAt) });
  return say(due !== null && due < today ? "figures.stands-overdue" : "figures.stands-open");
}

function cellOf(value: Measured, say: Say): string {
  if (typeof value === "number") return shortMinutes(value, say);
  return say(value === "impossible" ? "figures.impossible" : "figures.not-stated");
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
