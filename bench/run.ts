import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { readEnv } from "../src/env.ts";
import { createLog } from "../src/log.ts";
import { type Running, start } from "../src/main.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { installShiftedClock } from "../src/sandbox/shift-clock.ts";

/**
 * What the app asks of GitHub and how long it takes, on the local GitHub: `npm run bench`. One JSON object a line;
 * names once given are kept. Calls count requests for and to repositories, tokens left out.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;
const RUNS = 15;

/** Everybody's clock begins on this Monday and is moved on, so that what waits for more of the same need not be waited for. */
const MONDAY = "2026-11-23T10:00:00Z";
const clock = installShiftedClock(Date.parse(MONDAY) - Date.now());
const setClock = (to: number) => clock.set(clock.offset() + to - Date.now());
const advance = (ms: number) => setClock(Date.now() + ms);

const folder = mkdtempSync(join(tmpdir(), "postmortem-bench-"));
const github = await createSandbox({
  repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" } }],
});
const env = readEnv(
  {
    ...github.variables,
    HOST: "127.0.0.1",
    PORT: "0",
    DATABASE_URL: `sqlite:${join(folder, "bench.db")}`,
  },
  false,
);
const log = createLog({ logLevel: "error", logFormat: "json" });

const boot = async (): Promise<Running> => {
  const running = await start(env, { log, work: false });
  github.connect(`${running.url}${env.webhookPath}`);
  return running;
};
let app = await boot();

const ana = github.as("ana");
const ISSUES = "/repos/acme/shop/issues";

/** Until nothing waits any more but what waits for next week: the write budget spreads a hundred items over minutes. */
async function settle(): Promise<void> {
  for (;;) {
    await github.settled();
    await app.worker.drain();
    await github.settled();
    const due = await app.nextDue();
    if (due === null || due > Date.now() + HOUR) return;
    if (due > Date.now()) setClock(due);
  }
}

async function openIncident(title: string): Promise<number> {
  const { data } = await ana.request<{ number: number }>("POST", ISSUES, {
    title,
    labels: ["incident", "sev2"],
  });
  return data.number;
}

async function writeLines(document: number, lines: string[]): Promise<void> {
  const { body } = await github.issue("acme", "shop", document);
  await ana.request("PATCH", `${ISSUES}/${document}`, {
    body: body?.replace("## Ideas", `${lines.join("\n")}\n\n## Ideas`),
  });
}

function report(name: string, value: number, unit: string, more: object = {}): void {
  console.log(JSON.stringify({ name, value: Math.round(value * 100) / 100, unit, ...more }));
}

/** Requests of the app since the last count. */
function count(sandbox: Sandbox): { calls: number; writes: number } {
  const asked = sandbox.requests().filter(({ kind }) => kind !== "token");
  sandbox.clearRequests();
  return { calls: asked.length, writes: asked.filter(({ kind }) => kind === "write").length };
}

async function counted(name: string, act: () => Promise<unknown>, limit: number): Promise<void> {
  await settle();
  advance(MINUTE);
  count(github);
  await act();
  await settle();
  const { calls, writes } = count(github);
  report(name, calls, "calls", { writes, limit });
}

/** Until document and comment stand: the delivery and the opening, not the enrichment that follows later. */
async function opening(): Promise<void> {
  await openIncident("Warm up");
  await settle();
  count(github);
  await openIncident("Warm");
  await github.settled();
  await app.worker.drain();
  const { calls, writes } = count(github);
  report("open.calls", calls, "calls", { writes, reads: calls - writes, limit: 4 });
}

