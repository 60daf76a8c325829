import type { PgBoss } from "pg-boss";
import type { Job } from "../ports.ts";
import { attemptOf, dueAfter, QUEUE, settledBy, uuidOf } from "./postgres-boss.ts";
import type { Session } from "./postgres-database.ts";
import { leaveSlots, lockSlot, pointSlotTo } from "./postgres-slots.ts";

/** A run that ended well, and when, in ms since the epoch. */
export type Done = { job: Job; now: number };

/**
 * The ways in which runs end, each inside the transaction of the caller. All tell whether the run was still ours: a job may
 * have been put back, or finished, elsewhere.
 * @param clock of this process, in ms since the epoch
 */
export function createEnds(boss: PgBoss, clock: () => number) {
  /** Over, one way or the other. pg-boss forgets them at once, since a failed job would hold its lane; our rows remember. */
  async function leave(session: Session, jobs: Job[]): Promise<Set<string>> {
    const ours = settledBy(await boss.deleteJob(QUEUE, jobs.map(attemptOf), { db: session }));
    await leaveSlots(
      session,
      jobs.filter(({ id }) => ours.has(id)),
    );
    return ours;
  }

  /** Was another queued under its slot meanwhile, then that one folds into it: the newer task is the one that counts. */
  async function takeTaskOf(session: Session, newer: string, job: Job): Promise<void> {
    // Changes nothing, but holds it if it still waits.
    const { updated } = await boss.update(QUEUE, undefined, { id: uuidOf(newer), db: session });
    if (updated === 0) return;
    await boss.deleteJob(QUEUE, uuidOf(newer), { db: session });
    const { rows } = await session.query("delete from job where id = $1 returning kind, task", [newer]);
    await session.query("update job set kind = $2, task = $3 where id = $1", [
      job.id,
      rows[0]?.kind,
      rows[0]?.task,
    ]);
  }

  return {
    /** Returns which of them were ours. */
    async done(session: Session, all: Done[]): Promise<Set<string>> {
      const ours = await leave(
        session,
        all.map(({ job }) => job),
      );
      const done = all.filter(({ job }) => ours.has(job.id));
      await session.query(
        `update job set state = 'done', task = null, error = null, finished_at = done.at
         from unnest($1::bigint[], $2::bigint[]) as done (id, at) where job.id = done.id`,
        [done.map(({ job }) => job.id), done.map(({ now }) => now)],
      );
      return ours;
    },

    async dead(session: Session, job: Job, error: string, now: number): Promise<boolean> {
      if (!(await leave(session, [job])).has(job.id)) return false;
      await session.query(
        "update job set state = 'dead', attempts = $2, error = $3, finished_at = $4 where id = $1",
        [job.id, job.attempts, error, now],
      );
      return true;
    },

    /** Back into its lane, which waits for it. A run that is `forgiven` counts as no attempt. */
    async putBack(session: Session, job: Job, at: number, error: string, forgiven: 0 | 1): Promise<boolean> {
      const newer = job.slot === undefined ? null : await lockSlot(session, job.slot);
      const ours = settledBy(await boss.fail(QUEUE, attemptOf(job), null, { db: session }));
      if (!ours.has(job.id)) return false;
      await boss.update(QUEUE, undefined, {
        id: uuidOf(job.id),
        startAfter: dueAfter(at, clock()),
        db: session,
      });
      await session.query("update job set run_at = $2, error = $3, forgiven = forgiven + $4 where id = $1", [
        job.id,
        at,
        error,
        forgiven,
      ]);
      if (job.slot === undefined || newer === job.id) return true;
      if (newer !== null) await takeTaskOf(session, newer, job);
      await pointSlotTo(session, job.slot, job.id);
      return true;
    },
  };
}
