import { type Chore, choresAt } from "./core/chore.ts";
import type { Log, NewJob, Queue } from "./ports.ts";

/** How often, in ms, is looked whether a new period has begun. */
const LOOK_MS = 30_000;

export type Chores = {
  /** Queues what is due now. A period that has its job already gets no second one. */
  plan(): Promise<void>;
  /** Plans from now on, and heals at once: what came while nothing ran is waiting on GitHub. */
  start(): Promise<void>;
  stop(): void;
};

/** Puts the chores into the queue, so that one process does each, and a crash in the middle changes nothing. */
export function createChores({
  queue,
  now,
  onQueued,
  log,
}: {
  queue: Queue;
  now: () => number;
  onQueued: () => void;
  log: Log;
}): Chores {
  let timer: NodeJS.Timeout | undefined;
  async function plan(): Promise<void> {
    const jobs = choresAt(now()).map(({ chore, once }) => ({ ...choreJob(chore), once }));
    if (await queue.enqueue(jobs, now())) onQueued();
  }
  return {
    plan,
    async start() {
      await queue.enqueue([{ ...choreJob("heal"), slot: "chore heal" }], now());
      await plan();
      timer = setInterval(() => {
        plan().catch((error) => log.error({ err: error }, "chores could not be planned"));
      }, LOOK_MS);
    },
    stop: () => clearInterval(timer),
  };
}

function choreJob(chore: Chore): NewJob {
  return { lane: `chore:${chore}`, task: { kind: "chore", chore }, background: true };
}
