import { shortCode } from "../../../core/commands/quoted.ts";
import { typedAs } from "../../../core/commands.ts";
import { findSeverity } from "../../../core/incident.ts";
import { type Heard, incidentAt, type PostmortemRecord } from "../../../core/record.ts";
import type { StatedFact } from "../../../core/stated-fact.ts";
import { configOf } from "../config.ts";
import { noteRowByHand, noteStandstill } from "./note-limits.ts";
import type { CourseRun, Outcome, Run } from "./run.ts";

/** `/postmortem trigger #41`, `/postmortem resolved 15:10`: a person's word goes before all evidence. Null takes it back. */
export function state(name: StatedFact): (said: string | null, run: CourseRun) => Promise<Outcome> {
  return async (said, run) => {
    const { record, intent, follow, words } = run;
    if (record.isRetrospective)
      return { problem: words.say("commands.only-of-incidents", { command: shortCode(typedAs(name)) }) };
    if (!hear(run, record, name)) return "done";
    const { [name]: _, ...others } = record.stated ?? {};
    const { by, comment } = intent;
    record.stated = said === null ? others : { ...others, [name]: { said, by, url: comment.url } };
    follow.push({ kind: "refresh-postmortem", incident: record.incident });
    // Action items of the same comment get the dates of this severity.
    if (name === "severity") record.severity = said === null ? await shownSeverity(run) : Number(said);
    else noteStandstill(run);
    if (said !== null) noteRowByHand(run, name);
    return "done";
  };
}

/** What the incident itself says, once nobody says otherwise. */
async function shownSeverity({ world, record }: CourseRun): Promise<number | null> {
  const { severity } = await configOf(world, incidentAt(record));
  const incident = await world.github.issue(incidentAt(record));
  return incident && (findSeverity(incident, severity.labels)?.severity ?? null);
}

/** Comments are told of in any order, and twice: the latest words of all count. False: later ones were heard already. */
export function hear(
  { intent: { comment } }: Run,
  record: PostmortemRecord,
  name: keyof NonNullable<PostmortemRecord["heard"]>,
): boolean {
  const now: Heard = { at: comment.at, comment: comment.id };
  const last = record.heard?.[name];
  if (last && isLater(last, now)) return false;
  record.heard = { ...record.heard, [name]: now };
  return true;
}

/** Within one second the later comment counts. */
function isLater(one: Heard, other: Heard): boolean {
  const [a, b] = [Date.parse(one.at), Date.parse(other.at)];
  return a > b || (a === b && one.comment > other.comment);
}
