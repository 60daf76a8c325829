import { type Html, html } from "./pages-html.ts";
import type { PageAnnotation } from "./pages-model.ts";

const LEVELS: Record<string, string> = {
  failure: "Check failure",
  warning: "Check warning",
  notice: "Notice",
};

/** A check's note at a line, in GitHub's words; its message is no Markdown there either. */
export function annotation({ path, startLine, endLine, level, title, message }: PageAnnotation): Html {
  const lines = startLine === endLine ? `line ${startLine}` : `lines ${startLine} to ${endLine}`;
  return html`<div class="annotation annotation-${level}"><p class="muted">${LEVELS[level] ?? level} on ${lines} in <code>${path}</code></p>
<p>${title && html`<strong>${title}</strong> · `}${message}</p></div>`;
}
