import { readActionItems } from "../../core/action-items.ts";
import type { Issue } from "../../core/issue.ts";
import { labelOf } from "../../core/labels.ts";
import { splice } from "../../core/markdown.ts";
import type { OwnWords } from "../../core/own-words.ts";
import { incidentAt, type PostmortemRecord } from "../../core/record.ts";
import { formatIssue, formatRepo, issueKey, type RepoRef, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { configOf } from "./config.ts";
import { putLabel } from "./ensure.ts";
import { present, readNow, rememberPostmortem, rememberSight } from "./memory.ts";
import { tellOnce } from "./mend.ts";
import { mayShow } from "./visible.ts";
import { ownWordsOf, wordsOf } from "./words.ts";

/** A postmortem's document as last seen, wherever people moved it. Null: it is gone, or where it is not followed. */
export async function documentOf(world: World, record: PostmortemRecord): Promise<Issue | null> {
  return (await present(world, record.ref)) ?? followMoved(world, record);
}

/** The same as it stands on GitHub at this moment. */
export async function documentNow(world: World, record: PostmortemRecord): Promise<Issue | null> {
  return (await readNow(world, record.ref)) ?? followMoved(world, record);
}

/**
 * Follows a document that was transferred: from then on the record names its new place. Where it may not be followed the incident
 * hears that once, and not where it went.
 */
async function followMoved(world: World, record: PostmortemRecord): Promise<Issue | null> {
  const moved = await world.github.movedIssue(record.ref);
  if (moved?.author.login !== world.self) return null;
  const { say } = wordsOf(world, record);
  if (!(await mayMove(world, record, moved.ref))) {
    world.log.warn(
      { document: formatIssue(record.ref) },
      "not followed: it may not be where it was moved to",
    );
    await tellOnce(world, record, incidentAt(record), say("problems.postmortem-moved-away"));
    return null;
  }
  const old = record.ref;
  const body = qualified(moved.body, old, ownWordsOf(world, record));
  const edited = body === moved.body ? null : await edit(world, moved, body);
  Object.assign(record, { ref: moved.ref, id: moved.id });
  await world.records.delete("role", issueKey(old));
  await rememberSight(world.records, edited ?? moved);
  await rememberPostmortem(world.records, record);
  await labelAgain(world, moved);
  world.log.info(
    { document: formatIssue(old), now: formatIssue(moved.ref) },
    "followed to where it was moved",
  );
  return edited ?? moved;
}

/** Whoever reads there may read the incident and what the document holds already; a sensitive one stays where only some read. */
async function mayMove(world: World, record: PostmortemRecord, to: RepoRef): Promise<boolean> {
  // Where it was may be public or private now; what was copied there came from the incident.
  if (!(await mayShow(world, incidentAt(record), to))) return false;
  if (record.isSensitive) return (await world.github.repository(to))?.private ?? false;
  return mayShow(world, record.ref, to);
}

async function edit({ github }: World, { ref }: Issue, body: string): Promise<Issue | null> {
  return (await github.apply({ kind: "edit-issue", issue: ref, body })).issue ?? null;
}

/** What a bare `#12` at the beginning of a line meant where the document was: here it would be another issue. */
function qualified(body: string, old: RepoRef, own: OwnWords): string {
  const lines = readActionItems(body, old, null, own);
  const bare = lines.filter(
    ({ ref, start }) => ref && sameRepo(ref, old) && body.startsWith(`#${ref.number}`, start),
  );
  return splice(
    body,
    bare.map(({ start }) => ({ at: start, remove: 0, insert: formatRepo(old) })),
  );
}

/** Labels that the other repository does not have are lost on the way; without it a lost store would not find it again. */
async function labelAgain(world: World, { ref }: Issue): Promise<void> {
  const config = await configOf(world, ref);
  const label = labelOf("postmortem", config.labels.postmortem, world.words(config.locale).say);
  await putLabel(world, ref, label);
}
