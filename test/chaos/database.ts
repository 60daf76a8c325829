import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** `postgres://…` of somebody who may create databases; unset: SQLite. */
const SERVER = process.env.CHAOS_DATABASE_URL || null;

export const ON_POSTGRES = SERVER !== null && /^postgres(ql)?:\/\//.test(SERVER);

/** In memory where there is such a folder: `kill -9` spares what the system has taken, so waiting for a disk proves nothing more. */
const FOLDER = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export type Database = { url: string; drop(): Promise<void> };

let made = 0;

/** A database with nothing in it: a new file, or a new database on the server that CHAOS_DATABASE_URL names. */
export async function freshDatabase(): Promise<Database> {
  if (!SERVER) return freshFile();
  if (!ON_POSTGRES) throw new Error("CHAOS_DATABASE_URL: expected postgres://…, or unset for SQLite");
  const name = `postmortem_chaos_${process.pid}_${++made}`;
  await onServer(`create database ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database ${name} with (force)`) };
}

function freshFile(): Database {
  const folder = mkdtempSync(join(FOLDER, "postmortem-chaos-"));
  return {
    url: `sqlite:${join(folder, "postmortem.db")}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER ?? "" });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
