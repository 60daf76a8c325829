import type { DatabaseSync } from "node:sqlite";
import type { Records } from "../ports.ts";
import { inTransaction } from "./transaction.ts";

/** Behind every text that begins alike: no character comes later. */
const LAST = "\u{10ffff}";

/** Records as JSON text under `(kind, id)`. A value of `undefined` is kept as null. */
export function createRecords(db: DatabaseSync): Records {
  const get = db.prepare("select value from record where kind = ? and id = ?");
  const put = db.prepare(
    "insert into record (kind, id, value) values (?, ?, ?) on conflict do update set value = excluded.value",
  );
  const remove = db.prepare("delete from record where kind = ? and id = ?");
  const list = db.prepare("select id, value from record where kind = ? and id >= ? and id < ? order by id");

  function read<T>(kind: string, id: string): T | null {
    const row = get.get(kind, id);
    return row ? (JSON.parse(String(row.value)) as T) : null;
  }
  function write(kind: string, id: string, value: unknown): void {
    put.run(kind, id, JSON.stringify(value) ?? "null");
  }

  return {
    get: async (kind, id) => read(kind, id),
    put: async (kind, id, value) => write(kind, id, value),
    async update<T>(kind: string, id: string, change: (now: T | null) => T) {
      return inTransaction(db, () => {
        const value = change(read<T>(kind, id));
        write(kind, id, value);
        return value;
      });
    },
    async updateAll<T>(kind: string, ids: string[], change: (now: T | null, id: string) => T) {
      return inTransaction(db, () => {
        const before = new Map<string, T | null>();
        for (const id of new Set(ids)) {
          const now = read<T>(kind, id);
          before.set(id, now);
          write(kind, id, change(now, id));
        }
        return before;
      });
    },
    async delete(kind, id) {
      remove.run(kind, id);
    },
    async list<T>(kind: string, prefix = "") {
      return list.all(kind, prefix, prefix + LAST).map(({ id, value }) => ({
        id: String(id),
        value: JSON.parse(String(value)) as T,
      }));
    },
  };
}
