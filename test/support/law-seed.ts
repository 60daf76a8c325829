import fc from "fast-check";

/**
 * LAW_SEED makes every law draw the same examples again: a change is then judged by itself, not by luck. Without it every run
 * draws new ones; whatever they find becomes a test of its own.
 */
const seed = process.env.LAW_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
