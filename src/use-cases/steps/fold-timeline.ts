import { fits } from "../../core/body-limit.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import { makeMarker } from "../../core/markers.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue } from "../../core/reference.ts";
import { applyFold, planFold } from "../../core/timeline-fold.ts";
import type { World } from "../../ports.ts";
import { present } from "./memory.ts";
import { spokenBy, wordsOf } from "./words.ts";

/** So many code points a fold leaves free: not every new line is to cost a comment. */
const ROOM = 8_192;

/**
 * The body as GitHub takes it: where it is too long, the oldest lines of its timeline are put into comments on the postmortem
 * first, and one line leads there. A body that fits, or that folding would not make fit, comes back as it is. A comment is
 * made once for what it says: should the body not be written after all, the next run finds it.
 * @param record its `timeline` is the one that `body` shows
 */
export async function foldTimeline(world: World, record: PostmortemRecord, body: string): Promise<string> {
  const fold = fits(body) ? null : planFold(body, record.timeline, ROOM, spokenBy(world));
  const document = fold && (await present(world, record.ref));
  if (!fold || !document) return body;
  const urls: string[] = [];
  try {
    for (const [index, lines] of fold.parts.entries()) {
      const id = await tellPart(world, record, fold.first + index, lines);
      if (id === undefined) return body;
      urls.push(`${document.url}#issuecomment-${id}`);
    }
  } catch (error) {
    // A locked conversation takes no comment: then the document is full.
    if (!isRefusedForGood(error)) throw error;
    world.log.warn({ on: formatIssue(record.ref), why: error.message }, "the timeline could not be folded");
    return body;
  }
  return applyFold(body, fold, urls, wordsOf(world, record).say);
}

/** The id of the comment; undefined in a dry run. */
async function tellPart(
  world: World,
  record: PostmortemRecord,
  part: number,
  lines: string,
): Promise<number | undefined> {
  const { id } = await world.github.apply({
    kind: "create-comment",
    effect: `timeline/${formatIssue(record.ref)}/${part}/${fingerprint(lines)}`,
    mayExist: record.declared === null,
    issue: record.ref,
    body: wordsOf(world, record).render("comment-timeline", {
      marker: makeMarker("timeline", { part: String(part) }),
      part,
      lines,
    }),
  });
  return id;
}
