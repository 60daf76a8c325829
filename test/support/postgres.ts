import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";

export type Postgres = {
  /** As its owner, who may do anything. */
  url: string;
  /** Ends every process of the server at once, as a power cut does; `start` brings it back with the same data. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** In memory where there is such a folder: what is tested is not the disk. */
const PARENT = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const PASSWORD = "throw-away";

/** Starts a PostgreSQL server of its own in a temporary folder, on a free port of 127.0.0.1. */
export async function startPostgres(): Promise<Postgres> {
  const bin = findBinaries();
  const user = unprivileged();
  const folder = mkdtempSync(join(PARENT, "postmortem-postgres-"));
  chmodSync(folder, 0o700);
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, PASSWORD);
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const data = join(folder, "data");
  const env = { PATH: process.env.PATH, LC_ALL: "C.UTF-8" };
  await promisify(execFile)(
    join(bin, "initdb"),
    [
      ...["--pgdata", data, "--username", "postmortem", "--pwfile", passwordFile],
      ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-sync"],
    ],
    { ...user, env, cwd: folder },
  );
  const port = await freePort();
  const url = `postgres://postmortem:${PASSWORD}@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    server = spawn(
      join(bin, "postgres"),
      [
        ...["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"],
        ...["-c", "max_connections=200"],
      ],
      { ...user, env, cwd: folder, stdio: "ignore" },
    );
    await untilReady(url, server);
  }

  async function end(signal: "SIGINT" | "SIGQUIT"): Promise<void> {
    if (!server || server.exitCode !== null) return;
    const gone = new Promise((resolve) => server?.once("exit", resolve));
    server.kill(signal);
    await gone;
  }

  // A run that is cut short leaves no server behind.
  const onExit = () => server?.kill("SIGQUIT");
  process.once("exit", onExit);
  await start();
  return {
    url,
    kill: () => end("SIGQUIT"),
    start,
    async stop() {
      process.off("exit", onExit);
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let made = 0;

/** A place of its own for one test in a database: `url` names a schema in which nothing is. */
export async function freshSchema(databaseUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const schema = `test_${process.pid}_${Date.now().toString(36)}_${++made}`;
  const url = new URL(databaseUrl);
  url.searchParams.set("schema", schema);
  const both = `drop schema if exists ${schema} cascade; drop schema if exists ${schema}_queue cascade`;
  return { url: url.href, drop: async () => void (await onServer(databaseUrl, both)) };
}

/** One statement, as the owner. */
export async function onServer(
  databaseUrl: string,
  sql: string,
  values?: unknown[],
): Promise<Record<string, unknown>[]> {
  const url = new URL(databaseUrl);
  url.searchParams.delete("schema");
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

function findBinaries(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found =
    globSync("/usr/lib/postgresql/*/bin/initdb").sort().at(-1) ??
    folders.map((folder) => join(folder, "initdb")).find(existsSync);
  if (!found)
    throw new Error(
      "These tests need a PostgreSQL server: install Debian's `postgresql` (it need not run), or set TEST_POSTGRES_URL",
    );
  return dirname(found);
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"])
    try {
      const id = (flag: string) =>
        Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {}
  return undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null)
      throw new Error(`PostgreSQL ended with ${server.exitCode} before it was ready`);
    try {
      await onServer(url, "select 1");
      return;
    } catch {
      await sleep(20);
    }
  }
}
