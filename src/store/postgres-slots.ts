import type { Session } from "./postgres-database.ts";

/**
 * Locks a slot until the end of the transaction, so that requests for it take turns; returns the newest job under it. That one
 * may have been claimed, or be over: only pg-boss's row tells, once it is locked too.
 */
export async function lockSlot(session: Session, slot: string): Promise<string | null> {
  const { rows } = await session.query(
    `insert into slot (slot, job) values ($1, 0)
     on conflict (slot) do update set job = slot.job returning job`,
    [slot],
  );
  const job = String(rows[0]?.job ?? 0);
  return job === "0" ? null : job;
}

export async function pointSlotTo(session: Session, slot: string, job: string): Promise<void> {
  await session.query("update slot set job = $2 where slot = $1", [slot, job]);
}

/** Jobs are over: their slots are forgotten, unless newer ones have them. */
export async function leaveSlots(session: Session, jobs: { id: string; slot?: string }[]): Promise<void> {
  const left = jobs.filter(({ slot }) => slot !== undefined);
  if (left.length === 0) return;
  await session.query(
    `delete from slot using unnest($1::text[], $2::bigint[]) as gone (slot, job)
     where slot.slot = gone.slot and slot.job = gone.job`,
    [left.map(({ slot }) => slot), left.map(({ id }) => id)],
  );
}
