import { type Intent, laneOf, timingOf } from "./core/intent.ts";
import { Problem, RetryLater } from "./core/problem.ts";
import type { Job, Log, NewJob, Queue, World } from "./ports.ts";
import { carryOut, eventOf, receiveDelivery } from "./use-cases/index.ts";

/** After this many tries a job is kept as a dead letter: by then it has waited about two hours. */
const MAX_ATTEMPTS = 12;
const FIRST_BACKOFF_MS = 2_000;
const MAX_BACKOFF_MS = 15 * 60_000;
/** Longest sleep: another process may have queued something. */
const IDLE_MS = 1_000;

export type Worker = {
  start(): void;
  /** Something was queued: look now. */
  wake(): void;
  /** Runs all that is due, and what follows from it, as long as anything is due. */
  drain(): Promise<void>;
  /** Takes no more work and waits for what is running. */
  stop(): Promise<void>;
  running(): boolean;
};

export type WorkerOptions = {
  queue: Queue;
  worldFor: (installation: number) => Promise<World>;
  /** ms since the epoch */
  now: () => number;
  /** In [0, 1): spreads retries. */
  random: () => number;
  log: Log;
  /** How many lanes are worked at once. */
  concurrency: number;
  onJob: (job: { kind: string; outcome: string; ms: number }) => void;
};

/** Takes jobs from the queue and carries them out: done, later, or dead letter. */
export function createWorker(options: WorkerOptions): Worker {
  const { queue, now, log, concurrency } = options;
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let started = false;

  /** Fills the free places; returns whether anything was taken. */
  async function take(): Promise<boolean> {
    let taken = false;
    while (running.size < concurrency) {
      const job = await queue.claim(now());
      if (!job) break;
      taken = true;
      const run = runJob(job, options).finally(() => {
        running.delete(run);
        if (started) wake();
      });
      running.add(run);
    }
    return taken;
  }

  let looking = Promise.resolve();
  function wake(): void {
    if (!started) return;
    clearTimeout(timer);
    looking = looking.then(async () => {
      if (!started) return;
      try {
        await take();
      } catch (error) {
        log.error({ err: error }, "the queue could not be read");
      }
      clearTimeout(timer);
      timer = setTimeout(wake, await untilNext());
    });
  }

  async function untilNext(): Promise<number> {
    try {
      const due = await queue.nextDue();
      return due === null ? IDLE_MS : Math.min(IDLE_MS, Math.max(50, due - now()));
    } catch {
      return IDLE_MS;
    }
  }

  return {
    start() {
      started = true;
      wake();
    },
    wake,
    async drain() {
      while ((await take()) || running.size > 0) if (running.size > 0) await Promise.race(running);
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await looking;
      await Promise.all(running);
    },
    running: () => started,
  };
}

async function runJob(job: Job, options: WorkerOptions): Promise<void> {
  const { queue, now, log } = options;
  const began = now();
  const kind = job.task.kind === "delivery" ? "delivery" : job.task.intent.kind;
  const facts = { job: job.id, kind, lane: job.lane, attempt: job.attempts };
  const finish = (outcome: string, extra: object = {}) => {
    const ms = now() - began;
    options.onJob({ kind, outcome, ms });
    log.info({ ...facts, outcome, ms, ...extra }, "job");
  };
  try {
    const { follow, about } = await perform(job, options);
    await queue.complete(job, follow, now());
    finish("done", about);
  } catch (error) {
    await putAway(job, error, options, finish).catch((failure) =>
      log.error({ ...facts, err: failure }, "job left running"),
    );
  }
}

/** Later with a date, later with backoff, or never: what cannot be done is kept where people can see it. */
async function putAway(
  job: Job,
  error: unknown,
  { queue, now, random, log }: WorkerOptions,
  finish: (outcome: string, extra?: object) => void,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RetryLater) {
    await queue.retry(job, error.at, message);
    return finish("later", { at: new Date(error.at).toISOString() });
  }
  if (error instanceof Problem || job.attempts >= MAX_ATTEMPTS) {
    await queue.bury(job, message, now());
    log.error({ job: job.id, err: error }, "dead letter");
    return finish("dead");
  }
  const wait = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (job.attempts - 1)) * (0.75 + random() / 2);
  await queue.retry(job, now() + Math.round(wait), message);
  log.warn({ job: job.id, err: error }, "job failed, tried again later");
  finish("later", { at: new Date(now() + wait).toISOString() });
}

async function perform(
  job: Job,
  { worldFor, now }: WorkerOptions,
): Promise<{ follow: NewJob[]; about: object }> {
  const { task } = job;
  if (task.kind === "intent") {
    const follow = await carryOut(task.intent, await worldFor(task.installation));
    return { follow: follow.map((intent) => jobFor(intent, task.installation, now())), about: {} };
  }
  const { guid } = task.delivery;
  const event = eventOf(task.delivery);
  const installation = event?.installation ?? null;
  if (!event || installation === null)
    return { follow: [], about: { delivery: guid, reason: "nothing to act on" } };
  const { intents, reason } = await receiveDelivery(event, await worldFor(installation));
  const about = {
    delivery: guid,
    event: event.name,
    action: event.action,
    intents: intents.map(({ kind }) => kind),
    reason,
  };
  return { follow: intents.map((intent) => jobFor(intent, installation, now())), about };
}

/** An intent as a job: its lane, and how long it waits for more of the same. */
export function jobFor(intent: Intent, installation: number, now: number): NewJob {
  const { delay = 0, at, ...timing } = timingOf(intent);
  return {
    lane: laneOf(intent),
    task: { kind: "intent", installation, intent },
    runAt: at ?? now + delay,
    ...timing,
  };
}
