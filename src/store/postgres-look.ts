import type { JobInfo, Queue } from "../ports.ts";
import { QUEUE } from "./postgres-boss.ts";
import type { Database, Row, Session } from "./postgres-database.ts";

/**
 * What pg-boss's own functions do not tell: here, and nowhere else, its table is read directly, as version 12.35.0 makes it
 * (`created` and `retry` wait, `active` runs; nothing of ours stays in another state).
 */
export function createLook(database: Database, queueSchema: string, clock: () => number) {
  const table = `"${queueSchema}".job`;
  const now = `"${queueSchema}".job_now()`;
  const waits = "boss.state in ('created', 'retry')";

  /** Jobs behind a running one of their lane, or behind one that was put back, wait for that one, not for a date. */
  const NEXT_DUE = `
    select ceil(extract(epoch from min(start_after) - ${now}) * 1000)::float8 as wait from ${table} as boss
    where boss.name = '${QUEUE}' and ${waits}
      and not exists (
        select 1 from ${table} as other
        where other.name = '${QUEUE}' and other.singleton_key = boss.singleton_key and other.id <> boss.id
          and other.state in ('active', 'retry', 'failed') and other.policy = 'key_strict_fifo'
      )`;

  const COUNTS = `
    select count(*) filter (where ${waits})::float8 as ready,
      count(*) filter (where boss.state = 'active')::float8 as running,
      (select count(*) from job where state = 'done')::float8 as done,
      (select count(*) from job where state = 'dead')::float8 as dead
    from ${table} as boss where boss.name = '${QUEUE}'`;

  const list = (where: string) => `
    select job.*, case when boss.started_on is null then 0 else boss.retry_count + 1 - job.forgiven end as attempts
    from job join ${table} as boss on boss.name = '${QUEUE}' and boss.id = lpad(to_hex(job.id), 32, '0')::uuid
    where job.state = 'queued' and ${where} order by job.id limit $1`;

  const LIST = {
    ready: list(waits),
    running: list("boss.state = 'active'"),
    dead: "select * from job where state = 'dead' order by id limit $1",
  };

  const LAPSED = `
    select boss.id, boss.retry_count as "retryCount" from ${table} as boss
    where boss.name = '${QUEUE}' and boss.state = 'active'
      and boss.heartbeat_on + boss.heartbeat_seconds * interval '1 s' < ${now}`;

  return {
    async nextDue() {
      const { rows } = await database.query(NEXT_DUE);
      const wait = (rows[0]?.wait as number | null | undefined) ?? null;
      return wait === null ? null : clock() + wait;
    },
    async counts() {
      const { rows } = await database.query(COUNTS);
      return rows[0] as Awaited<ReturnType<Queue["counts"]>>;
    },
    async list(state: JobInfo["state"], limit: number) {
      const { rows } = await database.query(LIST[state], [limit]);
      return rows.map((row) => toInfo(row, state));
    },
    /** Runs whose process has been silent for too long. */
    async lapsed(session: Session) {
      const { rows } = await session.query(LAPSED);
      return rows as { id: string; retryCount: number }[];
    },
  };
}

function toInfo(row: Row, state: JobInfo["state"]): JobInfo {
  return {
    id: String(row.id),
    state,
    lane: row.lane as string,
    kind: row.kind as string,
    attempts: row.attempts as number,
    runAt: Number(row.run_at),
    createdAt: Number(row.created_at),
    error: row.error as string | null,
  };
}
