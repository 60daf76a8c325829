import { escapeInline, neutralise, oneLine, truncate } from "../markdown.ts";

/** So much of what somebody wrote is repeated to them, in code points. */
const REPEATED = 60;

/** Signs that turn the direction of what stands behind them. */
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The beginning of people's words, for the middle of a sentence of ours: one line of Markdown. */
export function shortWords(words: string): string {
  const { text, cut } = shortened(words);
  return escapeInline(text) + (cut ? "…" : "");
}

/** The same as code, the way a command is written in talk about it. */
export function shortCode(words: string): string {
  const { text, cut } = shortened(words);
  return `\`${neutralise(text.replaceAll("`", "'"))}${cut ? "…" : ""}\``;
}

function shortened(words: string, most = REPEATED): { text: string; cut: boolean } {
  // Of 60,000 characters the first say which words were meant.
  return truncate(
    oneLine(
      words
        .slice(0, 2 * most + 1_000)
        .replace(TURNS, "")
        .replaceAll("\0", "")
        .toWellFormed(),
    ),
    most,
  );
}

/** So much of a reason is kept, in code points. */
const KEPT = 500;

/** A reason as people gave it, for a sentence of ours that keeps it: one line of Markdown. */
export function reasonWords(reason: string): string {
  const { text, cut } = shortened(reason, KEPT);
  return escapeInline(text) + (cut ? "…" : "");
}
