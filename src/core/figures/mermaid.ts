import { oneLine, truncate } from "../markdown.ts";

/** One slice or bar: the label is people's words, not escaped. */
export type Labelled = { label: string; value: number };

/** Code points of a legend's line, and of a title. */
const LABEL_LIMIT = 30;
const TITLE_LIMIT = 80;

/** ASCII that means nothing to Mermaid, Markdown or GitHub inside a quoted label. */
const NOT_SAFE = /[!"#$%&*;<=>?@[\\\]^_`{|}~]/g;

/** Full-width forms stand this far behind the ASCII that they look like. */
const FULL_WIDTH = 0xfee0;

/**
 * People's text as a quoted label of a Mermaid picture. It reads as it was typed, and can neither end the quote or the fence,
 * begin a comment (`%%`), a directive (`%%{init…}%%`), an entity (`#35;`) or Markdown, nor mention anybody: such signs are
 * shown by their full-width forms. Directions of writing, control signs and broken halves of letters are left out.
 */
export function mermaidLabel(text: string, limit = LABEL_LIMIT): string {
  const visible = oneLine(text.toWellFormed())
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/gu, "")
    .trim();
  const { text: kept, cut } = truncate(visible, limit);
  const safe = kept
    .replace(NOT_SAFE, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH))
    // Mermaid's own stand-in for an entity's `#`.
    .replaceAll("ﬂ", "fl");
  return safe.trim() === "" ? "…" : safe + (cut ? "…" : "");
}

/** A pie of what is more than nothing; "" with fewer than two slices: a full circle shows nothing. */
export function pie(title: string, slices: Labelled[]): string {
  // Mermaid draws the percentage of an empty slice across its border, and drops the second of two slices of one name.
  const shown = distinct(slices.filter(({ value }) => value > 0));
  if (shown.length < 2) return "";
  const lines = shown.map(({ label, value }) => `  "${label}" : ${value}`);
  return fenced(["pie showData", `  title ${mermaidLabel(title, TITLE_LIMIT)}`, ...lines]);
}

/** Bars of whole numbers beside each other; "" when all of them are nothing. */
export function bars(title: string, axis: string, shown: Labelled[]): string {
  const values = shown.map(({ value }) => value);
  if (!values.some((value) => value > 0)) return "";
  // Below ten, the axis would show fractions of an incident.
  const top = Math.max(10, ...values);
  return fenced([
    "xychart-beta",
    `  title "${mermaidLabel(title, TITLE_LIMIT)}"`,
    `  x-axis [${distinct(shown)
      .map(({ label }) => `"${label}"`)
      .join(", ")}]`,
    `  y-axis "${mermaidLabel(axis)}" 0 --> ${top}`,
    `  bar [${values.join(", ")}]`,
  ]);
}

/** Labels made safe; what then reads alike is numbered, so that none is taken for another. */
function distinct(shown: Labelled[]): Labelled[] {
  const taken = new Set<string>();
  return shown.map(({ label, value }) => {
    const safe = mermaidLabel(label);
    let name = safe;
    for (let times = 2; taken.has(name); times++) name = `${safe} (${times})`;
    taken.add(name);
    return { label: name, value };
  });
}

function fenced(lines: string[]): string {
  return ["```mermaid", ...lines, "```"].join("\n");
}
