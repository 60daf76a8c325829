import { BY_HAND, connect, connectCli } from "../connect.ts";
import { type Change, describeChange } from "../core/change.ts";
import type { Intent } from "../core/intent.ts";
import { Problem } from "../core/problem.ts";
import type { RepoRef } from "../core/reference.ts";
import type { CliEnv } from "../env.ts";
import { dryRun, told } from "../github/index.ts";
import { createLog, type Logger } from "../log.ts";
import type { Store, World } from "../ports.ts";
import { jobFor } from "../run-job.ts";
import { openStore } from "../store/index.ts";
import { scratchRecords } from "../store/scratch-records.ts";
import { discover } from "../use-cases/index.ts";
import type { Flags } from "./flags.ts";
import { patiently } from "./patiently.ts";
import { perform } from "./perform.ts";

/** What a command works with. */
export type Hand = { env: CliEnv; store: Store; log: Logger; flags: Flags; made: Change[] };

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
    print(hand);
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
      const look = flags.dryRun ? scratch(world, () => {}) : world;
      const intents = await patiently(() => discover(installation, look));
      await performOrQueue(intents, installation, world, hand);
    }
    print(hand);
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

/** Opens the store for a command, and closes it whatever comes. */
export async function withStore<T>(env: CliEnv, flags: Flags, work: (hand: Hand) => Promise<T>): Promise<T> {
  const log = logFor(env);
  const store = await openStore(env.databaseUrl);
  try {
    return await work({ env, store, log, flags, made: [] });
  } finally {
    await store.close();
  }
}

/** Standard output belongs to the answer, and a person at a terminal wants that answer, not every job. */
function logFor({ logLevel }: CliEnv): Logger {
  return createLog({ logLevel: logLevel === "info" ? "warn" : logLevel, logFormat: "json" }, process.stderr);
}

export function options({ store, log, flags }: Pick<Hand, "store" | "log" | "flags">) {
  return { store, log, now: Date.now, asIf: flags.now, onCall() {}, onTwin() {} };
}

async function performOrQueue(
  intents: Intent[],
  installation: number | null,
  world: World,
  hand: Hand,
): Promise<void> {
  const tell = (change: Change) => void hand.made.push(change);
  if (hand.flags.dryRun) {
    const dry = scratch(world, tell);
    for (const intent of intents) await perform(intent, dry);
    return;
  }
  if (await handOver(intents, installation, hand)) return;
  for (const intent of intents) await perform(intent, { ...world, github: told(world.github, tell) });
}

/** The same world, in which nothing is made, and nothing remembered beyond the command. */
export function scratch(world: World, tell: (change: Change) => void): World {
  return { ...world, github: dryRun(world.github, tell), records: scratchRecords(world.records) };
}

/**
 * A server that runs on the same store keeps the order of things, so it gets the work; another present moment is for this command
 * alone.
 * @returns whether a server was asked
 */
export async function handOver(
  intents: Intent[],
  installation: number | null,
  { store: { queue }, flags }: Pick<Hand, "store" | "flags">,
): Promise<boolean> {
  if (installation === null || flags.now || (await queue.reserve())) return false;
  const now = Date.now();
  await queue.enqueue(
    intents.map((intent) => jobFor(intent, installation, now)),
    now,
  );
  console.error("The server that runs on this database has been asked to do it.");
  return true;
}

function print({ made: changes, flags: { json, dryRun: isDry } }: Hand): void {
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
