import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "../../src/sandbox/index.ts";
import type { App } from "./app.ts";
import { sharedClock } from "./clock.ts";
import { unfinished } from "./unfinished.ts";

/** Jobs that wait for a date later than this are not waited for. */
const HORIZON_MS = 5 * 60_000;
/** Real time: on PostgreSQL a dead process's job is given away when nobody has vouched for it for ten seconds. */
const PATIENCE_MS = 60_000;

/** Lets every webhook arrive and every job run, moving the date on as far as jobs wait for one. */
export async function settle(github: Sandbox, apps: App[]): Promise<void> {
  const until = Date.now() + HORIZON_MS;
  const patience = performance.now() + PATIENCE_MS;
  let rests = 0;
  for (;;) {
    await github.settled();
    const seen = github.deliveries().length;
    const reports = await Promise.all(apps.map((app) => app.work()));
    await redeliver(github);
    await github.settled();
    if (github.deliveries().length > seen) {
      rests = 0;
      continue;
    }
    const due = Math.min(...reports.map((report) => report.due ?? Number.POSITIVE_INFINITY));
    if (sharedClock.mayJump && due <= until && due > Date.now()) {
      sharedClock.reach(due);
      continue;
    }
    // A job may end, and what follows from it wait, between the two looks of one round.
    rests = due > until && (await unfinished(apps)).running === 0 ? rests + 1 : 0;
    if (rests === 2) return;
    if (performance.now() > patience) {
      const output = apps.map((app) => app.output()).join("\n");
      throw new Error(`it does not come to rest\n${output}`);
    }
    await sleep(100);
  }
}

/** What the app did not accept is sent again, as "Redeliver" on GitHub does. */
async function redeliver(github: Sandbox): Promise<void> {
  const deliveries = github.deliveries();
  const accepted = new Set(deliveries.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid));
  const refused = new Map(deliveries.filter(({ guid }) => !accepted.has(guid)).map((one) => [one.guid, one]));
  for (const { guid, event, body } of refused.values()) await github.deliver({ guid, event, body });
}
