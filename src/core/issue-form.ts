import { type Heading, readBlocks, textOf } from "./blocks.ts";
import { oneLine } from "./markdown.ts";

/**
 * What somebody answered to one question of an issue form. `value` is their Markdown with `\n` line ends, "" where they gave
 * none; `line` is where the question stands in the body, from 1.
 */
export type FormAnswer = { label: string; value: string; line: number };

/** What GitHub writes for a question that was left out. */
const NO_RESPONSE = "_No response_";

/** The heading that GitHub makes of a question. What somebody typed by hand may have more depth, or less. */
const QUESTION_DEPTH = 3;

/**
 * The answers of an issue that was opened with a form: GitHub turns each question into `### Label` with the answer below. A
 * body counts as a form when it begins with such a heading and has two of them at least. A heading inside code or a quote
 * is none. Empty for every other body.
 */
export function readForm(body: string): FormAnswer[] {
  if (!/^\s*###[ \t]/.test(body)) return [];
  const questions = readBlocks(body).filter(
    (block): block is Heading => block.kind === "heading" && block.depth === QUESTION_DEPTH,
  );
  if (questions.length < 2) return [];
  return questions.map((question, at) => ({
    label: oneLine(textOf(body, question.words)),
    value: answerIn(body.slice(question.end, questions[at + 1]?.start ?? body.length)),
    line: question.line,
  }));
}

/** What people write where they must write something. */
const UNKNOWN =
  /^(?:[-–—?.…]+|n\/?a|tb[dac]|to be (?:determined|defined)|unknown|not (?:known|sure)(?: yet)?|(?:i )?don['’]?t know|desconhecid[oa]|não sei|a definir|desconocid[oa]|no sé|inconnue?|unbekannt)\.?$/i;

/** What an answer says: of boxes those that were ticked, "" where it says that nobody knows; else the answer itself. */
export function chosen(value: string): string {
  const lines = value.split("\n").filter((line) => line.trim() !== "");
  const boxes = lines.map((line) => /^\s*[-*+] \[([ xX])\] (.*)$/.exec(line));
  if (lines.length === 0 || boxes.includes(null)) return UNKNOWN.test(value) ? "" : value;
  return boxes.flatMap((box) => (box?.[1] === " " ? [] : [(box?.[2] ?? "").trim()])).join(", ");
}

/** The first answer to a question that `asks` knows, on one line. Null where nobody was asked or answered. */
export function answerTo(form: readonly FormAnswer[], asks: (label: string) => boolean): string | null {
  const answers = form.filter(({ label }) => asks(label)).map(({ value }) => oneLine(chosen(value)));
  return answers.find((answer) => answer !== "") ?? null;
}

function answerIn(text: string): string {
  const value = text.replace(/\r\n?/g, "\n").trim();
  return value === NO_RESPONSE ? "" : value;
}
