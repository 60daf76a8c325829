import type { Evidence } from "./evidence-mark.ts";
import type { Issue, Mentions } from "./issue.ts";
import { shortIssue } from "./reference.ts";

/** What is merged so long after the closing, in ms, may still be what closed it. */
const AFTERWARDS_MS = 24 * 3_600_000;

/**
 * What closed an issue, of what its timeline shows: a merged pull request that closes it, else one that mentions it and was
 * merged by then, else the commit with which it was closed, else one that names it. Null: nothing of that.
 */
export function findEvidence({ pulls, commits }: Mentions, issue: Issue): Evidence | null {
  const until = Date.parse(issue.closedAt ?? "") + AFTERWARDS_MS;
  // Anybody can mention an issue: only what was merged by people of the same owner counts.
  const merged = pulls.filter(
    ({ ref, mergedAt }) => mergedAt && ref.owner.toLowerCase() === issue.ref.owner.toLowerCase(),
  );
  const inTime = merged.filter(({ mergedAt }) => !(Date.parse(mergedAt ?? "") > until));
  const pull = merged.findLast(({ closes }) => closes) ?? inTime.at(-1);
  if (pull) return { kind: "pull", ref: shortIssue(pull.ref, issue.ref) };
  const commit = commits.findLast(({ closes }) => closes) ?? commits.at(-1);
  return commit ? { kind: "commit", sha: commit.sha.slice(0, 12) } : null;
}
