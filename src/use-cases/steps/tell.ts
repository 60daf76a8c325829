import type { Config } from "../../core/config.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { isPlanned } from "../../core/item.ts";
import { labelOf } from "../../core/labels.ts";
import { escapeInline } from "../../core/markdown.ts";
import { makeMarker } from "../../core/markers.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, shortIssue } from "../../core/reference.ts";
import type { Lost } from "../../core/sync.ts";
import type { Say } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { commentOn } from "./comment-on.ts";
import { putLabel } from "./ensure.ts";
import { present, rememberPostmortem } from "./memory.ts";
import { takeLabelOff } from "./take-label-off.ts";
import { wordsOf } from "./words.ts";

/** Quotes once, in one comment, what lines said when their issues had changed, too: the issue won, and nothing is lost. */
export async function tellConflicts(world: World, record: PostmortemRecord): Promise<void> {
  if (record.lost.length === 0) return;
  const { say, render } = wordsOf(world, record);
  const conflicts = record.lost.map(({ item, field, said, kept }) => ({
    issue: shortIssue(item, record.ref),
    field: say(`items.field-${field}`),
    said: `“${escapeInline(lostWords(field, said, say))}”`,
    kept: `“${escapeInline(lostWords(field, kept, say))}”`,
  }));
  const view = { marker: makeMarker("conflict"), one: conflicts.length === 1, conflicts };
  const effect = `conflict/${formatIssue(record.ref)}/${fingerprint(JSON.stringify(record.lost))}`;
  await comment(world, record, effect, render("comment-conflict", view));
  await rememberPostmortem(world.records, Object.assign(record, { lost: [] }));
}

function lostWords(field: Lost["field"], value: string | null, say: Say): string {
  if (value === null) return say(field === "owners" ? "items.nobody" : "items.nothing");
  if (field !== "done") return value;
  return say(value === "done" ? "items.state-done" : "items.state-open");
}

/** Says once that nothing is left to do; the label comes and goes with it. */
export async function tellAllDone(world: World, record: PostmortemRecord, config: Config): Promise<void> {
  const items = record.items.filter(isPlanned);
  const isDone = items.length > 0 && items.every(({ issue }) => issue.done);
  if (isDone === record.allDone) return;
  if (!isDone) {
    await takeLabelOff(world, record.ref, config.labels.all_done);
    record.allDone = false;
    return;
  }
  await addLabel(world, record, config);
  const { isRetrospective = false } = record;
  const count = items.length;
  const isClosed = (await present(world, record.ref))?.state === "closed";
  const view = { marker: makeMarker("all-done"), one: count === 1, count, isRetrospective, isClosed };
  const { render } = wordsOf(world, record);
  await comment(world, record, `all-done/${formatIssue(record.ref)}`, render("comment-all-done", view));
  record.allDone = true;
}

async function addLabel(world: World, { ref }: PostmortemRecord, config: Config): Promise<void> {
  const label = labelOf("all-done", config.labels.all_done, world.words(config.locale).say);
  try {
    await putLabel(world, ref, label);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    world.log.warn({ on: formatIssue(ref), why: error.message }, "could not be labelled");
  }
}

function comment(world: World, record: PostmortemRecord, effect: string, body: string): Promise<void> {
  return commentOn(world, { effect, mayExist: record.declared === null, issue: record.ref, body });
}
