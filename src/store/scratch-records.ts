import type { Records } from "../ports.ts";

/** Records over others: reads fall through, writes stay in memory. A dry run remembers while it runs and leaves no trace. */
export function scratchRecords(records: Records): Records {
  const written = new Map<string, { kind: string; id: string; value: unknown }>();
  const keyOf = (kind: string, id: string) => JSON.stringify([kind, id]);
  const set = (kind: string, id: string, value: unknown) =>
    void written.set(keyOf(kind, id), { kind, id, value });

  // Reading waits, so updates take turns.
  let queue: Promise<unknown> = Promise.resolve();

  async function get<T>(kind: string, id: string): Promise<T | null> {
    const here = written.get(keyOf(kind, id));
    return here ? ((here.value ?? null) as T | null) : records.get<T>(kind, id);
  }

  return {
    get,
    async put(kind, id, value) {
      set(kind, id, value);
    },
    update<T>(kind: string, id: string, change: (now: T | null) => T) {
      const updated = queue.then(async () => {
        const value = change(await get<T>(kind, id));
        set(kind, id, value);
        return value;
      });
      queue = updated.catch(() => {});
      return updated;
    },
    updateAll<T>(kind: string, ids: string[], change: (now: T | null, id: string) => T) {
      const updated = queue.then(async () => {
        const before = new Map<string, T | null>();
        for (const id of new Set(ids)) before.set(id, await get<T>(kind, id));
        const values = [...before].map(([id, now]) => [id, change(now, id)] as const);
        for (const [id, value] of values) set(kind, id, value);
        return before;
      });
      queue = updated.catch(() => {});
      return updated;
    },
    async delete(kind, id) {
      set(kind, id, null);
    },
    async list<T>(kind: string, prefix = "") {
      const below = (await records.list<T>(kind, prefix)).filter(({ id }) => !written.has(keyOf(kind, id)));
      const here = [...written.values()].filter(
        (entry) => entry.kind === kind && entry.id.startsWith(prefix) && entry.value !== null,
      );
      return [...below, ...here.map(({ id, value }) => ({ id, value: value as T }))].sort((a, b) =>
        a.id < b.id ? -1 : 1,
      );
    },
  };
}
