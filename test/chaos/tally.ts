import { COUNTED, type Counted, type KillPlan } from "./kill-plan.ts";

/** Counts what this process does, and kills it as planned: `kill -9`, nothing is tidied up. */
export function createTally(plan: KillPlan | null) {
  const counts = Object.fromEntries(COUNTED.map((what) => [what, 0])) as Record<Counted, number>;

  function meet(when: KillPlan["when"], what: Counted, nth: number): void {
    if (plan?.when === when && plan.what === what && plan.nth === nth) process.kill(process.pid, "SIGKILL");
  }

  /** Counts one; call what it returns when the thing is done. */
  function begin(what: Counted): () => void {
    const nth = ++counts[what];
    meet("before", what, nth);
    return () => meet("after", what, nth);
  }

  return { begin, counts: () => ({ ...counts }) };
}

export type Tally = ReturnType<typeof createTally>;
