import { type Asked, askedId } from "../../../core/commands/asked.ts";
import { fingerprint } from "../../../core/fingerprint.ts";
import { makeMarker } from "../../../core/markers.ts";
import { Refused } from "../../../core/problem.ts";
import { formatIssue } from "../../../core/reference.ts";
import type { Run } from "./run.ts";

/** A reply is short: so many problems are told one by one. */
const MOST_PROBLEMS = 20;

/** All done, not allowed, or something was not done. */
export type Verdict = "+1" | "-1" | "confused";

/** What was not done and why, each in a line for people; `last` is never left out. */
export type Told = { problems: string[]; last: string[] };

/**
 * The one answer to a comment: words where they are needed, and a reaction, which comes last and so says that all is through.
 * @param ran the commands that are answered; of a comment of which no more are run that is said once, however often it is edited
 */
export async function answer(run: Run, ran: Asked[], verdict: Verdict, told: Told): Promise<void> {
  if (told.problems.length + told.last.length + run.notes.length > 0) await reply(run, ran, told);
  await react(run, verdict);
}

async function reply(
  { world, intent, words, record, notes }: Run,
  ran: Asked[],
  { problems, last }: Told,
): Promise<void> {
  const { id, on } = intent.comment;
  const count = problems.length - MOST_PROBLEMS;
  const more = count > 0 ? [words.say("commands.more-problems", { count })] : [];
  const lines = [...problems.slice(0, MOST_PROBLEMS), ...more, ...last];
  const one = lines.length === 1;
  const view = { marker: makeMarker("reply"), notes, hasProblems: lines.length > 0, one, problems: lines };
  const effect = `reply/${id}/${fingerprint(ran.map(askedId).join())}`;
  await unlessRefused({ world, intent }, () =>
    world.github.apply({
      kind: "create-comment",
      effect,
      mayExist: record?.declared === null,
      issue: on,
      body: words.render("comment-commands", view),
    }),
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
    if (!(error instanceof Refused)) throw error;
    const { id, on } = intent.comment;
    world.log.warn({ on: formatIssue(on), comment: id, why: error.message }, "a command was not answered");
  }
}
