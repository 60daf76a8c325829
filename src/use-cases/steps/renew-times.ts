import { KEY_TIMES, type KeyTimeName, type KeyTimes } from "../../core/key-times/key-times.ts";
import { updateKeyTimes } from "../../core/key-times/update-key-times.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import type { World } from "../../ports.ts";
import { spokenBy, wordsOf } from "./words.ts";

/** A document that was brought into step further. `keep` notes in the record what it says now: once it is written. */
export type Renewed = { document: string; keep: () => void };

/**
 * The key times of a document with the durations between them: what people wrote into the cells goes before what was found.
 * @param found the key times as the evidence tells them
 */
export function renewTimes(
  world: World,
  record: PostmortemRecord,
  document: string,
  found: KeyTimes | undefined,
  timeZone: string,
): Renewed {
  const { openedAt } = record;
  if (!found || openedAt === undefined) return { document, keep: () => {} };
  const base = record.times ?? { rows: [], durations: null };
  const words = wordsOf(world, record);
  const spoken = [words.say, ...spokenBy(world)];
  const renewed = updateKeyTimes(document, base, found, { timeZone, openedAt, words, spoken });
  return {
    document: renewed.document,
    keep() {
      record.times = renewed.written;
      record.foundTimes = found;
      record.keyTimes = instantsOf(renewed.effective);
      record.untold.push(...renewed.problems);
    },
  };
}

function instantsOf(times: KeyTimes): Record<KeyTimeName, string | null> {
  return Object.fromEntries(KEY_TIMES.map((name) => [name, times[name]?.at ?? null])) as Record<
    KeyTimeName,
    string | null
  >;
}
