import type { Comment, Issue } from "../../core/issue.ts";
import { findMarker } from "../../core/markers.ts";
import { type IssueRef, parseIssue, sameIssue } from "../../core/reference.ts";
import { effectsIn } from "../../core/twins.ts";
import type { World } from "../../ports.ts";
import { recallPostmortem, rememberRole } from "./memory.ts";

/**
 * Whether an issue that nobody knows is an incident with a postmortem, transferred here unheard of: then the app's comment came along,
 * and GitHub leads from the old place to this one. Another postmortem would be its second.
 * @returns the incident by the name it has here; null: it is none
 */
export async function movedHere(
  world: World,
  { ref }: Pick<Issue, "ref">,
  comments: readonly Comment[],
): Promise<IssueRef | null> {
  for (const incident of announcedIn(comments, world.self)) {
    if (sameIssue(incident, ref) || !(await recallPostmortem(world.records, incident))) continue;
    const moved = await world.github.movedIssue(incident);
    if (!moved || !sameIssue(moved.ref, ref)) continue;
    await rememberRole(world.records, ref, { role: "incident", incident });
    return incident;
  }
  return null;
}

/** The incidents whose comment this was made as. */
function announcedIn(comments: readonly Comment[], self: string): IssueRef[] {
  return comments
    .filter(({ author, body }) => author.login === self && findMarker(body, "opened"))
    .flatMap(({ body }) => effectsIn(body))
    .flatMap((effect) => parseIssue(effect.replace(/^opened\//, "")) ?? []);
}
