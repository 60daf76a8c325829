import { reasonWords } from "../../../core/commands/quoted.ts";
import { linkOrWords } from "../../../core/course/safe-text.ts";
import type { Issue } from "../../../core/issue.ts";
import type { PostmortemRecord } from "../../../core/record.ts";
import { closeDocument } from "../close-document.ts";
import { readNow } from "../memory.ts";
import { missingNow } from "../missing-now.ts";
import { dayOf, noteInLog, writeLog } from "../review-log.ts";
import { tellHints } from "../tell-hints.ts";
import { goneOf } from "./gone.ts";
import type { CourseRun, Outcome } from "./run.ts";

/** `/postmortem close`: closes it if nothing is missing; with `anyway REASON` all the same, and the reason is kept. */
export async function close(reason: string | null, run: CourseRun): Promise<Outcome> {
  const { world, record, config, intent, follow, words } = run;
  const document = await readNow(world, record.ref);
  if (!document) return goneOf(run, record);
  if (document.state === "closed" && record.ending) return { problem: words.say("commands.close-ended") };
  const missing = await missingNow(world, record, document, config);
  follow.push({ kind: "announce-postmortem", incident: record.incident });
  if (isThrough(record, document, missing, reason)) return "done";
  if (missing.length > 0 && reason === null)
    return { problem: [words.say("commands.close-missing"), ...missing].join("\n  - ") };
  await closeDocument(world, record, config, "completed");
  noteInLog(record, `closed/${intent.comment.id}`, await logLine(missing, reason, run));
  await writeLog(world, record);
  await tellHints(world, record, config, document.body);
  return "done";
}

/** Closed already, and there is nothing to add: one that a run closed and then failed is still to be noted. */
function isThrough(
  record: PostmortemRecord,
  document: Issue,
  missing: string[],
  reason: string | null,
): boolean {
  if (document.state === "open") return false;
  if (missing.length > 0) return reason === null;
  return record.closing === document.closedAt;
}

async function logLine(missing: string[], reason: string | null, run: CourseRun): Promise<string> {
  const { world, record, words, intent } = run;
  const { by, comment } = intent;
  const said = { day: await dayOf(world, record, comment.at), person: linkOrWords(by, comment.url) };
  if (missing.length === 0 || reason === null) return words.say("life.closed", said);
  return [words.say("life.closed-anyway", { ...said, reason: reasonWords(reason) }), ...missing].join(
    "\n  - ",
  );
}
