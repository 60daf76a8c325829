import type { PhraseName, Say } from "../words.ts";
import type { Figures, PeriodFigures } from "./figures.ts";
import { followUpsSentence } from "./follow-ups-sentence.ts";
import { daysOf, firstDay, lastDay, type Period } from "./period.ts";
import { shortMinutes } from "./words.ts";

/** How a period is called: as the time that has just passed, or by its dates. */
export type Naming = "recent" | "dated";

/**
 * What a lead needs first, in two sentences:
 *
 *     7 incidents in the last 4 weeks (4 in the four weeks before), 2 of them sev1; half were detected within 12 minutes.
 *     5 follow-ups were opened and 8 closed, 6 of them in time; 12 were open at the end, 3 of them overdue.
 *
 * "" when there is nothing to say. How the follow-ups stand is left out of what is recent: the summary says it as of now.
 */
export function headline(figures: Figures, naming: Naming, say: Say): string {
  const [now, before] = [figures.now.incidents.total, figures.before.incidents.total];
  const followUps = followUpsSentence(figures.now.followUps, naming, say);
  if (now + before === 0 && followUps === "") return "";
  return [incidentsSentence(figures, naming, say), followUps].filter(Boolean).join(" ");
}

/** Whether anything happened in either period; by its dates, also whether anything is still open. */
export function isWorthShowing({ now, before }: Figures, naming: Naming): boolean {
  const happened = ({ incidents, followUps }: PeriodFigures) =>
    incidents.total + followUps.opened + followUps.closed > 0;
  return happened(now) || happened(before) || (naming === "dated" && isKnown(now));
}

/** Of a period of which nothing is known there is no change to tell: mostly nobody was there to write it down. */
export function isKnown({ incidents, followUps }: PeriodFigures): boolean {
  return incidents.total + followUps.opened + followUps.closed + followUps.open > 0;
}

function incidentsSentence(figures: Figures, naming: Naming, say: Say): string {
  const count = figures.now.incidents.total;
  const isCompared = isKnown(figures.before) && count + figures.before.incidents.total > 0;
  const values = {
    when: periodWords(figures.period, figures.timeZone, naming, say),
    before: isCompared ? beforeWords(figures, naming, say) : "",
  };
  if (count === 0) return say("figures.incidents-none", values);
  const [severe, detected] = [severeWords(figures.now, say), detectedWords(figures.now, say)];
  return say("figures.incidents", { count, ...values, severe, detected });
}

/** `1 of them sev0 and 2 sev1`: the two that get somebody out of bed. */
function severeWords({ incidents }: PeriodFigures, say: Say): string {
  const worst = incidents.bySeverity.filter(({ name }) => name === "sev0" || name === "sev1");
  const [first, second] = worst;
  if (!first) return "";
  const [severity, count] = [first.name ?? "", first.count];
  if (incidents.total === 1) return say("figures.severe-only", { severity });
  if (count === incidents.total) return say("figures.severe-all", { severity });
  if (!second) return say("figures.severe-some", { count, severity });
  return say("figures.severe-two", { count, severity, others: second.count, other: second.name ?? "" });
}

/** Says of how many it is known: of one alone there is no half, and of two it says little. */
function detectedWords({ incidents: { ttd, total } }: PeriodFigures, say: Say): string {
  if (ttd.median === null) return "";
  const within = withinMinutes(ttd.median, say);
  if (total === 1) return say("figures.detected-only", { within });
  if (ttd.measured === 1) return say("figures.detected-one", { within });
  if (ttd.measured === 2 && ttd.p90 !== null)
    return say(total === 2 ? "figures.detected-both" : "figures.detected-two", {
      within: withinMinutes(ttd.p90, say),
    });
  return ttd.measured === total
    ? say("figures.detected-half", { within })
    : say("figures.detected-half-of", { count: ttd.measured, within });
}

/** Minutes, rounded down as they are, in a sentence. */
function withinMinutes(minutes: number, say: Say): string {
  if (minutes < 1) return say("figures.within-a-minute");
  return minutes < 120
    ? say("figures.within-minutes", { count: minutes })
    : say("figures.within", { duration: shortMinutes(minutes, say) });
}

function periodWords(period: Period, timeZone: string, naming: Naming, say: Say): string {
  if (naming === "dated") {
    const [from, to] = [`${firstDay(period, timeZone)}`, `${lastDay(period, timeZone)}`];
    return say("figures.when-dated", { from, to });
  }
  const days = daysOf(period, timeZone);
  if (days === 7) return say("figures.when-last-week");
  return days % 7 === 0
    ? say("figures.when-last-weeks", { count: days / 7 })
    : say("figures.when-last-days", { count: days });
}

/** Small numbers of weeks in letters. */
const WEEKS: Record<number, PhraseName> = {
  2: "figures.weeks-2",
  3: "figures.weeks-3",
  4: "figures.weeks-4",
  5: "figures.weeks-5",
  6: "figures.weeks-6",
  7: "figures.weeks-7",
  8: "figures.weeks-8",
  9: "figures.weeks-9",
  10: "figures.weeks-10",
  11: "figures.weeks-11",
  12: "figures.weeks-12",
};

function beforeWords({ before, previous, timeZone }: Figures, naming: Naming, say: Say): string {
  const incidents = before.incidents.total;
  const days = daysOf(previous, timeZone);
  if (days === 7)
    return incidents === 0 ? say("figures.before-week-none") : say("figures.before-week", { incidents });
  if (naming === "recent" && days % 7 === 0) {
    const name = WEEKS[days / 7];
    const weeks = name ? say(name) : `${days / 7}`;
    return incidents === 0
      ? say("figures.before-weeks-none", { weeks })
      : say("figures.before-weeks", { incidents, weeks });
  }
  return incidents === 0
    ? say("figures.before-days-none", { count: days })
    : say("figures.before-days", { count: days, incidents });
}
