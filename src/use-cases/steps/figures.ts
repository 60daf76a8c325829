import type { Config } from "../../core/config.ts";
import type { FollowUpFacts, IncidentFacts } from "../../core/figures/facts.ts";
import { followUpFacts, incidentFacts } from "../../core/figures/facts-of.ts";
import { figures } from "../../core/figures/figures.ts";
import { figuresView } from "../../core/figures/figures-view.ts";
import type { Naming } from "../../core/figures/headline.ts";
import { lastWeeks, type Period, periodBefore } from "../../core/figures/period.ts";
import { endingOf, isOwnIncident } from "../../core/life/ending.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import type { Week } from "../../core/summary/standing.ts";
import type { Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { withEvidence } from "./follow-ups.ts";
import type { HowThingsStand } from "./how-things-stand.ts";
import { recallMirror } from "./memory.ts";
import { wordsOf } from "./words.ts";

/** Everything that figures are made of. */
export type Facts = { incidents: IncidentFacts[]; followUps: FollowUpFacts[] };

/** So far back the summary looks: long enough for a trend where incidents are rare. */
export const WEEKS_BACK = 12;

/**
 * The pictures and figures of a summary: the last twelve whole weeks against the twelve before. Nothing is asked of GitHub.
 * @param limit UTF-16 units
 * @returns Markdown; "" where nothing happened, or there is no room for it
 */
export async function figuresPart(
  world: World,
  now: HowThingsStand,
  week: Pick<Week, "period">,
  { time_zone: timeZone, locale }: Config,
  limit: number,
): Promise<string> {
  const period = lastWeeks(week.period, WEEKS_BACK, timeZone);
  const compared = { period, previous: periodBefore(period, timeZone), timeZone };
  return figuresOf(world, now, compared, "recent", world.words(locale), limit);
}

/** The same of any period against another. */
export async function figuresOf(
  world: World,
  now: HowThingsStand,
  { period, previous, timeZone }: { period: Period; previous: Period; timeZone: string },
  naming: Naming,
  words: Words,
  limit: number,
): Promise<string> {
  const { incidents, followUps } = await factsFrom(world, now, previous.from);
  const all = figures(incidents, followUps, period, previous, timeZone);
  const part = words.render("figures", figuresView(all, naming, words, limit)).trim();
  return part.length <= limit ? part : "";
}

/**
 * What the store knows of incidents and action items.
 * @param since ISO 8601: what was closed before does not count any more, and how it was closed is not looked up
 */
export async function factsFrom(
  world: World,
  { postmortems, open, closed }: Pick<HowThingsStand, "postmortems" | "open" | "closed">,
  since: string,
): Promise<Facts> {
  const isLate = ({ issue }: { issue: { closedAt: string | null } }) =>
    Date.parse(issue.closedAt ?? "") >= Date.parse(since);
  const proven = await withEvidence(world, closed.filter(isLate));
  const incidents: IncidentFacts[] = [];
  for (const record of postmortems) {
    if (record.isRetrospective) continue;
    const facts = await incidentOf(world, record);
    if (facts) incidents.push(facts);
  }
  const items = [...open, ...proven, ...closed.filter((item) => !isLate(item))];
  return { incidents, followUps: items.map(followUpFacts) };
}

/**
 * The incident of a postmortem, for figures. Of a record that was rebuilt and not read since, only the document's issue tells when it
 * was. Null: that is not known, or it turned out to be none, or another one.
 */
export async function incidentOf(world: World, record: PostmortemRecord): Promise<IncidentFacts | null> {
  const document = (await recallMirror(world.records, record.ref))?.issue ?? null;
  if (!isOwnIncident(endingOf(record, document))) return null;
  return incidentFacts(record, document?.createdAt ?? null, wordsOf(world, record).say);
}
