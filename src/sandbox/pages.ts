import { indexPage } from "./pages-index.ts";
import { issuePage } from "./pages-issue.ts";
import { createPlaces, type PageEvent, type PageRepository, pagePath } from "./pages-model.ts";

export type { PageAuthor, PageEvent, PageFile, PageIssue, PageRepository } from "./pages-model.ts";

/**
 * The local GitHub as pages to look at, without a server: `index.html` and one page for each issue and pull
 * request. Each holds all that it needs; nothing is loaded and no script runs.
 *
 * @returns file path, relative to where the pages are put → HTML
 */
export function renderPages(repositories: PageRepository[], story: PageEvent[]): Map<string, string> {
  const pages = new Map([["index.html", indexPage(repositories, story, createPlaces(repositories, null))]]);
  for (const repository of repositories) {
    const places = createPlaces(repositories, repository);
    for (const issue of repository.issues) {
      const placed = { repository, issue };
      pages.set(pagePath(placed), issuePage(placed, places));
    }
  }
  return pages;
}
