import { expect, it } from "vitest";
import { faultsOf } from "./permutations/faults.ts";
import { IN_ORDER, PERMUTED, REPEATED, SEEDS } from "./permutations/orders.ts";
import { play } from "./permutations/play.ts";

it(`ends ${SEEDS.length} stories as in order, in whatever order deliveries come and how often`, {
  timeout: 1_200_000,
}, async () => {
  for (const seed of SEEDS) {
    const { ends: expected, site, story } = await play(seed, IN_ORDER);
    const why = `PERMUTATION_SEED=${seed}\n${story}`;
    expect(faultsOf(site), why).toEqual([]);
    expect(expected[0]?.dead, why).toEqual([]);
    for (const order of [PERMUTED, REPEATED]) expect((await play(seed, order)).ends, why).toEqual(expected);
  }
});
