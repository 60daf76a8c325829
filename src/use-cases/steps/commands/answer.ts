import { type Asked, askedId } from "../../../core/commands/asked.ts";
import { linkOrWords } from "../../../core/course/safe-text.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { makeMarker } from "../../../core/markers.ts";
import { isRefusedForGood } from "../../../core/problem.ts";
import { formatIssue, type IssueRef } from "../../../core/reference.ts";
import type { Run } from "./run.ts";

/** A reply is short: so many problems are told one by one. */
const MOST_PROBLEMS = 20;

/** All done, not allowed, or something was not done. */
export type Verdict = "+1" | "-1" | "confused";

/** What was not done and why, each in a line for people; `last` is never left out. */
export type Told = { problems: string[]; last: string[] };

/**
 * The one answer to a comment: words where they are needed, and a reaction, which comes last and so says that all is through. Where
 * readers of the comment may not read the postmortem the words are said there, and here only that they are.
 * @param ran the commands that are answered; of a comment of which no more are run that is said once, however often it is edited
 */
export async function answer(run: Run, ran: Asked[], verdict: Verdict, told: Told): Promise<void> {
  const { intent, notes, openly, isApart, record, words } = run;
  const effect = `reply/${intent.comment.id}/${fingerprint(ran.map(askedId).join())}`;
  const lines = linesOf(run, told);
  if (!isApart || !record) await reply(run, { effect, on: intent.comment.on }, [...openly, ...notes], lines);
  else {
    const isPrivate = lines.length + notes.length > 0;
    const isThere = run.document !== null;
    const here = isPrivate
      ? [words.say(isThere ? "commands.answered-privately" : "commands.gone-privately")]
      : [];
    if (isPrivate && isThere)
      await reply(run, { effect: `${effect}/apart`, on: record.ref }, [answersTo(run), ...notes], lines);
    await reply(run, { effect, on: intent.comment.on }, [...openly, ...here], []);
  }
  await react(run, verdict);
}

function linesOf({ words }: Run, { problems, last }: Told): string[] {
  const count = problems.length - MOST_PROBLEMS;
  const more = count > 0 ? [words.say("commands.more-problems", { count })] : [];
  return [...problems.slice(0, MOST_PROBLEMS), ...more, ...last];
}

/** Which comment is answered, where that is not to be seen. */
function answersTo({ words, intent: { by, comment } }: Run): string {
  return words.say("commands.answers-to", { comment: linkOrWords(by, comment.url) });
}

async function reply(
  { world, intent, words, record }: Run,
  { effect, on }: { effect: string; on: IssueRef },
  notes: string[],
  problems: string[],
): Promise<void> {
  if (notes.length + problems.length === 0) return;
  const [hasProblems, one] = [problems.length > 0, problems.length === 1];
  const body = words.render("comment-commands", {
    marker: makeMarker("reply"),
    notes,
    hasProblems,
    one,
    problems,
  });
  const mayExist = record?.declared === null;
  await unlessRefused({ world, intent }, () =>
    world.github.apply({ kind: "create-comment", effect, mayExist, issue: on, body }),
  );
}

async function react({ world, intent }: Run, content: Verdict): Promise<void> {
  const { id, on } = intent.comment;
  await unlessRefused({ world, intent }, () =>
    world.github.apply({ kind: "add-reaction", comment: { id, on }, content }),
  );
}

/** Locked, deleted, moved, or a permission that is missing: then the log is the only place left. */
async function unlessRefused(
  { world, intent }: Pick<Run, "world" | "intent">,
  say: () => Promise<unknown>,
): Promise<void> {
  try {
    await say();
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    const { id, on } = intent.comment;
    world.log.warn({ on: formatIssue(on), comment: id, why: error.message }, "a command was not answered");
  }
}
