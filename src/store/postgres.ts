import { type Clock, type PgBoss, systemClock } from "pg-boss";
import type { Store } from "../ports.ts";
import { type Address, explain, parseAddress } from "./postgres-address.ts";
import { startBoss, stopBoss } from "./postgres-boss.ts";
import { type Database, openDatabase } from "./postgres-database.ts";
import { createEffects } from "./postgres-effects.ts";
import { migrate } from "./postgres-migrations.ts";
import { createQueue } from "./postgres-queue.ts";
import { createRecords } from "./postgres-records.ts";

export type PostgresOptions = {
  /** Told what goes wrong in the background. Calls fail by themselves. */
  onError?: (error: unknown) => void;
  /** For tests: what time it is here, and pg-boss's timers. */
  clock?: Clock;
};

/**
 * Opens the store in a PostgreSQL database, for any number of processes. Makes its tables when they are missing. Everything
 * is on the server's disk when a method resolves. Throws a Problem when the database cannot be used.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Store> {
  const address = parseAddress(url);
  try {
    const database = openDatabase(address.url, address.schema);
    try {
      await migrate(database, address);
      return await createStore(database, address, options);
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    throw explain(error, address);
  }
}

async function createStore(
  database: Database,
  { queueSchema }: Address,
  { onError = () => {}, clock = systemClock }: PostgresOptions,
): Promise<Store> {
  const bossOptions = { db: database, schema: queueSchema, onError, clock };
  const boss = await startBoss(bossOptions);
  let supervisor: Promise<PgBoss> | undefined;

  async function supervise(): Promise<void> {
    supervisor ??= startBoss({ ...bossOptions, supervise: true, migrate: true });
    await supervisor.catch((error) => {
      supervisor = undefined;
      throw error;
    });
  }

  return {
    queue: createQueue({ database, boss, queueSchema, clock: () => clock.now(), supervise }),
    records: createRecords(database),
    effects: createEffects(database),
    async close() {
      await supervisor?.then(stopBoss, () => {});
      await stopBoss(boss);
      await database.close();
    },
  };
}