/** From the label's webhook to the answered comment, and how much of it was not spent waiting for GitHub. */
async function latency(milliseconds: number): Promise<void> {
  const wall: number[] = [];
  const own: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await settle();
    github.faults.webhooks.hold();
    await openIncident(`Slow ${milliseconds} ${run}`);
    github.faults.latency(milliseconds);
    const waited = watchFetch();
    const began = performance.now();
    await github.faults.webhooks.release();
    await github.settled();
    await app.worker.drain();
    const took = performance.now() - began;
    github.faults.clear();
    wall.push(took);
    own.push(took - waited());
  }
  report(`label-to-postmortem.${milliseconds}ms`, median(wall), "ms", {
    runs: RUNS,
    max: Math.round(Math.max(...wall)),
  });
  report(`label-to-postmortem.own.${milliseconds}ms`, median(own), "ms", {
    runs: RUNS,
    max: Math.round(Math.max(...own)),
    limit: 50,
  });
}

/** Time during which at least one request of the app's to GitHub was under way, in ms. */
function watchFetch(): () => number {
  const original = globalThis.fetch;
  let under = 0;
  let since = 0;
  let total = 0;
  globalThis.fetch = async (...args) => {
    if (!String(args[0]).startsWith(github.url)) return original(...args);
    if (under++ === 0) since = performance.now();
    try {
      return await original(...args);
    } finally {
      if (--under === 0) total += performance.now() - since;
    }
  };
  return () => {
    globalThis.fetch = original;
    return total;
  };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

await opening();

const incident = await openIncident("Five items");
await settle();
const document = incident + 1;
const itemLines = (from: number, count: number, due: string) =>
  Array.from({ length: count }, (_, i) => `- [ ] Item ${from + i} @bo due ${due} P2 prevent`);
const today = new Date().toISOString().slice(0, 8);
// Warm: labels and milestone of these items are known from one before them.
await writeLines(document, [`- [ ] Item 0 @bo due ${today}28 P2 prevent`]);
await counted("items.five.calls", () => writeLines(document, itemLines(1, 5, `${today}28`)), 12);
// One stays open to the end: that everything is done is said once, and costs its own.
await writeLines(document, itemLines(6, 11, `${today}28`));
await settle();

const close = (number: number) => ana.request("PATCH", `${ISSUES}/${number}`, { state: "closed" });
const firstItem = document + 1;
await counted("close.one.calls", () => close(firstItem), 2);
const closeAll = async (from: number, count: number) => {
  for (let i = 0; i < count; i++) await close(firstItem + from + i);
};
await counted("close.five.calls", () => closeAll(1, 5), 3);
await counted("close.ten.calls", () => closeAll(6, 10), 3);
await close(firstItem + 16);

const say = () =>
  ana.request("POST", `${ISSUES}/${incident}/comments`, {
    body: "Rolled back, error rate is back to normal.",
  });
await counted("refresh.calls", say, 7);

const hundred = await openIncident("A hundred");
await settle();
await writeLines(
  hundred + 1,
  Array.from({ length: 100 }, (_, i) => `- [ ] Follow-up ${i} @bo due ${today}28`),
);
await settle();
// The first summary makes the ledger; the next one, in a fresh process, is the one that counts.
setClock(Date.parse(MONDAY) + WEEK);
await app.worker.drain();
setClock(Date.parse(MONDAY) + 2 * WEEK - 4 * HOUR);
await app.stop();
app = await boot();
await app.keepHouse();
await settle();
count(github);
setClock(Date.parse(MONDAY) + 2 * WEEK);
await app.worker.drain();
const summary = count(github);
report("summary.hundred.calls", summary.calls, "calls", { writes: summary.writes, limit: 3 });

await latency(0);
await latency(200);

await app.stop();
await github.close();
rmSync(folder, { recursive: true, force: true });

// In processes of their own: the clock here is moved. PostgreSQL only where it is installed.
const beside = (file: string) => join(import.meta.dirname, file);
const hasPostgres = globSync("/usr/lib/postgresql/*/bin/initdb").length > 0;
for (const args of [
  [beside("document.ts")],
  [beside("figures.ts")],
  [beside("intake.ts")],
  [beside("queue.ts")],
  ...(hasPostgres
    ? [[beside("../scripts/with-postgres.ts"), "BENCH_DATABASE_URL", process.execPath, beside("queue.ts")]]
    : []),
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) process.exitCode = status ?? 1;
}
