import { appendLines, takeOut } from "../core/action-edit.ts";
import type { ActionLine } from "../core/action-items.ts";
import { type ActionText, actionLineFrom, parseActionText, takeNames } from "../core/action-text.ts";
import type { Config } from "../core/config.ts";
import type { AddActionItems, Intent } from "../core/intent.ts";
import { type Item, type LineFacts, lineFacts } from "../core/item.ts";
import type { PostmortemRecord } from "../core/record.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { createItem } from "./steps/create-item.ts";
import { present, readNow, recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { tellProblems } from "./steps/mend.ts";
import { matchNames, readerOf } from "./steps/reader.ts";
import { tellAllDone } from "./steps/tell.ts";
import { mayCommand, mayShow } from "./steps/visible.ts";
import { linkItems, NO_PLACE, writeBack, writeBody } from "./steps/write-back.ts";

/** `/action …` in a comment: the issue, and its line in the document. Only for people who may triage. */
export async function addActionItems(intent: AddActionItems, world: World): Promise<Intent[]> {
  const { comment, incident } = intent;
  const record = await recallPostmortem(world.records, incident);
  if (!record) return [];
  if (!(await mayCommand(world, [comment.on, record.ref], comment))) return [];
  const config = await configOf(world, record.ref);
  let hasMoved = false;
  try {
    const lines = await commitIdeas(intent, record, config, world);
    hasMoved = lines.length < intent.lines.length;
    if (lines.length > 0) await addLines(intent, lines, record, config, world);
    await tellAllDone(world, record, config);
  } finally {
    await rememberPostmortem(world.records, record);
  }
  await tellProblems(world, record, (await mayShow(world, record.ref, comment.on)) ? comment.on : record.ref);
  return hasMoved ? [{ kind: "sync-postmortem", incident }] : [];
}

/** One `/action` and its place among those of its comment, which is part of its identity. */
type Asked = { text: string; nth: number };

/** `/action commit WORDS` moves the one idea with these words up. What fits no idea is an action item of its own. */
async function commitIdeas(
  { lines }: AddActionItems,
  record: PostmortemRecord,
  config: Config,
  world: World,
): Promise<Asked[]> {
  const asked = lines.map((text, nth) => ({ text, nth }));
  if (!lines.some((text) => COMMIT.test(text))) return asked;
  const document = await readNow(world, record.ref);
  if (!document) return asked;
  const read = await readerOf(world, record, config, document);
  let { body } = document;
  const left = asked.filter(({ text }) => {
    const idea = ideaOf(text, read(body));
    if (!idea) return true;
    const { document: rest, taken } = takeOut(body, idea);
    const moved = appendLines(rest, "action-items", [{ text: taken, done: false }]);
    if (moved === null) record.untold.push(NO_PLACE);
    body = moved ?? body;
    return false;
  });
  if (body !== document.body) await writeBody(world, record, body);
  return left;
}

const COMMIT = /^commit\s+(\S.*)$/i;

function ideaOf(text: string, lines: ActionLine[]): ActionLine | null {
  const words = COMMIT.exec(text)?.[1]?.toLowerCase();
  const ideas = lines.filter(({ place, form }) => place === "ideas" && form === "list");
  const fitting = words ? ideas.filter(({ title }) => title.toLowerCase().includes(words)) : [];
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

async function addLines(
  { comment }: AddActionItems,
  lines: Asked[],
  record: PostmortemRecord,
  config: Config,
  world: World,
): Promise<void> {
  const when = { now: new Date(comment.at ?? world.now), timeZone: config.time_zone };
  const said = lines.map(({ text, nth }) => ({ text: parseActionText(actionLineFrom(text), when), nth }));
  const names = await matchNames(
    world,
    record,
    said.flatMap(({ text }) => text.names),
  );
  const added: Item[] = [];
  for (const { text, nth } of said) {
    const item = { ...text, ...takeNames(text, names) };
    if (item.title === "") continue;
    const line = newLine(item);
    const effect = `action/${comment.id}/${nth}`;
    const wanted = { effect, line, key: line.title, notes: "", placed: false, repo: item.repo };
    const made = await createItem(world, record, config, wanted);
    if (made && !record.items.some(({ id }) => id === made.item.id)) added.push(made.item);
  }
  record.items.push(...added);
  await linkItems(world, record);
  const [there, gone] = await lookFor(world, record.items);
  const settled = there.map((item) => ({ item, now: item.issue, seen: item.line, agreed: item.line }));
  const document = await present(world, record.ref);
  if (!document) return;
  const read = await readerOf(world, record, config, document);
  record.items = [...(await writeBack(world, record, settled, null, read)), ...gone];
}

function newLine(text: ActionText): LineFacts {
  return lineFacts({ ...text, place: "action-items", done: false, evidence: null });
}

/** The items whose issues are there, and those that are left alone. */
async function lookFor(world: World, items: Item[]): Promise<[there: Item[], gone: Item[]]> {
  const gone = new Set<Item>();
  for (const item of items)
    if (item.line.evidence?.kind === "deleted" || !(await present(world, item.ref))) gone.add(item);
  return [items.filter((item) => !gone.has(item)), [...gone]];
}
