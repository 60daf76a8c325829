import { escapeHtml, unescapeHtml } from "./pages-html.ts";
import { type Places, shortName } from "./pages-model.ts";
import { ALLOWED_PAIRS } from "./pages-raw-html.ts";
import {
  findAddress,
  findReference,
  hrefOf,
  linkReferences,
  referenceLink,
  unfurledLink,
} from "./pages-reference.ts";

/** micromark's markup taken apart: text at even places, tags at odd ones. `<` and `>` stand nowhere else in it. */
type Walk = {
  parts: readonly string[];
  at: number;
  places: Places;
  /** How many elements are open whose words are left alone: code and links. */
  verbatim: number;
  /** How the open blockquotes, code blocks and links end, innermost last. */
  endings: string[];
  /** The open tags that people wrote, innermost last. */
  pairs: string[];
};

/** A tag → what stands in its place. May step over parts that it has dealt with by moving `at`. */
type Tag = (walk: Walk, tag: string) => string;

const TAGS: Record<string, Tag> = {
  a: openLink,
  "/a": closeLink,
  code: openVerbatim,
  "/code": closeVerbatim,
  pre: openCodeBlock,
  "/pre": closeCodeBlock,
  blockquote: openQuote,
  "/blockquote": (walk) => walk.endings.pop() ?? "",
  table: () => '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>',
  "/table": () => "</table></div>",
  img: pictureLink,
  input: (_, tag) => tag.replace(" ", ` aria-label="${tag.includes('checked=""') ? "Done" : "To do"}" `),
  ...Object.fromEntries(ALLOWED_PAIRS.map((name): [string, Tag] => [name, openPair(name)])),
  ...Object.fromEntries(ALLOWED_PAIRS.map((name): [string, Tag] => [`/${name}`, closePair(name)])),
};

/** micromark's markup with what GitHub adds: references, mentions, alerts, framed tables, labelled diagrams. */
export function decorate(markup: string, places: Places): string {
  const parts = markup.split(/(<[^>]*>)/);
  const walk: Walk = { parts, at: 0, places, verbatim: 0, endings: [], pairs: [] };
  let result = "";
  for (; walk.at < parts.length; walk.at++) {
    const part = parts[walk.at] ?? "";
    result += walk.at % 2 === 0 ? words(walk, part) : (TAGS[nameOfTag(part)]?.(walk, part) ?? part);
  }
  return (
    result +
    walk.pairs
      .reverse()
      .map((name) => `</${name}>`)
      .join("")
  );
}

function nameOfTag(tag: string): string {
  return /^<(\/?\w+)/.exec(tag)?.[1] ?? "";
}

function words(walk: Walk, markup: string): string {
  if (walk.verbatim > 0) return markup;
  const text = unescapeHtml(markup);
  const placed = standsAlone(walk, walk.at, walk.at) && findReference(text, walk.places);
  if (!placed) return linkReferences(text, walk.places).markup;
  return markup.replace(/\S.*\S/s, () => unfurledLink(placed, walk.places).markup);
}

/** Whether the parts are all that a line of a list says, its box and its nested lists aside. */
function standsAlone({ parts }: Walk, from: number, to: number): boolean {
  const isEmpty = (at: number) => at % 2 === 0 && parts[at]?.trim() === "";
  let before = from - 1;
  while (isEmpty(before) || /^<(?:p|input\b.*)>$/.test(parts[before] ?? "")) before -= 1;
  let after = to + 1;
  while (isEmpty(after) || parts[after] === "</p>") after += 1;
  return parts[before] === "<li>" && ["</li>", "<ul>", "<ol>"].includes(parts[after] ?? "");
}

/** Addresses of our issues lead to their pages; a bare address shrinks to its reference, as on GitHub. */
function openLink(walk: Walk, tag: string): string {
  const { parts, at, places } = walk;
  const address = unescapeHtml(/ href="([^"]*)"/.exec(tag)?.[1] ?? "");
  const placed = findAddress(address, places);
  const isBare = parts[at + 2] === "</a>" && unescapeHtml(parts[at + 1] ?? "") === address;
  if (placed && isBare) {
    const isAlone = standsAlone(walk, at, at + 2);
    walk.at += 2;
    if (isAlone) return unfurledLink(placed, places).markup;
    return referenceLink(shortName(placed, places), placed, places).markup;
  }
  walk.verbatim += 1;
  if (!placed && isOfHere(address)) {
    walk.endings.push("</span>");
    return '<span class="pageless" title="The pages show issues and pull requests only">';
  }
  walk.endings.push("</a>");
  if (placed) {
    const title = escapeHtml(placed.issue.title);
    return `<a class="reference" href="${escapeHtml(hrefOf(placed, places))}" title="${title}">`;
  }
  return /^https?:/i.test(address) ? tag.replace("<a ", '<a rel="nofollow noopener noreferrer" ') : tag;
}

function closeLink(walk: Walk): string {
  walk.verbatim -= 1;
  return walk.endings.pop() ?? "";
}

/** A file, a commit or a deployment of the local GitHub, which is gone when the pages are looked at. */
function isOfHere(address: string): boolean {
  return /^http:\/\/127\.0\.0\.1[:/]/.test(address);
}

function openVerbatim(walk: Walk, tag: string): string {
  walk.verbatim += 1;
  return tag;
}

function closeVerbatim(walk: Walk, tag: string): string {
  walk.verbatim -= 1;
  return tag;
}

/** A wide block can be scrolled by keyboard. A diagram shows as its source: drawing it would take a script. */
function openCodeBlock(walk: Walk): string {
  const isDiagram = walk.parts[walk.at + 2] === '<code class="language-mermaid">';
  walk.endings.push(isDiagram ? "</pre></figure>" : "</pre>");
  const pre = '<pre tabindex="0">';
  return isDiagram ? `<figure class="diagram"><figcaption>Diagram (Mermaid)</figcaption>${pre}` : pre;
}

function closeCodeBlock(walk: Walk): string {
  return walk.endings.pop() ?? "";
}

/** `> [!NOTE]` and its four siblings; any other quote stays one. */
function openQuote(walk: Walk, tag: string): string {
  const [, , paragraph, first, next] = walk.parts.slice(walk.at, walk.at + 5);
  const kind = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$/i.exec(first ?? "")?.[1]?.toLowerCase();
  if (!kind || paragraph !== "<p>" || (next !== "<br />" && next !== "</p>")) {
    walk.endings.push("</blockquote>");
    return tag;
  }
  walk.endings.push("</div>");
  walk.at += 4;
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  const rest = next === "<br />" ? "<p>" : "";
  return `<div class="alert alert-${kind}"><p class="alert-title">${title}</p>${rest}`;
}

/** Nothing is loaded from elsewhere: a picture becomes a link to it. */
function pictureLink({ verbatim }: Walk, tag: string): string {
  const [, source = ""] = / src="([^"]*)"/.exec(tag) ?? [];
  const [, alt = ""] = / alt="([^"]*)"/.exec(tag) ?? [];
  const label = `Picture: ${alt || "without description"}`;
  if (verbatim > 0 || !source) return `<span class="picture">${label}</span>`;
  return `<a class="picture" rel="nofollow noopener noreferrer" href="${source}">${label}</a>`;
}

function openPair(name: string): Tag {
  return (walk, tag) => {
    walk.pairs.push(name);
    return tag;
  };
}

/** An end without its beginning is dropped, so that no text can close what is not its own. */
function closePair(name: string): Tag {
  return (walk, tag) => {
    if (walk.pairs.at(-1) !== name) return "";
    walk.pairs.pop();
    return tag;
  };
}
