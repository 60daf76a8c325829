/** Markup that is known to be safe. Nothing becomes one but by `html` and by those who vouch for it with `trusted`. */
export type Html = { readonly markup: string };

type Value = Html | string | number | null | false | undefined | readonly Html[];

/** Markup with values put in: text is escaped, markup stays, lists are joined, nothing stays nothing. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return trusted(String.raw({ raw: strings }, ...values.map(markupOf)));
}

/** Vouches for a text: no words of a person's stand in it unescaped. */
export function trusted(markup: string): Html {
  return { markup };
}

/** For text and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Inverse of `escapeHtml`; other entities stay as they are. */
export function unescapeHtml(markup: string): string {
  return markup
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

function markupOf(value: Value): string {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  if ("markup" in value) return value.markup;
  return value.map(({ markup }) => markup).join("\n");
}
