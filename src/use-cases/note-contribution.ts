import { linkOrWords } from "../core/course/safe-text.ts";
import { hasLabel } from "../core/incident.ts";
import type { Intent, NoteContribution } from "../core/intent.ts";
import type { PostmortemRecord } from "../core/record.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { present, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { dayOf, noteInLog, writeLog } from "./steps/review-log.ts";
import { wordsOf } from "./steps/words.ts";

/** The review record names so many people. */
const MOST_PEOPLE = 30;

/** Notes in the review record who took part in the review by a comment: people who were asked, or who may command here. Once each. */
export async function noteContribution(
  { incident, by, comment }: NoteContribution,
  world: World,
): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  const document = record && (await present(world, record.ref));
  if (!record?.review || document?.state !== "open") return [];
  const config = await configOf(world, record.ref);
  const { review } = record;
  const known = review.answers.some(({ login }) => login.toLowerCase() === by.toLowerCase());
  if (known || review.answers.length >= MOST_PEOPLE) return [];
  if (!hasLabel(document.labels, [config.labels.in_review])) return [];
  const isAsked = review.asked.some((login) => login.toLowerCase() === by.toLowerCase());
  if (!isAsked && !(await world.github.may(record.ref, by, config.commands.permission))) return [];
  const answer = { login: by, kind: "contributed" as const, at: comment.at, url: comment.url };
  record.review = { ...review, answers: [...review.answers, answer] };
  await writeDown(world, record, { by, comment });
  return [];
}

async function writeDown(
  world: World,
  record: PostmortemRecord,
  { by, comment }: Pick<NoteContribution, "by" | "comment">,
): Promise<void> {
  const said = { day: await dayOf(world, record, comment.at), person: linkOrWords(by, comment.url) };
  const { say } = wordsOf(world, record);
  noteInLog(record, `contributed/${by.toLowerCase()}`, say("life.contributed", said));
  try {
    await writeLog(world, record);
  } finally {
    await rememberPostmortem(world.records, record);
  }
}
