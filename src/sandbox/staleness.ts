const ISSUES = /^(\/repos\/[^/]+\/[^/]+\/issues)(?:\/(\d+)(?=\/|$))?/;

/**
 * Whether what was read from `read` still holds after a write to `written`: people never change, and an issue keeps
 * unless it was itself written to. Of everything else, nothing is sure.
 */
export function survives(read: string, written: string): boolean {
  if (read.startsWith("/users/")) return true;
  const [, place, number] = ISSUES.exec(read) ?? [];
  const [whole, writtenPlace, writtenNumber] = ISSUES.exec(written) ?? [];
  const aboutIssues = whole !== undefined && (writtenNumber !== undefined || whole === written);
  return number !== undefined && aboutIssues && (place !== writtenPlace || number !== writtenNumber);
}
