import { type Html, html, trusted } from "./pages-html.ts";
import { type Placed, type Places, pagePath, shortName } from "./pages-model.ts";
import { stateIcon, titleText } from "./pages-parts.ts";

/** `#12`, `acme/shop#12`, `@mona`, `@acme/oncall`; never in the middle of a word, a path or an address. */
const SAID =
  /(?<![\w/#&@.-])(?:(?<repository>[\w.-]+\/[\w.-]+)?#(?<number>\d{1,10})|@(?<login>[a-z\d](?:-?[a-z\d]){0,38}(?:\/[\w-]+)?))(?![\w-])/gi;
const ADDRESS = /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d{1,10})(?:[?#].*)?$/;

/** A person's words as markup: references to our pages are links, mentions stand out. */
export function linkReferences(text: string, places: Places): Html {
  const parts: Html[] = [];
  let done = 0;
  for (const { 0: said, index, groups = {} } of text.matchAll(SAID)) {
    const link = groups.login ? html`<strong class="mention">${said}</strong>` : linkTo(said, groups, places);
    if (!link) continue;
    parts.push(html`${text.slice(done, index)}`, link);
    done = index + said.length;
  }
  parts.push(html`${text.slice(done)}`);
  return trusted(parts.map(({ markup }) => markup).join(""));
}

/** What a text means that is one reference and nothing else; null for any other text, and for issues not ours. */
export function findReference(text: string, places: Places): Placed | null {
  const [match] = text.trim().matchAll(SAID);
  if (!match?.groups?.number || match[0] !== text.trim()) return null;
  return places.find(match.groups.repository ?? null, Number(match.groups.number));
}

/** The issue behind a web address such as `https://…/acme/shop/issues/12`, wherever that GitHub is. */
export function findAddress(address: string, places: Places): Placed | null {
  const [, repository, number] = ADDRESS.exec(address) ?? [];
  return repository ? places.find(repository, Number(number)) : null;
}

/** A link that says as much as its words do; the title shows on pointing. */
export function referenceLink(words: string, placed: Placed, places: Places): Html {
  return html`<a class="reference" href="${hrefOf(placed, places)}" title="${placed.issue.title}">${words}</a>`;
}

/** A reference alone in its line, unfolded: state, title and number. */
export function unfurledLink(placed: Placed, places: Places): Html {
  return html`<a class="unfurled" href="${hrefOf(placed, places)}">${stateIcon(placed.issue)} ${titleText(placed.issue.title)} <span class="number">${shortName(placed, places)}</span></a>`;
}

/** The way to an issue's page. */
export function hrefOf(placed: Placed, places: Places): string {
  return places.root + pagePath(placed);
}

function linkTo(said: string, groups: Record<string, string | undefined>, places: Places): Html | null {
  const placed = places.find(groups.repository ?? null, Number(groups.number));
  return placed && referenceLink(said, placed, places);
}
