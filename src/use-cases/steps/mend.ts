import { fingerprint } from "../../core/fingerprint.ts";
import { makeMarker } from "../../core/markers.ts";
import { formatIssue, type IssueRef } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** Says in one comment what people should mend. The same words are said once on an issue, however often they come up. */
export async function tellProblems(
  { github, render, log }: World,
  on: IssueRef,
  problems: string[],
): Promise<void> {
  if (problems.length === 0) return;
  for (const problem of problems) log.warn({ on: formatIssue(on) }, problem);
  const words = [...new Set(problems)];
  await github.apply({
    kind: "create-comment",
    effect: `mend/${formatIssue(on)}/${fingerprint(words.join("\n"))}`,
    issue: on,
    body: render("comment-mend", { marker: makeMarker("mend"), one: words.length === 1, problems: words }),
  });
}
