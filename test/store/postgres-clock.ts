import { Pool } from "pg";
import { type Clock, TestClock } from "pg-boss";
import type { Queue, Store } from "../../src/ports.ts";
import { openPostgres } from "../../src/store/postgres.ts";

/**
 * The conformance suite counts from 1970 and goes to and fro in time; pg-boss asks the database what time it is. So here
 * the database's time is that of the last call. pg-boss's timers stand still, unless `ticking`: then `tick` moves them.
 */
export async function openAtTestTime(url: string, { ticking = false } = {}) {
  const schema = new URL(url).searchParams.get("schema");
  const opened: Store[] = [];
  const clock = new TestClock(0);
  const still: Clock = {
    now: () => clock.now(),
    setTimeout: () => null,
    clearTimeout() {},
    setInterval: () => null,
    clearInterval() {},
  };
  // Not the clock itself: pg-boss would take it to the database too.
  const moving: Clock = {
    now: () => clock.now(),
    setTimeout: (fn, ms) => clock.setTimeout(fn, ms),
    clearTimeout: (timer) => clock.clearTimeout(timer),
    setInterval: (fn, ms) => clock.setInterval(fn, ms),
    clearInterval: (timer) => clock.clearInterval(timer),
  };
  const timed = new URL(url);
  timed.searchParams.set("options", "-c pgboss.test_clock=on");

  let turns: Promise<unknown> = Promise.resolve();
  const setTime = (now: number) => {
    turns = turns.then(() => (clock.now() === now ? undefined : clock.setTime(now)));
    return turns;
  };

  async function open(): Promise<Store> {
    const store = await openPostgres(timed.href, { clock: ticking ? moving : still });
    opened.push(store);
    return { ...store, queue: atTimeOfCall(store.queue, setTime) };
  }

  const store = await open();
  const pool = new Pool({ connectionString: url, max: 1 });
  const attached = await clock.attach({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: `${schema}_queue`,
  });
  return {
    store,
    reopen: open,
    setTime,
    tick: (ms: number) => clock.tick(ms),
    now: () => clock.now(),
    async close() {
      for (const one of opened) await one.close();
      await attached[Symbol.asyncDispose]();
      await pool.end();
    },
  };
}

function atTimeOfCall(queue: Queue, setTime: (now: number) => Promise<unknown>): Queue {
  const at = async <T>(now: number, call: () => Promise<T>): Promise<T> => {
    await setTime(now);
    return call();
  };
  return {
    ...queue,
    enqueue: (jobs, now) => at(now, () => queue.enqueue(jobs, now)),
    claim: (now, most) => at(now, () => queue.claim(now, most)),
    keep: (jobs, now) => at(now, () => queue.keep(jobs, now)),
    complete: (job, follow, now) => at(now, () => queue.complete(job, follow, now)),
    bury: (job, error, now) => at(now, () => queue.bury(job, error, now)),
    revive: (id, now) => at(now, () => queue.revive(id, now)),
    takeOver: (now) => at(now, () => queue.takeOver(now)),
    prune: (now) => at(now, () => queue.prune(now)),
  };
}
