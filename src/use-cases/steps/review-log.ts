import { isoDateIn } from "../../core/due.ts";
import { appendLog, withEntry } from "../../core/life/review-log.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import type { World } from "../../ports.ts";
import { configOf } from "./config.ts";
import { readNow } from "./memory.ts";
import { recallBegun, writeBody } from "./write-back.ts";

/** Notes a line for the review record; `key` is what it tells of, and is told once. */
export function noteInLog(record: PostmortemRecord, key: string, line: string): void {
  record.log = withEntry(record.log, key, line);
}

/** The day of something that happened, as the review record names it. */
export async function dayOf(world: World, record: PostmortemRecord, at: string | Date): Promise<string> {
  return isoDateIn(new Date(at), (await configOf(world, record.ref)).time_zone);
}

/** Writes what was noted into the review record, if there is something new and a place for it. */
export async function writeLog(world: World, record: PostmortemRecord): Promise<void> {
  if (!record.log?.some(({ written }) => !written)) return;
  const document = await readNow(world, record.ref);
  // A marker counts only in what our App authored.
  if (document?.author.login !== world.self) return;
  recallBegun(record, document.body);
  const { document: body, log } = appendLog(document.body, record.log);
  if (body !== document.body && !(await writeBody(world, record, body))) return;
  record.log = log;
}
