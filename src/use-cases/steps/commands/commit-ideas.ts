import { appendLines, takeOut } from "../../../core/action-edit.ts";
import type { ActionLine } from "../../../core/action-items.ts";
import type { Asked } from "../../../core/commands/asked.ts";
import { readNow } from "../memory.ts";
import { readerOf } from "../reader.ts";
import { writeBody } from "../write-back.ts";
import type { CourseRun } from "./run.ts";

/**
 * `/action commit WORDS` moves the one idea with these words up; one that is there already was moved before. What fits neither is an
 * action item of its own.
 * @returns what is still to be made
 */
export async function commitIdeas(run: CourseRun): Promise<Asked[]> {
  const { world, record, config, words, actions, follow } = run;
  if (!actions.some(isCommit)) return actions;
  const document = await readNow(world, record.ref);
  if (!document) return actions;
  const read = await readerOf(world, record, config, document);
  let { body } = document;
  const left = actions.filter((asked) => {
    if (!isCommit(asked)) return true;
    const said = asked.text.replace(/^commit\s+/i, "");
    const lines = read(body);
    const idea = theOne(said, lines.filter(isIdea));
    if (!idea) return !theOne(said, lines.filter(isCommitted));
    const { document: rest, taken } = takeOut(body, idea);
    const moved = appendLines(rest, "action-items", [{ text: taken, done: false }]);
    if (moved === null) record.untold.push(words.say("problems.no-place"));
    body = moved ?? body;
    return false;
  });
  if (body !== document.body) await writeBody(world, record, body);
  if (left.length < actions.length) follow.push({ kind: "sync-postmortem", incident: record.incident });
  return left;
}

function isCommit({ name }: Asked): boolean {
  return name === "commit";
}

function isIdea({ place, form }: ActionLine): boolean {
  return place === "ideas" && form === "list";
}

function isCommitted({ place }: ActionLine): boolean {
  return place === "action-items";
}

/** Words that fit two lines mean neither. */
function theOne(words: string, lines: ActionLine[]): ActionLine | null {
  const fitting = lines.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
