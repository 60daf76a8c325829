import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { decorate } from "./pages-decorate.ts";
import { type Html, trusted } from "./pages-html.ts";
import type { Places } from "./pages-model.ts";
import { issueHtml } from "./pages-raw-html.ts";

/**
 * What a person or an app wrote in an issue or comment → what GitHub would show of it, without scripts, pictures or
 * anything else from elsewhere. `id` keeps the footnotes of several texts on one page apart.
 *
 * Safe by construction: micromark escapes HTML and refuses addresses such as `javascript:`, `issueHtml` lets a
 * handful of bare tags through, and `decorate` only ever adds markup of our own.
 */
export function renderMarkdown(text: string, places: Places, id: string): Html {
  const written = micromark(text, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml({ clobberPrefix: `${id}-`, labelTagName: "h3" }), issueHtml()],
  });
  return trusted(`<div class="markdown">${decorate(written, places)}</div>`);
}
