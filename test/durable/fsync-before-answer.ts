/**
 * `npm run test:durable`: proves by strace that no delivery is answered 202 before an fsync of the write-ahead log that
 * holds it is done, one after another and many at once. Then that the proof notices a database that does not wait.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { type Finding, readTrace } from "./trace.ts";

const SRC = join(import.meta.dirname, "../../src/main.ts");
const ONE_BY_ONE = 50;
const AT_ONCE = 100;

if (spawnSync("strace", ["-e", "trace=none", "true"]).status !== 0) {
  console.error("strace is missing, or may not trace here. Run: apt-get install strace");
  process.exit(1);
}

const github = await createSandbox({ repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" } }] });
try {
  const safe = await observe();
  console.log("as it is:", summary(safe));
  const unsafe = await observe("normal");
  console.log("with synchronous = normal:", summary(unsafe));
  const sent = ONE_BY_ONE + AT_ONCE;
  if (safe.taken.length !== sent || unsafe.taken.length !== sent)
    throw new Error(`expected ${sent} answers of 202`);
  if (safe.early.length > 0)
    throw new Error(`answered before they were on the disk: ${safe.early.join(", ")}`);
  if (unsafe.early.length === 0)
    throw new Error("the proof proves nothing: it did not notice answers without fsync");
  console.log("Every 202 came after an fsync of its row.");
} finally {
  await github.close();
}

function summary({ taken, early, syncs }: Finding): string {
  return `${taken.length} answered 202, ${early.length} of them before an fsync; ${syncs} fsyncs of the log`;
}

/** Runs the app under strace, sends it deliveries, and reads what it did. */
async function observe(synchronous?: string): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), "postmortem-durable-"));
  const trace = join(folder, "trace");
  const { strace, pid, url } = await startTraced(folder, trace, github, synchronous);
  try {
    for (let n = 0; n < ONE_BY_ONE; n++) await send(url);
    await Promise.all(Array.from({ length: AT_ONCE }, () => send(url)));
    // strace ends when what it follows does, and for no signal.
    process.kill(pid, "SIGTERM");
    await once(strace, "exit");
    return readTrace(readFileSync(trace, "latin1"));
  } finally {
    if (strace.exitCode === null) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startTraced(
  folder: string,
  trace: string,
  { variables }: Sandbox,
  synchronous?: string,
): Promise<{ strace: ChildProcess; pid: number; url: string }> {
  const preload = synchronous ? ["--import", join(import.meta.dirname, "unsafe.ts")] : [];
  const calls = "trace=read,recvfrom,recvmsg,pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg";
  const strace = spawn(
    "strace",
    [
      "-f",
      "-y",
      "-s",
      "8192",
      "-e",
      calls,
      "-e",
      "signal=none",
      "-o",
      trace,
      process.execPath,
      ...preload,
      SRC,
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: process.env.PATH,
        ...variables,
        HOST: "127.0.0.1",
        PORT: "0",
        DATABASE_URL: `sqlite:${join(folder, "store.db")}`,
        LOG_FORMAT: "json",
        SYNCHRONOUS: synchronous,
      },
    },
  );
  const { promise, resolve, reject } = Promise.withResolvers<{ pid: number; url: string }>();
  // Read to the end: a process whose output nobody takes waits for ever.
  createInterface({ input: strace.stdout }).on("line", (line) => {
    const { msg, pid, url, webhooks } = JSON.parse(line);
    if (msg === "listening") resolve({ pid, url: url + webhooks });
  });
  strace.once("exit", () => reject(new Error("the app ended under strace")));
  return { strace, ...(await promise) };
}

async function send(url: string): Promise<void> {
  const body = JSON.stringify({ repository: { full_name: "acme/shop" }, text: "x".repeat(18_000) });
  const signature = createHmac("sha256", github.app.webhookSecret).update(body).digest("hex");
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
}
