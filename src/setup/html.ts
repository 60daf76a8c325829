/** Text that is HTML already. Everything else is escaped where it is put in. */
export type Html = { html: string };

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Tag of template literals: values are escaped, for text and for quoted attributes, unless they are HTML themselves. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  return { html: parts.map((part, i) => part + (i < values.length ? toHtml(values[i] ?? "") : "")).join("") };
}

function toHtml(value: string | number | Html | Html[]): string {
  if (Array.isArray(value)) return value.map((one) => one.html).join("");
  if (typeof value === "object") return value.html;
  return String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}
