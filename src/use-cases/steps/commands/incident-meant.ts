import { endingOf, isOwnIncident } from "../../../core/life/ending.ts";
import type { PostmortemRecord } from "../../../core/record.ts";
import { formatIssue, type IssueRef, sameIssue, shortIssue } from "../../../core/reference.ts";
import { recallMirror, recallPostmortem, recallRole } from "../memory.ts";
import { mayShow } from "../visible.ts";
import type { CourseRun } from "./run.ts";

/** Longer chains of duplicates are a mistake. */
const MOST_STEPS = 20;

/**
 * The incident that counts where a duplicate names another, or its postmortem: of a duplicate of a duplicate the one at the end.
 * A problem where there is none, or it leads back here.
 */
export async function incidentMeant(
  run: CourseRun,
  named: IssueRef,
): Promise<{ incident: IssueRef } | { problem: string }> {
  const { world, record, words, intent } = run;
  const shown = shortIssue(named, intent.comment.on);
  let found = await postmortemOf(run, named);
  for (let steps = 0; found?.ending?.of && steps < MOST_STEPS; steps++) {
    if (sameIssue(found.incident, record.incident)) break;
    found = await postmortemOf(run, found.ending.of);
  }
  // What readers of this document may not read is not named in it.
  if (!found || !(await mayShow(world, found.ref, record.ref)))
    return { problem: words.say("commands.duplicate-of-nothing", { named: shown }) };
  if (sameIssue(found.incident, record.incident))
    return { problem: words.say("commands.duplicate-of-itself", { named: shown }) };
  const seen = await recallMirror(world.records, found.ref);
  if (!isOwnIncident(endingOf(found, seen?.issue ?? null)))
    return { problem: words.say("commands.duplicate-of-ended", { named: shown }) };
  return { incident: found.incident };
}

/** By its own number or that of its incident. */
async function postmortemOf({ world }: CourseRun, ref: IssueRef): Promise<PostmortemRecord | null> {
  const role = await recallRole(world.records, ref);
  if (role?.role === "action-item")
    world.log.info({ named: formatIssue(ref) }, "an action item is no incident");
  return role && role.role !== "action-item" ? recallPostmortem(world.records, role.incident) : null;
}
