import type { Node, Section } from "./parse-template.ts";
import type { Shown, View } from "./view.ts";

/** A piece of the document: `ours` may hold markers of the app's, anything else may not. */
type Piece = { text: string; ours: boolean };

const FORGED = /<!-- postmortem:/g;

/**
 * The document of a template. `{{x}}` and `{{{x}}}` are the same: what is Markdown of ours comes as it is, people's text
 * escaped, however it is asked for. Whatever the template's own text looks like, only tags make markers.
 */
export function renderTemplate(nodes: readonly Node[], view: View): string {
  const pieces = nodes.flatMap((node) => render(node, view, null));
  let document = "";
  let theirs = "";
  const settle = () => theirs.replace(FORGED, (start) => `${start.slice(0, -1)}\u200b:`);
  for (const { text, ours } of pieces) {
    if (!ours) theirs += text;
    else {
      document += settle() + text;
      theirs = "";
    }
  }
  return document + settle();
}

function render(node: Node, view: View, entry: string | null): Piece[] {
  if (node.kind === "text") return [{ text: node.text, ours: false }];
  if (node.kind === "section") return renderSection(node, view, entry);
  if (node.name === ".") return [{ text: entry ?? "", ours: false }];
  return renderTag(view(node.name), node.alone);
}

function renderTag(shown: Shown | null, alone: string | null): Piece[] {
  switch (shown?.kind) {
    case "markdown":
      return [{ text: shown.markdown, ours: true }];
    case "field":
      // On a line of its own it stands over its answer, in a line before it.
      return [{ text: `${shown.marker}${alone === null ? " " : `\n${alone}`}${shown.prompt}`, ours: true }];
    case "text":
      return [{ text: shown.text, ours: false }];
    case "list":
      return [{ text: shown.entries.join(", "), ours: false }];
    default:
      return [];
  }
}

function renderSection({ name, inverted, children }: Section, view: View, entry: string | null): Piece[] {
  const shown = name === "." ? null : view(name);
  const inside = (each: string | null) => children.flatMap((child) => render(child, view, each));
  if (inverted) return isAny(shown) ? [] : inside(entry);
  if (shown?.kind === "list") return shown.entries.flatMap((each) => inside(each));
  return isAny(shown) ? inside(entry) : [];
}

/** Whether a section on it is shown. */
function isAny(shown: Shown | null): boolean {
  switch (shown?.kind) {
    case "flag":
      return shown.holds;
    case "list":
      return shown.entries.length > 0;
    case "text":
      return shown.text !== "";
    default:
      return false;
  }
}
