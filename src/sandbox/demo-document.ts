/** How a person edits a postmortem: by what stands on the page. The demo knows nothing of the app's insides. */

/** Answers to the document's prompts, by field. */
export type Answers = Record<string, string>;

/** The document with its prompts replaced, and the names of the fields that it does not have. */
export function fillIn(document: string, answers: Answers): { document: string; missing: string[] } {
  const missing: string[] = [];
  let filled = document;
  for (const [field, text] of Object.entries(answers)) {
    const place = promptOf(filled, `<!-- postmortem:field ${field} -->`);
    if (place) filled = filled.slice(0, place.start) + place.before + text + filled.slice(place.end);
    else missing.push(field);
  }
  return { document: filled, missing };
}

/** Where a field's prompt stands: behind its marker, up to the end of the line or cell, or, where nothing is there, below it. */
function promptOf(document: string, marker: string): { start: number; end: number; before: string } | null {
  const at = document.indexOf(marker);
  if (at < 0) return null;
  const start = at + marker.length;
  const end = lineEnd(document, start);
  const rest = document.slice(start, end);
  if (/\|\s*$/.test(rest)) return { start, end: start + rest.lastIndexOf("|") - 1, before: " " };
  const below = document.slice(end + 1, lineEnd(document, end + 1));
  if (rest.trim() === "" && below.startsWith("_"))
    return { start: end + 1, end: end + 1 + below.length, before: "" };
  return { start, end, before: " " };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** The document with lines added to its action items. */
export function addItems(document: string, lines: string[]): string {
  return document.replace("\n## Ideas", () => `\n${lines.join("\n")}\n\n## Ideas`);
}

/** The part below "Action items", up to the next heading. */
export function actionItems(document: string): string {
  return /\n## Action items\n([\s\S]*?)\n## /.exec(document)?.[1] ?? "";
}

export type ItemLine = { number: number; done: boolean; text: string };

/** The lines that have their issue: `- [ ] #12 words`. */
export function itemLines(document: string): ItemLine[] {
  const lines = actionItems(document).matchAll(/^\s*(?:[-*]|\d+\.) \[([ x])\] (#(\d+) .*)$/gm);
  return [...lines].map(([, box, text = "", number]) => ({
    number: Number(number),
    done: box === "x",
    text,
  }));
}

/** The line of an issue as it stands. */
export function lineOf(document: string, number: number): string {
  const line = itemLines(document).find((one) => one.number === number);
  return line ? `[${line.done ? "x" : " "}] ${line.text}` : "(no line)";
}

/** What stands between the app's markers of a name, links as plain words. */
export function partOf(document: string, name: string): string {
  const inside = new RegExp(
    `<!-- postmortem:begin ${name} -->([\\s\\S]*?)<!-- postmortem:end ${name} -->`,
  ).exec(document)?.[1];
  return (inside ?? "").trim().replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
}

/** Its headings of the second level, in their order. */
export function headingsOf(document: string): string[] {
  return [...document.matchAll(/^## (.+)$/gm)].map(([, words = ""]) => words.trim());
}
