import type { DatabaseSync } from "node:sqlite";
import { Problem } from "../core/problem.ts";
import { inTransaction } from "./transaction.ts";

/** Append-only: a file remembers in `user_version` how many of these it has seen. Times are ms since the epoch. */
const MIGRATIONS = [
  `
  create table job (
    id integer primary key autoincrement,
    lane text not null,
    state text not null default 'ready' check (state in ('ready', 'running', 'done', 'dead')),
    once text,
    slot text,
    run_at integer not null,
    attempts integer not null default 0,
    created_at integer not null,
    finished_at integer,
    error text
  ) strict;

  -- Apart from its job, so that a delivery's body is written once and not again with every change of state.
  create table job_task (job integer primary key references job (id), task text not null) strict;

  create unique index job_once on job (once) where once is not null;
  create unique index job_slot on job (slot) where state = 'ready' and slot is not null;

  -- For claim: they hold all it looks at, so that a long backlog is passed over without reading it.
  create index job_ready on job (id, run_at, lane) where state = 'ready';
  create index job_running on job (lane) where state = 'running';
  create index job_retried on job (lane, id, run_at) where state = 'ready' and attempts > 0;

  create index job_due on job (run_at, lane, id) where state = 'ready';
  create index job_done on job (finished_at) where state = 'done';
  create index job_dead on job (finished_at) where state = 'dead';

  create table record (
    kind text not null,
    id text not null,
    value text not null,
    primary key (kind, id)
  ) strict, without rowid;

  create table effect (id text primary key, intended_at text not null, result text) strict, without rowid;
  `,
  `
  -- run: counts claims and is never reset. begun: put back after a run, and so its lane waits for it.
  alter table job add column run integer not null default 0;
  alter table job add column begun integer not null default 0;
  alter table job add column background integer not null default 0;
  update job set run = attempts, begun = (state = 'ready' and attempts > 0);

  drop index job_ready;
  drop index job_retried;
  create index job_ready on job (background, id, run_at, begun, lane) where state = 'ready';
  create index job_begun on job (lane) where state = 'ready' and begun = 1;
  create index job_lane on job (lane, id, run_at) where state = 'ready';

  alter table effect add column looked_at text;
  `,
];

/** Brings a database to the present schema. Throws a Problem when it is another program's, or a newer version's. */
export function migrate(db: DatabaseSync): void {
  if (versionOf(db) === MIGRATIONS.length) return;
  inTransaction(db, () => {
    // Asked again under the lock: another process may have been faster.
    const version = versionOf(db);
    if (version > MIGRATIONS.length)
      throw new Problem(
        `The database has schema ${version}, and this version knows ${MIGRATIONS.length}`,
        "Start the newer version of Postmortem that wrote it, or set DATABASE_URL to another file.",
      );
    if (version === 0 && hasTables(db))
      throw new Problem(
        "The database holds another program's tables",
        "Set DATABASE_URL to a file of its own, e.g. sqlite:data/postmortem.db.",
      );
    for (const sql of MIGRATIONS.slice(version)) db.exec(sql);
    db.exec(`pragma user_version = ${MIGRATIONS.length}`);
  });
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare("pragma user_version").get()?.user_version);
}

function hasTables(db: DatabaseSync): boolean {
  return db.prepare("select 1 from sqlite_schema limit 1").get() !== undefined;
}
