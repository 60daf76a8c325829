/**
 * The app as a process of its own that dies where it is told to. Its clock is the parent's, set with every message, and it
 * works its queue when asked: so nothing waits for real seconds. The app knows nothing of all this.
 */
import { enableCompileCache, flushCompileCache } from "node:module";
import { installShiftedClock } from "../../src/sandbox/shift-clock.ts";
import type { Counted, KillPlan } from "./kill-plan.ts";
import { createTally } from "./tally.ts";
import { watchCalls } from "./watch-calls.ts";

/** `work`: run all that is due. `stop`: end in an orderly way. */
export type Order = { order: "work" | "stop"; clockOffset: number };

/** What this process says after it has started, and after each `work`. */
export type Report = {
  url: string;
  /** When the next waiting job is due, in ms since the epoch. */
  due: number | null;
  counts: Record<Counted, number>;
};

process.once("disconnect", () => process.exit(1));
// Starting is most of what a run costs; a killed process would never write the cache.
enableCompileCache();
const clock = installShiftedClock(Number(process.env.CHAOS_CLOCK_OFFSET));
const tally = createTally(JSON.parse(process.env.CHAOS_KILL ?? "null") as KillPlan | null);

const { watchStatements } = await import("./watch-statements.ts");
watchStatements(tally);
watchCalls(String(process.env.GITHUB_API_URL), tally);

const { readEnv } = await import("../../src/env.ts");
const { createLog } = await import("../../src/log.ts");
const { start } = await import("../../src/main.ts");
flushCompileCache();

const env = readEnv(process.env, false);
const app = await start(env, { log: createLog(env), work: false });
await app.keepHouse();
const report = async () =>
  process.send?.({
    url: `${app.url}${env.webhookPath}`,
    due: await app.nextDue(),
    counts: tally.counts(),
  } satisfies Report);

process.on("message", async ({ order, clockOffset }: Order) => {
  clock.set(clockOffset);
  if (order === "work") {
    await app.worker.drain();
    await report();
  } else {
    await app.stop();
    process.exit(0);
  }
});
await report();
