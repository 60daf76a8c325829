import type { FollowUp } from "../follow-up.ts";
import { makeMarker } from "../markers.ts";
import type { RepoRef } from "../reference.ts";
import type { Say } from "../words.ts";
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

/** What the template `summary` shows of a week; it takes `limit` UTF-16 units at most, figures included. */
export function summaryView(summary: Summary, say: Say, limit: number = LINES_LIMIT): object {
  const { standing, waiting, week, home, timeZone, mention, links, leftOut, figures } = summary;
  const { overdue, dueThisWeek, incomplete, others, closed } = standing;
  const naming = mention === "overdue" ? mentioning(say) : quietly(say);
  const line = (item: FollowUp) => followUpLine(item, home, say);
  const parts = [
    {
      title: say("summary.overdue"),
      link: links.open,
      lines: overdue.map((item) => overdueLine(item, week, home, naming, say)),
    },
    { title: say("summary.due-this-week"), link: links.open, lines: dueThisWeek.map(line) },
    { title: say("summary.incomplete"), link: links.open, lines: incomplete.map(line) },
    { title: say("summary.later"), link: links.open, lines: others.map(line) },
    {
      title: say("summary.waiting"),
      link: links.postmortems,
      lines: waiting.map((one) => waitingLine(one, home, say)),
    },
    {
      title: say("summary.closed-last-week"),
      link: links.closed,
      lines: closed.map((item) => closedLine(item, home, timeZone, say)),
    },
  ];
  return {
    marker: makeMarker("summary", { period: week.period }),
    title: say("summary.title", { week: week.starts }),
    counts: countsOf(summary, say).join(" · "),
    leftOut: leftOutWords(leftOut, say),
    sections: foldSections(parts, { limit: limit - figures.length, top: TOP }),
    figures,
  };
}

/** The few words that a lead reads first; what there is none of is left out, but for what one hopes to read. */
function countsOf({ standing, waiting, week }: Summary, say: Say): string[] {
  const { overdue, dueThisWeek, incomplete, closed, change } = standing;
  const open = openOf(standing).length;
  const changed = `${change > 0 ? "+" : "−"}${Math.abs(change)}`;
  return [
    change === 0 || week.isFirst
      ? say("summary.count-open", { count: open })
      : say("summary.count-open-changed", { count: open, change: changed }),
    say("summary.count-overdue", { count: overdue.length }),
    ...(dueThisWeek.length > 0 ? [say("summary.count-due-this-week", { count: dueThisWeek.length })] : []),
    ...(incomplete.length > 0 ? [say("summary.count-incomplete", { count: incomplete.length })] : []),
    ...(waiting.length > 0 ? [say("summary.count-waiting", { count: waiting.length })] : []),
    say("summary.count-closed-last-week", { count: closed.length }),
  ];
}

/** Neither names nor how many: that there is something is all that may be told here. */
export function leftOutWords(count: number, say: Say): string {
  return count === 0 ? "" : say("summary.left-out");
}
