/**
 * The document with what is not part of it blanked, every offset and line kept: YAML front matter (a heading to Markdown,
 * because of the dashes below it) and `<details>` that hold a template or an example.
 */
export function maskHidden(document: string): string {
  const hidden = [...frontMatterOf(document), ...templatesOf(document)].sort((a, b) => a.start - b.start);
  let masked = "";
  let at = 0;
  for (const { start, end } of hidden) {
    if (start < at) continue;
    masked += document.slice(at, start) + document.slice(start, end).replace(/[^\r\n]/g, " ");
    at = end;
  }
  return masked + document.slice(at);
}

type Range = { start: number; end: number };

/** Comments may stand before the front matter. A rule (`---`) that no `key:` follows is none. */
const BEFORE_FRONT_MATTER = /^\uFEFF?(?:\s|<!--(?:(?!-->).)*-->)*(?<=^|\n|\r|\uFEFF)/s;
const FRONT_MATTER =
  /---[ \t]*(?:\r\n?|\n)(?=[\w"'-]+[ \t]*:)(?:(?!---[ \t]*(?:[\r\n]|$))[^\r\n]*(?:\r\n?|\n))+?---[ \t]*(?=[\r\n]|$)/y;
const MOST_FRONT_MATTER = 20_000;

function frontMatterOf(document: string): Range[] {
  const head = document.slice(0, MOST_FRONT_MATTER);
  const start = BEFORE_FRONT_MATTER.exec(head)?.[0].length ?? 0;
  FRONT_MATTER.lastIndex = start;
  const found = FRONT_MATTER.exec(head);
  return found ? [{ start, end: start + found[0].length }] : [];
}

const DETAILS = /<(\/?)details\b[^<>]{0,200}>/gi;
const TEMPLATE =
  /<summary[^<>]{0,200}>(?:(?!<\/summary).){0,200}?(?:templat|example|instruction|how to|guid|sample|modelo|exemplo|plantilla|ejemplo|vorlage|beispiel|modèle|mal\b|템플릿|예시|テンプレート|記入例|模板|示例)/is;

function templatesOf(document: string): Range[] {
  const found: Range[] = [];
  let open = 0;
  let start = 0;
  for (const { index, 0: tag, 1: closing } of document.matchAll(DETAILS)) {
    if (closing) {
      if (open === 1 && TEMPLATE.test(document.slice(start, Math.min(index, start + 600))))
        found.push({ start, end: index + tag.length });
      open = Math.max(0, open - 1);
    } else {
      if (open === 0) start = index;
      open++;
    }
  }
  return found;
}
