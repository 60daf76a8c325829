import { escapeInline, oneLine, readInline, truncate, ZERO_WIDTH } from "./markdown.ts";
import type { MarkName, OwnWords } from "./own-words.ts";
import type { Say } from "./words.ts";

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

/** A mark at the end of a line. Inside it a person's `*` is always escaped, so that none can end or begin one. */
const MARK = /(?:^|\s)\*\(((?:[^*\\\r\n]|\\[^\r\n]){1,2000})\)\*\s*$/;

/** ` *(done by #45)*`, to stand behind a line; nothing for null. `parseEvidence` is its inverse, in any language. */
export function renderEvidence(evidence: Evidence | null, { say }: Pick<OwnWords, "say">): string {
  return evidence ? ` *(${wordsOf(evidence, say)})*` : "";
}

/**
 * The mark that ends a line, and where it begins (UTF-16 offset, the space before it included). Null when the line ends
 * in anything else.
 */
export function parseEvidence(line: string, own: OwnWords): { evidence: Evidence; start: number } | null {
  const mark = MARK.exec(line);
  const evidence = mark && readWords(mark[1] ?? "", own);
  return evidence ? { evidence, start: mark.index } : null;
}

function wordsOf(evidence: Evidence, say: Say): string {
  switch (evidence.kind) {
    case "pull":
      return say("items.mark-pull", { ref: evidence.ref });
    case "commit":
      return say("items.mark-commit", { sha: evidence.sha });
    case "reason": {
      const reason = shown(evidence.reason);
      return reason === "" ? say("items.mark-none") : say("items.mark-done", { reason });
    }
    case "not-planned": {
      const reason = shown(evidence.reason ?? "");
      return reason === "" ? say("items.mark-not-planned") : say("items.mark-not-planned-since", { reason });
    }
    case "duplicate":
    case "none":
    case "deleted":
      return say(`items.mark-${evidence.kind}`);
  }
}

function shown(reason: string): string {
  const { text, cut } = truncate(oneLine(reason.replaceAll(ZERO_WIDTH, "")), REASON_LIMIT - 1);
  return escapeInline(cut ? `${text}…` : text);
}

function readWords(words: string, { marks }: OwnWords): Evidence | null {
  for (const { name, pattern } of marks) {
    const mark = pattern.exec(words);
    if (mark) return evidenceOf(name, mark[1] ?? "");
  }
  return null;
}

/** @param told what stands in the mark's words: a reference, a commit or a reason */
function evidenceOf(name: MarkName, told: string): Evidence | null {
  switch (name) {
    case "pull":
      return { kind: "pull", ref: told };
    case "commit":
      return { kind: "commit", sha: told };
    case "done":
    case "not-planned-since": {
      const reason = readInline(told);
      if (reason === "") return null;
      return name === "done" ? { kind: "reason", reason } : { kind: "not-planned", reason };
    }
    case "not-planned":
      return { kind: "not-planned", reason: null };
    case "duplicate":
    case "none":
    case "deleted":
      return { kind: name };
  }
}
