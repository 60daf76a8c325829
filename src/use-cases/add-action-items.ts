import { actionLineFrom, parseActionText } from "../core/action-text.ts";
import type { AddActionItems, Intent } from "../core/intent.ts";
import { formatIssue } from "../core/reference.ts";
import type { Item, LineFacts } from "../core/sync.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { createItem } from "./steps/create-item.ts";
import { present, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { tellProblems } from "./steps/mend.ts";
import { linkItems, writeBack } from "./steps/write-back.ts";

/** `/action …` in a comment: the issue, and its line in the document. Only for people who may triage. */
export async function addActionItems(intent: AddActionItems, world: World): Promise<Intent[]> {
  const { comment, incident, lines } = intent;
  const record = await recallPostmortem(world.records, incident);
  if (!record) return [];
  if (!(await world.github.mayTriage(comment.on, comment.author))) {
    world.log.info(
      { on: formatIssue(comment.on), comment: comment.id },
      "ignored: the author may not triage",
    );
    return [];
  }
  const config = await configOf(world, record.ref);
  try {
    const added: Item[] = [];
    for (const [nth, text] of lines.entries()) {
      const line: LineFacts = { ...parseActionText(actionLineFrom(text)), done: false };
      if (line.title === "") continue;
      const effect = `action/${comment.id}/${nth}`;
      const wanted = { effect, line, key: line.title, notes: "", placed: false };
      const made = await createItem(world, record, config, wanted);
      if (made && !record.items.some(({ id }) => id === made.item.id)) added.push(made.item);
    }
    record.items.push(...added);
    await linkItems(world, record);
    const [there, gone] = await lookFor(world, record.items);
    const settled = there.map((item) => ({ item, now: item.issue, seen: item.line, agreed: item.line }));
    record.items = [...(await writeBack(world, record, settled, null)), ...gone];
  } finally {
    await rememberPostmortem(world.records, record);
  }
  await tellProblems(world, record, comment.on);
  return [];
}

/** The items whose issues are there, and those that are left alone. */
async function lookFor(world: World, items: Item[]): Promise<[there: Item[], gone: Item[]]> {
  const gone = new Set<Item>();
  for (const item of items) if (!(await present(world, item.ref))) gone.add(item);
  return [items.filter((item) => !gone.has(item)), [...gone]];
}
