import type { DatabaseSync } from "node:sqlite";
import type { NewJob } from "../ports.ts";
import { foldedRunAt } from "./folding.ts";

/**
 * Queues jobs inside the transaction of the caller. The function returned tells whether anything was queued, folded or
 * revived; `now` is in ms since the epoch. A job with `once` is not folded, whatever its slot: one row keeps one identity.
 */
export function createEnqueue(db: DatabaseSync): (jobs: NewJob[], now: number) => boolean {
  const insert = db.prepare(
    "insert into job (lane, once, slot, run_at, created_at, background) values (:lane, :once, :slot, :runAt, :now, :background) returning id",
  );
  const insertTask = db.prepare("insert into job_task (job, task) values (?, ?)");
  const known = db.prepare("select id, state from job where once = ?");
  const revive = db.prepare(
    "update job set state = 'ready', run_at = ?, attempts = 0, begun = 0, finished_at = null where id = ?",
  );
  const waiting = db.prepare("select id, run_at, created_at from job where slot = ? and state = 'ready'");
  const putOff = db.prepare("update job set run_at = ? where id = ?");
  const replaceTask = db.prepare("update job_task set task = ? where job = ?");

  function add({ lane, task, runAt, once, slot, background }: NewJob, now: number): void {
    const values = {
      lane,
      once: once ?? null,
      slot: once ? null : (slot ?? null),
      runAt: runAt ?? now,
      now,
      background: background ? 1 : 0,
    };
    insertTask.run(insert.get(values)?.id as number, JSON.stringify(task));
  }

  function addOnce(job: NewJob, once: string, now: number): boolean {
    const row = known.get(once);
    if (!row) add(job, now);
    else if (row.state === "dead") revive.run(now, row.id as number);
    else return false;
    return true;
  }

  function addToSlot(job: NewJob, slot: string, now: number): void {
    const row = waiting.get(slot) as { id: number; run_at: number; created_at: number } | undefined;
    if (!row) add(job, now);
    else {
      const waits = { runAt: row.run_at, createdAt: row.created_at };
      putOff.run(foldedRunAt(waits, job.runAt ?? now, job.foldFor ?? 0), row.id);
      replaceTask.run(JSON.stringify(job.task), row.id);
    }
  }

  return (jobs, now) => {
    let queued = false;
    for (const job of jobs) {
      if (job.once !== undefined) queued = addOnce(job, job.once, now) || queued;
      else {
        if (job.slot !== undefined) addToSlot(job, job.slot, now);
        else add(job, now);
        queued = true;
      }
    }
    return queued;
  };
}
