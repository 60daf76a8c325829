import type { DatabaseSync } from "node:sqlite";
import { Problem } from "../core/problem.ts";
import { kindOf, type Task } from "../core/task.ts";
import type { Job, JobInfo, NewJob, Queue } from "../ports.ts";
import { groupCommit } from "./group-commit.ts";
import { KEEP_MS } from "./retention.ts";
import { createEnqueue } from "./sqlite-enqueue.ts";
import { inTransaction } from "./transaction.ts";

/** The first of its lane that is due, where nothing of the lane runs and no other of it has begun and waits. */
const CLAIM = `
  update job set state = 'running', attempts = attempts + 1, run = run + 1
  where id = (
    select id from job as next indexed by job_ready
    where state = 'ready' and run_at <= :now
      and not exists (select 1 from job as running where state = 'running' and running.lane = next.lane)
      and (begun = 1 or not exists (
        select 1 from job as begun where state = 'ready' and begun.begun = 1 and begun.lane = next.lane
      ))
      and (begun = 1 or not exists (
        select 1 from job as earlier
        where state = 'ready' and earlier.lane = next.lane and earlier.id < next.id and earlier.run_at <= :now
      ))
    order by background, id limit 1
  )
  returning id, lane, once, slot, run_at, attempts, run, created_at, background,
    (select task from job_task where job_task.job = job.id) as task`;

/** Jobs behind a running one of their lane, or one that has begun, wait for that one, not for a date. */
const NEXT_DUE = `
  select run_at from job as next
  where state = 'ready'
    and not exists (select 1 from job as running where state = 'running' and running.lane = next.lane)
    and (begun = 1 or not exists (
      select 1 from job as begun where state = 'ready' and begun.begun = 1 and begun.lane = next.lane
    ))
  order by run_at limit 1`;

const LIST = `
  select id, state, lane, attempts, run_at, created_at, error,
    (select task from job_task where job_task.job = job.id) as task
  from job where state = ? order by id limit ?`;

type Options = {
  /** Makes this process the one that runs jobs. Throws a Problem when another is. */
  own: () => void;
};

/**
 * The queue as one table. `run` counts claims and so tells one run of a job from another: after `takeOver` the old run can
 * no longer complete, put back or bury it (these throw).
 */
export function createQueue(db: DatabaseSync, { own }: Options): Queue {
  const enqueue = createEnqueue(db);
  const enqueueTogether = groupCommit(async (requests: { jobs: NewJob[]; now: number }[]) =>
    inTransaction(db, () => requests.map(({ jobs, now }) => enqueue(jobs, now))),
  );
  const claim = db.prepare(CLAIM);
  const finish = db.prepare(
    "update job set state = ?, finished_at = ?, error = ? where id = ? and state = 'running' and run = ?",
  );
  const forgetTask = db.prepare("delete from job_task where job = ?");
  const putBack = createPutBack(db);
  const running = db.prepare("select id, slot, run, error from job where state = 'running' order by id");
  const nextDue = db.prepare(NEXT_DUE);
  const counts = db.prepare(
    ["ready", "running", "done", "dead"]
      .map((state) => `select '${state}' as state, count(*) as jobs from job where state = '${state}'`)
      .join(" union all "),
  );
  const list = db.prepare(LIST);
  const revive = db.prepare(
    // Where another waits already under its slot, each runs for itself.
    `update job set state = 'ready', run_at = ?, attempts = 0, begun = 0, finished_at = null,
       slot = (select job.slot where not exists (
         select 1 from job as other where other.slot = job.slot and other.state = 'ready'
       ))
     where id = ? and state = 'dead'`,
  );
  const isDead = db.prepare("select 1 from job where id = ? and state = 'dead'");
  const remove = db.prepare("delete from job where id = ?");
  const known = db.prepare("select 1 from job where once >= ? and once < ? limit 1");
  const old = db.prepare(
    `select id from job where state = 'done' and finished_at < ?
     union all select id from job where state = 'dead' and finished_at < ? limit 10000`,
  );
  const oldEffects = db.prepare("delete from effect where intended_at < ?");

  function dropAll(ids: (number | string)[]): void {
    for (const id of ids) {
      forgetTask.run(id);
      remove.run(id);
    }
  }

  return {
    enqueue: (jobs, now) => enqueueTogether({ jobs, now }),
    async claim(now, most = 1) {
      // `get` swallows an error of its own commit (a full disk), and the job would run without being claimed.
      return inTransaction(db, () => {
        const jobs: Job[] = [];
        for (let row = claim.get({ now }); row; row = jobs.length < most ? claim.get({ now }) : undefined)
          jobs.push(toJob(row));
        return jobs;
      });
    },
    // The one owner of the file needs no witness: when it dies, the next owner takes over all.
    async keep() {},
    async complete(job, follow, now) {
      inTransaction(db, () => {
        stillOurs(job, finish.run("done", now, null, job.id, job.run).changes);
        forgetTask.run(job.id);
        enqueue(follow, now);
      });
    },
    async retry(job, at, error) {
      inTransaction(db, () => stillOurs(job, putBack(job, at, error, 0)));
    },
    async postpone(job, at, reason) {
      inTransaction(db, () => stillOurs(job, putBack(job, at, reason, 1)));
    },
    async bury(job, error, now) {
      stillOurs(job, finish.run("dead", now, error, job.id, job.run).changes);
    },
    nextDue: async () => (nextDue.get()?.run_at as number | undefined) ?? null,
    async counts() {
      const rows = counts.all().map(({ state, jobs }) => [state, jobs]);
      return Object.fromEntries(rows) as Awaited<ReturnType<Queue["counts"]>>;
    },
    list: async (state, limit) => list.all(state, limit).map(toInfo),
    revive: async (id, now) => revive.run(now, id).changes === 1,
    async drop(id) {
      return inTransaction(db, () => {
        if (!isDead.get(id)) return false;
        dropAll([id]);
        return true;
      });
    },
    async known(prefixes) {
      return new Set(prefixes.filter((prefix) => known.get(prefix, `${prefix}\u{10ffff}`)));
    },
    async takeOver(now) {
      own();
      return inTransaction(db, () => {
        const left = running.all() as { id: string; slot: string | null; run: number; error: string }[];
        for (const job of left) putBack(job, now, job.error, 0);
        return left.length;
      });
    },
    async reserve() {
      try {
        own();
        return true;
      } catch (error) {
        if (error instanceof Problem) return false;
        throw error;
      }
    },
    async prune(now) {
      return inTransaction(db, () => {
        const ids = old.all(now - KEEP_MS.done, now - KEEP_MS.dead).map(({ id }) => id as number);
        dropAll(ids);
        oldEffects.run(new Date(now - KEEP_MS.effect).toISOString());
        return ids.length;
      });
    },
  };
}

