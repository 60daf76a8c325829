import type { Config } from "../config.ts";
import type { Repository } from "../issue.ts";
import type { Words } from "../words.ts";
import { type FirstDayFile, type FirstDayPath, firstDayFile } from "./files.ts";

/** In characters. Servers and proxies refuse addresses of more than about eight thousand. */
const LONGEST_ADDRESS = 6_000;

/**
 * The address of GitHub's page for a new file, filled in: whoever opens it only has to commit.
 * https://docs.github.com/repositories/working-with-files/managing-files/creating-new-files
 * @returns null where GitHub did not say where the repository is, and where the address would be too long
 */
export function newFileAddress(
  { url, defaultBranch }: Pick<Repository, "url" | "defaultBranch">,
  { path, text }: FirstDayFile,
): string | null {
  if (!url) return null;
  const query = `filename=${encoded(path)}&value=${encoded(text)}`;
  const address = `${url}/new/${encoded(defaultBranch)}?${query}`;
  return address.length <= LONGEST_ADDRESS ? address : null;
}

/** A link to that page for each of the files, with commas between: Markdown on one line. Null: there is none. */
export function firstDayLinks(
  paths: readonly FirstDayPath[],
  repository: Pick<Repository, "url" | "defaultBranch">,
  config: Config,
  words: Words,
): string | null {
  const links = paths.flatMap((path) => {
    const address = newFileAddress(repository, firstDayFile(path, config, words));
    return address === null ? [] : [`[\`${path}\`](${address})`];
  });
  return links.length > 0 ? links.join(", ") : null;
}

/** Slashes may stay: a branch `release/1` is a path on GitHub, and `.github/…` reads better so. Parentheses would end a link. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
