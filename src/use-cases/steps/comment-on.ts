import type { CreateComment } from "../../core/change.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import { formatIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/**
 * Comments on an issue, once for the effect. Locked, deleted or moved: asked again it would say the same, so the log is the only place
 * left.
 * @param failed what the log says then
 */
export async function commentOn(
  { github, log }: Pick<World, "github" | "log">,
  comment: Omit<CreateComment, "kind">,
  failed = "could not be told",
): Promise<void> {
  try {
    await github.apply({ kind: "create-comment", ...comment });
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    log.warn({ on: formatIssue(comment.issue), why: error.message }, failed);
  }
}
