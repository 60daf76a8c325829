import { expect, it } from "vitest";
import { faultsOf } from "./permutations/faults.ts";
import { LATE, SEEDS } from "./permutations/orders.ts";
import { play } from "./permutations/play.ts";

// Here the end may differ from that in order: a line that somebody wrote and took out again has become an issue, or has not.
it(`makes nothing twice, brings all into step and echoes nothing in ${SEEDS.length} stories told late, piece by piece, and then again`, {
  timeout: 1_200_000,
}, async () => {
  for (const seed of SEEDS) {
    const { ends, site, story } = await play(seed, LATE, LATE);
    const why = `PERMUTATION_SEED=${seed}\n${story}`;
    const [end, again] = ends;
    expect(end?.dead, why).toEqual([]);
    expect(again, why).toEqual(end);
    expect(faultsOf(site), why).toEqual([]);
  }
});
