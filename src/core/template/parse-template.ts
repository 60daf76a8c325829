/** Where a tag stands in the template's text: UTF-16 offset of its first brace. */
type At = { at: number };

/**
 * A part of a template. `alone` is the white space before a tag that is the only thing on its line; null: something else is
 * there, too. `name` is "." for the entry of the list around it.
 */
export type Node =
  | { kind: "text"; text: string }
  | ({ kind: "tag"; name: string; alone: string | null } & At)
  | Section;
export type Section = { kind: "section"; name: string; inverted: boolean; children: Node[] } & At;

/** What is wrong with the way a template is put together. Values that are offsets are called `opened`. */
export type SyntaxProblem = At & {
  phrase:
    | "template-unclosed-tag"
    | "template-unclosed-section"
    | "template-crossed"
    | "template-unopened"
    | "template-partial"
    | "template-delimiters"
    | "template-too-deep";
  values: Record<string, string | number>;
};

type Token =
  | { kind: "text"; text: string }
  | ({ kind: "tag" | "open" | "inverted" | "close" | "comment"; name: string } & At);

/** Sections inside sections inside sections: whoever needs more wants a program. */
export const DEEPEST = 3;
/** More than any tag needs, in UTF-16 units. */
const LONGEST_TAG = 200;

/**
 * A Mustache template as a tree: tags, sections, comments. There are neither partials nor other delimiters nor lambdas. A line
 * with nothing but sections' ends and comments leaves no line behind. Time is linear in the text's length; never throws.
 * @param text with `\n` as its only line end
 */
export function parseTemplate(text: string): { nodes: Node[]; problems: SyntaxProblem[] } {
  const problems: SyntaxProblem[] = [];
  const lines = linesOf(tokensOf(text, problems));
  return { nodes: treeOf(lines.flatMap(withoutBareLines), problems), problems };
}

function tokensOf(text: string, problems: SyntaxProblem[]): Token[] {
  const tokens: Token[] = [];
  const lastEnd = text.lastIndexOf("}}");
  let from = 0;
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", from)) {
    if (at > from) tokens.push({ kind: "text", text: text.slice(from, at) });
    const tag = at < lastEnd ? tagAt(text, at) : null;
    if (tag === null) {
      problems.push({ at, phrase: "template-unclosed-tag", values: {} });
      from = at + 2;
      if (at < lastEnd) continue;
      break;
    }
    from = tag.end;
    const { mark, name } = tag;
    if (mark === ">") problems.push({ at, phrase: "template-partial", values: { tag: name } });
    else if (mark === "=") problems.push({ at, phrase: "template-delimiters", values: {} });
    else tokens.push({ kind: KINDS[mark] ?? "tag", name, at });
  }
  if (from < text.length) tokens.push({ kind: "text", text: text.slice(from) });
  return tokens;
}

const KINDS: Record<string, "open" | "inverted" | "close" | "comment"> = {
  "#": "open",
  "^": "inverted",
  "/": "close",
  "!": "comment",
};

function tagAt(text: string, at: number): { mark: string; name: string; end: number } | null {
  const isTriple = text[at + 2] === "{";
  const closing = isTriple ? "}}}" : "}}";
  const isComment = text[at + 2] === "!";
  const inside = at + closing.length;
  const close = isComment ? text.indexOf(closing, inside) : within(text, inside, closing);
  if (close < 0) return null;
  const words = text.slice(inside, close);
  const mark = isTriple ? "" : (/^\s*([#^/!>=&])/.exec(words)?.[1] ?? "");
  const name = words.slice(mark === "" ? 0 : words.indexOf(mark) + 1).trim();
  return { mark, name: isComment ? "" : name, end: close + closing.length };
}

function within(text: string, from: number, closing: string): number {
  const found = text.slice(from, from + LONGEST_TAG).indexOf(closing);
  return found < 0 ? -1 : from + found;
}

/** The tokens line by line; a text ends with its line's end, where it has one. */
function linesOf(tokens: Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    const pieces = token.kind === "text" ? (token.text.match(/[^\n]*\n|[^\n]+/g) ?? []) : [];
    if (token.kind !== "text") lines.at(-1)?.push(token);
    for (const text of pieces) {
      lines.at(-1)?.push({ kind: "text", text });
      if (text.endsWith("\n")) lines.push([]);
    }
  }
  return lines;
}

type Placed = Token & { alone?: string | null };

/** A line of sections' marks and comments only is no line of the document; a tag that is alone on its line is told so. */
function withoutBareLines(line: Token[]): Placed[] {
  const isBlank = line.every((token) => token.kind !== "text" || token.text.trim() === "");
  const tags = line.filter(({ kind }) => kind === "tag");
  const marks = line.filter(({ kind }) => kind !== "tag" && kind !== "text");
  if (isBlank && tags.length === 0 && marks.length > 0) return marks;
  const [first] = line;
  const alone =
    isBlank && tags.length === 1 && marks.length === 0 ? (first?.kind === "text" ? first.text : "") : null;
  return line.map((token) => (token.kind === "tag" ? { ...token, alone } : token));
}

function treeOf(tokens: Placed[], problems: SyntaxProblem[]): Node[] {
  const root: Node[] = [];
  const open: Section[] = [];
  for (const token of tokens) {
    const children = open.at(-1)?.children ?? root;
    if (token.kind === "text") children.push(token);
    else if (token.kind === "tag")
      children.push({ kind: "tag", name: token.name, at: token.at, alone: token.alone ?? null });
    else if (token.kind === "close") close(token, open, problems);
    else if (token.kind !== "comment") {
      const { name, at } = token;
      const section: Section = {
        kind: "section",
        name,
        inverted: token.kind === "inverted",
        children: [],
        at,
      };
      // Told once for each way down, and read no deeper.
      if (open.length === DEEPEST)
        problems.push({ at, phrase: "template-too-deep", values: { most: DEEPEST } });
      if (open.length < DEEPEST) children.push(section);
      open.push(section);
    }
  }
  for (const { name, at } of open)
    problems.push({ at, phrase: "template-unclosed-section", values: { tag: name } });
  return root;
}

/** Ends the innermost section; one further out, when that was meant, and whatever is open in it. */
function close({ name, at }: { name: string } & At, open: Section[], problems: SyntaxProblem[]): void {
  const last = open.at(-1);
  const meant = open.findLastIndex((section) => section.name === name);
  if (last === undefined || meant < 0) {
    problems.push({ at, phrase: "template-unopened", values: { tag: name } });
    return;
  }
  if (last.name !== name)
    problems.push({
      at,
      phrase: "template-crossed",
      values: { tag: name, open: last.name, opened: last.at },
    });
  open.length = meant;
}
