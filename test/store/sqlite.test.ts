import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import type { Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { claimed, jobNamed, nameOf } from "../contracts/jobs.ts";
import { describeStore } from "../contracts/store-contract.ts";

let folder: string;
let file: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postmortem-store-"));
  file = join(folder, "new", "folder", "store.db");
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

function open(): Store {
  const store = openStore(`sqlite:${file}`);
  opened.push(store);
  return store;
}

describeStore("SQLite", open);
describeStore("in-memory SQLite", () => openStore("sqlite::memory:"));

describe("a store in a SQLite file", () => {
  it("keeps everything over a restart", async () => {
    const before = open();
    await before.queue.enqueue([jobNamed("a", { once: "o" }), jobNamed("b", { runAt: 9 })], 0);
    await before.queue.claim(0);
    await before.records.put("role", "x", { role: "incident" });
    await before.effects.intend("e", "2026-11-21T09:00:00Z");
    await before.close();
    const after = open();
    expect(await after.queue.counts()).toEqual({ ready: 1, running: 1, done: 0, dead: 0 });
    expect(await after.queue.recover(1)).toBe(1);
    expect(await after.queue.enqueue([jobNamed("c", { once: "o" })], 1)).toBe(false);
    expect(await after.records.get("role", "x")).toEqual({ role: "incident" });
    expect((await after.effects.find("e"))?.intendedAt).toBe("2026-11-21T09:00:00Z");
  });

  it("is shared: what one process queues another runs, and no job runs in both", async () => {
    const [one, other] = [open(), open()];
    await one.queue.enqueue([jobNamed("a"), jobNamed("b", { lane: "other" })], 0);
    const names = [nameOf(await other.queue.claim(0)), nameOf(await one.queue.claim(0))];
    expect(names).toEqual(["a", "b"]);
    expect(await one.queue.claim(0)).toBeNull();
    expect(await other.queue.claim(0)).toBeNull();
  });

  it("lets a job be finished only by the process that runs it now", async () => {
    const [one, other] = [open(), open()];
    await one.queue.enqueue([jobNamed("a")], 0);
    const stale = await claimed(one.queue, 0);
    await other.queue.recover(1);
    await claimed(other.queue, 1);
    await expect(one.queue.complete(stale, [jobNamed("twice")], 2)).rejects.toThrow("no longer run by us");
    expect((await one.queue.counts()).ready).toBe(0);
  });

  it("is in WAL mode, and waits for the disk at every commit", async () => {
    const asked: string[] = [];
    const exec = DatabaseSync.prototype.exec;
    DatabaseSync.prototype.exec = function (sql) {
      asked.push(sql);
      exec.call(this, sql);
    };
    try {
      await open().close();
    } finally {
      DatabaseSync.prototype.exec = exec;
    }
    expect(asked).toContain("pragma synchronous = full");
    const db = new DatabaseSync(file);
    expect(db.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    db.close();
  });

  it("may be closed twice, and leaves one file behind", async () => {
    const store = open();
    await store.queue.enqueue([jobNamed("a")], 0);
    await store.close();
    await store.close();
    expect(readdirSync(join(folder, "new", "folder"))).toEqual(["store.db"]);
  });
});

describe("opening a store", () => {
  const remedyOf = (url: string) => {
    try {
      openStore(url);
    } catch (error) {
      if (error instanceof Problem) return `${error.message}. ${error.remedy}`;
      throw error;
    }
    return "opened";
  };

  it("refuses a folder that cannot be written", () => {
    writeFileSync(join(folder, "file"), "");
    expect(remedyOf(`sqlite:${join(folder, "file", "below", "store.db")}`)).toMatch(
      /^Cannot open the database .*store\.db.*Set DATABASE_URL to sqlite:FILE/,
    );
    expect(remedyOf(`sqlite:${folder}`)).toMatch(/^Cannot open the database/);
  });

  it("refuses a file that is no database, and leaves it alone", () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "not a database, however long this text may be. ".repeat(100));
    expect(remedyOf(`sqlite:${path}`)).toMatch(/^Cannot open the database .*notes\.txt.*not a database/);
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });

  it("refuses another program's database, and one of a newer version", () => {
    const path = join(folder, "other.db");
    const db = new DatabaseSync(path);
    db.exec("create table theirs (x)");
    expect(remedyOf(`sqlite:${path}`)).toMatch(/another program's tables/);
    db.exec("pragma user_version = 999");
    expect(remedyOf(`sqlite:${path}`)).toMatch(/schema 999/);
    db.close();
  });

  it.each([
    ["postgres://user:secret@host/db", /^PostgreSQL is not supported yet by this version.*sqlite:FILE/],
    ["postgresql://host/db", /^PostgreSQL is not supported yet/],
    ["mysql://user:secret@host/db", /names no database that we know.*sqlite:FILE/],
    ["sqlite:", /names no database that we know/],
    ["", /names no database that we know/],
  ])("says what is wrong with %s, without its password", (url, message) => {
    expect(remedyOf(url)).toMatch(message);
    expect(remedyOf(url)).not.toContain("secret");
  });
});
