const ISSUES = /^(\/repos\/[^/]+\/[^/]+\/issues)(?:\/(\d+)(?=\/|$))?/;
const COMMENTS = /^\/repos\/[^/]+\/[^/]+\/issues\/(?:\d+\/comments|comments\/\d+)$/;
const APART_FROM_COMMENTS = /^\/repos\/[^/]+\/[^/]+(?:$|\/(?:labels|milestones)(?:[/?]|$))/;

/**
 * Whether what was read from `read` still holds after a write to `written`: people never change, and an issue keeps
 * unless it was itself written to. A comment changes nothing of its repository, labels and milestones. Of everything else,
 * nothing is sure.
 */
export function survives(read: string, written: string): boolean {
  if (read.startsWith("/users/")) return true;
  if (COMMENTS.test(written) && APART_FROM_COMMENTS.test(read)) return true;
  const [, place, number] = ISSUES.exec(read) ?? [];
  const [whole, writtenPlace, writtenNumber] = ISSUES.exec(written) ?? [];
  const aboutIssues = whole !== undefined && (writtenNumber !== undefined || whole === written);
  return number !== undefined && aboutIssues && (place !== writtenPlace || number !== writtenNumber);
}
