import type { TimelineEntry } from "../timeline.ts";
import type { Say } from "../words.ts";
import { condense } from "./condense.ts";
import { HOUR_MS, instantOf, isoOf } from "./instants.ts";
import { linkTo, safeText } from "./safe-text.ts";
import type { Statement } from "./said.ts";
import { tellingLine } from "./telling-line.ts";
import { isVerse } from "./verse.ts";
import { BAR, isAboutPapers, isAutomatic } from "./weigh.ts";

/** An entry, and how much it tells: when there are too many the least telling go. */
export type WeighedEntry = { entry: TimelineEntry; weight: number };

/** Who writes about the report writes about what was, not about what is. */
const PAPERS = 3;
/** Lines with a time of their own were written to be lines: they may say less. */
const STATED_BAR = 1;
/** What an incident was opened with is its first fact. */
const REPORT_BAR = 3;
/** Bots say much that nobody needs. */
const BOT_BAR = 6;

/** What people said, one line each: what tells nothing is left out, and chats are condensed. */
export function saidEntries(statements: readonly Statement[], say: Say): WeighedEntry[] {
  const candidates = statements.flatMap((statement) => {
    const at = instantOf(statement.at);
    const line =
      at === null || isNoise(statement)
        ? null
        : tellingLine(statement.sentences, barOf(statement), statement.comment === null);
    if (at === null || line === null) return [];
    const { key, by, isBot, isStated } = statement;
    return [
      {
        key,
        at,
        by,
        isBot,
        isChat: !isStated && statement.comment !== null && !isOnlyDay(at),
        statement,
        ...line,
      },
    ];
  });
  const messages = statements.flatMap(({ comment, isStated, at }) =>
    comment && !isStated ? [instantOf(at) ?? 0] : [],
  );
  return condense(candidates, messages).map(({ statement: { key, url, comment }, at, text, by, weight }) => ({
    entry: {
      key,
      at: isoOf(at),
      text: safeText(text),
      by,
      kind: "comment",
      source: linkTo(say(comment ? "course.source-comment" : "course.source-description"), url),
    },
    weight,
  }));
}

/** Exports may tell only the day: then nobody knows how fast people wrote. */
function isOnlyDay(at: number): boolean {
  return at % (24 * HOUR_MS) === 0;
}

/** What bots say to everybody, and what they make of it. */
function isNoise({ isBot, sentences }: Statement): boolean {
  return isVerse(sentences) || (isBot && sentences.some(isAutomatic));
}

function barOf({ isStated, isBot, comment, sentences }: Statement): number {
  if (isStated) return STATED_BAR;
  if (comment === null) return REPORT_BAR;
  return isBot ? BOT_BAR : BAR + (sentences.some(isAboutPapers) ? PAPERS : 0);
}
