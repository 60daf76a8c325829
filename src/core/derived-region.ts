import { findRegion } from "./markers.ts";

/**
 * A region that the app writes as a whole: renewed while it is empty or says what was last written, left alone for ever once a
 * person changed it. Line ends are no change, and the document's own are written.
 * @param base what was last written into it; null: nothing that is known
 * @returns the document, and what counts as last written from now on. Every byte outside the region stays.
 */
export function updateDerived(
  document: string,
  name: string,
  base: string | null,
  ours: string,
): { document: string; written: string | null } {
  const region = findRegion(document, name);
  if (!region) return { document, written: base };
  const theirs = folded(document.slice(region.start, region.end));
  const wanted = folded(ours);
  if (theirs === wanted) return { document, written: wanted };
  if (theirs !== "" && (base === null || theirs !== folded(base))) return { document, written: base };
  const newline = newlineAt(document, region.start);
  const inside = wanted === "" ? newline : newline + wanted.replaceAll("\n", newline) + newline;
  return { document: document.slice(0, region.start) + inside + document.slice(region.end), written: wanted };
}

/** The text alone: line ends, spaces before them and empty lines around it make no difference. */
function folded(text: string): string {
  return text.replace(/[^\S\n]*\r?\n/g, "\n").trim();
}

/** How the lines around a region end. */
export function newlineAt(document: string, at: number): string {
  const end = document.indexOf("\n", at);
  return end > 0 && document[end - 1] === "\r" ? "\r\n" : "\n";
}
