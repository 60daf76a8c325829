import type { Figures, PeriodFigures } from "./figures.ts";
import { daysOf, firstDay, lastDay, type Period } from "./period.ts";
import { counted, inLetters, withinMinutes } from "./words.ts";

/** How a period is called: as the time that has just passed, or by its dates. */
export type Naming = "recent" | "dated";

/**
 * What a lead needs first, in two sentences:
 *
 *     7 incidents in the last 4 weeks (4 in the four before), 2 of them sev1; half were detected within 12 minutes.
 *     5 follow-ups were opened and 8 closed, 6 of them in time; 12 were open at the end, 3 of them overdue.
 *
 * "" when there is nothing to say. How the follow-ups stand is left out of what is recent: the summary says it as of now.
 */
export function headline(figures: Figures, naming: Naming): string {
  const [now, before] = [figures.now.incidents.total, figures.before.incidents.total];
  const followUps = followUpsSentence(figures, naming);
  if (now + before === 0 && followUps === "") return "";
  return [incidentsSentence(figures, naming), followUps].filter(Boolean).join(" ");
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

function incidentsSentence(figures: Figures, naming: Naming): string {
  const [now, before] = [figures.now.incidents.total, figures.before.incidents.total];
  const compared =
    isKnown(figures.before) && now + before > 0
      ? ` (${before === 0 ? "none" : before} in the ${beforeWords(figures.previous, figures.timeZone, naming)} before)`
      : "";
  const times = `${periodWords(figures.period, figures.timeZone, naming)}${compared}`;
  if (now === 0) return `No incidents ${times}.`;
  const detected = detection(figures.now);
  return `${counted(now, "incident")} ${times}${severe(figures.now)}${detected ? `; ${detected}` : ""}.`;
}

/** `, 1 of them sev0 and 2 sev1`: the two that get somebody out of bed. */
function severe({ incidents }: PeriodFigures): string {
  const worst = incidents.bySeverity.filter(({ name }) => name === "sev0" || name === "sev1");
  const [first, second] = worst;
  if (!first) return "";
  if (incidents.total === 1) return `, a ${first.name}`;
  const words = `, ${first.count === incidents.total ? "all" : first.count} of them ${first.name}`;
  return second ? `${words} and ${second.count} ${second.name}` : words;
}

/** Says of how many it is known: of one alone there is no half, and of two it says little. */
function detection({ incidents: { ttd, total } }: PeriodFigures): string {
  if (ttd.median === null) return "";
  const when = withinMinutes(ttd.median);
  if (total === 1) return `it was detected ${when}`;
  if (ttd.measured === 1) return `of only one is it known how fast it was detected: ${when}`;
  if (ttd.measured === 2 && ttd.p90 !== null)
    return `${total === 2 ? "both" : "the two with known times"} were detected ${withinMinutes(ttd.p90)}`;
  const which = ttd.measured === total ? "half" : `half of the ${ttd.measured} with known times`;
  return `${which} were detected ${when}`;
}

function followUpsSentence({ now: { followUps } }: Figures, naming: Naming): string {
  const { opened, closed, open, overdue, closedInTime, closedUndated } = followUps;
  const dated = closed - closedUndated;
  const inTime = dated === 0 ? "" : `, ${ofThem(closedInTime, closed, dated)}in time`;
  const moved = movedWords(opened, closed) + inTime;
  if (naming === "recent") return moved && `${moved}.`;
  if (open === 0) return moved && `${moved}; none was open at the end.`;
  const late = overdue === 0 ? "" : `, ${ofThem(overdue, open, open)}overdue`;
  // Of a period that is over: by the day on which it is read others may be open.
  const left = `${open === 1 ? "was" : "were"} open at the end${late}.`;
  return moved ? `${moved}; ${open} ${left}` : `${counted(open, "follow-up")} ${left}`;
}

function movedWords(opened: number, closed: number): string {
  const were = (count: number) => counted(count, "follow-up was", "follow-ups were");
  if (opened === 0) return closed === 0 ? "" : `${were(closed)} closed`;
  return `${were(opened)} opened${closed === 0 ? ", none closed" : ` and ${closed} closed`}`;
}

/** Of how many: `3 of them `, or `3 of the 5 with a date ` where not all could count; of one alone `` or `not `. */
function ofThem(count: number, all: number, possible: number): string {
  if (possible < all && possible > 1) return `${count || "none"} of the ${possible} with a date `;
  if (possible < all) return `the one with a date ${count === 1 ? "" : "not "}`;
  if (all === 1) return count === 1 ? "" : "not ";
  return `${count === 0 ? "none" : count === all ? "all" : count} of them `;
}

function periodWords(period: Period, timeZone: string, naming: Naming): string {
  if (naming === "dated") return `from ${firstDay(period, timeZone)} to ${lastDay(period, timeZone)}`;
  const days = daysOf(period, timeZone);
  if (days === 7) return "in the last week";
  return days % 7 === 0 ? `in the last ${days / 7} weeks` : `in the last ${counted(days, "day")}`;
}

/** Where its weeks were named, a number alone says that these are weeks, too. */
function beforeWords(previous: Period, timeZone: string, naming: Naming): string {
  const days = daysOf(previous, timeZone);
  if (days === 7) return "week";
  return naming === "recent" && days % 7 === 0 ? inLetters(days / 7) : counted(days, "day");
}
