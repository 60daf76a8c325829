import type { FollowUp } from "../follow-up.ts";
import { makeMarker } from "../markers.ts";
import type { RepoRef } from "../reference.ts";
import type { Say } from "../words.ts";
import { foldSections } from "./fold.ts";
import { followUpLine, overdueFollowUpLine } from "./lines.ts";
import { byDue } from "./standing.ts";
import { LINES_LIMIT, leftOutWords } from "./summary-view.ts";

/** So many lines are seen at once. */
const TOP = 50;

export type Ledger = {
  open: FollowUp[];
  /** Now, in words. */
  asOf: string;
  /** `YYYY-MM-DD` */
  today: string;
  home: RepoRef;
  allOpen: string;
  leftOut: number;
  /** The day of a summary that could not be posted here; null: all is well. */
  unposted: string | null;
};

/** What the template `ledger` shows: every open follow-up, earliest due first. */
export function ledgerView(
  { open, asOf, today, home, allOpen, leftOut, unposted }: Ledger,
  say: Say,
): object {
  const isLate = ({ due }: FollowUp) => due !== null && due < today;
  // Not by how many days: that would be an edit a day.
  const lines = open
    .toSorted(byDue)
    .map((item) => (isLate(item) ? overdueFollowUpLine(item, home, say) : followUpLine(item, home, say)));
  const parts = [{ title: "", link: allOpen, lines }];
  return {
    marker: makeMarker("ledger"),
    asOf,
    open: say("summary.count-open", { count: open.length }),
    overdue: say("summary.count-overdue", { count: open.filter(isLate).length }),
    leftOut: leftOutWords(leftOut, say),
    unposted: unposted ?? "",
    sections: foldSections(parts, { limit: LINES_LIMIT, top: TOP }),
  };
}
