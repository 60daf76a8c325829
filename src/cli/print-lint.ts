import { type Hint, oncePerKind } from "../core/lint/lint-document.ts";

/** Hints as compilers print them, one a line; how to say it better stands with the first of each kind. */
export function printHints(file: string, hints: readonly Hint[]): string {
  if (hints.length === 0) return `${file}: no hints`;
  const first = new Set(oncePerKind(hints));
  return hints.map((hint) => harmless(hintLine(file, hint, first.has(hint)))).join("\n");
}

function hintLine(file: string, { line, rule, text, hint }: Hint, isFirst: boolean): string {
  return `${file}:${line}: ${rule}: “${text}”${isFirst ? ` – ${hint}` : ""}`;
}

/** A document's control characters could move the cursor, hide lines or turn them round. */
function harmless(line: string): string {
  return line.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "");
}
