import { makeMarker } from "../markers.ts";
import type { Opening } from "./opening.ts";
import { promptFor } from "./prompts.ts";
import { MOST_OF, short, type Tag, tagNamed } from "./tags.ts";

/** What a tag shows in a document that opens: Markdown with the app's markers, or for sections whether, or how often. */
export type Shown =
  | { kind: "markdown"; markdown: string }
  | { kind: "field"; marker: string; prompt: string }
  | { kind: "text"; text: string }
  | { kind: "flag"; holds: boolean }
  | { kind: "list"; entries: string[] };

/** Gives what a tag shows, by its name. */
export type View = (name: string) => Shown | null;

/** What the tags show in this document. */
export function viewOf(opening: Opening): View {
  return (name) => {
    const tag = tagNamed(name);
    return tag && shownBy(tag, opening);
  };
}

function shownBy(tag: Tag, opening: Opening): Shown {
  switch (tag.kind) {
    case "block":
      return { kind: "markdown", markdown: regionOf(tag.region, tag.inside(opening), tag.hint?.(opening)) };
    case "field":
      return {
        kind: "field",
        marker: makeMarker("field", { [tag.field]: null }),
        prompt: promptFor(tag.field, opening),
      };
    case "inline":
      return { kind: "markdown", markdown: tag.markdown(opening) };
    case "text":
      return { kind: "text", text: shownAnywhere(tag.text(opening), (tag.most ?? MOST_OF.text) / 4) };
    case "flag":
      return { kind: "flag", holds: tag.holds(opening) };
    case "list":
      return {
        kind: "list",
        entries: tag
          .entries(opening)
          .slice(0, MOST_OF.entries)
          .map((entry) => shownAnywhere(entry, MOST_OF.entry / 4)),
      };
  }
}

/** What begins a heading, an item, a quote, a rule or a table's head where it stands at the beginning of a line. */
const BEGINNING = /^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|-+$|=+$|>|:-))/;

/** People's text as it can stand at the beginning of a line, too. */
function shownAnywhere(words: string, most: number): string {
  return short(words, most).replace(BEGINNING, "$1\\");
}

/**
 * What the tags of a document may show that nobody has seen.
 * @param answers whether a section on a name is shown
 */
export function sampleView(answers: boolean | ((name: string) => boolean)): View {
  return (name) => {
    const tag = tagNamed(name);
    const isAny = typeof answers === "boolean" ? answers : answers(name);
    switch (tag?.kind) {
      case "block":
        return { kind: "markdown", markdown: regionOf(tag.region, "x") };
      case "field":
        return { kind: "field", marker: makeMarker("field", { [tag.field]: null }), prompt: "_x_" };
      case "inline":
        return { kind: "markdown", markdown: "x" };
      case "text":
        return { kind: "text", text: isAny ? "x" : "" };
      case "flag":
        return { kind: "flag", holds: isAny };
      case "list":
        return { kind: "list", entries: isAny ? ["x"] : [] };
      default:
        return null;
    }
  };
}

/** @param inside null: there is nothing of the kind in this document, not even a place for it */
function regionOf(region: string, inside: string | null, hint?: string): string {
  if (inside === null) return "";
  const lines = [
    makeMarker("begin", { [region]: null }),
    inside,
    makeMarker("end", { [region]: null }),
    hint ?? "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}
