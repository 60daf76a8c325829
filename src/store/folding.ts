/**
 * When a job runs into which another is folded: at the later date, at most `foldFor` ms after the first one was queued, and
 * never earlier than it was.
 */
export function foldedRunAt(
  waiting: { runAt: number; createdAt: number },
  runAt: number,
  foldFor: number,
): number {
  return Math.max(waiting.runAt, Math.min(Math.max(waiting.runAt, runAt), waiting.createdAt + foldFor));
}
