import { type IssueRef, issueKey, type RepoRef } from "./reference.ts";

/** An issue that a pull request or commit names; `closes`: by one of GitHub's closing keywords. */
export type Mention = { ref: IssueRef; closes: boolean };

const NAME = "[A-Za-z0-9_.-]{1,100}";
/** https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const KEYWORD = "\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)";
const MENTION = new RegExp(
  `(${KEYWORD}:?\\s{1,3})?(?<![\\w/&#-])(?:(?:(${NAME})/(${NAME}))?#(\\d{1,10})|https?://[^\\s/]{1,100}/(${NAME})/(${NAME})/issues/(\\d{1,10}))(?!\\w)`,
  "gi",
);
/** Of a longer text only the beginning is read: GitHub's own limit for a body. */
const LIMIT = 65_536;

/** The issues that a text names, each once. `here` is where a bare `#12` points. */
export function mentionsIn(text: string, here: RepoRef): Mention[] {
  const found = new Map<string, Mention>();
  for (const match of text.slice(0, LIMIT).matchAll(MENTION)) {
    const ref = {
      owner: match[2] ?? match[5] ?? here.owner,
      repo: match[3] ?? match[6] ?? here.repo,
      number: Number(match[4] ?? match[7]),
    };
    const known = found.get(issueKey(ref));
    const closes = match[1] !== undefined || known?.closes === true;
    found.set(issueKey(ref), { ref: known?.ref ?? ref, closes });
  }
  return [...found.values()];
}
