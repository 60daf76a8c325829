import { present, seen } from "../memory.ts";
import { goneOf } from "./gone.ts";
import type { CourseRun, Outcome } from "./run.ts";
import { hear } from "./state.ts";

/** `/postmortem lead @ana`: the document is hers from now on. */
export async function lead(login: string, run: CourseRun): Promise<Outcome> {
  const { world, record, words } = run;
  if (!hear(run, record, "lead")) return "done";
  const document = await present(world, record.ref);
  if (!document) return goneOf(run, record);
  const isHers = (logins: string[]) => logins.some((one) => one.toLowerCase() === login.toLowerCase());
  if (document.assignees.length === 1 && isHers(document.assignees)) return "done";
  const assigned = await assign(run, [login]);
  run.follow.push({ kind: "announce-postmortem", incident: record.incident });
  if (isHers(assigned)) return "done";
  // Who could not be replaced keeps it.
  if (document.assignees.length > 0 && assigned.length === 0) await assign(run, document.assignees);
  return { problem: words.say("commands.lead-refused", { login }) };
}

/** @returns who is assigned then; in a dry run those who would be */
async function assign({ world, record }: CourseRun, assignees: string[]): Promise<string[]> {
  const { issue } = await world.github.apply({ kind: "edit-issue", issue: record.ref, assignees });
  if (issue) await seen(world.records, issue);
  return issue?.assignees ?? assignees;
}
