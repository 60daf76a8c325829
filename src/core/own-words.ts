import { phrasePattern } from "./phrase-pattern.ts";
import type { Say } from "./words.ts";

/**
 * What the app itself says on an action line beside notation: why an item is done, and that a date is the default. It is written in
 * the document's language and read in every one: documents are pasted into each other, and opened before a language was chosen.
 */
export type OwnWords = {
  /** The document's language. */
  say: Say;
  /** Every language that the app speaks, the document's first. */
  spoken: readonly Say[];
  /** A due date with or without the word for the default behind it: the date, then that word. */
  due: RegExp;
  /** The words of a mark of evidence, from beginning to end, with what they tell as their one group. */
  marks: readonly { name: MarkName; pattern: RegExp }[];
  /** How the words begin that stand where no item is yet, up to their example. */
  prompts: readonly string[];
};

/** Kinds of marks, each the phrase `items.mark-…`. */
export type MarkName = keyof typeof MARKS;

/** What each mark tells, as it is called in its phrase and as it looks; what can be anything comes last. */
const MARKS = {
  duplicate: {},
  none: {},
  deleted: {},
  "not-planned": {},
  pull: { ref: "(?:[\\w.-]+\\/[\\w.-]+)?#[1-9]\\d{0,9}" },
  commit: { sha: "[0-9a-f]{7,40}" },
  "not-planned-since": { reason: ".+" },
  done: { reason: ".+" },
} as const satisfies Record<string, Record<string, string>>;

const MARK_NAMES = Object.keys(MARKS) as MarkName[];

/**
 * @param say the document's language
 * @param spoken every language that the app speaks
 */
export function ownWords(say: Say, spoken: readonly Say[]): OwnWords {
  const all = [say, ...spoken.filter((one) => one !== say)];
  const defaults = [...new Set(all.map((one) => RegExp.escape(one("items.default"))))];
  return {
    say,
    spoken: all,
    due: new RegExp(
      `(?<![\\w-])due(?:\\s+(?:on|by))?:?\\s+(\\d{4}-\\d{2}-\\d{2})(?![\\w-])(\\s*(?:${defaults.join("|")}))?`,
      "gi",
    ),
    marks: all.flatMap((one) => MARK_NAMES.map((name) => ({ name, pattern: markPattern(one, name) }))),
    prompts: all.map((one) => one("items.none-yet").split("`")[0] ?? ""),
  };
}

/** The whole of a mark, with what it tells as a group. */
function markPattern(say: Say, name: MarkName): RegExp {
  const values = Object.entries(MARKS[name]).map(([value, looks]) => [value, `(${looks})`]);
  return new RegExp(`^${phrasePattern(say, `items.mark-${name}`, Object.fromEntries(values))}$`);
}
