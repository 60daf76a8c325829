import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Problem } from "../../src/core/problem.ts";
import type { Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { jobNamed, nameOf, next, runAll, taskNamed } from "../contracts/jobs.ts";
import { describeStore } from "../contracts/store-contract.ts";

let folder: string;
let file: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postmortem-store-"));
  file = join(folder, "new", "folder", "store.db");
});
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true });
});

async function open(): Promise<Store> {
  const store = await openStore(`sqlite:${file}`);
  opened.push(store);
  return store;
}

async function closeAll(): Promise<void> {
  for (const store of opened.splice(0)) await store.close();
}

describeStore("SQLite", async () => ({ store: await open(), reopen: open, close: closeAll }));

describe("a store in memory", () => {
  it("forgets everything when it is closed, and leaves no file", async () => {
    const before = await openStore("sqlite::memory:");
    await before.queue.enqueue([jobNamed("a")], 0);
    expect(nameOf(await next(before.queue, 0))).toBe("a");
    await before.close();
    const after = await openStore("sqlite::memory:");
    opened.push(after);
    expect(await after.queue.counts()).toEqual({ ready: 0, running: 0, done: 0, dead: 0 });
    expect(existsSync(":memory:")).toBe(false);
  });
});

describe("a store in a SQLite file", () => {
  it("is in WAL mode, and waits for the disk at every commit", async () => {
    const modes: unknown[] = [];
    const close = DatabaseSync.prototype.close;
    DatabaseSync.prototype.close = function () {
      // `synchronous` belongs to the connection: only ours can tell.
      for (const name of ["journal_mode", "synchronous"]) modes.push(this.prepare(`pragma ${name}`).get());
      close.call(this);
    };
    try {
      await (await open()).close();
    } finally {
      DatabaseSync.prototype.close = close;
    }
    expect(modes).toEqual([{ journal_mode: "wal" }, { synchronous: 2 }]);
  });

  it("has one process that runs jobs, until that ends; others may work beside it", async () => {
    const [server, other] = [await open(), await open()];
    expect(await server.queue.takeOver(0)).toBe(0);
    expect(await server.queue.takeOver(0)).toBe(0);
    await expect(other.queue.takeOver(0)).rejects.toThrow(/Another process works with the database/);
    expect(await other.queue.reserve()).toBe(false);
    expect(await other.queue.enqueue([jobNamed("a")], 0)).toBe(true);
    expect(nameOf(await next(server.queue, 0))).toBe("a");
    await server.close();
    expect(await other.queue.reserve()).toBe(true);
    expect(await other.queue.takeOver(1)).toBe(1);
  });

  it("stays small, however many deliveries come: their bodies go with their jobs", async () => {
    const { queue } = await open();
    const size = () => statSync(file).size + statSync(`${file}-wal`).size;
    const fill = async (from: number) => {
      const jobs = Array.from({ length: 100 }, (_, n) => ({
        ...jobNamed(`${from + n}`, { once: `delivery ${from + n}` }),
        task: taskNamed(`${from + n}`, "x".repeat(18_000)),
      }));
      await queue.enqueue(jobs, 0);
      for (const job of await queue.claim(0, 1)) await queue.complete(job, [], 0);
      await runAll(queue, 0);
    };
    await fill(0);
    const first = size();
    for (let round = 1; round <= 10; round++) await fill(round * 100);
    expect(size()).toBeLessThan(first * 3);
  });

  it("may be closed twice, and leaves one file behind", async () => {
    const store = await open();
    await store.queue.enqueue([jobNamed("a")], 0);
    await store.close();
    await store.close();
    expect(readdirSync(join(folder, "new", "folder"))).toEqual(["store.db"]);
  });
});

describe.skipIf(process.platform === "win32")("who may read a store", () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it("is its owner alone, the files beside it included, though others may read new files otherwise", async () => {
    const before = process.umask(0o000);
    try {
      const { queue } = await open();
      await queue.takeOver(0);
      await queue.enqueue([jobNamed("a")], 0);
      const [folderOfStore, above] = [join(file, ".."), join(file, "../..")];
      expect([modeOf(folderOfStore), modeOf(above)]).toEqual(["700", "700"]);
      const files = readdirSync(folderOfStore);
      expect(files).toEqual(
        expect.arrayContaining(["store.db", "store.db-owner", "store.db-shm", "store.db-wal"]),
      );
      expect(files.filter((name) => modeOf(join(folderOfStore, name)) !== "600")).toEqual([]);
    } finally {
      process.umask(before);
    }
  });

  it("is whoever it was given to", async () => {
    await (await open()).close();
    chmodSync(file, 0o640);
    await open();
    expect(modeOf(file)).toBe("640");
  });
});

describe("opening a store", () => {
  const remedyOf = async (url: string) => {
    try {
      await openStore(url);
    } catch (error) {
      if (error instanceof Problem) return `${error.message}. ${error.remedy}`;
      throw error;
    }
    return "opened";
  };

  it("refuses a folder that cannot be written", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await remedyOf(`sqlite:${join(folder, "file", "below", "store.db")}`)).toMatch(
      /^Cannot open the database .*store\.db.*Set DATABASE_URL to sqlite:FILE/,
    );
    expect(await remedyOf(`sqlite:${folder}`)).toMatch(/^Cannot open the database/);
  });

  it("refuses a file that is no database, and leaves it alone", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "not a database, however long this text may be. ".repeat(100));
    expect(await remedyOf(`sqlite:${path}`)).toMatch(
      /^Cannot open the database .*notes\.txt.*not a database/,
    );
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });

  it("refuses another program's database, and one of a newer version", async () => {
    const path = join(folder, "other.db");
    const db = new DatabaseSync(path);
    db.exec("create table theirs (x)");
    expect(await remedyOf(`sqlite:${path}`)).toMatch(/another program's tables/);
    db.exec("pragma user_version = 999");
    expect(await remedyOf(`sqlite:${path}`)).toMatch(/schema 999/);
    db.close();
  });

  it.each([
    ["mysql://user:secret@host/db", /names no database that we know.*sqlite:FILE/],
    ["sqlite:", /names no database that we know/],
    ["", /names no database that we know/],
  ])("says what is wrong with %s, without its password", async (url, message) => {
    expect(await remedyOf(url)).toMatch(message);
    expect(await remedyOf(url)).not.toContain("secret");
  });
});
