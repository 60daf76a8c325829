import { BY_HAND, connect, connectCli } from "../connect.ts";
import { type Change, describeChange } from "../core/change.ts";
import type { Intent } from "../core/intent.ts";
import { Problem } from "../core/problem.ts";
import type { RepoRef } from "../core/reference.ts";
import { type CliEnv, readCliEnv } from "../env.ts";
import { dryRun, told } from "../github/index.ts";
import { createLog, type Logger } from "../log.ts";
import type { Store, World } from "../ports.ts";
import { jobFor } from "../run-job.ts";
import { openStore } from "../store/index.ts";
import { scratchRecords } from "../store/scratch-records.ts";
import { discover } from "../use-cases/index.ts";
import type { Flags } from "./flags.ts";
import { type Patience, patiently } from "./patiently.ts";
import { perform } from "./perform.ts";
import { print, type Terminal, warn } from "./terminal.ts";

/** What a command works with. */
export type Hand = {
  env: CliEnv;
  store: Store;
  log: Logger;
  flags: Flags;
  made: Change[];
  terminal: Terminal;
};

/** Carries out one intent, and what follows from it, in one repository. */
export function byHand(
  flags: Flags,
  repo: RepoRef,
  asked: (world: World) => Intent,
  terminal: Terminal,
): Promise<void> {
  return withStore(flags, terminal, async (hand) => {
    const { world, installation } = await connectCli({ ...options(hand), repo });
    await performOrQueue([asked(world)], installation, spoken(world, hand), hand);
    printChanges(hand);
  });
}

/** Learns everything anew from GitHub: every repository of every installation. */
export function resync(flags: Flags, terminal: Terminal): Promise<void> {
  return withStore(flags, terminal, async (hand) => {
    const { env } = hand;
    if (!("app" in env))
      throw new Problem("A token belongs to no App", "Set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET.");
    const { app, worldFor } = await connect({ ...options(hand), env });
    for (const installation of await app.installations()) {
      const world = await worldFor(installation, BY_HAND);
      const look = flags.dryRun ? scratch(world, () => {}) : world;
      const intents = await patiently(() => discover(installation, look), patienceAt(terminal));
      await performOrQueue(intents, installation, world, hand);
    }
    printChanges(hand);
  });
}

/** Looks into one repository and changes nothing there. `asked` may be repeated when GitHub asks for a pause. */
export function lookInto<T>(
  flags: Flags,
  repo: RepoRef,
  asked: (world: World) => Promise<T>,
  terminal: Terminal,
): Promise<{ found: T; world: World }> {
  return withStore(flags, terminal, async (hand) => {
    const { world } = await connectCli({ ...options(hand), repo });
    return { found: await patiently(() => asked(world), patienceAt(terminal)), world };
  });
}

/** Opens the store for a command, and closes it whatever comes. */
export async function withStore<T>(
  flags: Flags,
  terminal: Terminal,
  work: (hand: Hand) => Promise<T>,
): Promise<T> {
  const env = readCliEnv(terminal.variables, false);
  const log = logFor(env, terminal);
  const store = await openStore(env.databaseUrl);
  try {
    return await work({ env, store, log, flags, made: [], terminal });
  } finally {
    await store.close();
  }
}

/** Standard output belongs to the answer, and a person at a terminal wants that answer, not every job. */
function logFor({ logLevel }: CliEnv, { errors }: Terminal): Logger {
  return createLog({ logLevel: logLevel === "info" ? "warn" : logLevel, logFormat: "json" }, errors);
}

/** Whoever has to wait is told on the terminal. */
export function patienceAt(terminal: Terminal): Patience {
  return { tell: (words) => warn(terminal, words), wait: terminal.wait };
}

export function options({ env, store, log, flags }: Hand) {
  return { env, store, log, now: Date.now, asIf: flags.now, onCall() {}, onTwin() {} };
}

/** Why nothing was done, which the server notes in passing, is what somebody at a terminal asks. */
function spoken(world: World, { terminal }: Pick<Hand, "terminal">): World {
  const { debug, warn: doubt, error } = world.log;
  const info = (facts: object, words: string) =>
    warn(terminal, `${Object.values(facts).join(", ")}: ${words}`);
  return { ...world, log: { debug, info, warn: doubt, error } };
}

async function performOrQueue(
  intents: Intent[],
  installation: number | null,
  world: World,
  hand: Hand,
): Promise<void> {
  const tell = (change: Change) => void hand.made.push(change);
  const patience = patienceAt(hand.terminal);
  if (hand.flags.dryRun) {
    const dry = scratch(world, tell);
    for (const intent of intents) await perform(intent, dry, patience);
    return;
  }
  if (await handOver(intents, installation, hand)) return;
  const telling = { ...world, github: told(world.github, tell) };
  for (const intent of intents) await perform(intent, telling, patience);
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
  { store: { queue }, flags, terminal }: Hand,
): Promise<boolean> {
  if (installation === null || flags.now || (await queue.reserve())) return false;
  const now = Date.now();
  await queue.enqueue(
    intents.map((intent) => jobFor(intent, installation, now)),
    now,
  );
  warn(terminal, "The server that runs on this database has been asked to do it.");
  return true;
}

function printChanges({ made: changes, flags: { json, dryRun: isDry }, terminal }: Hand): void {
  if (json) {
    print(terminal, JSON.stringify({ changes }, null, 2));
    return;
  }
  for (const change of changes) {
    print(terminal, `${isDry ? "would " : ""}${describeChange(change)}`);
    if (isDry && "body" in change && change.body) print(terminal, `\n${change.body.trimEnd()}\n`);
  }
  if (changes.length === 0) print(terminal, "nothing to do");
}
