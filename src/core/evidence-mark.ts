import { escapeInline, oneLine, readInline, truncate, ZERO_WIDTH } from "./markdown.ts";

/**
 * Why an action item ended, as the app says it behind everything else of the line:
 *
 *     [x] #12 Alert on lag · @ana *(done by #45)*
 */
export type Evidence =
  /** `#45` or `owner/repo#45`, as GitHub links it. */
  | { kind: "pull"; ref: string }
  /** 7 to 40 hexadecimal digits. */
  | { kind: "commit"; sha: string }
  | { kind: "reason"; reason: string }
  | { kind: "not-planned"; reason: string | null }
  | { kind: "duplicate" }
  | { kind: "none" }
  | { kind: "deleted" };

/** Code points of a reason that the line shows; the whole of it stands where the person wrote it. */
const REASON_LIMIT = 120;

const PULL = /^done by ((?:[\w.-]+\/[\w.-]+)?#[1-9]\d{0,9})$/;
const COMMIT = /^done in ([0-9a-f]{7,40})$/;
const REASON = /^(done|not planned): (.+)$/;

/** A mark at the end of a line. Inside it a person's `*` is always escaped, so that none can end or begin one. */
const MARK = /(?:^|\s)\*\(((?:[^*\\\r\n]|\\[^\r\n]){1,2000})\)\*\s*$/;

/** ` *(done by #45)*`, to stand behind a line; nothing for null. `parseEvidence` is its inverse. */
export function renderEvidence(evidence: Evidence | null): string {
  return evidence ? ` *(${wordsOf(evidence)})*` : "";
}

/**
 * The mark that ends a line, and where it begins (UTF-16 offset, the space before it included). Null when the line ends
 * in anything else.
 */
export function parseEvidence(line: string): { evidence: Evidence; start: number } | null {
  const mark = MARK.exec(line);
  const evidence = mark && readWords(mark[1] ?? "");
  return evidence ? { evidence, start: mark.index } : null;
}

function wordsOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case "pull":
      return `done by ${evidence.ref}`;
    case "commit":
      return `done in ${evidence.sha}`;
    case "reason":
      return withReason("done", evidence.reason);
    case "not-planned":
      return withReason("not planned", evidence.reason ?? "");
    case "duplicate":
      return "duplicate";
    case "none":
      return "closed without evidence";
    case "deleted":
      return "issue deleted";
  }
}

function withReason(words: "done" | "not planned", reason: string): string {
  const { text, cut } = truncate(oneLine(reason.replaceAll(ZERO_WIDTH, "")), REASON_LIMIT - 1);
  if (text === "") return words === "done" ? "closed without evidence" : words;
  return `${words}: ${escapeInline(cut ? `${text}…` : text)}`;
}

function readWords(words: string): Evidence | null {
  if (words === "duplicate") return { kind: "duplicate" };
  if (words === "closed without evidence") return { kind: "none" };
  if (words === "issue deleted") return { kind: "deleted" };
  if (words === "not planned") return { kind: "not-planned", reason: null };
  const ref = PULL.exec(words)?.[1];
  if (ref) return { kind: "pull", ref };
  const sha = COMMIT.exec(words)?.[1];
  if (sha) return { kind: "commit", sha };
  const [, how, said] = REASON.exec(words) ?? [];
  const reason = readInline(said ?? "");
  if (reason === "") return null;
  return how === "done" ? { kind: "reason", reason } : { kind: "not-planned", reason };
}
