import { type ClientConfig, Pool, type PoolClient, type QueryResult } from "pg";

export type Row = Record<string, unknown>;

/** One connection, or any of the pool's: our own statements, and pg-boss's through `executeSql`. */
export type Session = {
  query(text: string, values?: unknown[]): Promise<{ rows: Row[]; changes: number }>;
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
};

export type Database = Session & {
  /** Runs `work` in one transaction: durable when this resolves. It may run more than once; only the last run counts. */
  transact<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** In ms. A statement of ours takes a few; one that takes this long waits for something that will not come. */
const STATEMENT_MS = 15_000;
const CONNECT_MS = 5_000;
const POOL = 10;
/** Two transactions in each other's way: one was rolled back and may try again. */
const TRIES = 5;

/**
 * Names without a schema are ours. A commit waits for the disk whatever the server's default is; `remote_apply`, which waits
 * for more, may stay. A process that sleeps in the middle of a transaction must not hold its locks for ever.
 */
const SESSION = `
  select set_config('search_path', $1, false),
    set_config('statement_timeout', $2, false),
    set_config('idle_in_transaction_session_timeout', $2, false),
    case when current_setting('synchronous_commit') <> 'remote_apply'
      then set_config('synchronous_commit', 'on', false) end`;

/** What is the same for every connection of ours. */
export function connectionTo(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: "postmortem",
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
}

/** A pool of connections to the schema. A lost one fails the calls that use it, and the next calls take a new one. */
export function openDatabase(url: string, schema: string): Database {
  const pool = new Pool({
    ...connectionTo(url),
    max: POOL,
    // Longer than the server's, which ends the statement properly; this one is for a server that is not heard of any more.
    query_timeout: STATEMENT_MS + 5_000,
    onConnect: (client) => client.query(SESSION, [schema, String(STATEMENT_MS)]),
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  async function lend<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let isBroken = false;
    try {
      return await work(client);
    } catch (error) {
      // Also outside of `transact`: pg-boss sends whole transactions as one text, and what fails in the middle leaves one open.
      isBroken = await client.query("rollback").then(
        () => false,
        () => true,
      );
      if (!isBroken && error instanceof Error) refused.add(error);
      throw error;
    } finally {
      client.release(isBroken);
    }
  }

  function transactOnce<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return lend(async (client) => {
      await client.query("begin");
      const result = await work(sessionOf(client));
      // A transaction with a failed statement in it answers COMMIT with ROLLBACK, and no error.
      const { command } = await client.query("commit");
      if (command !== "COMMIT") throw new RolledBack();
      return result;
    });
  }

  const query: Session["query"] = (text, values) => lend((client) => sessionOf(client).query(text, values));
  let closing: Promise<void> | undefined;
  return {
    query,
    executeSql: query,
    async transact(work) {
      for (let tries = 1; ; tries++)
        try {
          return await transactOnce(work);
        } catch (error) {
          if (!mayTryAgain(error) || tries === TRIES) throw error;
        }
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

export function sessionOf(client: Pick<PoolClient, "query">): Session {
  async function query(text: string, values: unknown[] = []) {
    // Of several statements in one text, as pg-boss sends them, pg gives several results.
    const answer: QueryResult<Row> | QueryResult<Row>[] = await client.query<Row>(text, values);
    const results = [answer].flat();
    return { rows: results.flatMap(({ rows }) => rows), changes: results.at(-1)?.rowCount ?? 0 };
  }
  return { query, executeSql: query };
}

class RolledBack extends Error {
  override message = "the transaction was rolled back";
}

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";

/** Nothing of the transaction is left, and the reason for it has passed. */
function mayTryAgain(error: unknown): boolean {
  return error instanceof RolledBack || [SERIALIZATION_FAILURE, DEADLOCK].includes(codeOf(error));
}

const refused = new WeakSet<Error>();

/**
 * Whether nothing came of a call for sure, since its transaction was rolled back. Of a connection that was lost nobody knows:
 * its last statement may have been the commit.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && refused.has(error);
}

/** An SQLSTATE, or a name like ECONNREFUSED; empty when the error has none. */
export function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? "");
}
