import { type ActionText, actionLineFrom, parseActionText, takeNames } from "../../../core/action-text.ts";
import { type Asked, askedId, MOST_OF_A_LINE } from "../../../core/commands/asked.ts";
import { shortCode } from "../../../core/commands/quoted.ts";
import { type Item, type LineFacts, lineFacts } from "../../../core/item.ts";
import { untoldDate } from "../../../core/untold-date.ts";
import type { World } from "../../../ports.ts";
import { createItem } from "../create-item.ts";
import { present } from "../memory.ts";
import { matchNames, readerOf } from "../reader.ts";
import { tellAllDone } from "../tell.ts";
import { ownWordsOf } from "../words.ts";
import { linkItems, writeBack } from "../write-back.ts";
import { changeLines } from "./change-lines.ts";
import { refusedThere } from "./refused-there.ts";
import type { CourseRun } from "./run.ts";

/**
 * The `/action`s of a comment: for each an issue and its line in the document, which is written once.
 * @returns what could not be made, for people
 */
export async function addItems(run: CourseRun): Promise<string[]> {
  const { world, record, config } = run;
  const { left, problems } = await changeLines(run);
  if (left.length > 0) problems.push(...(await addLines(run, left)));
  await tellAllDone(world, record, config);
  return problems;
}

async function addLines(run: CourseRun, asked: Asked[]): Promise<string[]> {
  const { world, record, config } = run;
  const texts = await textsOf(run, asked);
  const problems: string[] = [];
  const added: Item[] = [];
  for (const [one, text] of texts) {
    const problem = await problemOf(run, one, text);
    if (problem) {
      problems.push(problem);
      continue;
    }
    const line = newLine(text);
    const effect = `action/${run.intent.comment.id}/${askedId(one)}`;
    const { names, repo } = text;
    const wanted = { effect, line, names, key: line.title, notes: "", placed: false, repo };
    const made = await createItem(world, record, config, wanted);
    if (made && !record.items.some(({ id }) => id === made.item.id)) added.push(made.item);
    record.untold.push(...[untoldDate(text, run.words.say)].filter((told) => told !== null));
  }
  record.items.push(...added);
  await linkItems(world, record);
  await writeLines(run);
  return problems;
}

async function problemOf(run: CourseRun, asked: Asked, { title, repo }: ActionText): Promise<string | null> {
  const { say } = run.words;
  const typed = `/action ${asked.text}`;
  const command = shortCode(typed);
  if (title === "") return say("commands.action-without-words", { command });
  if (asked.text.length > MOST_OF_A_LINE)
    return say("commands.action-too-long", { command, most: MOST_OF_A_LINE });
  return repo && refusedThere(run, repo, typed);
}

/** Names on the lines are people's, where they are known. */
async function textsOf(
  { world, record, config, intent }: CourseRun,
  asked: Asked[],
): Promise<[Asked, ActionText][]> {
  const when = { now: new Date(intent.comment.at), timeZone: config.time_zone };
  const own = ownWordsOf(world, record);
  const said = asked.map((one): [Asked, ActionText] => [
    one,
    parseActionText(actionLineFrom(one.text, own), when, own),
  ]);
  const logins = await matchNames(
    world,
    record,
    said.flatMap(([, { names }]) => names),
  );
  return said.map(([one, text]) => [one, { ...text, ...takeNames(text, logins, own) }]);
}

async function writeLines({ world, record, config }: CourseRun): Promise<void> {
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
