import { FIELD_WORDS, IMPACT_WORDS, PRIORITY_WORDS, SEVERITY_WORDS, type Wordings } from "./field-words.ts";

export type FieldName = keyof typeof FIELD_WORDS;

/** All fields: those of the template `rit` in its order, then what only other templates ask. */
export const FIELD_NAMES = Object.keys(FIELD_WORDS) as FieldName[];

/** Words that begin a question and say nothing about what it is about. */
const FILLERS =
  /^(?:(?:\d+|please|describe|list|what|which|is|are|was|were|the|a|an|your|current|por|favor|descreva|qual|quais|e|foi|foram|sao|o|os|as|cual|cuales|es|fue|el|la|los|las|quel|quelle|quels|est|sont|le|les|l|welche|welcher|was|ist|sind|die|der|das) )+/;

/** Nobody calls a field by more letters than that. */
const LONGEST = 120;

const HEADED = tableOf(({ headings }) => headings);
const ASKED = tableOf(({ headings, questions = "" }) => `${headings}, ${questions}`);
const SEVERITY = new Set(listOf(SEVERITY_WORDS));
const IMPACT = new Set(listOf(IMPACT_WORDS));
const PRIORITY = new Set(listOf(PRIORITY_WORDS));

/** The field that a heading, a bold lead or a row's first cell announces. Null: something else. */
export function fieldHeaded(wording: string): FieldName | null {
  return lookUp(HEADED, wording);
}

/** The field that a question of an issue form asks for. Null: something else. */
export function fieldAsked(question: string): FieldName | null {
  return lookUp(ASKED, question);
}

/** Whether a heading stands over the impacts. */
export function headsImpact(heading: string): boolean {
  return spellings(heading).some((words) => IMPACT.has(words));
}

/** Whether a question of an issue form asks how bad it is. */
export function asksSeverity(question: string): boolean {
  return spellings(question).some((words) => SEVERITY.has(words));
}

/** Whether it asks how urgent it is: then only an answer that says "severity" is about that. */
export function asksPriority(question: string): boolean {
  return spellings(question).some((words) => PRIORITY.has(words));
}

function lookUp(table: ReadonlyMap<string, FieldName>, wording: string): FieldName | null {
  return spellings(wording).flatMap((words) => table.get(words) ?? [])[0] ?? null;
}

/** As written, and without the words that begin a question. */
function spellings(wording: string): string[] {
  if (wording.length > LONGEST) return [];
  const words = fold(wording);
  return [words, words.replace(FILLERS, "")];
}

function tableOf(of: (wordings: Wordings) => string): ReadonlyMap<string, FieldName> {
  return new Map(FIELD_NAMES.flatMap((name) => listOf(of(FIELD_WORDS[name])).map((words) => [words, name])));
}

/** The wordings of a list, which commas part. */
function listOf(wordings: string): string[] {
  return wordings
    .split(",")
    .map(fold)
    .filter((words) => words !== "");
}

/** Only letters and digits count, without their accents; what stands in parentheses does not. */
function fold(wording: string): string {
  return wording
    .replace(/\([^()]*\)/g, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
