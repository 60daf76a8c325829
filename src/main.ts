import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware } from "probot";
import { createApp, deliveryJob } from "./app.ts";
import { connect } from "./connect.ts";
import { Problem } from "./core/problem.ts";
import { type Env, readEnv } from "./env.ts";
import { createHealth, createMetrics } from "./health.ts";
import { createIntake } from "./intake.ts";
import { createLog, type Logger } from "./log.ts";
import { openStore } from "./store/index.ts";
import type { RepositoryRecord } from "./use-cases/index.ts";
import { createWorker, jobFor, type Worker } from "./worker.ts";

export type Running = {
  /** Where it listens. */
  url: string;
  worker: Worker;
  /** When the next waiting job is due, in ms since the epoch. */
  nextDue(): Promise<number | null>;
  /** Stops taking work, finishes the running jobs, closes the store. */
  stop(): Promise<void>;
};

/** Lanes worked at once in one process; GitHub asks for few concurrent requests. */
const CONCURRENCY = 8;
const DAY_MS = 24 * 3_600_000;
/** Promised is an end within 10 s of SIGTERM. */
const STOP_MS = 9_000;

/**
 * Wires everything once: environment, store, Probot, worker. Throws a Problem when something must be mended first.
 * @param options `now` is the clock in ms; tests also work the queue themselves (`work: false`)
 */
export async function start(
  env: Env,
  options: { log: Logger; now?: () => number; work?: boolean },
): Promise<Running> {
  const { log, now = Date.now, work = true } = options;
  const store = openStore(env.databaseUrl);
  try {
    const { probot, worldFor } = await connect({ env, store, log, now });
    await store.queue.recover(now());
    const metrics = createMetrics(store.queue);
    const worker = createWorker({
      queue: store.queue,
      worldFor,
      now,
      random: Math.random,
      log,
      concurrency: CONCURRENCY,
      onJob: metrics.onJob,
    });
    const intake = createIntake({
      path: env.webhookPath,
      verify: (body, signature) => probot.webhooks.verify(body.toString(), signature),
      async accept(delivery) {
        const digest = createHash("sha256").update(delivery.body).digest("hex").slice(0, 16);
        await store.queue.enqueue([deliveryJob(delivery, digest)], now());
        worker.wake();
      },
      log,
    });
    const health = createHealth({
      queue: store.queue,
      isRunning: worker.running,
      registry: metrics.registry,
    });
    const middleware = await createNodeMiddleware(createApp([intake, health]), { probot });
    const server = createServer((req, res) => void middleware(req, res, () => res.writeHead(404).end()));
    const url = await listen(server, env);
    const planSummaries = async () => {
      for (const { value } of await store.records.list<RepositoryRecord>("repository")) {
        const intent = { kind: "plan-summary" as const, repo: { owner: value.owner, repo: value.repo } };
        await store.queue.enqueue([jobFor(intent, value.installation, now())], now());
      }
    };
    await planSummaries();
    // A summary plans its successor; this heals the chain should one have been lost.
    const daily = setInterval(
      () => planSummaries().catch((error) => log.error({ err: error }, "planning")),
      DAY_MS,
    );
    if (work) worker.start();
    return {
      url,
      worker,
      nextDue: store.queue.nextDue,
      async stop() {
        clearInterval(daily);
        server.close();
        server.closeIdleConnections();
        await worker.stop();
        server.closeAllConnections();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function listen(server: Server, { host, port }: Env): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Problem(`Port ${port} is taken`, "Set PORT to a free one.", { cause: error })
          : new Problem(
              `Cannot listen on ${host}:${port}: ${error.message}`,
              "Set HOST and PORT to an address of this machine.",
            ),
      ),
    );
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${host === "0.0.0.0" ? "localhost" : host}:${bound}`);
    });
  });
}

/** `npm start`. A problem is one clear line and exit code 1. */
async function main(): Promise<void> {
  const env = readEnv(process.env, process.stdout.isTTY ?? false);
  const log = createLog(env);
  const running = await start(env, { log });
  log.info({ url: running.url, webhooks: env.webhookPath, github: env.apiUrl }, "listening");
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      log.info({ signal }, "finishing the running jobs");
      // A call to GitHub may hang longer than anybody waits for us; the next start finds its job and goes on.
      setTimeout(() => process.exit(1), STOP_MS).unref();
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const line = error instanceof Problem ? `${error.message}. ${error.remedy}` : error;
    console.error(line);
    process.exit(1);
  });
}
