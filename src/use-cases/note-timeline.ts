import type { Intent, NoteTimeline } from "../core/intent.ts";
import type { World } from "../ports.ts";
import { recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { mayCommand } from "./steps/visible.ts";

/** More than a person types; each is looked for again on every refresh. */
const MOST_NOTES = 500;

/** `/timeline …`: the comment counts from now on, also when its words are changed later. Only for people who may triage. */
export async function noteTimeline({ incident, comment }: NoteTimeline, world: World): Promise<Intent[]> {
  const { records } = world;
  const record = await recallPostmortem(records, incident);
  if (!record) return [];
  const notes = record.notes ?? [];
  if (!notes.some(({ id }) => id === comment.id)) {
    if (!(await mayCommand(world, [comment.on, record.ref], comment))) return [];
    const kept = [...notes, { id: comment.id, on: comment.on }].slice(-MOST_NOTES);
    await rememberPostmortem(records, { ...record, notes: kept });
  }
  return [{ kind: "refresh-postmortem", incident }];
}
