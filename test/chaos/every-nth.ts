import { expect } from "vitest";
import { ON_POSTGRES } from "./database.ts";
import type { Counted } from "./kill-plan.ts";
import { ALL_WELL, oneRun, type Trouble } from "./one-run.ts";

/** A sample has about so many runs. On PostgreSQL most of them wait ten seconds for the dead process's jobs. */
const RUNS = ON_POSTGRES ? 4 : 18;
/** Primes: a step that a loop in the app does not share meets every place in it. */
const STEPS = [
  1, 2, 3, 5, 7, 11, 13, 17, 23, 31, 41, 53, 71, 97, 131, 179, 241, 331, 449, 607, 811, 1103, 1499, 2003,
];

/**
 * Tells the story with trouble at the n-th call or statement for n = 1, 2, 3, … until a run is not hit any more; the end is
 * always the same. A sample takes every k-th n; `CHAOS=all` takes every one, `CHAOS=17` only the 17th.
 */
export async function everyNth(
  name: string,
  what: Counted,
  trouble: (nth: number) => Trouble,
): Promise<void> {
  const only = Number(process.env.CHAOS) || null;
  const began = performance.now();
  const calm = await oneRun(null);
  expect(calm.end, calm.output).toEqual(ALL_WELL);
  const total = calm.counts[what];
  const step = process.env.CHAOS === "all" ? 1 : (STEPS.find((size) => size * RUNS >= total) ?? total);
  let tried = 0;
  for (let nth = only ?? 1; ; nth += step) {
    const { hit, end, output } = await oneRun(trouble(nth));
    expect({ nth, ...end }, `${name}, CHAOS=${nth}\n${output}`).toEqual({ nth, ...ALL_WELL });
    if (!hit) break;
    tried++;
    if (only) break;
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${name}: ${total} ${what}s, step ${step}, ${tried} runs hit, ${seconds} s`);
  expect(tried).toBeGreaterThan(0);
}
