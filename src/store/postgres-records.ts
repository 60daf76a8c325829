import type { Records } from "../ports.ts";
import type { Database, Session } from "./postgres-database.ts";

/** Behind every text that begins alike: no character comes later. */
const LAST = "\u{10ffff}";

/** Records as JSON text under `(kind, id)`. A value of `undefined` is kept as null. */
export function createRecords(database: Database): Records {
  return {
    async get<T>(kind: string, id: string) {
      const text = await read(database, kind, id);
      return text === null ? null : (JSON.parse(text) as T);
    },
    async put(kind, id, value) {
      await database.query(
        `insert into record (kind, id, value) values ($1, $2, $3)
         on conflict (kind, id) do update set value = excluded.value`,
        [kind, id, textOf(value)],
      );
    },
    update<T>(kind: string, id: string, change: (now: T | null) => T) {
      return database.transact(async (session) => {
        // Read under a lock, or inserted; when another was faster to insert it, there is one to lock now.
        for (;;) {
          const text = await read(session, kind, id, "for update");
          const value = change(text === null ? null : (JSON.parse(text) as T));
          if (await write(session, kind, id, text, textOf(value))) return value;
        }
      });
    },
    updateAll<T>(kind: string, ids: string[], change: (now: T | null, id: string) => T) {
      // Whoever locks several locks them in one order.
      const sorted = [...new Set(ids)].sort();
      return database.transact(async (session) => {
        const { rows } = await session.query(
          "select id, value from record where kind = $1 and id = any($2) order by id for update",
          [kind, sorted],
        );
        const known = new Map(rows.map(({ id, value }) => [String(id), JSON.parse(String(value)) as T]));
        const before = new Map(sorted.map((id) => [id, known.get(id) ?? null]));
        const values = sorted.map((id) => textOf(change(before.get(id) ?? null, id)));
        await session.query(
          `insert into record (kind, id, value) select $1, * from unnest($2::text[], $3::text[])
           on conflict (kind, id) do update set value = excluded.value`,
          [kind, sorted, values],
        );
        return before;
      });
    },
    async delete(kind, id) {
      await database.query("delete from record where kind = $1 and id = $2", [kind, id]);
    },
    async list<T>(kind: string, prefix = "") {
      const { rows } = await database.query(
        "select id, value from record where kind = $1 and id >= $2 and id < $3 order by id",
        [kind, prefix, prefix + LAST],
      );
      return rows.map(({ id, value }) => ({ id: String(id), value: JSON.parse(String(value)) as T }));
    },
  };
}

async function read(session: Session, kind: string, id: string, lock = ""): Promise<string | null> {
  const { rows } = await session.query(`select value from record where kind = $1 and id = $2 ${lock}`, [
    kind,
    id,
  ]);
  return rows[0] ? String(rows[0].value) : null;
}

/** False when there is one by now where there was none. */
async function write(
  session: Session,
  kind: string,
  id: string,
  before: string | null,
  text: string,
): Promise<boolean> {
  if (before === text) return true;
  const sql =
    before === null
      ? "insert into record (kind, id, value) values ($1, $2, $3) on conflict do nothing"
      : "update record set value = $3 where kind = $1 and id = $2";
  const { changes } = await session.query(sql, [kind, id, text]);
  return changes === 1;
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}
