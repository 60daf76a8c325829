import type { PullCourse, RecentChange } from "../history.ts";
import { escapeInline, oneLine, truncate } from "../markdown.ts";
import {
  formatRepo,
  type IssueRef,
  issueKey,
  parseIssue,
  parseRepo,
  type RepoRef,
  repoOf,
} from "../reference.ts";
import type { Say } from "../words.ts";
import { changeKey } from "./change-key.ts";

/** A change that a person names as what set an incident off, or mended it. */
export type StatedChange =
  | { kind: "pull"; ref: IssueRef }
  | { kind: "release"; repo: RepoRef; tag: string }
  | { kind: "deployment"; id: string };

const NAME = "[A-Za-z0-9_.-]{1,100}";
const HOST = "https?://[^\\s/]{1,255}";
const PULL_URL = new RegExp(`^${HOST}/(${NAME}/${NAME})/(?:pull|issues)/(\\d{1,9})(?:[/?#].*)?$`);
const RELEASE_URL = new RegExp(`^${HOST}/(${NAME}/${NAME})/releases/tag/([^?#]{1,600})(?:[?#].*)?$`);
const RELEASE = new RegExp(`^(${NAME}/${NAME})@(.{1,200})$`);
/** What people put around a word. */
const BEFORE = /^[`<("'“]+/;
const BEHIND = /[`>)"'”.,;:!]+$/;

/**
 * The change that the words behind `/postmortem trigger` or `/postmortem fix` begin with: `#41`, `acme/shop#41`, the address of a pull
 * request or release, a tag (`v2.3.1`, `acme/shop@v2.3.1`), `deployment 123`. What people say behind a number or address is theirs.
 * @param home where a bare number or tag belongs
 */
export function parseStatedChange(words: string, home: RepoRef): StatedChange | null {
  const [first = "", second = ""] = oneLine(words.slice(0, 2_000)).split(" ");
  const word = first.replace(BEFORE, "").replace(BEHIND, "");
  // A number alone is one of GitHub's; before other words it counts something.
  const pull = second !== "" && /^\d+$/.test(word) ? null : pullOf(word, home);
  if (pull) return { kind: "pull", ref: pull };
  if (/^deployment$/i.test(word))
    return /^\d{1,20}$/.test(second) ? { kind: "deployment", id: second } : null;
  const [, at = "", path = ""] = RELEASE_URL.exec(word) ?? [];
  if (at) return releaseOf(parseRepo(at), decoded(path));
  const [, repo = "", tag = ""] = RELEASE.exec(word) ?? [];
  if (repo) return releaseOf(parseRepo(repo), tag);
  // A tag has a figure in it, and stands alone: other words are a sentence.
  return second === "" && /\d/.test(word) && !/^https?:/i.test(word) ? releaseOf(repoOf(home), word) : null;
}

function pullOf(word: string, home: RepoRef): IssueRef | null {
  const [, bare] = /^#?([1-9]\d{0,8})$/.exec(word) ?? [];
  if (bare) return { ...repoOf(home), number: Number(bare) };
  const [, repo, number] = PULL_URL.exec(word) ?? [];
  return parseIssue(repo ? `${repo}#${number}` : word);
}

/** Null: no such tag can stand in a command. */
function releaseOf(repo: RepoRef | null, tag: string): StatedChange | null {
  const isTag = !/[\s`<>|#\0]|^$/.test(tag) && !BEFORE.test(tag) && !BEHIND.test(tag) && tag.length <= 200;
  return repo && isTag ? { kind: "release", repo, tag } : null;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** As it is kept, and compared with `changeKey`: read again it means the same, wherever it is read. */
export function statedKey(change: StatedChange): string {
  if (change.kind === "pull") return issueKey(change.ref);
  if (change.kind === "deployment") return `deployment ${change.id}`;
  return `${formatRepo(change.repo).toLowerCase()}@${change.tag}`;
}

/** So much of what somebody wrote is repeated to them, in code points. */
const REPEATED = 80;

/**
 * What a person states by `/postmortem trigger WORDS` or `/postmortem fix WORDS`: `said` as it is kept, and the pull request when it is
 * one. Else what was expected, what came, and the remedy. To take it back (`none`) is not looked at here.
 */
export function readStatedChange(
  name: "trigger" | "fix",
  words: string,
  home: RepoRef,
  say: Say,
): { said: string; pull?: IssueRef } | { problem: string } {
  const change = parseStatedChange(words, home);
  if (change) return { said: statedKey(change), ...(change.kind === "pull" ? { pull: change.ref } : {}) };
  const came = escapeInline(truncate(oneLine(words), REPEATED).text);
  const problem =
    came === "" ? say("suspects.no-change", { name }) : say("suspects.not-a-change", { name, said: came });
  return { problem };
}

/** What a statement means among what is known: `said` as `readStatedChange` keeps it. Null: we have not seen such a change. */
export function findStated(
  said: string,
  changes: RecentChange[],
  courses: PullCourse[],
): RecentChange | PullCourse | null {
  return (
    changes.find((change) => changeKey(change) === said) ??
    courses.find(({ ref }) => issueKey(ref) === said) ??
    null
  );
}
