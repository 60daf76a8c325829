import { isRefusedForGood } from "../../core/problem.ts";
import { formatIssue, type IssueRef } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { readNow, seen } from "./memory.ts";

/** Takes a label off an issue, where it is on. Refused: it stays, and the log says so. */
export async function takeLabelOff(world: World, ref: IssueRef, name: string): Promise<void> {
  const issue = await readNow(world, ref);
  const labels = issue?.labels.filter((label) => label.toLowerCase() !== name.toLowerCase());
  if (!labels || labels.length === issue?.labels.length) return;
  try {
    const applied = await world.github.apply({ kind: "edit-issue", issue: ref, labels });
    if (applied.issue) await seen(world.records, applied.issue);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    world.log.warn({ on: formatIssue(ref), why: error.message }, "a label could not be taken off");
  }
}
