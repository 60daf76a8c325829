import { makeMarker } from "../markers.ts";
import type { RepoRef } from "../reference.ts";
import { foldSections } from "./fold.ts";
import { closedLine, followUpLine, mentioning, overdueLine, quietly, waitingLine } from "./lines.ts";
import { openOf, type Standing, type Week } from "./standing.ts";
import type { Waiting } from "./waiting.ts";

/** A comment holds 65,536 characters; what does not fit is counted and linked. */
export const LINES_LIMIT = 60_000;

/** So many lines of a part are seen at once. */
const TOP = 10;

export type Links = { open: string; closed: string; postmortems: string };

export type Summary = {
  standing: Standing;
  waiting: Waiting[];
  week: Week & { isFirst: boolean };
  /** The repository in which it is read: what is of others carries their name. */
  home: RepoRef;
  /** IANA name, of the days on which things were closed. */
  timeZone: string;
  /** Who is notified: the owners of what is overdue, or nobody. */
  mention: "overdue" | "nobody";
  /** Where all of a kind can be seen: the links behind "and N more". */
  links: Links;
  /** How many repositories are not told of, because not everybody here may read them. */
  leftOut: number;
  /** Pictures and figures, Markdown; "" for none. */
  figures: string;
};

/** Whether the week has anything to tell: an empty summary is noise. */
export function isWorthTelling({ standing, waiting }: Pick<Summary, "standing" | "waiting">): boolean {
  return openOf(standing).length + standing.closed.length + waiting.length > 0;
}

/** What the template `summary` shows; it takes `limit` UTF-16 units at most, figures included. */
export function summaryView(summary: Summary, limit: number = LINES_LIMIT): object {
  const { standing, waiting, week, home, timeZone, mention, links, leftOut, figures } = summary;
  const { overdue, dueThisWeek, incomplete, others, closed } = standing;
  const naming = mention === "overdue" ? mentioning() : quietly;
  const parts = [
    {
      title: "Overdue",
      link: links.open,
      lines: overdue.map((item) => overdueLine(item, week, home, naming)),
    },
    { title: "Due this week", link: links.open, lines: dueThisWeek.map((item) => followUpLine(item, home)) },
    {
      title: "Without owner or date",
      link: links.open,
      lines: incomplete.map((item) => followUpLine(item, home)),
    },
    { title: "Later", link: links.open, lines: others.map((item) => followUpLine(item, home)) },
    {
      title: "Postmortems waiting",
      link: links.postmortems,
      lines: waiting.map((one) => waitingLine(one, home)),
    },
    {
      title: "Closed last week",
      link: links.closed,
      lines: closed.map((item) => closedLine(item, home, timeZone)),
    },
  ];
  return {
    marker: makeMarker("summary", { period: week.period }),
    week: week.starts,
    counts: countsOf(summary).join(" · "),
    leftOut: leftOutWords(leftOut),
    sections: foldSections(parts, { limit: limit - figures.length, top: TOP }),
    figures,
  };
}

/** The few words that a lead reads first; what there is none of is left out, but for what one hopes to read. */
function countsOf({ standing, waiting, week }: Summary): string[] {
  const { overdue, dueThisWeek, incomplete, closed, change } = standing;
  const changed =
    change === 0 || week.isFirst ? "" : ` (${change > 0 ? "+" : "−"}${Math.abs(change)} since last week)`;
  return [
    `${openOf(standing).length} open${changed}`,
    `${overdue.length} overdue`,
    ...(dueThisWeek.length > 0 ? [`${dueThisWeek.length} due this week`] : []),
    ...(incomplete.length > 0 ? [`${incomplete.length} without owner or date`] : []),
    ...(waiting.length > 0
      ? [`${waiting.length} ${waiting.length === 1 ? "postmortem" : "postmortems"} waiting`]
      : []),
    `${closed.length} closed last week`,
  ];
}

/** Without names: that they exist is all that may be told here. */
export function leftOutWords(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? "1 repository is left out: not everybody here may read it."
    : `${count} repositories are left out: not everybody here may read them.`;
}