/**
 * Makes a running job ready again; returns how many it found, 0 or 1. Was another queued under its slot meanwhile, then
 * that one folds into it: one ready job per slot, and the newer task is the one that counts. `forgiven` attempts do not count.
 */
function createPutBack(db: DatabaseSync) {
  const ready = db.prepare(
    `update job set state = 'ready', begun = 1, run_at = ?, error = ?, attempts = attempts - ?
     where id = ? and state = 'running' and run = ?`,
  );
  const newer = db.prepare("select id from job where slot = ? and state = 'ready'");
  const takeTask = db.prepare(
    "update job_task set task = (select task from job_task where job = :from) where job = :to",
  );
  const dropTask = db.prepare("delete from job_task where job = ?");
  const drop = db.prepare("delete from job where id = ?");
  return (
    job: { id: string; slot?: string | null; run: number },
    at: number,
    error: string | null,
    forgiven: 0 | 1,
  ): number | bigint => {
    const folded = job.slot ? (newer.get(job.slot)?.id as number | undefined) : undefined;
    if (folded !== undefined) {
      takeTask.run({ from: folded, to: job.id });
      dropTask.run(folded);
      drop.run(folded);
    }
    return ready.run(at, error, forgiven, job.id, job.run).changes;
  };
}

function toJob(row: Record<string, unknown>): Job {
  return {
    id: String(row.id),
    run: row.run as number,
    lane: row.lane as string,
    task: JSON.parse(row.task as string) as Task,
    runAt: row.run_at as number,
    ...(row.once === null ? {} : { once: row.once as string }),
    ...(row.slot === null ? {} : { slot: row.slot as string }),
    ...(row.background === 0 ? {} : { background: true }),
    attempts: row.attempts as number,
    createdAt: row.created_at as number,
  };
}

function toInfo(row: Record<string, unknown>): JobInfo {
  return {
    id: String(row.id),
    state: row.state as JobInfo["state"],
    lane: row.lane as string,
    kind: kindOf(JSON.parse(row.task as string) as Task),
    attempts: row.attempts as number,
    runAt: row.run_at as number,
    createdAt: row.created_at as number,
    error: row.error as string | null,
  };
}

function stillOurs({ id }: Job, changes: number | bigint): void {
  if (changes === 0)
    throw new Error(`job ${id} is no longer run by us: it was put back or finished elsewhere`);
}
