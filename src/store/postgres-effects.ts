import type { Applied, Effects } from "../ports.ts";
import type { Database } from "./postgres-database.ts";

/** Effects, one row each. Every method is one statement, and so one durable transaction. */
export function createEffects(database: Database): Effects {
  const change = async (text: string, values: unknown[]) => (await database.query(text, values)).changes;
  return {
    async find(id) {
      const { rows } = await database.query(
        "select intended_at, looked_at, result from effect where id = $1",
        [id],
      );
      const [row] = rows as { intended_at: string; looked_at: string | null; result: string | null }[];
      if (!row) return null;
      const result = row.result === null ? null : (JSON.parse(row.result) as Applied);
      return { id, intendedAt: row.intended_at, lookedAt: row.looked_at, result };
    },
    async intend(id, at) {
      const sql = "insert into effect (id, intended_at) values ($1, $2) on conflict do nothing";
      return (await change(sql, [id, at])) === 1;
    },
    async looked(id, at) {
      await change("update effect set looked_at = $2 where id = $1", [id, at]);
    },
    async retake(id, lookedAt) {
      const sql = "update effect set looked_at = null where id = $1 and looked_at = $2 and result is null";
      return (await change(sql, [id, lookedAt])) === 1;
    },
    async finish(id, result) {
      const sql = "update effect set result = $2 where id = $1";
      if ((await change(sql, [id, JSON.stringify(result)])) === 0)
        throw new Error(`the effect ${id} was never intended`);
    },
    async drop(id) {
      await change("delete from effect where id = $1 and result is null", [id]);
    },
  };
}
