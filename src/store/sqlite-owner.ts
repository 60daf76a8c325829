import { DatabaseSync } from "node:sqlite";
import { Problem } from "../core/problem.ts";
import { makePrivate } from "./sqlite-file.ts";

/**
 * One process per file runs jobs: two would both run what the other left. The sign of it is an exclusive lock on a file
 * beside the database, which the system takes away with the process, however that ends.
 */
export function createOwner(file: string): { own(): void; release(): void } {
  let lock: DatabaseSync | null = null;
  return {
    own() {
      if (lock) return;
      makePrivate(`${file}-owner`);
      const taken = new DatabaseSync(`${file}-owner`, { timeout: 0 });
      try {
        taken.exec("begin exclusive");
      } catch (error) {
        taken.close();
        throw new Problem(
          `Another process works with the database ${file}`,
          "Stop it first. For several processes set DATABASE_URL to postgres://….",
          { cause: error },
        );
      }
      lock = taken;
    },
    release() {
      lock?.close();
      lock = null;
    },
  };
}
