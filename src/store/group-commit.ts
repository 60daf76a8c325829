import type { NewJob } from "../ports.ts";

type Request = {
  jobs: NewJob[];
  now: number;
  resolve: (queued: boolean) => void;
  reject: (error: unknown) => void;
};

/**
 * Lets requests that arrive together share one transaction, and so one wait for the disk: under load this triples what
 * the intake takes (`npm run bench`, intake.rate). Each is answered only when the transaction is committed; when it fails,
 * each is tried alone, so that one bad request fails nobody else's.
 * @param enqueueAll queues all of these in one transaction, or nothing; one answer for each
 */
export function groupCommit(
  enqueueAll: (requests: { jobs: NewJob[]; now: number }[]) => Promise<boolean[]>,
): (jobs: NewJob[], now: number) => Promise<boolean> {
  let waiting: Request[] = [];
  let busy = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await commit(group);
    }
    busy = false;
  }

  async function commit(group: Request[]): Promise<void> {
    try {
      const queued = await enqueueAll(group);
      for (const [index, request] of group.entries()) request.resolve(queued[index] ?? false);
    } catch (error) {
      const [only] = group;
      if (group.length === 1) only?.reject(error);
      else for (const request of group) await commit([request]);
    }
  }

  return (jobs, now) =>
    new Promise((resolve, reject) => {
      waiting.push({ jobs, now, resolve, reject });
      if (busy) return;
      busy = true;
      setImmediate(flush);
    });
}
