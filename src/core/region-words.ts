import type { Say } from "./words.ts";

/** The regions of a document, each the phrase `problems.region-…`. */
const REGIONS = [
  "facts",
  "key-times",
  "durations",
  "suspects",
  "timeline",
  "progress",
  "review-record",
] as const;

/** What people call a part of the document that the app keeps up to date. One that is not ours is called as its marker calls it. */
export function regionWords(region: string, say: Say): string {
  const known = REGIONS.find((name) => name === region);
  return known ? say(`problems.region-${known}`) : region;
}
