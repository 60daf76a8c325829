import type { PgBoss } from "pg-boss";
import { kindOf } from "../core/task.ts";
import type { NewJob } from "../ports.ts";
import { foldedRunAt } from "./folding.ts";
import { dueAfter, priorityOf, QUEUE, uuidOf } from "./postgres-boss.ts";
import type { Row, Session } from "./postgres-database.ts";
import { lockSlot, pointSlotTo } from "./postgres-slots.ts";

/** A job and the moment it was asked for, in ms since the epoch. */
export type Asked = { job: NewJob; now: number };

/** In the order they were asked for: jobs of one lane run in the order of their numbers. */
const INSERT = `
  insert into job (lane, kind, task, once, slot, background, run_at, created_at)
  select lane, kind, task, once, slot, background, run_at, created_at
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::bigint[], $8::bigint[])
    with ordinality as asked (lane, kind, task, once, slot, background, run_at, created_at, n)
  order by n
  on conflict (once) where once is not null do nothing
  returning id, lane, once, background, run_at`;

/** A new number, so that nobody who lost a run of its former life can end it. */
const REVIVE = `
  update job set id = default, state = 'queued', run_at = $2, forgiven = 0, attempts = null, finished_at = null
  where state = 'dead' and `;
const REVIVED = " returning id, lane, once, slot, background, run_at";

/**
 * Queues jobs inside the transaction of the caller; tells of each whether it was queued, folded or revived. A job with `once`
 * is not folded, whatever its slot: one row keeps one identity.
 * @param clock of this process, in ms since the epoch
 */
export function createEnqueue(boss: PgBoss, clock: () => number) {
  async function add(session: Session, asked: Asked[]): Promise<Row[]> {
    const column = <T>(of: (job: NewJob, now: number) => T) => asked.map(({ job, now }) => of(job, now));
    const { rows } = await session.query(INSERT, [
      column(({ lane }) => lane),
      column(({ task }) => kindOf(task)),
      column(({ task }) => JSON.stringify(task)),
      column(({ once }) => once ?? null),
      column(({ once, slot }) => (once ? null : (slot ?? null))),
      column(({ background }) => background ?? false),
      column(({ runAt }, now) => runAt ?? now),
      column((_, now) => now),
    ]);
    await handOver(boss, session, rows, clock());
    return rows;
  }

  /** Jobs without a slot: two statements, however many they are. */
  async function addAll(session: Session, asked: Asked[]): Promise<boolean[]> {
    const added = await add(session, asked);
    const fresh = new Set(added.map(({ once }) => once));
    const known = asked.filter(({ job }) => job.once !== undefined && !fresh.has(job.once));
    for (const { job, now } of known)
      if (await revive(boss, session, "once = $1", job.once as string, now)) fresh.add(job.once);
    // Of several with one identity the first was queued.
    return asked.map(({ job }) => job.once === undefined || fresh.delete(job.once));
  }

  async function addToSlot(session: Session, { job, now }: Asked, slot: string): Promise<true> {
    const waiting = await lockSlot(session, slot);
    if (waiting !== null && (await fold(session, waiting, job, now))) return true;
    const [added] = await add(session, [{ job, now }]);
    await pointSlotTo(session, slot, String(added?.id));
    return true;
  }

  /** False when the job under the slot has been claimed meanwhile, or is over. */
  async function fold(session: Session, id: string, job: NewJob, now: number): Promise<boolean> {
    const { rows } = await session.query("select run_at, created_at from job where id = $1", [id]);
    if (!rows[0]) return false;
    const waits = { runAt: Number(rows[0].run_at), createdAt: Number(rows[0].created_at) };
    const at = foldedRunAt(waits, job.runAt ?? now, job.foldFor ?? 0);
    const options = { id: uuidOf(id), startAfter: dueAfter(at, clock()), db: session };
    const { updated } = await boss.update(QUEUE, undefined, options);
    if (updated === 0) return false;
    const values = [id, at, kindOf(job.task), JSON.stringify(job.task)];
    await session.query("update job set run_at = $2, kind = $3, task = $4 where id = $1", values);
    return true;
  }

  return async (session: Session, asked: Asked[]): Promise<boolean[]> => {
    const answers: boolean[] = [];
    for (const group of inOrder(asked)) {
      if (!("slot" in group)) answers.push(...(await addAll(session, group.plain)));
      else answers.push(await addToSlot(session, group.one, group.slot));
    }
    return answers;
  };
}

/** Brings dead jobs of ours back that `where` names; false when there is none. */
export async function revive(
  boss: PgBoss,
  session: Session,
  where: "id = $1" | "once = $1",
  value: string,
  now: number,
): Promise<boolean> {
  const { rows } = await session.query(REVIVE + where + REVIVED, [value, now]);
  await handOver(boss, session, rows, now);
  // Where another waits already under its slot, each runs for itself.
  for (const { id, slot } of rows)
    if (slot !== null)
      await session.query("insert into slot (slot, job) values ($1, $2) on conflict do nothing", [slot, id]);
  return rows.length > 0;
}

/** Gives rows of ours to pg-boss, which runs them. */
async function handOver(boss: PgBoss, session: Session, rows: Row[], now: number): Promise<void> {
  if (rows.length === 0) return;
  const jobs = rows.map(({ id, lane, background, run_at }) => ({
    id: uuidOf(String(id)),
    singletonKey: String(lane),
    priority: priorityOf(String(id), background === true),
    startAfter: dueAfter(Number(run_at), now),
  }));
  const taken = await boss.insert(QUEUE, jobs, { db: session, returnId: true });
  if (taken?.length !== jobs.length) throw new Error("pg-boss did not take all the jobs it was given");
}

type Group = { plain: Asked[] } | { slot: string; one: Asked };

/** Those for a slot stand alone, the others between them together. */
function inOrder(asked: Asked[]): Group[] {
  const groups: Group[] = [];
  for (const one of asked) {
    const last = groups.at(-1);
    if (one.job.once === undefined && one.job.slot !== undefined) groups.push({ slot: one.job.slot, one });
    else if (last && "plain" in last) last.plain.push(one);
    else groups.push({ plain: [one] });
  }
  return groups;
}
