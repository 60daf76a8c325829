import type { IssueRef, RepoRef } from "./shapes.ts";

/** What a text names: an issue or pull request, with one of GitHub's closing keywords or without. */
export type Reference = { ref: IssueRef; closes: boolean };

/** https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const KEYWORD = /(?:^|[^\w-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[ \t]*:?[ \t]*$/i;
const NAMED =
  /https?:\/\/[^\s/]+\/([\w.-]+)\/([\w.-]+)\/(?:issues|pull)\/(\d+)|(?<![\w/&.-])(?:([\w-]+)\/([\w.-]+))?#(\d+)(?!\w)|(?<!\w)GH-(\d+)(?!\w)/gi;
/** Where GitHub links nothing: fences, code, hidden comments. */
const BLIND = /^(```|~~~)[\s\S]*?(?:^\1|$(?![\s\S]))|`[^`\n]*`|<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm;

/** The issues and pull requests that a text names, each once; a bare number is of `home`. */
export function referencesIn(text: string, home: RepoRef): Reference[] {
  const seen = text.replace(BLIND, (hidden) => " ".repeat(hidden.length));
  const found = new Map<string, Reference>();
  for (const match of seen.matchAll(NAMED)) {
    const [, urlOwner, urlRepo, urlNumber, owner, repo, number, short] = match;
    const ref = {
      owner: urlOwner ?? owner ?? home.owner,
      repo: urlRepo ?? repo ?? home.repo,
      number: Number(urlNumber ?? number ?? short),
    };
    const key = `${ref.owner}/${ref.repo}#${ref.number}`.toLowerCase();
    const closes = KEYWORD.test(seen.slice(Math.max(0, match.index - 20), match.index));
    found.set(key, { ref, closes: closes || (found.get(key)?.closes ?? false) });
  }
  return [...found.values()];
}
