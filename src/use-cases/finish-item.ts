import type { FinishItem, Intent } from "../core/intent.ts";
import { Refused } from "../core/problem.ts";
import { sameIssue, shortIssue } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { noteEvidence } from "./steps/evidence.ts";
import { present, recallPostmortem, rememberPostmortem, seen } from "./steps/memory.ts";
import { tellProblems } from "./steps/mend.ts";
import { mayCommand, mayShow } from "./steps/visible.ts";

/** `/done REASON`: closes the item, and its line says why. Only for people who may triage. */
export async function finishItem(intent: FinishItem, world: World): Promise<Intent[]> {
  const { comment, incident, item, reason } = intent;
  const { github, records } = world;
  const record = await recallPostmortem(records, incident);
  if (!record?.items.some(({ ref }) => sameIssue(ref, item))) return [];
  if (!(await mayCommand(world, [item, comment.on], comment))) return [];
  await noteEvidence(records, item, { kind: "reason", reason }, true);
  const issue = await present(world, item);
  if (issue?.state === "open") {
    try {
      const applied = await github.apply({ kind: "edit-issue", issue: item, state: "closed" });
      if (applied.issue) await seen(records, applied.issue);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      record.untold.push(
        `${shortIssue(item, record.ref)} could not be closed. ${error.message}. ${error.remedy}`,
      );
      await rememberPostmortem(records, record);
      await tellProblems(
        world,
        record,
        (await mayShow(world, record.ref, comment.on)) ? comment.on : record.ref,
      );
    }
  }
  return [{ kind: "sync-postmortem", incident }];
}
