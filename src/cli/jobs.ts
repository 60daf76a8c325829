import { Problem } from "../core/problem.ts";
import { readStoreEnv } from "../env.ts";
import type { JobInfo, Queue } from "../ports.ts";
import { openStore } from "../store/index.ts";
import { print, type Terminal } from "./terminal.ts";

/** The store is that of its environment. */
type Where = Pick<Terminal, "variables" | "output">;
type Listing = { state: JobInfo["state"]; json?: boolean };

const MOST = 1_000;

/** Shows the jobs in a state, oldest first: by default the dead letters, which wait for a person. */
export function listJobs({ state, json }: Listing, terminal: Where): Promise<void> {
  return withQueue(terminal, async (queue) => {
    const jobs = await queue.list(state, MOST);
    const iso = (ms: number) => new Date(ms).toISOString();
    if (json) {
      const shown = jobs.map((job) => ({ ...job, runAt: iso(job.runAt), createdAt: iso(job.createdAt) }));
      print(terminal, JSON.stringify({ jobs: shown, counts: await queue.counts() }, null, 2));
      return;
    }
    for (const { id, kind, lane, attempts, createdAt, runAt, error } of jobs) {
      const when = state === "ready" ? `due ${iso(runAt)}` : `since ${iso(createdAt)}`;
      print(
        terminal,
        `${id}  ${kind}  ${lane}  ${when}  attempt ${attempts}${error ? `\n    ${error}` : ""}`,
      );
    }
    const { ready, running, dead } = await queue.counts();
    print(terminal, `${dead} dead, ${ready} waiting, ${running} running`);
  });
}

/** Gives dead jobs another life: those named, or all. */
export function retryJobs(ids: string[], terminal: Where): Promise<void> {
  return forEach(terminal, ids, "will be run again", (queue, id) => queue.revive(id, Date.now()));
}

/** Throws dead jobs away: those named, or all. */
export function dropJobs(ids: string[], terminal: Where): Promise<void> {
  return forEach(terminal, ids, "is thrown away", (queue, id) => queue.drop(id));
}

function forEach(
  terminal: Where,
  ids: string[],
  words: string,
  act: (queue: Queue, id: string) => Promise<boolean>,
): Promise<void> {
  return withQueue(terminal, async (queue) => {
    const all = ids.length === 1 && ids[0] === "all";
    const wanted = all ? (await queue.list("dead", MOST)).map(({ id }) => id) : ids;
    const missing: string[] = [];
    for (const id of wanted) {
      if (await act(queue, id)) print(terminal, `${id} ${words}`);
      else missing.push(id);
    }
    if (missing.length > 0)
      throw new Problem(
        `No dead job has the id ${missing.join(", ")}`,
        "`postmortem jobs list` shows those that there are.",
      );
    if (wanted.length === 0) print(terminal, "no dead jobs");
  });
}

async function withQueue({ variables }: Where, work: (queue: Queue) => Promise<void>): Promise<void> {
  const store = await openStore(readStoreEnv(variables).databaseUrl);
  try {
    await work(store.queue);
  } finally {
    await store.close();
  }
}
