import { noteStandstill } from "./note-limits.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** More than a person types; each is looked for again on every refresh. */
const MOST_NOTES = 500;

/** `/timeline …`: the comment counts from now on, also when its words are changed later. */
export async function noteTimeline(_: string, run: CourseRun): Promise<Outcome> {
  const { record, intent, follow } = run;
  const { id, on } = intent.comment;
  const notes = record.notes ?? [];
  if (!notes.some((note) => note.id === id)) record.notes = [...notes, { id, on }].slice(-MOST_NOTES);
  follow.push({ kind: "refresh-postmortem", incident: record.incident });
  noteStandstill(run);
  return "done";
}
