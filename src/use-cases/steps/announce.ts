import type { Config } from "../../core/config.ts";
import { isoDateIn } from "../../core/due.ts";
import type { Intent } from "../../core/intent.ts";
import {
  type Announcement,
  announcementOf,
  findAnnouncement,
  type Known,
} from "../../core/life/announcement.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import { incidentAt, type PostmortemRecord } from "../../core/record.ts";
import { formatIssue } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { configOf } from "./config.ts";
import { hideWords } from "./hide-words.ts";
import { recallMirror } from "./memory.ts";
import { mayShow, mayTellOf } from "./visible.ts";
import { wordsOf } from "./words.ts";

type Kept = NonNullable<PostmortemRecord["announcement"]>;

/**
 * One comment on the incident, which the record keeps in mind: its effect is the incident's own, so it is never repeated, and later
 * only edited.
 * @param owner whom the document is meant to be assigned to: where nobody has seen it yet, that is what is told
 * @param links a line of Markdown for a repository's first day
 */
export async function announce(
  world: World,
  record: PostmortemRecord,
  {
    owner,
    exampleDue,
    config,
    links,
  }: { owner: string | null; exampleDue: string; config: Config; links?: string },
): Promise<void> {
  const seen = (await recallMirror(world.records, record.ref))?.issue;
  const document = seen ?? { ...UNSEEN, assignees: owner ? [owner] : [] };
  const kept = { id: 0, print: "", exampleDue, ...(links ? { links } : {}) };
  const { text, print } = await wantedOf(world, record, document, kept, config);
  const incident = incidentAt(record);
  const effect = effectOf(record);
  const mayExist = record.declared === null;
  try {
    const change = { kind: "create-comment", effect, mayExist, issue: incident, body: text } as const;
    const { id, already } = await world.github.apply(change);
    // One that stands already may say something else: the next look reads it, and edits it only then.
    if (id !== undefined && !already) record.announcement = { ...kept, id, print };
  } catch (error) {
    // A locked conversation takes no comment; the document itself links the incident.
    if (!isRefusedForGood(error)) throw error;
    record.announcement = kept;
    world.log.warn({ incident: formatIssue(incident), why: error.message }, "the incident takes no comment");
  }
}

/** A document that nobody has seen since it was made. */
export const UNSEEN = { state: "open", stateReason: null, closedAt: null, body: "" } as const;

/** The comment is to be renewed where it says something else than it should, as far as that is known without asking GitHub. */
export async function announcing(world: World, record: PostmortemRecord): Promise<Intent[]> {
  const isBehind = await isAnnouncementBehind(world, record);
  return isBehind ? [{ kind: "announce-postmortem", incident: record.incident }] : [];
}

async function isAnnouncementBehind(world: World, record: PostmortemRecord): Promise<boolean> {
  if (!mayBeAnnounced(record)) return false;
  const { announcement } = record;
  if (!announcement) return true;
  const document = (await recallMirror(world.records, record.ref))?.issue;
  if (!document) return false;
  const config = await configOf(world, incidentAt(record));
  return (await wantedOf(world, record, document, announcement, config)).print !== announcement.print;
}

/**
 * Whether there is a comment to bring into step, or may be one: the opening writes it, but of a rebuilt record nobody knows whether it
 * did. When that is due is known once it is refreshed.
 */
export function mayBeAnnounced({ announced, declared, announcement, dueWords }: PostmortemRecord): boolean {
  return (announced || declared === null) && dueWords !== undefined && announcement?.id !== 0;
}

/**
 * Brings the comment into step, with one edit where it says something else, and notes that in the record.
 * @returns whether there is anything to remember
 */
export async function renewAnnouncement(
  world: World,
  record: PostmortemRecord,
  document: Known["document"],
): Promise<boolean> {
  const config = await configOf(world, incidentAt(record));
  const found = record.announcement ? null : await lookForComment(world, record, config);
  const isKnown = found === null;
  const kept = record.announcement ?? found?.kept;
  if (!kept) return false;
  record.announcement = kept;
  if (kept.id === 0) return !isKnown;
  const { text, print, isHidden } = await wantedOf(world, record, document, kept, config);
  if (print === kept.print) return false;
  // Its readers were others until now, as when its repository is made public.
  if (isKnown && isHidden) await hideWords(world, record, await commentsOn(world, incidentAt(record)));
  if (!found?.body.startsWith(text.trimEnd())) await edit(world, record, kept.id, text);
  record.announcement = { ...kept, print };
  return true;
}

/** Locked, deleted, or not to be read any more: the same words are not tried again. */
async function edit(world: World, record: PostmortemRecord, id: number, body: string): Promise<void> {
  const incident = incidentAt(record);
  try {
    const comment = { id, on: incident };
    await world.github.apply({ kind: "edit-comment", comment, madeBy: effectOf(record), body });
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    world.log.warn(
      { incident: formatIssue(incident), why: error.message },
      "the comment on the incident could not be edited",
    );
  }
}

function effectOf({ incident }: PostmortemRecord): string {
  return `opened/${formatIssue(incident)}`;
}

/** A record from before comments were kept in mind, rebuilt from GitHub, or of an incident that was moved: it is looked through once. */
async function lookForComment(
  world: World,
  record: PostmortemRecord,
  config: Config,
): Promise<{ kept: Kept; body: string }> {
  const today = isoDateIn(world.now, config.time_zone);
  const comments = await commentsOn(world, incidentAt(record));
  if (record.movedTo && !(await mayTellOf(world, record, record.movedTo)))
    await hideWords(world, record, comments);
  const found = findAnnouncement(comments, world.self, today);
  const { id = 0, body = "", exampleDue = today, links = "" } = found ?? {};
  return { kept: { id, print: "", exampleDue, ...(links ? { links } : {}) }, body };
}

async function commentsOn({ github }: World, incident: PostmortemRecord["incident"]) {
  try {
    return await github.comments(incident);
  } catch (error) {
    if (isRefusedForGood(error)) return [];
    throw error;
  }
}

/** What the comment should say, and no more than readers of the incident may read elsewhere. */
async function wantedOf(
  world: World,
  record: PostmortemRecord,
  document: Known["document"],
  { exampleDue, links = "" }: Kept,
  config: Config,
): Promise<Announcement> {
  const { ending } = record;
  const incident = incidentAt(record);
  const known = {
    record,
    document,
    exampleDue,
    links,
    timeZone: config.time_zone,
    isReadable: await mayTellOf(world, record, incident),
    isOtherReadable: !ending?.of || (await mayShow(world, ending.of, incident)),
  };
  return announcementOf(known, wordsOf(world, record));
}
