import type { Comment } from "../../core/issue.ts";
import { findMarker, makeMarker } from "../../core/markers.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import { incidentAt, type PostmortemRecord } from "../../core/record.ts";
import { formatIssue } from "../../core/reference.ts";
import { effectsIn } from "../../core/twins.ts";
import type { World } from "../../ports.ts";
import { wordsOf } from "./words.ts";

/**
 * What the app said on an incident that was moved to where fewer things may be told: answers name postmortem, items and people. All of
 * it gives way to one sentence, since a filter for names would let one through. The comment `opened` is not one of them.
 */
export async function hideWords(
  world: World,
  record: PostmortemRecord,
  comments: readonly Comment[],
): Promise<void> {
  const { say, render } = wordsOf(world, record);
  const body = render("comment-commands", {
    marker: makeMarker("reply"),
    notes: [say("problems.words-hidden")],
    hasProblems: false,
    one: false,
    problems: [],
  });
  const ours = comments.filter((one) => one.author.login === world.self && !findMarker(one.body, "opened"));
  for (const one of ours) if (!one.body.startsWith(body.trimEnd())) await replace(world, record, one, body);
}

/** Locked, deleted, or not to be changed: the log is the only place left. */
async function replace(
  { github, log }: World,
  record: PostmortemRecord,
  { id, body: said }: Comment,
  body: string,
): Promise<void> {
  const on = incidentAt(record);
  const [madeBy = `hidden/${id}`] = effectsIn(said);
  try {
    await github.apply({ kind: "edit-comment", comment: { id, on }, madeBy, body });
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    log.warn({ on: formatIssue(on), comment: id, why: error.message }, "words could not be hidden");
  }
}
