import type { ActionText } from "./action-text.ts";
import type { Say } from "./words.ts";

/** What people are asked of an item's date words that are no day, or two. Null: its date is told, or it has none. */
export function untoldDate(
  { due, dueText, dueReadings }: Pick<ActionText, "due" | "dueText" | "dueReadings">,
  say: Say,
): string | null {
  if (dueText === null || due !== null) return null;
  if (!dueReadings) return say("problems.date-unknown", { words: dueText });
  const [first, second] = dueReadings;
  return say("problems.date-ambiguous", { words: dueText, first, second });
}
