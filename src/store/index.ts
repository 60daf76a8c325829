import { Problem } from "../core/problem.ts";
import type { Store } from "../ports.ts";
import { openSqlite } from "./sqlite.ts";

/**
 * Opens the store that a DATABASE_URL names: `sqlite:FILE`, or `sqlite::memory:` which forgets everything when closed, or
 * `postgres://…` for several processes. Throws a Problem for any other, and when the database cannot be opened.
 * @param onError is told what goes wrong in the background, where no call can fail for it
 */
export async function openStore(url: string, onError?: (error: unknown) => void): Promise<Store> {
  const [, file] = /^sqlite:(.+)$/.exec(url) ?? [];
  if (file) return openSqlite(file);
  if (/^postgres(ql)?:/.test(url)) {
    // Loaded only where it is used: it costs a start on SQLite a tenth of a second and 20 MB.
    const { openPostgres } = await import("./postgres.ts");
    return openPostgres(url, { onError });
  }
  // The URL is not repeated: it may hold a password.
  throw new Problem(
    "DATABASE_URL names no database that we know",
    "Set it to sqlite:FILE, e.g. sqlite:data/postmortem.db, or to postgres://user:password@host/database.",
  );
}
