import { readActionItems } from "../core/action-items.ts";
import { fingerprint } from "../core/fingerprint.ts";
import type { Intent } from "../core/intent.ts";
import { formatIssue, type IssueRef } from "../core/reference.ts";
import { type IssueFacts, type Item, issueFacts, lineFacts, planSync } from "../core/sync.ts";
import type { Settled } from "../core/write-document.ts";
import type { World } from "../ports.ts";
import { adoptItem } from "./steps/adopt-item.ts";
import { carryOut } from "./steps/carry-out.ts";
import { configOf } from "./steps/config.ts";
import { createItem } from "./steps/create-item.ts";
import { present, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { tellProblems } from "./steps/mend.ts";
import { linkItems, writeBack } from "./steps/write-back.ts";

/** Brings a postmortem's action lines and their issues into step, in both directions; makes issues for new lines. */
export async function syncPostmortem({ incident }: { incident: IssueRef }, world: World): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  const document = record && (await present(world, record.ref));
  // A marker counts only in what our App authored: anybody can paste one.
  if (!record || document?.author.login !== world.self) return [];
  const config = await configOf(world, record.ref);
  let hasNews = false;
  try {
    const lines = readActionItems(document.body, record.ref);
    for (const line of lines) await adoptItem(world, record, config, line);
    const current = await currentFacts(world, record.items);
    const gone = record.items.filter(({ ref }) => !current.has(formatIssue(ref)));
    const plan = planSync(lines, record.items, current);
    const settled: Settled[] = [];
    for (const step of plan.steps) {
      const done = await carryOut(world, record, config, step);
      settled.push(done);
      hasNews ||= done.hasNews;
    }
    for (const { line, key, nth } of plan.create) {
      const effect = `item/${formatIssue(record.ref)}/${fingerprint(key)}/${nth}`;
      const wanted = { effect, line: lineFacts(line), key, notes: line.notes, placed: true };
      const made = await createItem(world, record, config, wanted);
      if (made) settled.push({ ...made, seen: lineFacts(line), now: made.item.issue });
    }
    record.items = [...settled.map(({ item }) => item), ...gone];
    await linkItems(world, record);
    record.items = [...(await writeBack(world, record, settled, document)), ...gone];
  } finally {
    await rememberPostmortem(world.records, record);
  }
  await tellProblems(world, record, record.ref);
  return hasNews ? [{ kind: "sync-postmortem", incident }] : [];
}

/** What each item's issue says now. One that is gone is left out, and left alone. */
async function currentFacts(world: World, items: Item[]): Promise<Map<string, IssueFacts>> {
  const facts = new Map<string, IssueFacts>();
  for (const { ref } of items) {
    const issue = await present(world, ref);
    if (issue) facts.set(formatIssue(ref), issueFacts(issue));
  }
  return facts;
}
