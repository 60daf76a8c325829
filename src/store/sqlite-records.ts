import type { DatabaseSync } from "node:sqlite";
import type { Records } from "../ports.ts";
import { inTransaction } from "./transaction.ts";

/** Records as JSON text under `(kind, id)`. A value of `undefined` is kept as null. */
export function createRecords(db: DatabaseSync): Records {
  const get = db.prepare("select value from record where kind = ? and id = ?");
  const put = db.prepare(
    "insert into record (kind, id, value) values (?, ?, ?) on conflict do update set value = excluded.value",
  );
  const remove = db.prepare("delete from record where kind = ? and id = ?");
  const list = db.prepare("select id, value from record where kind = ? order by id");

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
    async delete(kind, id) {
      remove.run(kind, id);
    },
    async list<T>(kind: string) {
      return list.all(kind).map(({ id, value }) => ({
        id: String(id),
        value: JSON.parse(String(value)) as T,
      }));
    },
  };
}
