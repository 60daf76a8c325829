import type { Issue } from "../../core/issue.ts";
import { makeMarker } from "../../core/markers.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import { formatIssue, shortIssue } from "../../core/reference.ts";
import { findTwins } from "../../core/twins.ts";
import type { Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { recallRole } from "./memory.ts";

/** Closes what was made twice, with a word on it, and counts it. One that people closed already stays as it is. */
export async function mendTwins(world: World, issues: Issue[], { render }: Words): Promise<void> {
  const { github, records, self, log } = world;
  const known = new Set<string>();
  for (const { ref } of issues) if (await recallRole(records, ref)) known.add(formatIssue(ref));
  for (const { twin, of } of findTwins(issues, self, ({ ref }) => known.has(formatIssue(ref)))) {
    if (twin.state === "closed") continue;
    log.warn({ twin: formatIssue(twin.ref), of: formatIssue(of.ref) }, "made twice");
    const body = render("comment-twin", { marker: makeMarker("twin"), of: shortIssue(of.ref, twin.ref) });
    try {
      await github.apply({
        kind: "create-comment",
        effect: `twin/${formatIssue(twin.ref)}`,
        issue: twin.ref,
        body,
      });
      await github.apply({ kind: "edit-issue", issue: twin.ref, state: "closed", stateReason: "duplicate" });
      world.onTwin();
    } catch (error) {
      if (!isRefusedForGood(error)) throw error;
      log.warn({ twin: formatIssue(twin.ref), why: error.message }, "could not be closed");
    }
  }
}
