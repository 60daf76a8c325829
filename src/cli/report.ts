import { followUpsCsv, incidentsCsv } from "../core/figures/csv.ts";
import type { FollowUpFacts, IncidentFacts } from "../core/figures/facts.ts";
import { type Figures, figures } from "../core/figures/figures.ts";
import { figuresView } from "../core/figures/figures-view.ts";
import { type Period, periodBefore } from "../core/figures/period.ts";
import { followUpsIn, incidentsIn, reportView } from "../core/figures/report-view.ts";
import type { Words } from "../core/words.ts";

export const REPORT_FORMATS = ["md", "csv", "json"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Everything that is known; the report takes what belongs to its period. */
export type ReportFacts = {
  incidents: IncidentFacts[];
  followUps: FollowUpFacts[];
  /** IANA name. */
  timeZone: string;
};

/** A report has no comment's limit, only that of patience. */
const FIGURES_LIMIT = 100_000;

/**
 * A report of a period against the one of the same length before it, as text:
 *
 * - `md`: the figures with their pictures, then every incident and follow-up in a table.
 * - `csv`: a table of incidents, an empty line, a table of follow-ups (RFC 4180).
 * - `json`: `period`, `previous`, `timeZone`, `now`, `before`, `change` (see `Figures`), `incidents`, `followUps`.
 *
 * @param words of Markdown; the other two are for machines, and the same in every language
 */
export function report(facts: ReportFacts, period: Period, format: ReportFormat, words: Words): string {
  const { timeZone } = facts;
  const incidents = incidentsIn(facts.incidents, period);
  const followUps = followUpsIn(facts.followUps, period);
  if (format === "csv") return `${incidentsCsv(incidents)}\r\n${followUpsCsv(followUps)}`;
  const all = figures(facts.incidents, facts.followUps, period, periodBefore(period, timeZone), timeZone);
  if (format === "json") return `${JSON.stringify({ ...all, incidents, followUps }, null, 2)}\n`;
  return page(facts, all, words);
}

function page({ incidents, followUps }: ReportFacts, all: Figures, words: Words): string {
  const { render, say } = words;
  const part = render("figures", figuresView(all, "dated", words, FIGURES_LIMIT)).trimEnd();
  return render("report", {
    ...reportView(incidents, followUps, all, say),
    figures: part || say("figures.nothing"),
  });
}
