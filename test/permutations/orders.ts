import { shuffled } from "../../src/sandbox/shuffle.ts";
import { createDice } from "../support/dice.ts";
import type { Order } from "./play.ts";

/** `LAW_RUNS=1000` for more of them, `PERMUTATION_SEED=12` for one alone. */
const RUNS = Number(process.env.LAW_RUNS ?? 40);
const ONE = process.env.PERMUTATION_SEED;
export const SEEDS = ONE === undefined ? Array.from({ length: RUNS }, (_, seed) => seed) : [Number(ONE)];

export const IN_ORDER: Order = { arrange: (sent) => sent };

export const PERMUTED: Order = { arrange: shuffled };

/** Some come twice, some once more under a GUID of their own. */
export const REPEATED: Order = {
  arrange(sent, seed) {
    const dice = createDice(~seed);
    const again = sent.filter(() => dice.oneIn(2));
    const anew = sent.filter(() => dice.oneIn(3)).map((one) => ({ ...one, guid: `${one.guid} anew` }));
    return shuffled([...sent, ...again, ...anew], seed + 1);
  },
};

/** So far apart that each is acted upon before the next comes. */
export const LATE: Order = { ...PERMUTED, pause: 20_000 };
