import { parseActionText } from "../action-text.ts";
import type { OwnWords } from "../own-words.ts";
import { formatRepo, type IssueRef, parseIssue, type RepoRef } from "../reference.ts";

const ADDRESS = /^https?:\/\/[^\s/]{1,255}\/([^\s/]{1,100}\/[^\s/]{1,100})\/issues\/(\d{1,10})$/;

/**
 * The issue that an action item is, where its words name nothing but that: `#88`, `acme/ops#5 @ana due 2026-12-01`, an address. Null:
 * the words say what is to be done.
 * @param here where a bare number belongs
 * @returns `rest`: who, when and how urgent, as written
 */
export function issueNamedAlone(
  text: string,
  here: RepoRef,
  own: OwnWords,
): { ref: IssueRef; rest: string } | null {
  const [first = ""] = text.split(" ", 1);
  const rest = text.slice(first.length).trim();
  const [, repo, number] = ADDRESS.exec(first) ?? [];
  const ref = parseIssue(
    repo ? `${repo}#${number}` : first.startsWith("#") ? formatRepo(here) + first : first,
  );
  return ref && parseActionText(rest, null, own).title === "" ? { ref, rest } : null;
}
