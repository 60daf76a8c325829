import { lintDocument } from "../core/lint/lint-document.ts";
import { DEFAULT_LOCALE } from "../core/words.ts";
import { loadLanguages } from "../templates.ts";
import { printHints } from "./print-lint.ts";
import { print, type Terminal } from "./terminal.ts";
import { textOfFile } from "./text-file.ts";

/** GitHub's own documents end at 65,536 characters. */
const DOCUMENT = { what: "a Markdown document", one: "one postmortem", megabytes: 5 };

/**
 * Prints what a postmortem could say better, without GitHub, database or environment. Hints are no failure.
 * @param file a path, or `-` for standard input
 */
export async function lint(file: string, { json }: { json?: boolean }, terminal: Terminal): Promise<void> {
  const document = await textOfFile(file, DOCUMENT, terminal);
  // A terminal is spoken to in English, as everywhere in the command line.
  const { say } = loadLanguages().in(DEFAULT_LOCALE);
  const hints = lintDocument(document, { timeZone: "UTC", say });
  print(terminal, json ? JSON.stringify({ hints: hints.map(plainHint) }, null, 2) : printHints(file, hints));
}

type PlainHint = { line: number; rule: string; text: string; hint: string };

function plainHint({ line, rule, text, hint }: PlainHint): PlainHint {
  return { line, rule, text, hint };
}
