import { factOf } from "./fact-names.ts";
import { readFacts } from "./facts.ts";
import { KEY_TIMES } from "./key-times/key-times.ts";
import { findRegion } from "./markers.ts";
import type { PostmortemRecord } from "./record.ts";
import type { StatedFact } from "./stated-fact.ts";
import type { Say } from "./words.ts";

/**
 * The row of the document that says such a fact in a person's words, by its name there: what they wrote stays, whatever is stated by
 * command. Null: the row is the app's, or there is none.
 * @param say in the document's language
 */
export function rowByHand(
  document: string,
  { facts, times }: Pick<PostmortemRecord, "facts" | "times">,
  name: StatedFact,
  say: Say,
): string | null {
  const isSeverity = name === "severity";
  const at = (KEY_TIMES as readonly string[]).indexOf(name);
  const written = isSeverity ? factOf(facts, "severity", say) : times?.rows[at];
  const region = findRegion(document, isSeverity ? "facts" : "key-times");
  if (!written || !region) return null;
  const rows = readFacts(document.slice(region.start, region.end));
  const there = rows.find((row) => row.name === written.name);
  return there && there.value !== written.value ? written.name : null;
}
