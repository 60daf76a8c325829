import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deliveryJob } from "../../src/app.ts";
import { Problem } from "../../src/core/problem.ts";
import type { Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";
import { jobNamed, runAll } from "../contracts/jobs.ts";
import { type Door, GUID, openDoor } from "../support/door.ts";

let folder: string;
let file: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postmortem-broken-"));
  file = join(folder, "store.db");
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(path = file): Promise<Store> {
  const store = await openStore(`sqlite:${path}`);
  opened.push(store);
  return store;
}

/** Opens the store and gives its connection, so that a test can break it. */
async function openWithConnection(): Promise<{ store: Store; db: DatabaseSync }> {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  const store = await open();
  const db = prepare.mock.contexts.at(-1) as DatabaseSync;
  prepare.mockRestore();
  return { store, db };
}

describe("a delivery, when the database breaks under it", () => {
  let door: Door;
  let store: Store;
  let db: DatabaseSync;
  beforeEach(async () => {
    ({ store, db } = await openWithConnection());
    door = await openDoor();
    door.accept = async (delivery) => void (await store.queue.enqueue([deliveryJob(delivery, "digest")], 0));
  });
  afterEach(() => door.close());

  const body = JSON.stringify({ text: "x".repeat(200_000) });
  const setMaxPages = (count: number) => db.exec(`pragma max_page_count = ${count}`);
  const pages = () => Number(db.prepare("pragma page_count").get()?.page_count);
  const commitFails = () => {
    const { exec } = DatabaseSync.prototype;
    vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (this: DatabaseSync, sql) {
      if (sql === "commit") throw new Error("disk I/O error");
      exec.call(this, sql);
    });
  };
  let other: DatabaseSync;

  it.each<[string, () => void, () => void]>([
    ["the disk is full", () => setMaxPages(pages()), () => setMaxPages(1e9)],
    [
      "the file is read-only",
      () => db.exec("pragma query_only = on"),
      () => db.exec("pragma query_only = off"),
    ],
    ["the commit fails", commitFails, () => vi.restoreAllMocks()],
    [
      "somebody else holds the file for long",
      () => {
        db.exec("pragma busy_timeout = 0");
        other = new DatabaseSync(file);
        other.exec("begin immediate");
      },
      () => other.close(),
    ],
  ])("is answered 503 while %s, many at once too, and taken afterwards", async (_, broken, mended) => {
    expect((await door.send("{}", { "x-github-delivery": "before" })).status).toBe(202);
    broken();
    const answers = await Promise.all(
      ["a", "b", "c"].map((guid) => door.send(body, { "x-github-delivery": guid })),
    );
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect((await door.send(body)).body).toBe('{"error":"cannot be stored now, send it again"}');
    expect(door.log.error).toHaveBeenCalledTimes(4);
    mended();
    expect((await store.queue.counts()).ready).toBe(1);
    expect((await door.send(body)).status).toBe(202);
    expect((await door.send(body)).status).toBe(202);
    expect(await runAll(store.queue, 0)).toEqual(["before", GUID]);
  });

  it("is taken while the disk is full, if it still finds room", async () => {
    setMaxPages(pages() + 20);
    expect((await door.send(body)).status).toBe(503);
    expect((await door.send("{}")).status).toBe(202);
    expect(await runAll(store.queue, 0)).toEqual([GUID]);
  });

  it("is answered 503 when the file is corrupt", async () => {
    for (let n = 0; n < 50; n++) await store.queue.enqueue([jobNamed(`${n}`, { once: `${n}` })], 0);
    await store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4096));
    ({ store, db } = await openWithConnection());
    expect((await door.send("{}")).status).toBe(503);
    await expect(store.queue.takeOver(0)).rejects.toThrow(/malformed/);
  });
});

