import type { Config } from "../core/config.ts";
import { linkOrWords } from "../core/course/safe-text.ts";
import type { FollowClosing, Intent } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import type { PostmortemRecord } from "../core/record.ts";
import type { World } from "../ports.ts";
import { endReview } from "./steps/close-document.ts";
import { configOf } from "./steps/config.ts";
import { heldBack } from "./steps/gate.ts";
import { readNow, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { missingNow } from "./steps/missing-now.ts";
import { dayOf, noteInLog, writeLog } from "./steps/review-log.ts";
import { tellHints } from "./steps/tell-hints.ts";
import { wordsOf } from "./steps/words.ts";

/** A closing that nobody told of and that is older, in ms, is not brought up again. */
const FORGOTTEN_MS = 3 * 24 * 3_600_000;

/**
 * Somebody closed the postmortem, or opened it again. Where something is missing that is said, once, and by configuration it is
 * opened again; what counts is how it stands now.
 */
export async function followClosing({ incident, by }: FollowClosing, world: World): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  const document = record && (await readNow(world, record.ref));
  // A marker counts only in what our App authored.
  if (!record || document?.author.login !== world.self) return [];
  try {
    if (document.state === "open") await noteReopening(record, document, by, world);
    else await noteClosing(record, document, by, world);
  } finally {
    await rememberPostmortem(world.records, record);
  }
  return [{ kind: "announce-postmortem", incident }];
}

/** Whatever ended it, it goes on. */
async function noteReopening(
  record: PostmortemRecord,
  document: Issue,
  by: string | null,
  world: World,
): Promise<void> {
  if (record.closing === undefined) return;
  const said = { day: await dayOf(world, record, document.updatedAt), person: personOf(by, world, record) };
  noteInLog(record, `reopened/${record.closing}`, wordsOf(world, record).say("life.reopened", said));
  delete record.ending;
  await writeLog(world, record);
  // Dealt with only then: a run that fails before is tried again.
  delete record.closing;
}

async function noteClosing(
  record: PostmortemRecord,
  document: Issue,
  by: string | null,
  world: World,
): Promise<void> {
  const closedAt = document.closedAt ?? document.updatedAt;
  if (isFinishedSince(record, document)) delete record.ending;
  const isKnown = record.closing === closedAt || record.ending !== undefined;
  const isForgotten = by === null && world.now.getTime() - Date.parse(closedAt) > FORGOTTEN_MS;
  if (isKnown || isForgotten) return;
  const config = await configOf(world, record.ref);
  const missing = await missingAt(world, record, document, config);
  if (missing.length > 0 && (await heldBack(world, record, config, missing))) return;
  const said = { day: await dayOf(world, record, closedAt), person: personOf(by, world, record) };
  const { say } = wordsOf(world, record);
  const phrase = missing.length > 0 ? "life.closed-missing" : "life.closed";
  noteInLog(record, `closed/${closedAt}`, [say(phrase, said), ...missing].join("\n  - "));
  await writeLog(world, record);
  await endReview(world, record, config);
  await tellHints(world, record, config, document.body);
  // Dealt with only then: a run that fails before is tried again.
  record.closing = closedAt;
}

/** It was ended, and meanwhile opened again and closed as done. */
function isFinishedSince({ closing }: PostmortemRecord, { closedAt, stateReason }: Issue): boolean {
  return closing !== undefined && closing !== closedAt && stateReason === "completed";
}

/** Of one that is closed as not planned, or as a duplicate, only why. */
async function missingAt(
  world: World,
  record: PostmortemRecord,
  document: Issue,
  config: Config,
): Promise<string[]> {
  const { say } = wordsOf(world, record);
  if (document.stateReason === "not_planned") return [say("life.reason-missing")];
  if (document.stateReason === "duplicate") return [say("life.original-missing")];
  return missingNow(world, record, document, config);
}

function personOf(by: string | null, world: World, record: PostmortemRecord): string {
  return by === null ? wordsOf(world, record).say("life.somebody") : linkOrWords(by, "");
}
