import type { ActionLine } from "../../core/action-items.ts";
import type { Config } from "../../core/config.ts";
import { missingIn } from "../../core/gate/missing.ts";
import { missingLines } from "../../core/gate/missing-lines.ts";
import type { Issue } from "../../core/issue.ts";
import { type Item, issueFacts, lineFacts } from "../../core/item.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { sameIssue } from "../../core/reference.ts";
import { addresses } from "../../core/sync.ts";
import type { World } from "../../ports.ts";
import { recallMirror } from "./memory.ts";
import { readerOf } from "./reader.ts";
import { wordsOf } from "./words.ts";

/** What a postmortem lacks before it is finished, one line of Markdown each; none: it is complete. */
export async function missingNow(
  world: World,
  record: PostmortemRecord,
  document: Issue,
  config: Config,
): Promise<string[]> {
  const { say } = wordsOf(world, record);
  const now = { ...record, ...(await itemsNow(world, record, document, config)) };
  const missing = missingIn({ document, record: now, config: config.postmortem, say });
  return missingLines(missing, record.ref, say);
}

/**
 * The items as document and issues say now: whoever writes the last lines and closes at once is ahead of bringing them into step.
 * `soaking`: new lines, too, wait for their issue.
 */
async function itemsNow(
  world: World,
  record: PostmortemRecord,
  document: Issue,
  config: Config,
): Promise<Pick<PostmortemRecord, "items" | "soaking">> {
  const read = await readerOf(world, record, config, document);
  const lines = read(document.body).filter(({ place }) => place === "action-items");
  const items: Item[] = [];
  for (const item of record.items) items.push(await itemNow(world, item, lines));
  const fresh = lines.filter(({ ref }) => ref === null).map(({ title }) => [title, document.updatedAt]);
  return { items, soaking: { ...record.soaking, ...Object.fromEntries(fresh) } };
}

async function itemNow({ records, self }: World, item: Item, lines: ActionLine[]): Promise<Item> {
  const line = lines.find(({ ref }) => ref && addresses(item).some((one) => sameIssue(one, ref)));
  const seen = await recallMirror(records, item.ref);
  return {
    ...item,
    ...(line ? { line: lineFacts(line) } : {}),
    ...(seen && !seen.doubtful ? { issue: issueFacts(seen.issue, self) } : {}),
  };
}
