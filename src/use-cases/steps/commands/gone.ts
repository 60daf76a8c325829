import type { PostmortemRecord } from "../../../core/record.ts";
import { shortIssue } from "../../../core/reference.ts";
import type { Outcome, Run } from "./run.ts";

/** The postmortem was deleted, or moved to where it is not followed: nothing about it can be done. */
export function goneOf({ words, intent }: Run, { ref }: PostmortemRecord): Outcome {
  const postmortem = shortIssue(ref, intent.comment.on);
  return { problem: words.say("commands.gone", { postmortem }) };
}
