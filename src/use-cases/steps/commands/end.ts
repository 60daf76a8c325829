import type { Ended } from "../../../core/commands/life-readers.ts";
import { reasonWords } from "../../../core/commands/quoted.ts";
import { linkOrWords } from "../../../core/course/safe-text.ts";
import { isPlanned } from "../../../core/item.ts";
import type { Ending } from "../../../core/record.ts";
import { shortIssue } from "../../../core/reference.ts";
import { closeDocument } from "../close-document.ts";
import { dayOf, noteInLog, writeLog } from "../review-log.ts";
import { incidentMeant } from "./incident-meant.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/postmortem cancel REASON`, `skip REASON`, `duplicate of #12`: nobody is going to write this one, and why is kept. */
export async function end(said: Ended, run: CourseRun): Promise<Outcome> {
  const { world, record, intent, follow, notes, words } = run;
  const meant = said.of ? await incidentMeant(run, said.of) : null;
  if (said.how === "duplicate" && meant && "problem" in meant) return meant;
  const { by, comment } = intent;
  const of = meant && "incident" in meant ? meant.incident : null;
  await closeDocument(world, record, run.config, said.how === "duplicate" ? "duplicate" : "not_planned");
  record.ending = { ...said, of, by, url: comment.url, at: comment.at };
  noteInLog(record, `ended/${comment.id}`, await logLine(record.ending, run));
  await writeLog(world, record);
  const count = record.items.filter((item) => isPlanned(item) && !item.issue.done).length;
  if (count > 0) notes.push(words.say("commands.items-stay-open", { count }));
  follow.push({ kind: "announce-postmortem", incident: record.incident });
  return "done";
}

async function logLine({ how, reason, of, by, url, at }: Ending, run: CourseRun): Promise<string> {
  const { world, record, words } = run;
  const day = await dayOf(world, record, at);
  const person = linkOrWords(by, url);
  if (how === "duplicate" && of)
    return words.say("life.duplicate", { day, person, incident: shortIssue(of, record.ref) });
  return words.say(`life.${how === "duplicate" ? "cancelled" : how}`, {
    day,
    person,
    reason: reasonWords(reason),
  });
}
