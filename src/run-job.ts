import { type Intent, laneOf, timingOf } from "./core/intent.ts";
import { Problem, RetryLater } from "./core/problem.ts";
import { kindOf } from "./core/task.ts";
import type { House, Job, Log, NewJob, Queue, Work, World } from "./ports.ts";
import {
  carryOut,
  endIfLacking,
  eventOf,
  keepHouse,
  receiveDelivery,
  unlessLacking,
} from "./use-cases/index.ts";

/** After this many tries a job is kept as a dead letter: by then it has waited about two hours. */
const MAX_ATTEMPTS = 12;
const FIRST_BACKOFF_MS = 2_000;
const MAX_BACKOFF_MS = 15 * 60_000;

/** A job's end as metrics and logs count it. */
export type JobEnd = { kind: string; outcome: "done" | "later" | "dead"; ms: number };

export type JobOptions = {
  queue: Queue;
  worldFor: (installation: number, work: Work) => Promise<World>;
  houseFor: () => House;
  /** ms since the epoch */
  now: () => number;
  /** In [0, 1): spreads retries. */
  random: () => number;
  log: Log;
  onJob: (end: JobEnd) => void;
};

/** What a job's run leaves behind: the jobs that follow from it, and facts for its log line. */
type Outcome = { follow: NewJob[]; about: object };
type Finish = (outcome: JobEnd["outcome"], extra?: object) => void;

/**
 * Runs one claimed job to one of its ends, which the queue keeps. Never throws: a job whose end cannot be kept stays
 * running, and is taken over as that of a dead process is.
 * @param guard throws when the job may no longer be ours
 */
export async function runJob(job: Job, guard: () => void, options: JobOptions): Promise<void> {
  const { queue, now, log } = options;
  const began = now();
  const kind = kindOf(job.task);
  const facts = { job: job.id, kind, lane: job.lane, attempt: job.attempts, delivery: guidOf(job) };
  const finish: Finish = (outcome, extra = {}) => {
    const ms = now() - began;
    options.onJob({ kind, outcome, ms });
    log.info({ ...facts, outcome, ms, ...extra }, "job");
  };
  try {
    const { follow, about } = await perform(job, guard, options);
    await queue.complete(job, follow, now());
    finish("done", about);
  } catch (error) {
    await putAway(job, error, options, finish).catch((failure) =>
      log.error({ ...facts, err: failure }, "job left running"),
    );
  }
}

/** The delivery that a job is, or follows from. */
function guidOf({ task }: Job): string | undefined {
  if (task.kind === "delivery") return task.delivery.guid;
  return task.kind === "intent" ? task.cause : undefined;
}

/** Later with a date, later with backoff, or never: what cannot be done is kept where people can see it. */
async function putAway(
  job: Job,
  error: unknown,
  { queue, now, random, log }: JobOptions,
  finish: Finish,
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const reason = { reason: message };
  if (error instanceof RetryLater) {
    await queue.postpone(job, error.at, message);
    return finish("later", { ...reason, at: new Date(error.at).toISOString() });
  }
  if (error instanceof Problem || job.attempts >= MAX_ATTEMPTS) {
    await queue.bury(job, message, now());
    log.error({ job: job.id, err: error }, "dead letter");
    return finish("dead", reason);
  }
  const wait = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (job.attempts - 1)) * (0.75 + random() / 2);
  const at = now() + Math.round(wait);
  await queue.retry(job, at, message);
  log.warn({ job: job.id, err: error }, "job failed, tried again later");
  finish("later", { ...reason, at: new Date(at).toISOString() });
}

async function perform(
  job: Job,
  guard: () => void,
  { worldFor, houseFor, now }: JobOptions,
): Promise<Outcome> {
  const { task } = job;
  const background = job.background ?? false;
  if (task.kind === "chore") {
    const follow = await keepHouse(task.chore, houseFor());
    return {
      follow: follow.map(({ intent, installation }) => ({
        ...jobFor(intent, installation, now()),
        background: true,
      })),
      about: {},
    };
  }
  if (task.kind === "intent") {
    const { intent, installation, cause } = task;
    const world = await worldFor(installation, { background, guard, willWrite: willWrite(intent) });
    const follow = await carryOut(intent, world).catch(async (error: unknown) => {
      await endIfLacking(error, intent, world);
      return [];
    });
    return { follow: follow.map((next) => jobFor(next, installation, now(), cause)), about: {} };
  }
  const { guid } = task.delivery;
  const event = eventOf(task.delivery);
  const installation = event?.installation ?? null;
  if (!event || installation === null) return { follow: [], about: { reason: "nothing to act on" } };
  const world = await worldFor(installation, { background, guard, willWrite: false });
  const owner = event.repo?.owner ?? "";
  const heard = await unlessLacking(world, { owner }, () => receiveDelivery(event, world));
  const { intents, reason } = heard ?? { intents: [], reason: "a permission is missing" };
  return {
    follow: intents.map((intent) => jobFor(intent, installation, now(), guid)),
    about: { event: event.name, action: event.action, intents: intents.map(({ kind }) => kind), reason },
  };
}

/** These begin with reads and are there to create. */
function willWrite({ kind }: Intent): boolean {
  return ["open-postmortem", "run-commands", "post-summary", "post-review"].includes(kind);
}

/** An intent as a job: its lane, and how long it waits for more of the same. `cause` is the GUID of its delivery. */
export function jobFor(intent: Intent, installation: number, now: number, cause?: string): NewJob {
  const { delay = 0, at, ...timing } = timingOf(intent);
  return {
    lane: laneOf(intent),
    task: { kind: "intent", installation, intent, ...(cause ? { cause } : {}) },
    runAt: at ?? now + delay,
    ...timing,
  };
}
