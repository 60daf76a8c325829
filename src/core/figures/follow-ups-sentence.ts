import type { Say } from "../words.ts";
import type { FollowThrough } from "./follow-through.ts";
import type { Naming } from "./headline.ts";

/** How the follow-ups were followed through, in a sentence; "" when there is nothing to say. */
export function followUpsSentence(followUps: FollowThrough, naming: Naming, say: Say): string {
  const { open } = followUps;
  const moved = movedWords(followUps, say);
  if (naming === "recent") return moved && say("figures.moved", { moved });
  if (open === 0) return moved && say("figures.moved-none-open", { moved });
  // Of a period that is over: by the day on which it is read others may be open.
  const late = lateWords(followUps, say);
  return moved
    ? say("figures.moved-open", { count: open, moved, late })
    : say("figures.only-open", { count: open, late });
}

function movedWords(followUps: FollowThrough, say: Say): string {
  const { opened, closed } = followUps;
  const inTime = inTimeWords(followUps, say);
  if (opened === 0) return closed === 0 ? "" : say("figures.closed-only", { count: closed, inTime });
  return closed === 0
    ? say("figures.opened-only", { count: opened })
    : say("figures.opened-and-closed", { count: opened, closed, inTime });
}

/** `3 of them in time`, or `3 of the 5 with a date in time` where not all could be; "" where none could. */
function inTimeWords({ closed, closedInTime: count, closedUndated }: FollowThrough, say: Say): string {
  const dated = closed - closedUndated;
  if (dated === 0) return "";
  if (dated < closed && dated > 1)
    return count === 0
      ? say("figures.in-time-dated-none", { count: dated })
      : say("figures.in-time-dated-some", { count: dated, some: count });
  if (dated < closed)
    return say(count === 1 ? "figures.in-time-dated-only" : "figures.in-time-dated-only-not");
  if (closed === 1) return say(count === 1 ? "figures.in-time-only" : "figures.in-time-only-not");
  if (count === 0) return say("figures.in-time-none");
  return count === closed ? say("figures.in-time-all") : say("figures.in-time-some", { count });
}

function lateWords({ open, overdue: count }: FollowThrough, say: Say): string {
  if (count === 0) return "";
  if (open === 1) return say("figures.late-only");
  return count === open ? say("figures.late-all") : say("figures.late-some", { count });
}
