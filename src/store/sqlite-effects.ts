import type { DatabaseSync } from "node:sqlite";
import type { Applied, Effects } from "../ports.ts";

/** Effects, one row each. Every method is one statement, and so one durable transaction. */
export function createEffects(db: DatabaseSync): Effects {
  const find = db.prepare("select intended_at, result from effect where id = ?");
  const intend = db.prepare("insert into effect (id, intended_at) values (?, ?) on conflict do nothing");
  const finish = db.prepare("update effect set result = ? where id = ?");
  const drop = db.prepare("delete from effect where id = ? and result is null");
  return {
    async find(id) {
      const row = find.get(id);
      if (!row) return null;
      const result = row.result === null ? null : (JSON.parse(String(row.result)) as Applied);
      return { id, intendedAt: String(row.intended_at), result };
    },
    async intend(id, at) {
      intend.run(id, at);
    },
    async finish(id, result) {
      if (finish.run(JSON.stringify(result), id).changes === 0)
        throw new Error(`the effect ${id} was never intended`);
    },
    async drop(id) {
      drop.run(id);
    },
  };
}
