import { annotation } from "./pages-annotation.ts";
import { type Html, html } from "./pages-html.ts";
import type { PageAnnotation, PageFile, PageIssue } from "./pages-model.ts";
import { count } from "./pages-parts.ts";

/** A line of a patch. `number`: which it is in the file as changed, from 1; null for one that is not in it. */
type DiffLine = { kind: "hunk" | "added" | "removed" | "same"; number: number | null; text: string };

/** What a pull request changes, with notes of checks below the lines that they are about; nothing where that is not known. */
export function files(issue: PageIssue): Html | null {
  const { files: all = [] } = issue;
  if (all.length === 0) return null;
  const notes = annotationsOf(issue);
  return html`<section class="box" aria-labelledby="files">
<div class="box-head"><h2 id="files">Files changed</h2> <span class="muted">${count(all.length, "file")}</span></div>
${all.map((file) => fileDiff(file, notes))}
</section>`;
}

/** Whether the note stands below its line in the diff. */
export function isInDiff({ files: all = [] }: PageIssue, { path, endLine }: PageAnnotation): boolean {
  const file = all.find((one) => one.path === path);
  return linesOf(file?.patch ?? "").some(({ number }) => number === endLine);
}

/** Reads a unified diff without file headers, as GitHub's API gives it. */
export function linesOf(patch: string): DiffLine[] {
  let next = 1;
  return patch.split("\n").flatMap((line): DiffLine[] => {
    const [, start] = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(line) ?? [];
    if (start) next = Number(start);
    const text = line.slice(1);
    if (start) return [{ kind: "hunk", number: null, text: line }];
    if (line.startsWith("+")) return [{ kind: "added", number: next++, text }];
    if (line.startsWith("-")) return [{ kind: "removed", number: null, text }];
    // An empty patch, and "\ No newline at end of file".
    return line.startsWith(" ") ? [{ kind: "same", number: next++, text }] : [];
  });
}

function annotationsOf({ checks = [] }: PageIssue): PageAnnotation[] {
  return checks.flatMap(({ annotations }) => annotations);
}

function fileDiff({ path, status, patch }: PageFile, notes: PageAnnotation[]): Html {
  const rows = linesOf(patch ?? "").map((line) => {
    const here = notes.filter((note) => note.path === path && note.endLine === line.number);
    return html`${diffRow(line)}${here.map((note) => html`<tr><td colspan="3" class="note">${annotation(note)}</td></tr>`)}`;
  });
  return html`<div class="diff"><p class="diff-head"><code>${path}</code> <span class="muted">${status}</span></p>
${rows.length > 0 && html`<div class="scroll" role="region" aria-label="Changes of ${path}" tabindex="0"><table>${rows}</table></div>`}</div>`;
}

const SIGNS = { hunk: "", added: "+", removed: "-", same: "" };

function diffRow({ kind, number, text }: DiffLine): Html {
  return html`<tr class="diff-${kind}"><td class="muted">${number}</td><td class="sign">${SIGNS[kind]}</td><td class="code">${text}</td></tr>`;
}
