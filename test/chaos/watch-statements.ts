import { DatabaseSync, StatementSync } from "node:sqlite";
import pg from "pg";
import type { Tally } from "./tally.ts";

// biome-ignore lint/suspicious/noExplicitAny: methods of other people's classes, passed through as they are
type Method = (this: any, ...args: any[]) => any;

/** Counts SQL statements of SQLite and of PostgreSQL. One is done when the database has executed it, and the app has not seen it yet. */
export function watchStatements({ begin }: Tally): void {
  wrap(DatabaseSync.prototype, ["exec"], timed);
  wrap(StatementSync.prototype, ["run", "get", "all"], timed);
  wrap(pg.Client.prototype, ["query"], answered);

  function timed(method: Method): Method {
    return function (...args) {
      const done = begin("statement");
      try {
        return method.apply(this, args);
      } finally {
        done();
      }
    };
  }

  /** pg takes a callback, or gives a promise; what streams rows is only counted. */
  function answered(method: Method): Method {
    return function (...args) {
      const done = begin("statement");
      const last = args.at(-1);
      if (typeof last === "function")
        return method.apply(this, [
          ...args.slice(0, -1),
          (...result: unknown[]) => {
            done();
            last(...result);
          },
        ]);
      const result = method.apply(this, args);
      return typeof result?.finally === "function" ? result.finally(done) : result;
    };
  }
}

function wrap(prototype: object, names: string[], around: (method: Method) => Method): void {
  const methods = prototype as Record<string, Method>;
  for (const name of names) methods[name] = around(methods[name] as Method);
}
