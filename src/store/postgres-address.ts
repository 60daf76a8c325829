import { Problem } from "../core/problem.ts";
import { codeOf } from "./postgres-database.ts";

export type Address = {
  /** For `pg`, without our own parameter. */
  url: string;
  /** Our tables. */
  schema: string;
  /** pg-boss's tables. */
  queueSchema: string;
  /** For people: host, port and database, without user and password. */
  place: string;
};

const EXAMPLE = "postgres://user:password@host:5432/database";

/** Reads a DATABASE_URL. `?schema=NAME` lets several installations share a database; all other parameters are libpq's. */
export function parseAddress(databaseUrl: string): Address {
  const url = URL.parse(databaseUrl);
  // The URL is not repeated: it may hold a password.
  if (!url) throw new Problem("DATABASE_URL is no valid URL", `Set it to ${EXAMPLE}.`);
  const schema = url.searchParams.get("schema") ?? "postmortem";
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema))
    throw new Problem(
      `DATABASE_URL: \`schema\` is ${JSON.stringify(schema)}, and not a plain name`,
      "Use lower-case letters, digits and underscores, e.g. ?schema=postmortem.",
    );
  url.searchParams.delete("schema");
  return {
    url: url.href,
    schema,
    queueSchema: `${schema}_queue`,
    place: `${url.host || "this machine"}${url.pathname}`,
  };
}

/** Why a database cannot be used, in words for whoever can mend it, and never with the password. */
export function explain(error: unknown, { url, place }: Address): Problem {
  if (error instanceof Problem) return error;
  const [message, remedy] = wordsFor(codeOf(error), place, url);
  return new Problem(`${message}: ${reasonOf(error, url)}`, remedy, { cause: error });
}

function wordsFor(code: string, place: string, url: string): [string, string] {
  const { username, pathname } = new URL(url);
  const user = decodeURIComponent(username) || "our user";
  switch (code) {
    case "28P01":
    case "28000":
      return [
        `PostgreSQL at ${place} does not let ${user} in`,
        "Correct the user and the password in DATABASE_URL.",
      ];
    case "3D000":
      return [
        `PostgreSQL has no database at ${place}`,
        `Create it with \`createdb ${pathname.slice(1)}\`, or correct its name in DATABASE_URL.`,
      ];
    case "42501":
      return [
        `PostgreSQL does not allow ${user} to make our tables at ${place}`,
        `Grant CREATE on the database, or create the schema and another of the same name with _queue behind it, owned by ${user}.`,
      ];
    default:
      return [
        `Cannot use PostgreSQL at ${place}`,
        `Start it, or correct DATABASE_URL, e.g. ${EXAMPLE}, with ?sslmode=verify-full when it wants TLS.`,
      ];
  }
}

/** Several addresses that were tried one after the other come as one error without words. */
function reasonOf(error: unknown, url: string): string {
  const reason = (error instanceof Error && error.message) || codeOf(error) || String(error);
  const { password } = new URL(url);
  return [password, decodeURIComponent(password)]
    .filter(Boolean)
    .reduce((text, secret) => text.replaceAll(secret, "…"), reason);
}
