import { doubtSeen } from "../memory.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/postmortem refresh`: everything is looked up anew, whatever webhooks told of it. */
export async function refresh(_: null, { world, record, follow }: CourseRun): Promise<Outcome> {
  const { incident, ref, items } = record;
  for (const one of [ref, ...items.map((item) => item.ref)]) await doubtSeen(world.records, one);
  follow.push(
    { kind: "refresh-postmortem", incident, asked: true },
    { kind: "sync-postmortem", incident, asked: true },
  );
  return "done";
}
