import { type Intent, timingOf } from "../core/intent.ts";
import type { World } from "../ports.ts";
import { carryOut } from "../use-cases/index.ts";
import { type Patience, patiently } from "./patiently.ts";

/** What the server does at its time, or plans to. */
const PLANNED: Intent["kind"][] = ["post-summary", "post-review", "remind-owners"];

/** Carries out an intent and what follows from it at once; what is planned for a later date is the server's. */
export async function perform(intent: Intent, world: World, patience: Patience): Promise<void> {
  const isNow = (next: Intent) =>
    !PLANNED.includes(next.kind) && (timingOf(next).at ?? 0) <= world.now.getTime();
  for (const next of await patiently(() => carryOut(intent, world), patience))
    if (isNow(next)) await perform(next, world, patience);
}
