import type { Config } from "../../core/config.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { makeMarker } from "../../core/markers.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import type { Gate, PostmortemRecord } from "../../core/record.ts";
import { formatIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { rememberPostmortem, seen } from "./memory.ts";
import { wordsOf } from "./words.ts";

/** So often a postmortem is opened again for the same reasons, and for any: then whoever closes it means it. */
const MOST_REOPENINGS = { same: 3, any: 9 };

/**
 * Says what is missing in a postmortem that was closed: one comment for ever, which is edited when something else is missing. By
 * configuration it is opened again.
 * @param missing one line of Markdown each
 * @returns whether it is open again
 */
export async function heldBack(
  world: World,
  record: PostmortemRecord,
  { postmortem: { gate: rule } }: Config,
  missing: string[],
): Promise<boolean> {
  if (rule === "none") return false;
  const print = fingerprint(missing.join("\n"));
  const known: Gate = record.gate ?? { missing: "", same: 0, any: 0 };
  const same = known.missing === print ? known.same : 0;
  const isOpened = rule === "reopen" && same < MOST_REOPENINGS.same && known.any < MOST_REOPENINGS.any;
  const how = isOpened ? "reopened" : rule === "reopen" ? "stays" : "warns";
  const comment = await tell(world, record, known, how, missing);
  const counts = isOpened ? { same: same + 1, any: known.any + 1 } : { same, any: known.any };
  // Known before it happens: a process that dies in between must not count for nothing.
  record.gate = { ...counts, missing: print, ...comment };
  await rememberPostmortem(world.records, record);
  if (!isOpened || (await openAgain(world, record))) return isOpened;
  // It stays closed after all, whatever was said of it.
  record.gate = { ...record.gate, ...(await tell(world, record, record.gate, "warns", missing)) };
  return false;
}

/** @returns what is known of the comment then */
async function tell(
  world: World,
  record: PostmortemRecord,
  { comment: id, said }: Gate,
  how: "reopened" | "stays" | "warns",
  missing: string[],
): Promise<Pick<Gate, "comment" | "said">> {
  const { github, log } = world;
  const body = wordsOf(world, record).render("comment-gate", {
    marker: makeMarker("gate"),
    ...{ reopened: how === "reopened", warns: how === "warns", stays: how === "stays" },
    isRetrospective: record.isRetrospective ?? false,
    missing,
  });
  const print = fingerprint(body);
  if (said === print) return { comment: id, said };
  const effect = `gate/${formatIssue(record.ref)}`;
  const on = record.ref;
  try {
    if (id !== undefined) {
      await github.apply({ kind: "edit-comment", comment: { id, on }, madeBy: effect, body });
      return { comment: id, said: print };
    }
    const mayExist = record.declared === null;
    const made = await github.apply({ kind: "create-comment", effect, mayExist, issue: on, body });
    // A lost store's comment is found again, and may say what was missing then.
    if (made.already && made.id !== undefined)
      await github.apply({ kind: "edit-comment", comment: { id: made.id, on }, madeBy: effect, body });
    return { comment: made.id, said: print };
  } catch (error) {
    // Locked or deleted: then the state of the issue, and the log, are the only places left.
    if (!isRefusedForGood(error)) throw error;
    log.warn({ on: formatIssue(on), why: error.message }, "could not say what is missing");
    return { comment: id, said: print };
  }
}

/** @returns whether GitHub let us */
async function openAgain({ github, records, log }: World, { ref }: PostmortemRecord): Promise<boolean> {
  try {
    const { issue } = await github.apply({ kind: "edit-issue", issue: ref, state: "open" });
    if (issue) await seen(records, issue);
    return true;
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    log.warn({ on: formatIssue(ref), why: error.message }, "could not be opened again");
    return false;
  }
}
