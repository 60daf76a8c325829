import { DatabaseSync } from "node:sqlite";
import { Problem } from "../core/problem.ts";
import type { Store } from "../ports.ts";
import { migrate } from "./migrations.ts";
import { createEffects } from "./sqlite-effects.ts";
import { makePrivate } from "./sqlite-file.ts";
import { createOwner } from "./sqlite-owner.ts";
import { createQueue } from "./sqlite-queue.ts";
import { createRecords } from "./sqlite-records.ts";

/** Another process may hold the write lock that long, in ms, before we give up with an error. */
const BUSY_TIMEOUT_MS = 5_000;

export const MEMORY = ":memory:";

/**
 * Opens the store in one SQLite file, or in memory. Makes the file and its folder when they are missing, for its
 * owner's eyes only. Everything is on
 * the disk when a method returns: WAL with `synchronous = full`. Throws a Problem when this is no database of ours.
 */
export function openSqlite(file: string): Store {
  const db = connect(file);
  try {
    configure(db, file);
    migrate(db);
  } catch (error) {
    db.close();
    throw explain(error, file);
  }
  const owner = file === MEMORY ? { own() {}, release() {} } : createOwner(file);
  return {
    queue: createQueue(db, owner),
    records: createRecords(db),
    effects: createEffects(db),
    async close() {
      if (db.isOpen) db.close();
      owner.release();
    },
  };
}

function connect(file: string): DatabaseSync {
  try {
    if (file !== MEMORY) makePrivate(file);
    return new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    throw explain(error, file);
  }
}

function configure(db: DatabaseSync, file: string): void {
  const mode = db.prepare("pragma journal_mode = wal").get()?.journal_mode;
  if (mode !== "wal" && file !== MEMORY)
    throw new Problem(
      `${file}: this file system cannot share a database between processes (journal mode ${mode})`,
      "Set DATABASE_URL to a file on a local disk.",
    );
  db.exec("pragma synchronous = full");
}

function explain(error: unknown, file: string): Problem {
  if (error instanceof Problem) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(
    `Cannot open the database ${file}: ${reason}`,
    "Set DATABASE_URL to sqlite:FILE, where FILE is a Postmortem database or a new file in a folder that we may write to.",
    { cause: error },
  );
}
