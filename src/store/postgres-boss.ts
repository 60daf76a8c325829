import { type Clock, type CommandResponse, type Db, PgBoss } from "pg-boss";
import type { Job } from "../ports.ts";

/** The one queue that we have in pg-boss. */
export const QUEUE = "postmortem";

/**
 * pg-boss says which job may run, in which process, and when a process is lost. `key_strict_fifo`: one job of a key at a
 * time, in order, and one that was put back keeps its place. Its limits are set so far away that they never decide: what is
 * tried how often, and what is thrown away, we say ourselves. Only a job that runs for a whole day is given to another
 * process, and only one that waits for a whole year past its date is forgotten.
 */
export const QUEUE_OPTIONS = {
  policy: "key_strict_fifo",
  heartbeatSeconds: 10,
  retryLimit: 2 ** 31 - 1,
  retryDelay: 0,
  retryBackoff: false,
  expireInSeconds: 24 * 3600,
  retentionSeconds: 365 * 24 * 3600,
} as const;

type Options = {
  db: Db;
  schema: string;
  onError: (error: unknown) => void;
  /** Does not only what it is asked, but also looks for lost jobs every second. */
  supervise?: boolean;
  /** Makes or renews pg-boss's tables. */
  migrate?: boolean;
  /** For tests: pg-boss's timers. */
  clock?: Clock;
};

export async function startBoss({ onError, supervise = false, migrate = false, ...options }: Options) {
  const boss = new PgBoss({
    ...options,
    createSchema: false,
    migrate,
    schedule: false,
    supervise,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    // Flows of jobs we have none; and nobody reads the warnings.
    flowIntervalSeconds: 3600,
    monitorVacuum: false,
  });
  // Without a listener they would end the process. What matters fails where it is called.
  boss.on("error", onError);
  try {
    return await boss.start();
  } catch (error) {
    await stopBoss(boss);
    throw error;
  }
}

/** Stops the timers. The connections are ours. */
export async function stopBoss(boss: PgBoss): Promise<void> {
  await boss.stop({ close: false, graceful: false }).catch(() => {});
}

/** Our job in pg-boss: the number as a UUID, so that pg-boss's order by id is our order too. */
export function uuidOf(id: string | number): string {
  const hex = BigInt(id).toString(16).padStart(32, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function idOf(uuid: string): string {
  return BigInt(`0x${uuid.replaceAll("-", "")}`).toString();
}

/**
 * When a job is due, as pg-boss takes it: so long after the database's own present. Hosts whose clocks differ by minutes then
 * agree on what a delay of seconds is. Both in ms since the epoch, by the clock of this process.
 */
export function dueAfter(at: number, now: number): string {
  return `${(at - now) / 1000} seconds`;
}

/** The run of a job, which pg-boss counts: whoever lost it can no longer end it. */
export function attemptOf({ id, run }: Pick<Job, "id" | "run">): { id: string; retryCount: number } {
  return { id: uuidOf(id), retryCount: run };
}

/** Our jobs of which a call found the run that it was told: pg-boss says it, its types do not. */
export function settledBy(response: CommandResponse): Set<string> {
  return new Set((response as { settled: string[] }).settled.map(idOf));
}

const INT4 = 2 ** 31;

/**
 * pg-boss takes the highest priority first, and asks for no other order between lanes. So the oldest has the highest, and
 * what nobody waits for is below zero. Within a lane it means nothing. (After two thousand million jobs it begins anew.)
 */
export function priorityOf(id: string | number, background: boolean): number {
  const age = Number(BigInt(id) % BigInt(INT4));
  return background ? -1 - age : INT4 - 1 - age;
}
