import { type Html, html, trusted } from "./pages-html.ts";
import { STYLE } from "./pages-style.ts";

/** A second wall behind the escaping: a page that could run nothing and load nothing even if it wanted to. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** A whole page. `trail` is where it stands: words with their address, the page itself last and without one. */
export function page(title: string, trail: { words: string; href: string | null }[], content: Html): string {
  const steps = trail.map(({ words, href }) =>
    href ? html`<li><a href="${href}">${words}</a></li>` : html`<li aria-current="page">${words}</li>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${title} · Local GitHub</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header class="top"><nav aria-label="Where you are"><ol>${steps}</ol></nav><p>A simulation: nothing here is on github.com.</p></header>
<main id="content">
${content}
</main>
</body>
</html>
`.markup;
}
