import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import { openStore } from "../../src/store/index.ts";
import { freshSchema, onServer } from "../support/postgres.ts";

const base = inject("postgresUrl");
let url: string;
let drop: () => Promise<void>;
beforeEach(async () => {
  ({ url, drop } = await freshSchema(base));
});
afterEach(() => drop());

const changed = (change: (url: URL) => void) => {
  const other = new URL(url);
  change(other);
  return other.href;
};
const schema = () => new URL(url).searchParams.get("schema") ?? "";

async function remedyOf(databaseUrl: string): Promise<string> {
  try {
    await (await openStore(databaseUrl)).close();
  } catch (error) {
    if (error instanceof Problem) return `${error.message}. ${error.remedy}`;
    throw error;
  }
  return "opened";
}

/** Something that is there for one test only. */
async function during<T>(make: string, unmake: string, work: () => Promise<T>): Promise<T> {
  await onServer(base, make);
  try {
    return await work();
  } finally {
    await onServer(base, unmake);
  }
}

describe("opening a store in PostgreSQL", () => {
  it("works the second time as the first", async () => {
    expect(await remedyOf(url)).toBe("opened");
    expect(await remedyOf(url)).toBe("opened");
  });

  it.each([
    ["a wrong password", (u: URL) => (u.password = "very-secret"), /does not let postmortem in.*password in/],
    ["an unknown user", (u: URL) => (u.username = "nobody-knows"), /does not let nobody-knows in/],
    ["no such database", (u: URL) => (u.pathname = "/nowhere"), /no database at .*createdb nowhere/],
    ["a closed port", (u: URL) => (u.port = "1"), /Cannot use PostgreSQL at 127.0.0.1:1.*Start it/],
    ["an unknown host", (u: URL) => (u.hostname = "nowhere.invalid"), /Cannot use PostgreSQL at nowhere/],
    ["a schema that is no name", (u: URL) => u.searchParams.set("schema", 'a"; drop'), /not a plain name/],
    ["TLS that is not there", (u: URL) => u.searchParams.set("sslmode", "verify-full"), /SSL.*sslmode/],
  ])("tells what to do about %s, and no password", async (_, change, words) => {
    const said = await remedyOf(changed(change));
    expect(said).toMatch(words);
    for (const secret of [new URL(base).password, "very-secret"]) expect(said).not.toContain(secret);
  });

  it.each(["postgres://", "postgres:", "postgresql://user:secret@host:port/db"])(
    "tells what is wrong with %s",
    async (text) => {
      const said = await remedyOf(text);
      expect(said).toMatch(/DATABASE_URL/);
      expect(said).not.toContain("secret");
    },
  );

  it("refuses tables of a newer version, and leaves them alone", async () => {
    await remedyOf(url);
    await onServer(base, `update ${schema()}.version set version = 999`);
    expect(await remedyOf(url)).toMatch(/schema 999.*newer version/);
    expect(await onServer(base, `select version from ${schema()}.version`)).toEqual([{ version: 999 }]);
  });

  it("needs no right to make schemas where they were made for it, and says so where they were not", async () => {
    const role = `${schema()}_role`;
    const asRole = changed((u) => {
      u.username = role;
      u.password = "plain";
    });
    await during(
      `create role ${role} login password 'plain'`,
      `drop owned by ${role}; drop role ${role}`,
      async () => {
        expect(await remedyOf(asRole)).toMatch(/does not allow test_.*Grant CREATE on the database/);
        for (const name of [schema(), `${schema()}_queue`])
          await onServer(base, `create schema ${name} authorization ${role}`);
        expect(await remedyOf(asRole)).toBe("opened");
      },
    );
  });

  it("refuses a database that cannot hold every character", async () => {
    const name = `${schema()}_latin`;
    const latin = changed((u) => (u.pathname = `/${name}`));
    const create = `create database ${name} encoding 'LATIN1' locale 'C' template template0`;
    const said = await during(create, `drop database ${name} with (force)`, () => remedyOf(latin));
    expect(said).toMatch(/encoded in LATIN1.*--encoding UTF8/);
  });

  it("makes every commit wait for the disk, whatever the server's default is", async () => {
    const clients = new Set<pg.Client>();
    const { query } = pg.Client.prototype;
    pg.Client.prototype.query = function (this: pg.Client, ...args: never[]) {
      clients.add(this);
      return (query as (...args: never[]) => unknown).apply(this, args);
    } as never;
    const lazy = changed((u) => u.searchParams.set("options", "-c synchronous_commit=off"));
    const store = await openStore(lazy);
    try {
      await store.records.put("a", "b", 1);
      const modes: unknown[] = [];
      // The one of the migration is closed.
      for (const client of clients)
        await client.query("show synchronous_commit").then(
          ({ rows }) => modes.push(rows[0]),
          () => {},
        );
      expect(modes.length).toBeGreaterThan(0);
      expect(new Set(modes.map((mode) => JSON.stringify(mode)))).toEqual(
        new Set(['{"synchronous_commit":"on"}']),
      );
    } finally {
      pg.Client.prototype.query = query;
      await store.close();
    }
  });

  it("can be read by people: our sessions have a name", async () => {
    const store = await openStore(url);
    const names = await onServer(base, "select distinct application_name as name from pg_stat_activity");
    expect(names).toContainEqual({ name: "postmortem" });
    await store.close();
    await store.close();
  });
});
