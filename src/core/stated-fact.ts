/**
 * What a person may state of an incident by command: the change that set it off, the one that mended it, when something was so, how
 * bad it is.
 */
export const STATED_FACTS = [
  "trigger",
  "fix",
  "started",
  "detected",
  "acknowledged",
  "mitigated",
  "resolved",
  "severity",
] as const;
export type StatedFact = (typeof STATED_FACTS)[number];
