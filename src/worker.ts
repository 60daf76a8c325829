import { RetryLater } from "./core/problem.ts";
import type { Job, Log } from "./ports.ts";
import { type JobOptions, runJob } from "./run-job.ts";

/** Longest sleep: another process may have queued something. */
const IDLE_MS = 1_000;
/** So often, in ms, we say that our jobs are still being run. */
const BEAT_MS = 3_000;
/**
 * After so long a silence, in ms, our jobs may have been given to another process: then nothing more may be asked of
 * GitHub for them. Shorter than what the store waits for (10 s).
 */
const SILENCE_MS = 9_000;

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

export type WorkerOptions = JobOptions & {
  /** How many lanes are worked at once. */
  concurrency: number;
};

/** Takes jobs from the queue and carries them out: done, later, or dead letter. */
export function createWorker(options: WorkerOptions): Worker {
  const { queue, now, log, concurrency } = options;
  const running = new Map<Job, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let started = false;

  /** Fills the free places; returns whether anything was taken. */
  async function take(): Promise<boolean> {
    const free = concurrency - running.size;
    const jobs = free > 0 ? await queue.claim(now(), free) : [];
    for (const job of jobs) run(job);
    return jobs.length > 0;
  }

  function run(job: Job): void {
    const heart = beating(() => queue.keep([job], now()), now, log);
    const done = runJob(job, heart.guard, options).finally(() => {
      heart.stop();
      running.delete(job);
      if (started) wake();
    });
    running.set(job, done);
  }

  let looking = Promise.resolve();
  let isAsked = false;
  /** Asked many times while it looks, it looks once more. */
  function wake(): void {
    if (!started || isAsked) return;
    isAsked = true;
    clearTimeout(timer);
    looking = looking.then(look);
  }

  async function look(): Promise<void> {
    isAsked = false;
    if (!started) return;
    try {
      await take();
    } catch (error) {
      log.error({ err: error }, "the queue could not be read");
    }
    const wait = await untilNext();
    clearTimeout(timer);
    if (started) timer = setTimeout(wake, wait);
  }

  async function untilNext(): Promise<number> {
    try {
      const due = running.size < concurrency ? await queue.nextDue() : null;
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
      while ((await take()) || running.size > 0) if (running.size > 0) await Promise.race(running.values());
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await looking;
      clearTimeout(timer);
      await Promise.all(running.values());
    },
    running: () => started,
  };
}

/**
 * Vouches for a job as long as it runs. A process that was stopped for a while, or lost its store, no longer knows whether
 * the job is its own: its guard then throws.
 */
function beating(
  beat: () => Promise<void>,
  now: () => number,
  log: Log,
): { guard: () => void; stop: () => void } {
  let heard = performance.now();
  const timer = setInterval(() => {
    const since = performance.now();
    if (since - heard > SILENCE_MS) return;
    beat().then(
      () => {
        heard = since;
      },
      (error) => log.warn({ err: error }, "the queue did not hear that a job is still running"),
    );
  }, BEAT_MS);
  return {
    guard() {
      if (performance.now() - heard > SILENCE_MS)
        throw new RetryLater(
          "This process was silent for too long to know that the job is still its own",
          now(),
        );
    },
    stop: () => clearInterval(timer),
  };
}
