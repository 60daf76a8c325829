/**
 * How a measure is spread over incidents. Every incident is in exactly one of `measured`, `notStated` and `impossible`.
 * `total`, `median` and `p90` are null when nothing was measured.
 */
export type Spread = {
  measured: number;
  /** An end of it, or the number itself, is missing. */
  notStated: number;
  /** Left out: it ends before it begins, or is below zero. */
  impossible: number;
  total: number | null;
  median: number | null;
  p90: number | null;
};

/** A measure of one incident: a number, or why there is none. */
export type Measured = number | "not stated" | "impossible";

export function spreadOf(measures: Measured[]): Spread {
  const values = measures.filter((value) => typeof value === "number").sort((a, b) => a - b);
  return {
    measured: values.length,
    notStated: measures.filter((value) => value === "not stated").length,
    impossible: measures.filter((value) => value === "impossible").length,
    total: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0),
    median: percentile(values, 50),
    p90: percentile(values, 90),
  };
}

/**
 * The percentile by nearest rank: of n values in ascending order the one at place ⌈percent · n / 100⌉, counted from one. It is
 * always a value that occurred, and at least `percent` of a hundred values are no greater. So the median of an even number is
 * the lower of the two in the middle, and with fewer than ten values the 90th percentile is the greatest. Null of none.
 * @param percent whole number, 1–100
 */
export function percentile(ascending: number[], percent: number): number | null {
  return ascending[Math.ceil((percent * ascending.length) / 100) - 1] ?? null;
}
