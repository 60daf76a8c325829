import { BY_HAND, connectCli } from "../connect.ts";
import { type Backlog, type OldIncident, openingOf } from "../core/backlog.ts";
import { Problem } from "../core/problem.ts";
import { formatIssue } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { backfillIncident, findBacklog } from "../use-cases/index.ts";
import { handOver, options, patienceAt, scratch, withStore } from "./by-hand.ts";
import { type Flags, repoOf } from "./flags.ts";
import { patiently } from "./patiently.ts";
import { perform } from "./perform.ts";
import { type Backfilled, printBackfilled, printBacklog } from "./print-backfill.ts";
import { createProgress, type Progress } from "./progress.ts";
import { type Terminal, warn } from "./terminal.ts";

/** `limit`: at most so many in one run. `comment`: the incidents are told. */
export type BackfillFlags = Flags & { since?: string; limit: number; comment: boolean };

/** An incident that is going on must not wait for many that are long over. */
const UNHURRIED = { ...BY_HAND, background: true };

type Run = { flags: BackfillFlags; world: World; backlog: Backlog; terminal: Terminal; stop: AbortSignal };

/** `error`: what ended it early, and was nothing that people must mend on one incident. */
type Outcome = { told: Backfilled; error: unknown };

/**
 * Opens the postmortems of incidents from before the app came, one after another. Ctrl-C ends it after the one at hand; whatever
 * ends it, another run goes on from there.
 * @returns whether all that was asked for was done
 */
export function backfill(flags: BackfillFlags, terminal: Terminal): Promise<boolean> {
  const repo = repoOf(flags);
  return withStore(flags, terminal, async (hand) => {
    const { world, installation } = await connectCli({ ...options(hand), repo, work: UNHURRIED });
    const look = flags.dryRun ? scratch(world, () => {}) : world;
    const backlog = await patiently(() => findBacklog({ ...flags, repo }, look), patienceAt(terminal));
    if (flags.dryRun) return printBacklog(repo, backlog, flags, terminal);
    const intents = backlog.next.map((old) => openingOf(old, asked(flags, world)));
    if (intents.length > 0 && (await handOver(intents, installation, hand)))
      return printBackfilled(
        repo,
        { ...nothing(backlog), queued: backlog.next.map(nameOf) },
        flags,
        terminal,
      );
    const { told, error } = await untilStopped({ flags, world, backlog, terminal });
    const isDone = printBackfilled(repo, told, flags, terminal);
    if (error) throw error;
    return isDone;
  });
}

function asked({ comment }: BackfillFlags, { now }: World): { at: string; quiet: boolean } {
  return { at: now.toISOString(), quiet: !comment };
}

function nothing({ refused, left }: Backlog): Backfilled {
  const failed = refused.map((old) => ({ incident: nameOf(old), why: old.obstacle ?? "" }));
  return { opened: [], failed, queued: [], left, isStopped: false };
}

function nameOf({ incident }: OldIncident): string {
  return formatIssue(incident);
}

/** The first Ctrl-C lets the one at hand come to its end; the second one is everybody's. */
async function untilStopped(run: Omit<Run, "stop">): Promise<Outcome> {
  const stop = new AbortController();
  const { signals } = run.terminal;
  const onSignal = () => {
    warn(run.terminal, "Ends after this one. Ctrl-C again ends at once; nothing is lost.");
    stop.abort();
  };
  signals.once("SIGINT", onSignal);
  try {
    return await openAll({ ...run, stop: stop.signal });
  } finally {
    signals.removeListener("SIGINT", onSignal);
  }
}

async function openAll(run: Run): Promise<Outcome> {
  const { next, left } = run.backlog;
  const told = nothing(run.backlog);
  const progress = createProgress(run.terminal.errors, next.length);
  let [done, error]: [number, unknown] = [0, null];
  try {
    for (const old of next) {
      if (run.stop.aborted) break;
      progress.at(done, nameOf(old));
      await openOne(run, old, told, progress);
      done++;
    }
  } catch (reason) {
    // Ended while it waited for GitHub: that one is begun, and found again.
    if (!run.stop.aborted) error = reason;
  }
  progress.end();
  const missing = next.length - done;
  return { told: { ...told, left: left + missing, isStopped: missing > 0 }, error };
}

/** What people must mend is told at the end, and the others go on; anything else ends the run. */
async function openOne(run: Run, old: OldIncident, told: Backfilled, progress: Progress): Promise<void> {
  const { flags, stop } = run;
  const world = { ...run.world, now: flags.now ?? new Date() };
  const patience = { tell: progress.tell, wait: run.terminal.wait, signal: stop };
  try {
    const postmortem = await backfillIncident(old, { quiet: !flags.comment }, world, (intent, present) =>
      perform(intent, present, patience),
    );
    told.opened.push({ incident: nameOf(old), postmortem: formatIssue(postmortem) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    told.failed.push({ incident: nameOf(old), why: `${error.message}. ${error.remedy}` });
  }
}
