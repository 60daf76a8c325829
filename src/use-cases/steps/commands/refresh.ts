import { doubtSeen } from "../memory.ts";
import { noteStandstill } from "./note-limits.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/postmortem refresh`: everything is looked up anew, whatever webhooks told of it. */
export async function refresh(_: null, run: CourseRun): Promise<Outcome> {
  const { world, record, follow } = run;
  const { incident, ref, items } = record;
  for (const one of [ref, ...items.map((item) => item.ref)]) await doubtSeen(world.records, one);
  follow.push(
    { kind: "refresh-postmortem", incident, asked: true },
    { kind: "sync-postmortem", incident, asked: true },
  );
  noteStandstill(run);
  return "done";
}
