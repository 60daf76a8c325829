import { linkOrWords } from "../../../core/course/safe-text.ts";
import type { Review } from "../../../core/record.ts";
import { present } from "../memory.ts";
import { dayOf, noteInLog, writeLog } from "../review-log.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/postmortem approve`: kept in the review record, once a person. What owners say of their own does not count. */
export async function approve(_: null, run: CourseRun): Promise<Outcome> {
  const { world, record, config, intent, words, notes } = run;
  const { by, comment } = intent;
  const document = await present(world, record.ref);
  const isOwn = document?.assignees.some((login) => login.toLowerCase() === by.toLowerCase()) ?? false;
  const known = record.review ?? { since: comment.at, by, asked: [], answers: [] };
  record.review = withApproval(known, { login: by, at: comment.at, url: comment.url, isOwn });
  const said = { day: await dayOf(world, record, comment.at), person: linkOrWords(by, comment.url) };
  noteInLog(record, `approved/${by.toLowerCase()}`, words.say("life.approved", said));
  await writeLog(world, record);
  if (config.postmortem.approvals > 0 && isOwn) notes.push(words.say("commands.own-approval"));
  return "done";
}

type Answer = Review["answers"][number];

/** The first that counts stays; an owner's own gives way to a later one. */
function withApproval(review: Review, { isOwn, ...said }: Omit<Answer, "kind">): Review {
  const isHers = ({ login, kind }: Answer) =>
    kind === "approved" && login.toLowerCase() === said.login.toLowerCase();
  if (review.answers.some((answer) => isHers(answer) && (isOwn || !answer.isOwn))) return review;
  const answer: Answer = { ...said, kind: "approved", ...(isOwn ? { isOwn } : {}) };
  return { ...review, answers: [...review.answers.filter((one) => !isHers(one)), answer] };
}
