import { type IssueRef, sameIssue, shortIssue } from "../../../core/reference.ts";
import { noteEvidence } from "../evidence.ts";
import { present, recallRole, seen } from "../memory.ts";
import { refusedThere } from "./refused-there.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/done REASON`: closes the item, and its line says why, wherever it has one. */
export async function finishItem(
  { item, reason }: { item: IssueRef; reason: string },
  run: CourseRun,
): Promise<Outcome> {
  const { world, record, words, follow } = run;
  if (!record.items.some(({ ref }) => sameIssue(ref, item)))
    return {
      problem: words.say("commands.done-stranger", { item: shortIssue(item, run.intent.comment.on) }),
    };
  const refusal = await refusedThere(run, item, "/done");
  if (refusal) return { problem: refusal };
  await noteEvidence(world.records, item, { kind: "reason", reason }, true);
  const issue = await present(world, item);
  if (issue?.state === "open") {
    const applied = await world.github.apply({ kind: "edit-issue", issue: item, state: "closed" });
    if (applied.issue) await seen(world.records, applied.issue);
  }
  const role = await recallRole(world.records, item);
  const incidents = [record.incident, ...(role?.incident ? [role.incident] : []), ...(role?.also ?? [])];
  follow.push(...incidents.map((incident) => ({ kind: "sync-postmortem", incident }) as const));
  return "done";
}
