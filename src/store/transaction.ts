import type { DatabaseSync } from "node:sqlite";

/**
 * Runs `work` in one transaction: all of it is durable when this returns, or nothing happened and the error goes on.
 * `immediate` takes the write lock at once: a lock asked for in the middle could fail after another process wrote.
 */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("begin immediate");
  try {
    const result = work();
    db.exec("commit");
    return result;
  } catch (error) {
    // Some errors (a full disk) have ended the transaction already.
    if (db.isTransaction) db.exec("rollback");
    throw error;
  }
}
