import type { Intent, NoteTimeline } from "../core/intent.ts";
import { formatIssue } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { mayTriageIn } from "./steps/visible.ts";

/** More than a person types; each is looked for again on every refresh. */
const MOST_NOTES = 500;

/** `/timeline …`: the comment counts from now on, also when its words are changed later. Only for people who may triage. */
export async function noteTimeline({ incident, comment }: NoteTimeline, world: World): Promise<Intent[]> {
  const { records, log } = world;
  const record = await recallPostmortem(records, incident);
  if (!record) return [];
  const notes = record.notes ?? [];
  if (!notes.some(({ id }) => id === comment.id)) {
    if (!(await mayTriageIn(world, [comment.on, record.ref], comment.author))) {
      log.info({ on: formatIssue(comment.on), comment: comment.id }, "ignored: the author may not triage");
      return [];
    }
    const kept = [...notes, { id: comment.id, on: comment.on }].slice(-MOST_NOTES);
    await rememberPostmortem(records, { ...record, notes: kept });
  }
  return [{ kind: "refresh-postmortem", incident }];
}
