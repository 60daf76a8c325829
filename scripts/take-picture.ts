import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Makes the pictures in `docs/` from the pages that `npm run demo -- --once` wrote, diagrams drawn as GitHub draws them: `demo.png`, a
 * postmortem beside the summary, with ⋯ where parts are left out, and `summary.png`, the summary alone. Needs Chromium.
 * `node scripts/take-picture.ts`
 */

const ROOT = resolve(import.meta.dirname, "..");
const ISSUES = join(ROOT, "demo-output/acme/shop/issues");
/** Parts of the document that are shown, by their heading. */
const SHOWN = ["Key times", "Suspected changes", "Timeline", "Action items"];

const pages = readdirSync(ISSUES).map((name) => readFileSync(join(ISSUES, name), "utf8"));
const pageOf = (title: string) => {
  const page = pages.find((html) => new RegExp(`<title>[^<]*${title}`).test(html));
  if (!page) throw new Error(`demo-output has no page "${title}": run npm run demo -- --once first`);
  return page;
};
const first = (html: string, pattern: RegExp) => pattern.exec(html)?.[0] ?? "";

const document = pageOf("Postmortem: Checkout");
const ledger = pageOf("Follow-up ledger");

/** The article up to its first heading, then only the parts shown. */
function excerpt(article: string): string {
  const [opening = "", ...parts] = article.split(/(?=<h[23]>)/);
  const lead = opening + (parts.shift() ?? "").replace(/<div class="alert[\s\S]*?<\/div>/, "");
  const shown = parts.filter((part) => SHOWN.some((title) => part.includes(`>${title}</h`)));
  return `${lead}${shown.join('<p class="gap">⋯</p>')}</div></article>`;
}

const body = first(document, /<article class="box post" id="body">[\s\S]*?<\/article>/);
const comment = first(ledger, /<article class="box post" id="comment-1">[\s\S]*?<\/article>/);
const column = (page: string, article: string) =>
  `<section>${first(page, /<h1>[\s\S]*?<\/h1>/)}${article}</section>`;

/** The pages themselves run nothing; here their diagrams are drawn. */
function drawn(html: string): string {
  return html.replace(
    /<figure class="diagram">[\s\S]*?<code class="language-mermaid">([\s\S]*?)<\/code><\/pre><\/figure>/g,
    '<pre class="mermaid">$1</pre>',
  );
}

function take(name: string, { width, height }: { width: number; height: number }, content: string): void {
  const folder = mkdtempSync(join(tmpdir(), "picture-"));
  const html = `<!doctype html><html lang="en"><meta charset="utf-8">${first(document, /<style>[\s\S]*?<\/style>/)}
<style>body{margin:20px;display:flex;gap:20px;align-items:flex-start;background:#fff}section{flex:1;min-width:0}
h1{font-size:19px}.markdown :is(h2,h3){margin:12px 0 6px!important;font-size:16px!important}.markdown :is(td,th){padding:3px 10px!important}.markdown :is(p,ul,table){margin:4px 0!important}.gap{text-align:center;margin:4px 0}.callout,.alert{display:none}pre.mermaid{display:block!important;background:#fff!important;padding:0!important}pre.mermaid svg{width:100%}</style>
${drawn(content)}<script src="file://${join(ROOT, "node_modules/mermaid/dist/mermaid.min.js")}"></script></html>`;
  writeFileSync(join(folder, "page.html"), html);
  execFileSync(
    process.env.CHROMIUM ?? "chromium",
    [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--hide-scrollbars", "--disable-background-networking", "--disable-component-update"],
      ...["--disable-sync", `--user-data-dir=${folder}/profile`, "--virtual-time-budget=10000"],
      ...[`--window-size=${width},${height}`, `--screenshot=${join(ROOT, "docs", name)}`],
      `file://${folder}/page.html`,
    ],
    { stdio: "ignore" },
  );
  rmSync(folder, { recursive: true, force: true });
}

take("demo.png", { width: 1400, height: 1150 }, column(document, excerpt(body)) + column(ledger, comment));
take("summary.png", { width: 900, height: 880 }, column(ledger, comment));
