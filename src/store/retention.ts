const DAY_MS = 24 * 3_600_000;

/**
 * How long what is finished is remembered, in ms. The body of a delivery goes when its job is done; what stays is its
 * identity, so that the same GUID a week later is still known: GitHub redelivers for three days.
 */
export const KEEP_MS = {
  done: 10 * DAY_MS,
  dead: 90 * DAY_MS,
  /** Nothing is created again after so long: the records know it. */
  effect: 180 * DAY_MS,
};
