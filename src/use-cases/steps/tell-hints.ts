import type { Config } from "../../core/config.ts";
import { lintDocument, oncePerKind } from "../../core/lint/lint-document.ts";
import { escapeInline } from "../../core/markdown.ts";
import { makeMarker } from "../../core/markers.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { commentOn } from "./comment-on.ts";
import { rememberPostmortem } from "./memory.ts";
import { wordsOf } from "./words.ts";

/** More is a lecture. */
const MOST_HINTS = 5;

/**
 * Hints, once in the life of a postmortem, at sentences that blame a person: one comment on it, which holds nothing up. That it
 * was looked at counts, whether or not there was something to say; with `blame_hints` off it is not looked at.
 * @param document the document's text as it stands
 */
export async function tellHints(
  world: World,
  record: PostmortemRecord,
  { postmortem, time_zone }: Config,
  document: string,
): Promise<void> {
  if (!postmortem.blame_hints || record.hinted) return;
  const { say, render } = wordsOf(world, record);
  const blames = lintDocument(document, { timeZone: time_zone, say }).filter(({ rule }) => rule === "blame");
  const hints = oncePerKind(blames)
    .slice(0, MOST_HINTS)
    .map(({ text, hint }) => ({ said: escapeInline(text), hint }));
  if (hints.length > 0)
    await commentOn(world, {
      effect: `hints/${formatIssue(record.ref)}`,
      // After a lost store only GitHub knows whether it was said.
      mayExist: record.declared === null,
      issue: record.ref,
      body: render("comment-hints", { marker: makeMarker("hints"), hints }),
    });
  await rememberPostmortem(world.records, Object.assign(record, { hinted: true }));
}
