import type { Say } from "./words.ts";

/** A label as it is created where it is missing. `color` is six hexadecimal digits; `description` has at most 100 characters. */
export type LabelDefinition = { name: string; color: string; description: string };

/** Every label that the app gives, by the phrase that describes it, and its colour. */
const COLOURS = {
  incident: "d73a4a",
  postmortem: "5319e7",
  "action-item": "0e8a16",
  P0: "b60205",
  P1: "d93f0b",
  P2: "fbca04",
  P3: "c2e0c6",
  prevent: "bfd4f2",
  detect: "bfd4f2",
  mitigate: "bfd4f2",
  process: "bfd4f2",
  training: "bfd4f2",
  "in-review": "0052cc",
  "all-done": "0e8a16",
  escalated: "d93f0b",
  ledger: "1d76db",
  configuration: "d93f0b",
} as const;

export type LabelKind = keyof typeof COLOURS;

/** @param name what it is called in this repository: most names can be configured */
export function labelOf(kind: LabelKind, name: string, say: Say): LabelDefinition {
  return { name, color: COLOURS[kind], description: say(`labels.${kind}`) };
}
