import { formatRepo, type RepoRef } from "../core/reference.ts";
import type { Records } from "../ports.ts";

/**
 * What changes seldom, kept in the store so that a fresh process is warm. Webhooks drop it, so does the daily planning, in
 * case one was missed; age only when that failed too.
 */
const MAX_AGE_MS = 36 * 3_600_000;

type Kept = Record<string, { at: number; value: unknown }>;

export type Cache = {
  /** The kept value, or a fresh one, which is kept if `isKept` says so; without it: always. */
  keep<T>(repo: RepoRef, key: string, read: () => Promise<T>, isKept?: (value: T) => boolean): Promise<T>;
  /** Changes a kept value; nothing where none is kept. */
  amend<T>(repo: RepoRef, key: string, change: (value: T) => T): Promise<void>;
  forget(repo: RepoRef): Promise<void>;
};

/** @param now ms since the epoch */
export function createCache(records: Records, now: () => number, maxAge = MAX_AGE_MS): Cache {
  const idOf = (repo: RepoRef) => formatRepo(repo).toLowerCase();
  return {
    async keep<T>(
      repo: RepoRef,
      key: string,
      read: () => Promise<T>,
      isKept: (value: T) => boolean = () => true,
    ) {
      const entry = (await records.get<Kept>("repository-cache", idOf(repo)))?.[key];
      if (entry && Math.abs(now() - entry.at) < maxAge) return entry.value as T;
      const value = await read();
      if (!isKept(value)) return value;
      await records.update<Kept>("repository-cache", idOf(repo), (kept) => ({
        ...kept,
        [key]: { at: now(), value },
      }));
      return value;
    },
    async amend<T>(repo: RepoRef, key: string, change: (value: T) => T) {
      await records.update<Kept>("repository-cache", idOf(repo), (kept) => {
        const entry = kept?.[key];
        return entry ? { ...kept, [key]: { ...entry, value: change(entry.value as T) } } : { ...kept };
      });
    },
    forget: (repo) => records.delete("repository-cache", idOf(repo)),
  };
}
