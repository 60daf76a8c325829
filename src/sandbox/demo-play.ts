import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDemoApp, type DemoApp, type Jobs } from "./demo-app.ts";
import { CAST, WEEK } from "./demo-cast.ts";
import type { Check } from "./demo-checks.ts";
import type { Narrator } from "./demo-narrator.ts";
import { createSandbox, type Sandbox } from "./index.ts";
import { installShiftedClock, offsetFor } from "./shift-clock.ts";

/** What a scene of the story works with. */
export type Play = {
  github: Sandbox;
  app: DemoApp;
  tell: Narrator;
  /** It is `2026-11-30T14:06` now, for GitHub and for the app. */
  at(moment: string): Promise<void>;
  /** Every webhook has arrived and every job that does not wait for a day is done. False: not in time. */
  settle(): Promise<boolean>;
  /** Lets time pass until it is so. False: not in time. */
  until(isSo: () => boolean | Promise<boolean>): Promise<boolean>;
  /** Remembers whether an expected effect was seen. */
  expect(what: string, ok: boolean, why?: string): void;
  checks(): Check[];
  /** Starts the app again on the same store. */
  startApp(): Promise<void>;
  close(): Promise<void>;
};

/** Longer than the app ever waits for more of the same before it acts. */
const A_WHILE_MS = 11_000;
const A_MINUTE_MS = 60_000;
/** Real time: how long an effect may take. Where one has been missed the rest need not wait as long for theirs. */
const PATIENCE_MS = 15_000;
const SHORT_PATIENCE_MS = 2_000;
const LOOK_MS = 10;
/** The one job that always waits: next Monday's summary. */
const PLANNED = 1;

/** A local GitHub with the shop on it, and the app before it, on the Monday morning on which the story begins. */
export async function openPlay(tell: Narrator): Promise<Play> {
  const clock = installShiftedClock(Date.parse(`${WEEK.monday}T09:30:00Z`) - Date.now());
  const folder = mkdtempSync(join(tmpdir(), "postmortem-demo-"));
  const tidyUp = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", tidyUp);
  const github = await createSandbox(CAST);
  const app = await createDemoApp(github.app, github.url, folder);
  const checks: Check[] = [];
  let patience = PATIENCE_MS;
  await app.start(clock.offset());
  github.connect(`${app.url}/api/github/webhooks`);

  async function setClock(offset: number): Promise<void> {
    clock.set(offset);
    await app.setClock(offset);
  }

  /** The app looks at its queue at least once a second, and at once when a webhook comes: GitHub's ping is one. */
  async function pass(ms: number): Promise<void> {
    await setClock(clock.offset() + ms);
    await github.deliver({ event: "ping", payload: { zen: "Keep it logically awesome." } });
  }

  const isQuiet = ({ ready, running, done }: Jobs) => running === 0 && ready <= PLANNED && done > PLANNED;

  function missed(what: string): false {
    if (patience === PATIENCE_MS)
      checks.push({ what: "the app was through with everything in time", ok: false, why: what });
    patience = SHORT_PATIENCE_MS;
    return false;
  }

  async function settle(): Promise<boolean> {
    const deadline = performance.now() + patience;
    let before = "";
    let waiting = 0;
    let still = 0;
    for (; performance.now() < deadline; await sleep(LOOK_MS)) {
      await github.settled();
      const jobs = await app.jobs();
      const now = JSON.stringify(jobs);
      const isStill = now === before && jobs.running === 0;
      if (isStill && isQuiet(jobs)) return true;
      // What a minute does not bring on waits for another day: proof of what was closed, the next summary.
      if (jobs.ready !== waiting || jobs.running > 0) still = 0;
      waiting = jobs.ready;
      if (isStill && still++ * A_WHILE_MS > A_MINUTE_MS) return true;
      if (isStill) await pass(A_WHILE_MS);
      before = now;
    }
    return missed(`at ${new Date().toISOString()} its jobs were ${before}`);
  }

  return {
    github,
    app,
    tell,
    at: (moment) => setClock(offsetFor(`${moment}:00Z`, clock.offset(), Date.now())),
    settle,
    async until(isSo) {
      const deadline = performance.now() + patience;
      for (; performance.now() < deadline; await sleep(LOOK_MS)) {
        if (await isSo()) return true;
        await pass(1_000);
      }
      return missed(`nothing happened until ${new Date().toISOString()}`);
    },
    expect: (what, ok, why) => void checks.push({ what, ok, why }),
    checks: () => [...checks],
    startApp: () => app.start(clock.offset()),
    async close() {
      await app.stop();
      await github.close();
      tidyUp();
    },
  };
}
