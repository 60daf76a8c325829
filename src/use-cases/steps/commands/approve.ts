import { linkOrWords } from "../../../core/course/safe-text.ts";
import { present } from "../memory.ts";
import { dayOf, noteInLog, writeLog } from "../review-log.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/postmortem approve`: kept in the review record, once a person. */
export async function approve(_: null, run: CourseRun): Promise<Outcome> {
  const { world, record, config, intent, words, notes } = run;
  const { by, comment } = intent;
  const known = record.review ?? { since: comment.at, by, asked: [], answers: [] };
  const isSame = (login: string) => login.toLowerCase() === by.toLowerCase();
  if (!known.answers.some(({ login, kind }) => kind === "approved" && isSame(login))) {
    const answer = { login: by, kind: "approved" as const, at: comment.at, url: comment.url };
    record.review = { ...known, answers: [...known.answers, answer] };
  }
  const said = { day: await dayOf(world, record, comment.at), person: linkOrWords(by, comment.url) };
  noteInLog(record, `approved/${by.toLowerCase()}`, words.say("life.approved", said));
  await writeLog(world, record);
  const document = await present(world, record.ref);
  if (config.postmortem.approvals > 0 && document?.assignees.some(isSame))
    notes.push(words.say("commands.own-approval"));
  return "done";
}
