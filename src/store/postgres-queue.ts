import type { PgBoss } from "pg-boss";
import type { Task } from "../core/task.ts";
import type { Job, NewJob, Queue } from "../ports.ts";
import { groupCommit } from "./group-commit.ts";
import { attemptOf, idOf, QUEUE, settledBy } from "./postgres-boss.ts";
import { type Database, isRefusal, type Row, type Session } from "./postgres-database.ts";
import { createEnds, type Done } from "./postgres-end.ts";
import { type Asked, createEnqueue, revive } from "./postgres-enqueue.ts";
import { createLook } from "./postgres-look.ts";
import { KEEP_MS } from "./retention.ts";

type Options = {
  database: Database;
  boss: PgBoss;
  queueSchema: string;
  /** Of this process, in ms since the epoch. */
  clock: () => number;
  /** From now on this process looks for what others lost. */
  supervise: () => Promise<void>;
};

const PRUNE = `
  delete from job where id in (
    select id from job where state = 'done' and finished_at < $1
    union all select id from job where state = 'dead' and finished_at < $2 limit 10000
  )`;

/** The queue over pg-boss, which picks the jobs, and a table of ours, which remembers what they are. */
export function createQueue({ database, boss, queueSchema, clock, supervise }: Options): Queue {
  const enqueue = createEnqueue(boss, clock);
  const ends = createEnds(boss, clock);
  const { nextDue, counts, list, lapsed } = createLook(database, queueSchema, clock);

  const enqueueTogether = groupCommit(
    (requests: { jobs: NewJob[]; now: number }[]) =>
      database.transact(async (session) => {
        const queued = await enqueue(session, requests.flatMap(asked));
        return requests.map(({ jobs }) => queued.splice(0, jobs.length).some(Boolean));
      }),
    isRefusal,
  );

  /** Jobs that end together leave places together, and the next claim, which costs most, is for all of them. */
  const completeTogether = groupCommit(
    (requests: (Done & { jobs: NewJob[] })[]) =>
      database.transact(async (session) => {
        const ours = await ends.done(session, requests);
        const answers = requests.map(({ job }) => ours.has(job.id));
        await enqueue(session, requests.filter((_, index) => answers[index]).flatMap(asked));
        return answers;
      }),
    isRefusal,
  );

  async function claimIn(session: Session, most: number): Promise<Job[]> {
    const runs = await boss.fetch(QUEUE, { batchSize: most, db: session });
    if (runs.length === 0) return [];
    const runOf = new Map(runs.map(({ id, retryCount }) => [idOf(id), retryCount]));
    const { rows } = await session.query(
      "select * from job where id = any($1::bigint[]) order by background, id",
      [[...runOf.keys()]],
    );
    return rows.map((row) => toJob(row, runOf.get(String(row.id)) ?? 0));
  }

  return {
    enqueue: (jobs, now) => enqueueTogether({ jobs, now }),
    claim: (_, most = 1) => database.transact((session) => claimIn(session, most)),
    async keep(jobs) {
      if (jobs.length === 0) return;
      const ours = settledBy(await boss.touch(QUEUE, jobs.map(attemptOf), { db: database }));
      // A word that came too late must not count as one that was heard.
      for (const job of jobs) stillOurs(job, ours.has(job.id));
    },
    complete: async (job, jobs, now) => stillOurs(job, await completeTogether({ job, jobs, now })),
    retry: async (job, at, error) =>
      stillOurs(job, await database.transact((session) => ends.putBack(session, job, at, error, 0))),
    postpone: async (job, at, reason) =>
      stillOurs(job, await database.transact((session) => ends.putBack(session, job, at, reason, 1))),
    bury: async (job, error, now) =>
      stillOurs(job, await database.transact((session) => ends.dead(session, job, error, now))),
    nextDue,
    counts,
    list,
    async revive(id, now) {
      return isId(id) && database.transact((session) => revive(boss, session, "id = $1", id, now));
    },
    async drop(id) {
      if (!isId(id)) return false;
      const { changes } = await database.query("delete from job where id = $1 and state = 'dead'", [id]);
      return changes === 1;
    },
    async known(prefixes) {
      const { rows } = await database.query(
        `select prefix from unnest($1::text[]) as asked (prefix) where exists (
           select 1 from job where once >= prefix collate "C" and once < prefix || $2 collate "C"
         )`,
        [prefixes, "\u{10ffff}"],
      );
      return new Set(rows.map(({ prefix }) => String(prefix)));
    },
    async takeOver() {
      const back = await database.transact(async (session) => {
        const runs = await lapsed(session);
        if (runs.length === 0) return 0;
        return settledBy(await boss.fail(QUEUE, runs, null, { db: session })).size;
      });
      await supervise();
      return back;
    },
    reserve: async () => true,
    async prune(now) {
      const { changes } = await database.query(PRUNE, [now - KEEP_MS.done, now - KEEP_MS.dead]);
      const before = new Date(now - KEEP_MS.effect).toISOString();
      await database.query(`delete from effect where intended_at collate "C" < $1`, [before]);
      return changes;
    },
  };
}

function asked({ jobs, now }: { jobs: NewJob[]; now: number }): Asked[] {
  return jobs.map((job) => ({ job, now }));
}

function stillOurs({ id }: Job, isOurs: boolean): void {
  if (!isOurs) throw new Error(`job ${id} is no longer run by us: it was put back or finished elsewhere`);
}

/** Ours are numbers; people may ask for anything. */
function isId(id: string): boolean {
  return /^[1-9]\d{0,17}$/.test(id);
}

function toJob(row: Row, run: number): Job {
  return {
    id: String(row.id),
    run,
    lane: row.lane as string,
    task: JSON.parse(row.task as string) as Task,
    runAt: Number(row.run_at),
    ...(row.once === null ? {} : { once: row.once as string }),
    ...(row.slot === null ? {} : { slot: row.slot as string }),
    ...(row.background ? { background: true } : {}),
    attempts: run + 1 - (row.forgiven as number),
    createdAt: Number(row.created_at),
  };
}
