/**
 * How many deliveries a second are taken durably, how soon the app is there and how much memory it needs, each beside
 * Probot's own receiver and measured in the same run: `npm run bench`, or `node bench/intake.ts` for this alone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createSandbox } from "../src/sandbox/index.ts";

const CONNECTIONS = 32;
const SECONDS = 3;
const STARTS = 5;
/** After the start until memory has settled, in ms. */
const SETTLE_MS = 3_000;

const here = (path: string) => join(import.meta.dirname, path);
const github = await createSandbox({ repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" } }] });
const folder = mkdtempSync(join(tmpdir(), "postmortem-bench-"));
let files = 0;

type Receiver = { script: string; ready: string; takes: string };
const OURS: Receiver = { script: "../src/start.ts", ready: "/readyz", takes: "/api/github/webhooks" };
const RESTING: Receiver = { ...OURS, script: "intake/resting.ts", ready: "/healthz" };
const PROBOT: Receiver = {
  script: "intake/probot-receiver.ts",
  ready: "/ping",
  takes: "/api/github/webhooks",
};
const BARE: Receiver = { script: "intake/bare-receiver.ts", ready: "/", takes: "/" };

type Running = { child: ChildProcess; url: string; startedIn: number };

function report(name: string, value: number, unit: string, more: object = {}): void {
  console.log(JSON.stringify({ name, value: Math.round(value * 100) / 100, unit, ...more }));
}

/** Starts one on a database of its own. */
async function start({ script, ready }: Receiver): Promise<Running> {
  const PORT = String(await freePort());
  const FILE = join(folder, `${files++}.db`);
  const own = { HOST: "127.0.0.1", PORT, FILE, DATABASE_URL: `sqlite:${FILE}`, LOG_LEVEL: "error" };
  const env = { PATH: process.env.PATH, ...github.variables, ...own } as NodeJS.ProcessEnv;
  const began = performance.now();
  const child = spawn(process.execPath, [here(script)], { env, stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${PORT}`;
  while (!(await answers(url + ready))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`);
    await sleep(2);
  }
  return { child, url, startedIn: performance.now() - began };
}

async function stop({ child }: Running): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

/** Any answer but a failure: what only takes signed bodies answers 401. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (res) => resolve((res.resume().statusCode ?? 500) < 500)).on("error", () =>
      resolve(false),
    );
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function intake(name: string, receiver: Receiver, limits: { rate?: number; p99?: number } = {}) {
  const running = await start(receiver);
  const args = [running.url + receiver.takes, github.variables.WEBHOOK_SECRET, CONNECTIONS, SECONDS].map(
    String,
  );
  const load = spawn(process.execPath, [here("intake/load.ts"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { rate, p50, p99 } = JSON.parse(await text(load.stdout));
  const loaded = megabytes(running);
  await stop(running);
  report(`${name}.rate`, rate, "deliveries/s", { connections: CONNECTIONS, atLeast: limits.rate });
  report(`${name}.p99`, p99, "ms", { p50: Math.round(p50 * 100) / 100, memory: loaded, limit: limits.p99 });
}

async function coldStart(name: string, receiver: Receiver, limits: { start?: number; memory?: number } = {}) {
  const took: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    const running = await start(receiver);
    took.push(running.startedIn);
    if (n === STARTS - 1) {
      await sleep(SETTLE_MS);
      report(`idle-memory${name}`, megabytes(running), "MB", { limit: limits.memory });
    }
    await stop(running);
  }
  took.sort((a, b) => a - b);
  const max = Math.round(took.at(-1) ?? 0);
  report(`cold-start${name}`, took[STARTS >> 1] ?? 0, "ms", { runs: STARTS, max, limit: limits.start });
}

/** What the process holds of the machine's memory. */
function megabytes({ child }: Running): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

await coldStart("", OURS, { start: 700, memory: 150 });
await coldStart(".probot", PROBOT);
// Probot's handler stores and does no more: so the one beside it. Then the whole app, which works off what it takes meanwhile.
await intake("intake", RESTING, { rate: 1_000, p99: 40 });
await intake("intake.probot", PROBOT);
await intake("intake.ceiling", BARE);
await intake("intake.working", OURS);

await github.close();
rmSync(folder, { recursive: true, force: true });
