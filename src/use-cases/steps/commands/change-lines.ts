import { appendLines, takeOut } from "../../../core/action-edit.ts";
import type { ActionLine } from "../../../core/action-items.ts";
import { type Asked, MOST_OF_A_LINE } from "../../../core/commands/asked.ts";
import { issueNamedAlone } from "../../../core/commands/issue-named-alone.ts";
import { shortCode } from "../../../core/commands/quoted.ts";
import { sameIssue, shortIssue } from "../../../core/reference.ts";
import type { Say } from "../../../core/words.ts";
import { readNow } from "../memory.ts";
import { readerOf } from "../reader.ts";
import { ownWordsOf } from "../words.ts";
import { writeBody } from "../write-back.ts";
import { refusedThere } from "./refused-there.ts";
import type { CourseRun } from "./run.ts";

type Reader = (document: string) => ActionLine[];

/** The document after a command, the same where its line is there already; or what went wrong. Null: the command is about no line. */
type Changed = { body: string } | { problem: string } | null;

/**
 * Those `/action`s that need no new issue, whose line is all: `/action commit WORDS` moves the one idea with these words up, and
 * `/action #88` takes an issue that exists. What follows from a line is done when the document is brought into step.
 * @returns what is still to be made, and what went wrong, for people
 */
export async function changeLines(run: CourseRun): Promise<{ left: Asked[]; problems: string[] }> {
  const { world, record, config, actions, follow } = run;
  const [left, problems]: [Asked[], string[]] = [[], []];
  if (!actions.some((asked) => isCommit(asked) || namedBy(asked, run))) return { left: actions, problems };
  const document = await readNow(world, record.ref);
  if (!document) return { left: actions, problems };
  const read = await readerOf(world, record, config, document);
  let { body } = document;
  for (const asked of actions) {
    const changed = isCommit(asked) ? commit(run, asked, body, read) : await take(run, asked, body, read);
    if (!changed) left.push(asked);
    else if ("problem" in changed) problems.push(changed.problem);
    else body = changed.body;
  }
  if (body !== document.body) await writeBody(world, record, body);
  if (left.length < actions.length) follow.push({ kind: "sync-postmortem", incident: record.incident });
  return { left, problems };
}

function isCommit({ name }: Asked): boolean {
  return name === "commit";
}

/** "Commit to an error budget" fits no idea: it is an action item of its own. One that was moved before is where it belongs. */
function commit({ words: { say } }: CourseRun, { text }: Asked, body: string, read: Reader): Changed {
  const said = text.replace(/^commit\s+/i, "").toLowerCase();
  const lines = read(body).filter(({ title }) => title.toLowerCase().includes(said));
  const [idea, ...others] = lines.filter(({ place, form }) => place === "ideas" && form === "list");
  const moved = lines.filter(({ place }) => place === "action-items");
  if (!idea) return moved.length === 1 ? { body } : null;
  if (others.length > 0) {
    const command = shortCode(`/action ${text}`);
    return { problem: say("commands.commit-ambiguous", { command, count: others.length + 1 }) };
  }
  const { document: rest, taken } = takeOut(body, idea);
  return withLine(rest, taken, say);
}

async function take(run: CourseRun, asked: Asked, body: string, read: Reader): Promise<Changed> {
  const { record, words } = run;
  const named = namedBy(asked, run);
  if (!named) return null;
  const { ref, rest } = named;
  if (read(body).some((line) => line.ref && sameIssue(line.ref, ref))) return { body };
  const refusal = await refusedThere(run, ref, `/action ${asked.text}`);
  if (refusal) return { problem: refusal };
  const text = `${shortIssue(ref, record.ref)} ${rest}`.trim();
  return withLine(body, text, words.say);
}

function withLine(document: string, text: string, say: Say): Changed {
  const body = appendLines(document, "action-items", [{ text, done: false }]);
  return body === null ? { problem: say("commands.no-place") } : { body };
}

function namedBy({ text }: Asked, { world, record, intent }: CourseRun) {
  if (text.length > MOST_OF_A_LINE) return null;
  return issueNamedAlone(text, intent.comment.on, ownWordsOf(world, record));
}
