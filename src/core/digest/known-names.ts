import type { PhraseName, Say } from "../words.ts";

/** Names that are kept as they stand here, in English, whatever language they were read in and will be shown in. */
export type KnownNames = Readonly<Record<string, PhraseName>>;

/** RIT's categories of incidents. */
export const CATEGORIES = {
  "unplanned change": "figures.category-unplanned-change",
  "non-compliance with security policy": "figures.category-non-compliance",
  "backup failure": "figures.category-backup-failure",
  other: "figures.category-other",
} as const satisfies KnownNames;

export const IMPACT_TYPES = {
  availability: "figures.impact-availability",
  integrity: "figures.impact-integrity",
  confidentiality: "figures.impact-confidentiality",
  performance: "figures.impact-performance",
  compliance: "figures.impact-compliance",
} as const satisfies KnownNames;

/** What the app itself calls the origin of an alert, where it knows no more. */
export const ORIGINS = {
  "reported by customers or users": "facts.origin-customers",
  "a support ticket": "facts.origin-support",
  "a monitoring alert": "facts.origin-monitoring",
} as const satisfies KnownNames;

/** A known name in words; anything else are people's words, as they are. */
export function inWords(name: string, known: KnownNames, say: Say): string {
  const phrase = Object.hasOwn(known, name) ? known[name] : undefined;
  return phrase ? say(phrase) : name;
}

/** The known name that these very words are in a language; anything else as it is. */
export function knownName(words: string, known: KnownNames, say: Say): string {
  return Object.keys(known).find((name) => inWords(name, known, say) === words) ?? words;
}
