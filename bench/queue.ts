/**
 * How fast a backlog is worked off, and how soon a killed process is replaced: `npm run bench`. Both without GitHub's own
 * time: the backlog asks nothing of it, and the resumption ends with the first request. `BENCH_DATABASE_URL` names a
 * PostgreSQL database; without it the store is a SQLite file.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../src/log.ts";
import type { NewJob, World } from "../src/ports.ts";
import { createSandbox } from "../src/sandbox/index.ts";
import { openStore } from "../src/store/index.ts";
import { createWorker } from "../src/worker.ts";

const JOBS = 10_000;
const LANES = 1_000;
/** A webhook of GitHub's is about so large, in bytes. */
const BODY = 18_000;

const folder = mkdtempSync(join(tmpdir(), "postmortem-bench-"));
const postgres = process.env.BENCH_DATABASE_URL;
const kind = postgres ? "postgres" : "sqlite";
const fresh = (name: string) =>
  postgres ? `${postgres}?schema=bench_${name}` : `sqlite:${join(folder, `${name}.db`)}`;

function report(name: string, value: number, unit: string, more: object): void {
  console.log(
    JSON.stringify({ name: `${name}.${kind}`, value: Math.round(value * 100) / 100, unit, ...more }),
  );
}

/** Edits of issues that are none of ours: each is read, looked up and done. */
function backlog(): NewJob[] {
  return Array.from({ length: JOBS }, (_, n) => {
    const repository = { name: `r${n % LANES}`, owner: { login: "acme" }, full_name: `acme/r${n % LANES}` };
    const body = JSON.stringify({
      action: "in_progress",
      repository,
      installation: { id: 7 },
      sender: { login: "ana", type: "User" },
      filler: "x".repeat(BODY),
    });
    return {
      lane: `delivery:${repository.full_name}`,
      once: `delivery ${n} 0`,
      task: { kind: "delivery", delivery: { guid: `${n}`, name: "workflow_run", body } },
    };
  });
}

async function drain(): Promise<void> {
  const store = await openStore(fresh("drain"));
  await store.queue.takeOver(Date.now());
  const jobs = backlog();
  for (let from = 0; from < JOBS; from += 500)
    await store.queue.enqueue(jobs.slice(from, from + 500), Date.now());
  for (let n = 0; n < LANES; n++)
    await store.records.put("repository", `acme/r${n}`, { owner: "acme", repo: `r${n}`, installation: 7 });
  const { records } = store;
  const worker = createWorker({
    queue: store.queue,
    worldFor: async () => ({ records, self: "postmortem[bot]", now: new Date() }) as unknown as World,
    houseFor: () => {
      throw new Error("no chore is queued here");
    },
    now: Date.now,
    random: Math.random,
    log: createLog({ logLevel: "error", logFormat: "json" }),
    concurrency: 8,
    onJob() {},
  });
  const began = performance.now();
  await worker.drain();
  report("queue.drain", (performance.now() - began) / 1000, "s", { jobs: JOBS, lanes: LANES, limit: 20 });
  await store.close();
}

/** From the death of a process in the middle of a request to the next request of the job it had. */
async function resume(): Promise<void> {
  const github = await createSandbox({ repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" } }] });
  const start = (): ChildProcess =>
    spawn(process.execPath, ["src/start.ts"], {
      env: {
        PATH: process.env.PATH,
        ...github.variables,
        DATABASE_URL: fresh("resume"),
        ...LISTEN,
      } as NodeJS.ProcessEnv,
      stdio: process.env.BENCH_LOG ? "inherit" : "ignore",
    });
  github.connect(`http://127.0.0.1:${LISTEN.PORT}/api/github/webhooks`);
  const first = start();
  await ready();
  github.faults.fail({ method: "POST", path: /\/issues$/ }, "hang");
  await github.as("ana").request("POST", "/repos/acme/shop/issues", { title: "Down", labels: ["incident"] });
  const asked = () =>
    github.requests().filter(({ path }) => path.startsWith("/repos/acme/shop/issues")).length;
  while (asked() < 3) await sleep(5);
  first.kill("SIGKILL");
  const killed = performance.now();
  github.clearRequests();
  const second = start();
  while (asked() === 0) await sleep(5);
  report("queue.resume", (performance.now() - killed) / 1000, "s", { limit: postgres ? 15 : 1 });
  second.kill("SIGKILL");
  await github.close();
}

const LISTEN = { HOST: "127.0.0.1", PORT: String(20_000 + (process.pid % 20_000)), LOG_LEVEL: "info" };

async function ready(): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${LISTEN.PORT}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(10);
  }
}

await drain();
await resume();
rmSync(folder, { recursive: true, force: true });
