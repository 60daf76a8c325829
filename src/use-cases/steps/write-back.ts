import type { ActionLine } from "../../core/action-items.ts";
import { BODY_LIMIT, lengthOf } from "../../core/body-limit.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import type { Item } from "../../core/item.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue } from "../../core/reference.ts";
import { refusalWords } from "../../core/refusal.ts";
import { type Settled, writeDocument } from "../../core/write-document.ts";
import type { World } from "../../ports.ts";
import { foldTimeline } from "./fold-timeline.ts";
import { readNow, rememberPostmortem, seen } from "./memory.ts";
import type { Renewed } from "./renew-times.ts";
import { ownWordsOf, wordsOf } from "./words.ts";

/**
 * Makes new items sub-issues of the postmortem. Where GitHub has no sub-issues, refuses (100 per parent, another
 * parent) or has it already, the numbered line in the document is the link.
 */
export async function linkItems({ github, log }: World, record: PostmortemRecord): Promise<void> {
  for (const item of record.items.filter(({ linked }) => !linked)) {
    try {
      await github.apply({ kind: "link-sub-issue", parent: record.ref, child: item.ref, childId: item.id });
    } catch (error) {
      if (!isRefusedForGood(error)) throw error;
      log.warn(
        { parent: formatIssue(record.ref), child: formatIssue(item.ref), why: error.message },
        "not a sub-issue",
      );
    }
    item.linked = true;
  }
}

/** Nothing more to bring into step. */
const asItIs = (document: string): Renewed => ({ document, keep: () => {} });

/**
 * Brings the document into step with what was settled. It is read again right before it is written, so that nothing
 * somebody typed meanwhile is lost; written only when a byte differs. Returns the items with what their lines now say.
 * @param known the document as it was planned with: when it already says everything, no read is spent
 * @param read how its lines are read
 * @param renew what else of the document is to be brought into step with the same edit
 */
export async function writeBack(
  world: World,
  record: PostmortemRecord,
  settled: Settled[],
  known: { body: string } | null,
  read: (document: string) => ActionLine[],
  renew: (document: string) => Renewed = asItIs,
): Promise<Item[]> {
  const own = ownWordsOf(world, record);
  if (known) {
    const same = writeDocument(known.body, read, settled, record.ref, own);
    const { document, keep } = renew(same.document);
    if (document === known.body) {
      keep();
      return same.items;
    }
  }
  const fresh = await readNow(world, record.ref);
  if (!fresh) return settled.map(({ item }) => item);
  const written = writeDocument(fresh.body, read, settled, record.ref, own);
  if (written.unplaced.length > 0) record.untold.push(own.say("problems.no-place"));
  const { document, keep } = renew(written.document);
  if (document !== fresh.body && !(await writeBody(world, record, document)))
    return settled.map(({ item }) => item);
  keep();
  return written.items;
}

/**
 * Writes the document like `writeBody`, and remembers before what it will say: should the process die before the record is kept,
 * the next run knows that these words are the app's.
 * @param record as it stands while nothing is written
 * @param told the record once this is written
 */
export async function beginBody(
  world: World,
  record: PostmortemRecord,
  told: PostmortemRecord,
  wanted: string,
): Promise<boolean> {
  const { timeline, suspects, times, foundTimes, keyTimes, facts, fields } = told;
  const written = { timeline, suspects, times, foundTimes, keyTimes, facts, fields };
  return writeBody(world, told, wanted, (body) =>
    rememberPostmortem(world.records, { ...record, begun: { print: fingerprint(body), written } }),
  );
}

/** Takes over what a process wrote that died before it could remember it. */
export function recallBegun(record: PostmortemRecord, document: string): void {
  const { begun } = record;
  if (begun?.print === fingerprint(document)) Object.assign(record, begun.written);
  delete record.begun;
}

/**
 * Writes the document; of one that is too long the oldest lines of the timeline go into comments. False when GitHub does not
 * take the text: then people are told, and the next run tries again.
 * @param record its `timeline` is the one that `wanted` shows
 */
export async function writeBody(
  world: World,
  record: PostmortemRecord,
  wanted: string,
  before: (body: string) => Promise<void> = async () => {},
): Promise<boolean> {
  const body = await foldTimeline(world, record, wanted);
  await before(body);
  try {
    const { issue } = await world.github.apply({ kind: "edit-issue", issue: record.ref, body });
    if (issue) await seen(world.records, issue);
    return true;
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    const { say } = wordsOf(world, record);
    const length = lengthOf(body);
    record.untold.push(
      length > BODY_LIMIT
        ? say("problems.document-full", { limit: BODY_LIMIT, length })
        : say("problems.document-not-written", { why: refusalWords(error, say) }),
    );
    return false;
  }
}
