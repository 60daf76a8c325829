import type { ActionLine } from "../../core/action-items.ts";
import type { Config } from "../../core/config.ts";
import { isoDateIn } from "../../core/due.ts";
import type { Severity } from "../../core/incident.ts";
import type { Intent } from "../../core/intent.ts";
import { type IssueFacts, lineFacts } from "../../core/item.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { isLeftBehind, type Redating, redated } from "../../core/redate.ts";
import { issueKey } from "../../core/reference.ts";
import { addresses } from "../../core/sync.ts";
import type { Settled } from "../../core/write-document.ts";
import type { World } from "../../ports.ts";
import { configOf } from "./config.ts";
import { recallMirror } from "./memory.ts";

/** The severity changed: default dates are to follow it with the next bringing into step. Asks nothing of GitHub. */
export async function redating(world: World, record: PostmortemRecord): Promise<Intent[]> {
  const items = record.items.filter(({ line }) => line.dueIsDefault);
  if (items.length === 0) return [];
  const how = howTo(world, record, await configOf(world, record.ref));
  for (const item of items) {
    const issue = (await recallMirror(world.records, item.ref))?.issue;
    if (issue && redated(item, item.line, issue, how) !== null)
      return [{ kind: "sync-postmortem", incident: record.incident }];
  }
  return [];
}

/**
 * What issues say now, with the dates that follow from the severity as if they said those already. So a new date goes the way that one
 * from the issue's own table goes, to the line, the table and the milestone, and whatever fails on that way is tried again.
 */
export async function withRedated(
  world: World,
  record: PostmortemRecord,
  config: Config,
  lines: ActionLine[],
  current: Map<string, IssueFacts | null>,
): Promise<Map<string, IssueFacts | null>> {
  // A rebuilt record knows no severity until it is refreshed.
  if (record.openedAt === undefined) return current;
  const how = howTo(world, record, config);
  const dated = new Map(current);
  const numbered = new Map(lines.flatMap((line) => (line.ref ? [[issueKey(line.ref), line]] : [])));
  for (const item of record.items) {
    const now = current.get(issueKey(item.ref));
    const line = addresses(item).flatMap((ref) => numbered.get(issueKey(ref)) ?? [])[0];
    if (!now?.dueIsDefault || !line?.dueIsDefault) continue;
    if (isLeftBehind(item, line, now)) item.issue = { ...item.issue, due: line.due };
    const issue = (await recallMirror(world.records, item.ref))?.issue;
    const due = issue ? redated(item, lineFacts(line), issue, how) : null;
    if (due !== null) dated.set(issueKey(item.ref), { ...now, due });
  }
  return dated;
}

/** A date that the issue did not take was never there: the next run tries it again. */
export function unlessRefused<Done extends Settled>(
  done: Done,
  dated: Map<string, IssueFacts | null>,
  current: Map<string, IssueFacts | null>,
): Done {
  const key = issueKey(done.item.ref);
  const now = current.get(key);
  if (!now || now === dated.get(key) || done.agreed.due !== now.due) return done;
  return { ...done, now: { ...done.now, due: now.due } };
}

function howTo({ now, self }: World, record: PostmortemRecord, config: Config): Redating {
  const timeZone = config.time_zone;
  const today = isoDateIn(now, timeZone);
  return { severity: record.severity as Severity | null, rules: config.due, today, timeZone, self };
}
