import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { createNodeMiddleware } from "probot";
import { createApp, deliveryJob, type Handler } from "./app.ts";
import { checkGrants } from "./check-grants.ts";
import { createChores } from "./chores.ts";
import { connect } from "./connect.ts";
import { Problem } from "./core/problem.ts";
import { hasCredentials } from "./credentials.ts";
import { type Env, loadEnvFile, readEnv, readSetupEnv } from "./env.ts";
import { createHealth } from "./health.ts";
import { createIntake, PATIENCE } from "./intake.ts";
import { listen } from "./listen.ts";
import { createLog, type Logger, stackOf } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import type { Delivery } from "./ports.ts";
import { readManifest } from "./setup/manifest.ts";
import { createSignatureCheck } from "./signature.ts";
import { openStore } from "./store/index.ts";
import { createWorker, type Worker } from "./worker.ts";

export type Running = {
  /** Where it listens. */
  url: string;
  worker: Worker;
  /** When the next waiting job is due, in ms since the epoch. */
  nextDue(): Promise<number | null>;
  /** Queues the chores that are due now; a running worker is asked for them by itself. */
  keepHouse(): Promise<void>;
  /** Says in the log which permissions and events of `app.yml` are missing; a running worker does so once, in the background. */
  checkGrants(): Promise<void>;
  /** Stops taking work, finishes the running jobs, closes the store. */
  stop(): Promise<void>;
};

/** Lanes worked at once in one process; GitHub asks for few concurrent requests. */
const CONCURRENCY = 8;
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
  const store = await openStore(env.databaseUrl, (err) =>
    log.warn({ err }, "the database's own housekeeping failed"),
  );
  try {
    const metrics = createMetrics(store, now);
    const { onCall, onTwin, onJob, onDelivery } = metrics;
    const back = await store.queue.takeOver(now());
    if (back > 0) log.info({ jobs: back }, "jobs that a dead process left running are taken over");
    const { probot, app, registration, worldFor } = await connect({ env, store, log, now, onCall, onTwin });
    const accept = async (delivery: Delivery) => {
      const digest = createHash("sha256").update(delivery.body).digest("hex").slice(0, 16);
      await store.queue.enqueue([deliveryJob(delivery, digest)], now());
      worker.wake();
    };
    const worker = createWorker({
      queue: store.queue,
      worldFor,
      houseFor: () => ({
        app,
        queue: store.queue,
        records: store.records,
        accept,
        now: new Date(now()),
        log,
      }),
      now,
      random: Math.random,
      log,
      concurrency: CONCURRENCY,
      onJob,
    });
    const intake = createIntake({
      path: env.webhookPath,
      verify: createSignatureCheck(env.app.webhookSecrets),
      accept,
      log,
    });
    const health = createHealth({
      queue: store.queue,
      isRunning: worker.running,
      registry: metrics.registry,
    });
    const doors = [counted(intake, onDelivery), health, nothingElse];
    const middleware = await createNodeMiddleware(createApp(doors), { probot });
    const server = createServer(PATIENCE, (req, res) => void middleware(req, res));
    const url = await listen(server, env);
    const chores = createChores({ queue: store.queue, now, onQueued: worker.wake, log });
    const over = new AbortController();
    const lookAtGrants = () =>
      checkGrants({
        ...{ manifest: readManifest, registration, records: store.records },
        ...{ log, signal: over.signal },
      });
    if (work) {
      await chores.start();
      worker.start();
      void lookAtGrants();
    }
    return {
      url,
      worker,
      nextDue: store.queue.nextDue,
      keepHouse: chores.plan,
      checkGrants: lookAtGrants,
      async stop() {
        over.abort();
        chores.stop();
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

/** Behind our doors stands Probot's own, which would answer 200 to what nobody keeps: also under its path with a `/` behind. */
const nothingElse: Handler = (_req, res) => {
  res.writeHead(404).end();
  return true;
};

/** The same door, telling with which status it answered. */
function counted(handler: Handler, tell: (status: number) => void): Handler {
  return async (req, res) => {
    const isOurs = await handler(req, res);
    if (isOurs) tell(res.statusCode);
    return isOurs;
  };
}

/** Serves until it is told to stop. A problem is one clear line and exit code 1. */
export async function serve(): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Problem ? `${error.message}. ${error.remedy}` : stackOf(error));
    process.exit(1);
  }
}

async function run(): Promise<void> {
  loadEnvFile();
  const isTerminal = process.stdout.isTTY ?? false;
  if (hasCredentials(process.env)) return runApp(readEnv(process.env, isTerminal));
  // Needed once in the app's life, and loaded only then.
  const { serveSetup } = await import("./setup/serve-setup.ts");
  const setup = await serveSetup(readSetupEnv(process.env, isTerminal));
  untilSignal(() => setup.stop());
}

async function runApp(env: Env): Promise<void> {
  const log = createLog(env);
  untilCrash(log);
  const running = await start(env, { log });
  log.info({ url: running.url, webhooks: env.webhookPath, github: env.apiUrl }, "listening");
  untilSignal((signal) => {
    log.info({ signal }, "finishing the running jobs");
    return running.stop();
  });
}

/**
 * What nobody caught ends the process, and the next start goes on. Node itself would print all that an error carries: a request's
 * words, and people's text.
 */
function untilCrash(log: Logger): void {
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "crashed");
    setImmediate(() => process.exit(1));
  });
}

function untilSignal(stop: (signal: string) => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, () => {
      // A call to GitHub may hang longer than anybody waits for us; the next start finds its job and goes on.
      setTimeout(() => process.exit(1), STOP_MS).unref();
      stop(signal).then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
}

if (import.meta.main) await serve();
