import { formatRepo, type IssueRef, parseIssue, type RepoRef } from "../reference.ts";

const ADDRESS = /^https?:\/\/[^\s/]{1,255}\/([^\s/]{1,100}\/[^\s/]{1,100})\/(issues|pull)\/(\d{1,10})$/;

/**
 * The issue that one word is: `#12`, `acme/ops#5` or an address. Null: another word.
 * @param here where a bare number belongs
 * @returns `isPull`: the address says that it is a pull request
 */
export function issueWritten(word: string, here: RepoRef): { ref: IssueRef; isPull: boolean } | null {
  const [, repo, kind, number] = ADDRESS.exec(word) ?? [];
  const ref = parseIssue(repo ? `${repo}#${number}` : word.startsWith("#") ? formatRepo(here) + word : word);
  return ref && { ref, isPull: kind === "pull" };
}
