import { annotation } from "./pages-annotation.ts";
import { isInDiff } from "./pages-files.ts";
import { type Html, html } from "./pages-html.ts";
import { renderMarkdown } from "./pages-markdown.ts";
import type { PageCheck, PageIssue, Places } from "./pages-model.ts";
import { count } from "./pages-parts.ts";

const TONES: Record<string, string> = {
  success: "open",
  neutral: "dropped",
  skipped: "dropped",
  cancelled: "dropped",
};

/** What Apps say of a pull request's last commit; nothing where they say nothing. */
export function checks(issue: PageIssue, places: Places): Html | null {
  const { checks: all = [] } = issue;
  if (all.length === 0) return null;
  const rows = all.map((check, nth) => checkRow(check, issue, places, `check-${nth + 1}`));
  return html`<section class="box" aria-labelledby="checks">
<div class="box-head"><h2 id="checks">Checks</h2> <span class="muted">${count(all.length, "check")}</span></div>
<ul class="rows checks">${rows}</ul>
</section>`;
}

function checkRow(
  { name, conclusion, title, summary, annotations }: PageCheck,
  issue: PageIssue,
  places: Places,
  id: string,
): Html {
  const state = (conclusion ?? "running").replaceAll("_", " ");
  const tone = conclusion === null ? "dropped" : (TONES[conclusion] ?? "refused");
  const notes = annotations.filter((note) => !isInDiff(issue, note)).map(annotation);
  return html`<li><div class="grow"><strong class="tone-${tone}">${state}</strong> <strong>${name}</strong>${title && html`: ${title}`}
${summary && renderMarkdown(summary, places, id)}
${notes}</div></li>`;
}
