import type { DatabaseSync } from "node:sqlite";
import type { Job, Queue, Task } from "../ports.ts";
import { createEnqueue } from "./sqlite-enqueue.ts";
import { inTransaction } from "./transaction.ts";

/**
 * The first in id order is also the first of its lane that is due: what holds up an earlier job of a lane, a running one
 * or a retried one that waits, holds up the later ones too.
 */
const CLAIM = `
  update job set state = 'running', attempts = attempts + 1
  where id = (
    select id from job as next indexed by job_ready
    where state = 'ready' and run_at <= :now
      and lane not in (select lane from job where state = 'running')
      and not exists (
        select 1 from job as first
        where first.state = 'ready' and first.attempts > 0
          and first.lane = next.lane and first.id < next.id and first.run_at > :now
      )
    order by id limit 1
  )
  returning id, lane, once, slot, run_at, attempts, created_at,
    (select task from job_task where job_task.job = job.id) as task`;

/** Jobs behind a running or a retried one of their lane wait for that one, not for a date. */
const NEXT_DUE = `
  select run_at from job as next
  where state = 'ready'
    and lane not in (select lane from job where state = 'running')
    and not exists (
      select 1 from job as first
      where first.state = 'ready' and first.attempts > 0 and first.lane = next.lane and first.id < next.id
    )
  order by run_at limit 1`;

/**
 * The queue as one table. `attempts` counts claims and so tells one run of a job from another: after `recover` the old run
 * can no longer complete, retry or bury it (these throw).
 */
export function createQueue(db: DatabaseSync): Queue {
  const enqueue = createEnqueue(db);
  const claim = db.prepare(CLAIM);
  const finish = db.prepare(
    "update job set state = ?, finished_at = ?, error = ? where id = ? and state = 'running' and attempts = ?",
  );
  const putBack = createPutBack(db);
  const running = db.prepare("select id, slot, attempts, error from job where state = 'running' order by id");
  const nextDue = db.prepare(NEXT_DUE);
  const counts = db.prepare(
    ["ready", "running", "done", "dead"]
      .map((state) => `select '${state}' as state, count(*) as jobs from job where state = '${state}'`)
      .join(" union all "),
  );

  return {
    enqueue: async (jobs, now) => inTransaction(db, () => enqueue(jobs, now)),
    async claim(now) {
      // `get` swallows an error of its own commit (a full disk), and the job would run without being claimed.
      const row = inTransaction(db, () => claim.get({ now }));
      return row ? toJob(row) : null;
    },
    async complete(job, follow, now) {
      inTransaction(db, () => {
        stillOurs(job, finish.run("done", now, null, job.id, job.attempts).changes);
        enqueue(follow, now);
      });
    },
    async retry(job, at, error) {
      inTransaction(db, () => stillOurs(job, putBack(job, at, error)));
    },
    async bury(job, error, now) {
      stillOurs(job, finish.run("dead", now, error, job.id, job.attempts).changes);
    },
    nextDue: async () => (nextDue.get()?.run_at as number | undefined) ?? null,
    async counts() {
      const rows = counts.all().map(({ state, jobs }) => [state, jobs]);
      return Object.fromEntries(rows) as Awaited<ReturnType<Queue["counts"]>>;
    },
    async recover(now) {
      return inTransaction(db, () => {
        const left = running.all() as { id: number; slot: string | null; attempts: number; error: string }[];
        for (const job of left) putBack(job, now, job.error);
        return left.length;
      });
    },
  };
}

/**
 * Makes a running job ready again; returns how many it found, 0 or 1. Was another queued under its slot meanwhile, then
 * that one folds into it: one ready job per slot, and the newer task is the one that counts.
 */
function createPutBack(db: DatabaseSync) {
  const ready = db.prepare(
    "update job set state = 'ready', run_at = ?, error = ? where id = ? and state = 'running' and attempts = ?",
  );
  const newer = db.prepare("select id from job where slot = ? and state = 'ready'");
  const takeTask = db.prepare(
    "update job_task set task = (select task from job_task where job = :from) where job = :to",
  );
  const dropTask = db.prepare("delete from job_task where job = ?");
  const drop = db.prepare("delete from job where id = ?");
  return (
    job: { id: number; slot?: string | null; attempts: number },
    at: number,
    error: string | null,
  ): number | bigint => {
    const folded = job.slot ? (newer.get(job.slot)?.id as number | undefined) : undefined;
    if (folded !== undefined) {
      takeTask.run({ from: folded, to: job.id });
      dropTask.run(folded);
      drop.run(folded);
    }
    return ready.run(at, error, job.id, job.attempts).changes;
  };
}

function toJob(row: Record<string, unknown>): Job {
  return {
    id: row.id as number,
    lane: row.lane as string,
    task: JSON.parse(row.task as string) as Task,
    runAt: row.run_at as number,
    ...(row.once === null ? {} : { once: row.once as string }),
    ...(row.slot === null ? {} : { slot: row.slot as string }),
    attempts: row.attempts as number,
    createdAt: row.created_at as number,
  };
}

function stillOurs({ id }: Job, changes: number | bigint): void {
  if (changes === 0)
    throw new Error(`job ${id} is no longer run by us: it was put back or finished elsewhere`);
}
