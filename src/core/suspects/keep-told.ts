import { factOf } from "../fact-names.ts";
import type { Fact } from "../facts.ts";
import { KEY_TIMES, type KeyTimes } from "../key-times/key-times.ts";
import type { PostmortemRecord } from "../record.ts";
import type { TimelineUpdate } from "../timeline.ts";
import type { Say } from "../words.ts";

/** What the document should say of the course of its incident now. */
export type Course = {
  lines: TimelineUpdate[];
  found: KeyTimes;
  suspects: string;
  /** The answer to what set it off, once a person confirmed it. */
  trigger: string | null;
  /** The facts' row that says what mended it, once a person confirmed it. */
  fix: Fact | null;
};

type Told = Pick<PostmortemRecord, "timeline" | "suspects" | "stated" | "facts" | "fields" | "foundTimes">;

/** What names a change in any language: its number, or else its page. */
const NAME = /(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d+|\]\([^()\s]+\)/;

/** Lines that are told from what changed, by their keys. */
const OF_CHANGES = /^(?:pull|deployment|release)\//;

/**
 * A course that was told without all that changed, because GitHub did not answer: what was told of changes before stays, so that
 * a slow minute takes nothing out of a document that the next one would put in again.
 * @param say in the document's language
 */
export function keepTold(now: Course, told: Told, say: Say): Course {
  const kept = told.timeline.filter(({ key }) => OF_CHANGES.test(key));
  const before = new Map(kept.map(({ key, line }) => [key, line]));
  // A line that was written before is never placed anew: its time does not matter.
  const gone = kept.filter(({ key }) => !now.lines.some((line) => line.key === key));
  const fixed = factOf(told.facts, "fix", say);
  const { trigger, fix } = told.stated ?? {};
  const isUnsure = (trigger !== undefined && !now.trigger) || (fix !== undefined && !now.fix);
  return {
    lines: [
      ...now.lines.map((one) => ({ ...one, line: before.get(one.key) ?? one.line })),
      ...gone.map((one) => ({ ...one, at: "" })),
    ],
    found: timesTold(now.found, told.foundTimes, isUnsure),
    suspects: countOf(now.suspects) < countOf(told.suspects ?? "") ? (told.suspects ?? "") : now.suspects,
    trigger: now.trigger && sayingMore(now.trigger, told.fields["cause-trigger"]),
    fix: fix && fixed ? { ...fixed, value: sayingMore(now.fix?.value ?? fixed.value, fixed.value) } : now.fix,
  };
}

/** Those that rest on a change that people named and GitHub did not show stay as they were. */
function timesTold(now: KeyTimes, told: KeyTimes | undefined, isUnsure: boolean): KeyTimes {
  if (!told || isUnsure) return told ?? now;
  return Object.fromEntries(KEY_TIMES.map((name) => [name, now[name] ?? told[name]])) as KeyTimes;
}

/** What was told of the same change before: of one that GitHub does not show in full less is known now. */
function sayingMore(now: string, told = ""): string {
  return told !== "" && NAME.exec(told)?.[0] === NAME.exec(now)?.[0] ? told : now;
}

function countOf(block: string): number {
  return block.match(/^\d+\. /gm)?.length ?? 0;
}
