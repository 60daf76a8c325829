import { Problem } from "../core/problem.ts";
import type { Store } from "../ports.ts";
import { openSqlite } from "./sqlite.ts";

/**
 * Opens the store that a DATABASE_URL names: `sqlite:FILE`, or `sqlite::memory:` which forgets everything when closed.
 * Throws a Problem for any other, and when the database cannot be opened.
 */
export function openStore(url: string): Store {
  const [, file] = /^sqlite:(.+)$/.exec(url) ?? [];
  if (file) return openSqlite(file);
  if (/^postgres(ql)?:/.test(url))
    throw new Problem(
      "PostgreSQL is not supported yet by this version",
      "Set DATABASE_URL to sqlite:FILE, e.g. sqlite:data/postmortem.db.",
    );
  // The URL is not repeated: it may hold a password.
  throw new Problem(
    "DATABASE_URL names no database that we know",
    "Set it to sqlite:FILE, e.g. sqlite:data/postmortem.db.",
  );
}
