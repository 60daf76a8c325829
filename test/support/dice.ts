/** Chance that a seed decides: the same seed, the same throws. */
export type Dice = {
  /** A whole number in [0, below). */
  below(below: number): number;
  /** True once in `times` throws. */
  oneIn(times: number): boolean;
  pick<T>(from: readonly T[]): T;
};

/** Mulberry32: small, and good enough to mix tests. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick(from) {
      if (from.length === 0) throw new Error("nothing to pick from");
      return from[below(from.length)] as (typeof from)[number];
    },
  };
}
