import type { Job, NewJob, Queue, Task } from "../../src/ports.ts";

/** A task that can be told from others by its GUID. */
export function taskNamed(guid: string, body = "{}"): Task {
  return { kind: "delivery", delivery: { guid, name: "issues", body } };
}

export function jobNamed(guid: string, rest: Partial<NewJob> = {}): NewJob {
  return { lane: "lane", task: taskNamed(guid), ...rest };
}

export function nameOf(job: Job | null): string | null {
  return job?.task.kind === "delivery" ? job.task.delivery.guid : null;
}

/** The next job, if there is one that may run. */
export async function next(queue: Queue, now: number): Promise<Job | null> {
  const [job = null] = await queue.claim(now);
  return job;
}

/** The next job, which there has to be. */
export async function claimed(queue: Queue, now: number): Promise<Job> {
  const job = await next(queue, now);
  if (!job) throw new Error(`expected a job to run at ${now}`);
  return job;
}

/** Later than anything that a test queues, in ms since the epoch. */
const FAR = Date.parse("2096-01-01T00:00:00Z");

/** So long after its last sign of life, in ms, a process counts as dead in every store. */
export const LAPSE_MS = 60_000;

/** Runs whatever is there: the next sequence begins on an empty queue, also when the one before it failed. */
export async function clear(queue: Queue): Promise<void> {
  await queue.takeOver(FAR);
  await runAll(queue, FAR);
}

/** Runs all that is due, one after the other; returns the names in order. */
export async function runAll(queue: Queue, now: number): Promise<string[]> {
  const names: string[] = [];
  for (let job = await next(queue, now); job; job = await next(queue, now)) {
    names.push(nameOf(job) ?? "");
    await queue.complete(job, [], now);
  }
  return names;
}