describe("starting on a broken database", () => {
  beforeEach(async () => {
    const store = await open();
    await store.queue.enqueue([jobNamed("a")], 0);
    await store.close();
  });

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ["whose beginning is garbage", (bytes) => bytes.fill("garbage", 0, 100), /not a database/],
    ["that was overwritten", () => Buffer.alloc(8_192, "x"), /not a database/],
    ["cut in the middle", (bytes) => bytes.subarray(0, 4_096), /malformed/],
  ])("%s fails loudly, and leaves the file alone", async (_, damage, message) => {
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    const started = open().then(({ queue }) => queue.takeOver(0));
    await expect(started).rejects.toThrow(message);
    for (const store of opened.splice(0)) await store.close();
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  it("of a newer version fails loudly, and leaves the file alone", async () => {
    const db = new DatabaseSync(file);
    db.exec("pragma user_version = 99");
    db.close();
    const before = readFileSync(file);
    await expect(open()).rejects.toThrow(Problem);
    await expect(open()).rejects.toThrow(/schema 99/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("that cannot be written fails loudly, in one line", () => {
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    // Root may write anything: nobody may not.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const path = JSON.stringify(join(import.meta.dirname, "../../src/store/index.ts"));
    const script = `
      const { openStore } = await import(${path});
      const { queue } = await openStore("sqlite:${file}");
      await queue.takeOver(0);
      await queue.enqueue([{ lane: "l", task: { kind: "chore", chore: "heal" } }], 0);`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], nobody);
    chmodSync(folder, 0o755);
    expect([status, stderr.toString()]).toEqual([
      1,
      expect.stringMatching(/readonly database|cannot be written/),
    ]);
  });
});

/**
 * What a killed process, or a machine without power, leaves: the database and a write-ahead log of which only a beginning
 * reached the disk as it was meant. https://www.sqlite.org/wal.html#the_wal_file_format
 */
describe("a write-ahead log with a broken end", () => {
  const HEADER = 32;
  const FRAME = 24 + 4_096;
  const NAMES = ["a", "b", "c", "d", "e", "f"];
  let intact: Buffer;

  beforeEach(async () => {
    const { queue } = await open();
    for (const name of NAMES) await queue.enqueue([jobNamed(name, { once: name })], 0);
    copyFileSync(file, join(folder, "killed.db"));
    intact = readFileSync(`${file}-wal`);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(HEADER + NAMES.length * FRAME);
  });

  /** What is left of the jobs, in order, when the log is this. */
  async function leftOf(log: Buffer): Promise<string> {
    const path = join(folder, "image.db");
    copyFileSync(join(folder, "killed.db"), path);
    writeFileSync(`${path}-wal`, log);
    rmSync(`${path}-shm`, { force: true });
    const store = await openStore(`sqlite:${path}`);
    try {
      await store.queue.takeOver(0);
      await store.queue.enqueue([jobNamed("new", { once: "new" })], 0);
      return (await runAll(store.queue, 0)).join("");
    } finally {
      await store.close();
    }
  }
  const ALL = `${NAMES.join("")}new`;

  it("loses nothing when garbage, or half a frame, follows what was committed", async () => {
    expect(await leftOf(intact)).toBe(ALL);
    for (const end of [Buffer.alloc(100, 0xff), Buffer.alloc(FRAME, 0xff), Buffer.alloc(3 * FRAME)])
      expect(await leftOf(Buffer.concat([intact, end]))).toBe(ALL);
    expect(await leftOf(Buffer.concat([intact, intact.subarray(HEADER, HEADER + 1_000)]))).toBe(ALL);
    expect(await leftOf(Buffer.concat([intact, intact.subarray(HEADER, HEADER + FRAME)]))).toBe(ALL);
  });

  it("keeps all before the place where it is cut, garbled or zeroed, and works on", async () => {
    let shortest = "new";
    // From where the schema is whole, so that there is a database of ours to open.
    for (let at = intact.length - 16 * FRAME; at <= intact.length; at += FRAME / 2 + 7) {
      const cut = intact.subarray(0, at);
      const garbled = Buffer.from(intact);
      garbled.fill(0xa5, at, at + 64);
      const zeroed = Buffer.concat([cut, Buffer.alloc(intact.length - at)]);
      const left = await leftOf(cut);
      expect(ALL.startsWith(left.replace(/new$/, ""))).toBe(true);
      expect(left.length).toBeGreaterThanOrEqual(shortest.length);
      expect([await leftOf(garbled), await leftOf(zeroed)]).toEqual([left, left]);
      shortest = left;
    }
    expect(shortest.length).toBeGreaterThan("new".length);
  });
});
