import { setTimeout as sleep } from "node:timers/promises";
import { BY_HAND, connect, connectCli } from "../connect.ts";
import { type Change, describeChange } from "../core/change.ts";
import type { Intent } from "../core/intent.ts";
import { Problem, RetryLater } from "../core/problem.ts";
import type { RepoRef } from "../core/reference.ts";
import type { CliEnv } from "../env.ts";
import { dryRun, told } from "../github/index.ts";
import { createLog, type Logger } from "../log.ts";
import type { Store, World } from "../ports.ts";
import { jobFor } from "../run-job.ts";
import { openStore } from "../store/index.ts";
import { scratchRecords } from "../store/scratch-records.ts";
import { carryOut, discover } from "../use-cases/index.ts";
import type { Flags } from "./flags.ts";

/** What a command works with. */
type Hand = { env: CliEnv; store: Store; log: Logger; flags: Flags; made: Change[] };

/** Carries out one intent, and what follows from it, in one repository. */
export function byHand(
  env: CliEnv,
  flags: Flags,
  repo: RepoRef,
  asked: (world: World) => Intent,
): Promise<void> {
  return withStore(env, flags, async (hand) => {
    const { world, installation } = await connectCli({ ...options(hand), env, repo });
    await performOrQueue([asked(world)], installation, world, hand);
  });
}

/** Learns everything anew from GitHub: every repository of every installation. */
export function resync(env: CliEnv, flags: Flags): Promise<void> {
  return withStore(env, flags, async (hand) => {
    if (!("app" in env))
      throw new Problem("A token belongs to no App", "Set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET.");
    const { app, worldFor } = await connect({ ...options(hand), env });
    for (const installation of await app.installations()) {
      const world = await worldFor(installation, BY_HAND);
      const intents = await patiently(() => discover(installation, world));
      await performOrQueue(intents, installation, world, hand);
    }
  });
}

/** Looks into one repository and changes nothing there. `asked` may be repeated when GitHub asks for a pause. */
export async function lookInto<T>(
  env: CliEnv,
  flags: Flags,
  repo: RepoRef,
  asked: (world: World) => Promise<T>,
): Promise<{ found: T; world: World }> {
  const log = logFor(env);
  const store = await openStore(env.databaseUrl);
  try {
    const { world } = await connectCli({ ...options({ store, log, flags }), env, repo });
    return { found: await patiently(() => asked(world)), world };
  } finally {
    await store.close();
  }
}

async function withStore(env: CliEnv, flags: Flags, work: (hand: Hand) => Promise<void>): Promise<void> {
  const log = logFor(env);
  const store = await openStore(env.databaseUrl);
  try {
    const made: Change[] = [];
    await work({ env, store, log, flags, made });
    print(made, flags);
  } finally {
    await store.close();
  }
}

/** Standard output belongs to the answer, and a person at a terminal wants that answer, not every job. */
function logFor({ logLevel }: CliEnv): Logger {
  return createLog({ logLevel: logLevel === "info" ? "warn" : logLevel, logFormat: "json" }, process.stderr);
}

function options({ store, log, flags }: Pick<Hand, "store" | "log" | "flags">) {
  return { store, log, now: Date.now, asIf: flags.now, onCall() {}, onTwin() {} };
}

/**
 * A server that runs on the same store keeps the order of things, so it gets the work; a dry run and another present moment
 * are for this command alone.
 */
async function performOrQueue(
  intents: Intent[],
  installation: number | null,
  world: World,
  { store: { queue }, flags, made }: Hand,
): Promise<void> {
  const tell = (change: Change) => void made.push(change);
  if (flags.dryRun) {
    const github = dryRun(world.github, tell);
    const dry = { ...world, github, records: scratchRecords(world.records) };
    for (const intent of intents) await perform(intent, dry);
    return;
  }
  if (installation !== null && !flags.now && !(await queue.reserve())) {
    const now = Date.now();
    await queue.enqueue(
      intents.map((intent) => jobFor(intent, installation, now)),
      now,
    );
    console.error("The server that runs on this database has been asked to do it.");
    return;
  }
  for (const intent of intents) await perform(intent, { ...world, github: told(world.github, tell) });
}

/** Carries out an intent and what follows from it at once; what is planned for a later date is the server's. */
async function perform(intent: Intent, world: World): Promise<void> {
  for (const next of await patiently(() => carryOut(intent, world)))
    if (next.kind !== "post-summary" && next.kind !== "post-review") await perform(next, world);
}

/** There is no queue to come back from: where GitHub or its budget asks to wait, the command waits. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      console.error(`${error.message}: waiting until ${new Date(error.at).toISOString()}`);
      await sleep(Math.max(1_000, error.at - Date.now()));
    }
  }
}

function print(changes: Change[], { json, dryRun: isDry }: Flags): void {
  if (json) {
    console.log(JSON.stringify({ changes }, null, 2));
    return;
  }
  for (const change of changes) {
    console.log(`${isDry ? "would " : ""}${describeChange(change)}`);
    if (isDry && "body" in change && change.body) console.log(`\n${change.body.trimEnd()}\n`);
  }
  if (changes.length === 0) console.log("nothing to do");
}
