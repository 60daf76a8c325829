import { parseActionText } from "../action-text.ts";
import type { OwnWords } from "../own-words.ts";
import type { IssueRef, RepoRef } from "../reference.ts";
import { issueWritten } from "./issue-written.ts";

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
  const found = issueWritten(first, here);
  if (!found || found.isPull) return null;
  return parseActionText(rest, null, own).title === "" ? { ref: found.ref, rest } : null;
}
