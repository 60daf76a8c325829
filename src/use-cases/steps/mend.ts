import { fingerprint } from "../../core/fingerprint.ts";
import { makeMarker } from "../../core/markers.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, type IssueRef } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { commentOn } from "./comment-on.ts";
import { rememberPostmortem } from "./memory.ts";
import { wordsOf } from "./words.ts";

/** How many things that people were told are remembered, so that a record stays small. */
const REMEMBERED = 200;

/** Says in one comment what people should mend. The same words are said once, however often they come up. */
export async function tellProblems(world: World, record: PostmortemRecord, on: IssueRef): Promise<void> {
  const problems = untoldOf(record);
  if (problems.length === 0) return;
  // The words hold people's text, which is nothing for a log.
  world.log.warn({ on: formatIssue(on), problems: problems.length }, "people are told what to mend");
  const view = { marker: makeMarker("mend"), one: problems.length === 1, problems };
  await commentOn(world, {
    effect: `mend/${formatIssue(on)}/${fingerprint(problems.join("\n"))}`,
    mayExist: record.declared === null,
    issue: on,
    body: wordsOf(world, record).render("comment-mend", view),
  });
  await noteTold(world, record, problems);
}

/** Says one thing where it belongs, apart from the rest of what people should mend: once for the same words. */
export async function tellOnce(
  world: World,
  record: PostmortemRecord,
  on: IssueRef,
  problem: string,
): Promise<void> {
  const alone: PostmortemRecord = { ...record, untold: [problem] };
  if (untoldOf(alone).length === 0) return;
  const { untold } = record;
  await tellProblems(world, alone, on);
  await rememberPostmortem(world.records, Object.assign(record, { untold, told: alone.told }));
}

/** What people are to be told of, and never were. */
export function untoldOf({ untold, told }: PostmortemRecord): string[] {
  return [...new Set(untold)].filter((problem) => !told.includes(fingerprint(problem)));
}

/** They were: nothing of it is said again. */
export async function noteTold(world: World, record: PostmortemRecord, problems: string[]): Promise<void> {
  const told = [...record.told, ...problems.map(fingerprint)].slice(-REMEMBERED);
  await rememberPostmortem(world.records, Object.assign(record, { untold: [], told }));
}
