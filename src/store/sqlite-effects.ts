import type { DatabaseSync } from "node:sqlite";
import type { Applied, Effects } from "../ports.ts";

/** Effects, one row each. Every method is one statement, and so one durable transaction. */
export function createEffects(db: DatabaseSync): Effects {
  const find = db.prepare("select intended_at, looked_at, result from effect where id = ?");
  const intend = db.prepare("insert into effect (id, intended_at) values (?, ?) on conflict do nothing");
  const looked = db.prepare("update effect set looked_at = ? where id = ?");
  const retake = db.prepare(
    "update effect set looked_at = null where id = ? and looked_at = ? and result is null",
  );
  const finish = db.prepare("update effect set result = ? where id = ?");
  const drop = db.prepare("delete from effect where id = ? and result is null");
  return {
    async find(id) {
      const row = find.get(id);
      if (!row) return null;
      const result = row.result === null ? null : (JSON.parse(String(row.result)) as Applied);
      const lookedAt = row.looked_at as string | null;
      return { id, intendedAt: String(row.intended_at), lookedAt, result };
    },
    async intend(id, at) {
      return intend.run(id, at).changes === 1;
    },
    async looked(id, at) {
      looked.run(at, id);
    },
    async retake(id, lookedAt) {
      return retake.run(id, lookedAt).changes === 1;
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
