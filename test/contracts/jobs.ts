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

/** The next job, which there has to be. */
export async function claimed(queue: Queue, now: number): Promise<Job> {
  const job = await queue.claim(now);
  if (!job) throw new Error(`expected a job to run at ${now}`);
  return job;
}

/** Runs whatever is there: the next sequence begins on an empty queue, also when the one before it failed. */
export async function clear(queue: Queue): Promise<void> {
  await queue.recover(0);
  await runAll(queue, Number.MAX_SAFE_INTEGER);
}

/** Runs all that is due, one after the other; returns the names in order. */
export async function runAll(queue: Queue, now: number): Promise<string[]> {
  const names: string[] = [];
  for (let job = await queue.claim(now); job; job = await queue.claim(now)) {
    names.push(nameOf(job) ?? "");
    await queue.complete(job, [], now);
  }
  return names;
}
