import type { Backlog, OldIncident } from "../core/backlog.ts";
import { formatIssue, formatRepo, type RepoRef } from "../core/reference.ts";
import type { BackfillFlags } from "./backfill.ts";
import { print, type Terminal } from "./terminal.ts";

/** What became of a run. Issues as `owner/name#N`. */
export type Backfilled = {
  opened: { incident: string; postmortem: string }[];
  failed: { incident: string; why: string }[];
  /** Left to the server that runs on the same database. */
  queued: string[];
  left: number;
  /** Somebody ended it early. */
  isStopped: boolean;
};

/** What a run would do. Returns true: it was only looked. */
export function printBacklog(
  repo: RepoRef,
  { next, refused, left }: Backlog,
  flags: BackfillFlags,
  terminal: Pick<Terminal, "output">,
): true {
  const comments = flags.comment ? next.length : 0;
  if (flags.json) {
    const described = { incidents: next.map(asJson), refused: refused.map(asJson), left, comments };
    print(terminal, JSON.stringify(described, null, 2));
    return true;
  }
  const lines = [
    ...next.map(lineOf),
    ...refused.map((old) => `${lineOf(old)}\n    cannot open: ${old.obstacle}`),
    next.length === 0
      ? `No incident of ${formatRepo(repo)} waits for a postmortem.`
      : `Would open ${counted(next.length, "postmortem")}${toldHow(comments)}.`,
    ...leftOver(left),
  ];
  print(terminal, lines.join("\n"));
  return true;
}

/** Returns whether everything was done that was asked for. */
export function printBackfilled(
  repo: RepoRef,
  told: Backfilled,
  { json }: BackfillFlags,
  terminal: Pick<Terminal, "output">,
): boolean {
  const { opened, failed, queued, left, isStopped } = told;
  if (json) print(terminal, JSON.stringify({ opened, failed, queued, left, stopped: isStopped }, null, 2));
  else {
    const isIdle = opened.length + failed.length + queued.length + left === 0;
    const lines = [
      ...opened.map(({ incident, postmortem }) => `${incident} -> ${postmortem}`),
      ...queued.map((incident) => `${incident} is queued`),
      ...failed.map(({ incident, why }) => `${incident} was not opened: ${why}`),
      ...(isIdle ? [`No incident of ${formatRepo(repo)} waits for a postmortem.`] : []),
      ...leftOver(left),
    ];
    print(terminal, lines.join("\n"));
  }
  return failed.length === 0 && !isStopped;
}

function leftOver(left: number): string[] {
  return left === 0 ? [] : [`${counted(left, "more incident")} left: run it again, or raise --limit.`];
}

function toldHow(comments: number): string {
  return comments === 0
    ? " without a word on the incidents"
    : `, with a comment on ${counted(comments, "incident")}: whoever follows one is notified (--no-comment: nobody)`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function asJson({ incident, obstacle, author: _, ...old }: OldIncident) {
  return { incident: formatIssue(incident), ...old, ...(obstacle === null ? {} : { why: obstacle }) };
}

function lineOf({ incident, openedAt, state, severity, title, isPullRequest, isBegun }: OldIncident): string {
  const [day] = openedAt.split("T");
  const about = [day, state.padEnd(6), severity === null ? "sev?" : `sev${severity}`].join("  ");
  const notes = [...(isPullRequest ? ["pull request"] : []), ...(isBegun ? ["begun before"] : [])];
  return plain(
    `${formatIssue(incident)}  ${about}  ${title}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`,
  );
}

/** Control characters in people's text could move the cursor, hide lines or turn them round. */
function plain(line: string): string {
  return line.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "");
}
