import type { IncidentEvidence } from "../src/core/course/evidence.ts";
import { timelineOf } from "../src/core/course/timeline-of.ts";
import { readInline } from "../src/core/markdown.ts";
import type { TimelineEntry } from "../src/core/timeline.ts";
import { DEFAULT_LOCALE } from "../src/core/words.ts";
import { loadLanguages } from "../src/templates.ts";

/** What people wrote of an incident afterwards. `at` is ISO 8601. */
export type Fact = { at: string; text: string };

/**
 * `told`: the facts that some message within five minutes states; `missed`: those of them that no line of ours does. The bar: four
 * fifths of what was told, in at most twice as many lines as people needed.
 */
export type TimelineScore = { entries: TimelineEntry[]; told: Fact[]; missed: Fact[]; reached: boolean };

const NEAR_MS = 5 * 60_000;
const BAR = 0.8;
const { say } = loadLanguages().in(DEFAULT_LOCALE);
const OPTIONS = { timeZone: "UTC", self: "", incidentLabels: ["incident"], before: [], say };

export function scoreTimeline(evidence: IncidentEvidence, reference: Fact[]): TimelineScore {
  const entries = timelineOf(evidence, OPTIONS);
  const lines = entries.map(({ at, text }) => ({ at, text: readInline(text) }));
  const messages = [evidence.incident, ...evidence.comments].map(({ createdAt, body }) => ({
    at: createdAt,
    text: body,
  }));
  const told = reference.filter((fact) => messages.some((message) => states(message, fact)));
  const missed = told.filter((fact) => !lines.some((line) => states(line, fact)));
  const isEnough = told.length - missed.length >= BAR * told.length;
  return { entries, told, missed, reached: isEnough && entries.length <= 2 * reference.length };
}

/** Within five minutes, with two words of four letters or more in common, or 40 % of the fact's. */
function states({ at, text }: Fact, fact: Fact): boolean {
  if (Math.abs(Date.parse(at) - Date.parse(fact.at)) > NEAR_MS) return false;
  const wanted = wordsOf(fact.text);
  const said = wordsOf(text);
  const shared = [...wanted].filter((word) => said.has(word)).length;
  return shared >= 2 || (shared > 0 && shared >= 0.4 * wanted.size);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
}
