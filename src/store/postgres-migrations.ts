import { Client } from "pg";
import { Problem } from "../core/problem.ts";
import type { Address } from "./postgres-address.ts";
import { QUEUE, QUEUE_OPTIONS, startBoss, stopBoss } from "./postgres-boss.ts";
import { connectionTo, type Database, type Session, sessionOf } from "./postgres-database.ts";

/**
 * Append-only: the table `version` remembers how many of these a database has seen. Times are ms since the epoch. Another
 * version of pg-boss, which renews its own tables, also needs a line here, if only a comment: an older Postmortem must
 * refuse what a newer one made.
 */
const MIGRATIONS = [
  `
  -- What a job is and what becomes of it. While it is queued, pg-boss's row of the same number says who may run it and when.
  create table job (
    id bigint generated always as identity primary key,
    state text not null default 'queued' check (state in ('queued', 'done', 'dead')),
    lane text not null,
    kind text not null,
    -- As JSON text: it may hold what jsonb refuses. Gone when the job is done.
    task text,
    once text collate "C",
    slot text collate "C",
    background boolean not null,
    run_at bigint not null,
    created_at bigint not null,
    finished_at bigint,
    -- Runs that count as no attempt.
    forgiven integer not null default 0,
    -- Of a dead one.
    attempts integer,
    error text
  );
  -- Compressing a body costs more than writing it, and it does not stay for long.
  alter table job alter column task set storage external;
  create unique index job_once on job (once) where once is not null;
  create index job_done on job (finished_at) where state = 'done';
  create index job_dead on job (id, finished_at) where state = 'dead';

  -- The newest job of a slot; it may have been claimed meanwhile. Its lock makes requests for one slot take turns.
  create table slot (slot text collate "C" primary key, job bigint not null);

  create table record (
    kind text collate "C" not null,
    id text collate "C" not null,
    value text not null,
    primary key (kind, id)
  );

  create table effect (
    id text collate "C" primary key,
    intended_at text not null,
    looked_at text,
    result text
  );
  create index effect_intended on effect (intended_at collate "C");
  `,
];

/** Brings a database to the present schema, one process at a time. Throws a Problem when it is a newer version's. */
export async function migrate(database: Database, address: Address): Promise<void> {
  await refuseOthers(database);
  if ((await versionOf(database, address.schema)) === MIGRATIONS.length) return;
  const client = new Client(connectionTo(address.url));
  client.on("error", () => {});
  await client.connect();
  try {
    const session = sessionOf(client);
    // Held by the connection: pg-boss's own migration commits on its way.
    await session.query("select pg_advisory_lock(hashtextextended($1, 0))", [address.schema]);
    await session.query("select set_config('synchronous_commit', 'on', false)");
    // Asked again under the lock: another process may have been faster.
    const version = await versionOf(session, address.schema);
    if (version < MIGRATIONS.length) await migrateFrom(version, session, address);
  } finally {
    await client.end().catch(() => {});
  }
}

async function migrateFrom(version: number, session: Session, { schema, queueSchema }: Address) {
  for (const name of [schema, queueSchema]) await createSchema(session, name);
  const boss = await startBoss({ db: session, schema: queueSchema, migrate: true, onError() {} });
  try {
    await boss.createQueue(QUEUE, QUEUE_OPTIONS);
  } finally {
    await stopBoss(boss);
  }
  // One text is one transaction; the version comes last, so that whoever dies in the middle is followed by one who begins anew.
  await session.query(`
    begin;
    set local search_path to "${schema}";
    create table if not exists version (version integer not null);
    ${MIGRATIONS.slice(version).join("\n")}
    delete from version;
    insert into version values (${MIGRATIONS.length});
    commit`);
}

/** A schema made for us is enough: then we need no right to make one. */
async function createSchema(session: Session, name: string): Promise<void> {
  const { rows } = await session.query("select to_regnamespace($1) is not null as there", [`"${name}"`]);
  if (!rows[0]?.there) await session.query(`create schema "${name}"`);
}

/** 0 when nothing of ours is there. */
async function versionOf(session: Session, schema: string): Promise<number> {
  const { rows } = await session.query("select to_regclass($1) is not null as there", [
    `"${schema}".version`,
  ]);
  if (!rows[0]?.there) return 0;
  const found = await session.query(`select version from "${schema}".version`);
  const version = Number(found.rows[0]?.version ?? 0);
  if (version > MIGRATIONS.length)
    throw new Problem(
      `The database has schema ${version}, and this version knows ${MIGRATIONS.length}`,
      "Start the newer version of Postmortem that made it, or name another schema: DATABASE_URL=…?schema=NAME.",
    );
  return version;
}

const OLDEST = 13;

async function refuseOthers(session: Session): Promise<void> {
  const { rows } = await session.query(
    "select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding",
  );
  const { version, encoding } = rows[0] as { version: number; encoding: string };
  if (version < OLDEST)
    throw new Problem(`PostgreSQL ${version} is too old`, `Use version ${OLDEST} or newer; we test with 15.`);
  if (encoding !== "UTF8")
    throw new Problem(
      `The database is encoded in ${encoding}, and what people write would not fit`,
      "Create it with `createdb --encoding UTF8 --template template0 NAME`.",
    );
}
