import { typedAs } from "../commands.ts";
import type { RunCommands } from "../intent.ts";
import type { Role } from "../interpret.ts";
import type { Comment } from "../issue.ts";
import type { Event } from "../payload.ts";
import type { IssueRef } from "../reference.ts";
import { type Asked, MOST_COMMANDS, newlyAsked } from "./asked.ts";
import { meantBy } from "./meant.ts";

/** What a comment on something of ours commands now: all of a new one, of an edited one what is new in it. Null: nothing. */
export function commandedBy(event: Event, role: Role): RunCommands | null {
  const words = wordsBy(event);
  return words && asIntent(words, newlyAsked(words.body, words.before), role);
}

/** Cheap, for the comments of all the world. */
const OPENING = /^[ \t]*\/postmortem(?=\s|$)/im;

/**
 * What a comment on nothing of ours may command: to open a postmortem there, to set up the repository, and to be helped, be it
 * misspelt. Null: none of these.
 */
export function openingBy(event: Event): RunCommands | null {
  const words = wordsBy(event);
  const asked = words && OPENING.test(words.body) ? newlyAsked(words.body, words.before) : [];
  return words && asIntent(words, asked.filter(isOpening), null);
}

function isOpening({ name, text }: Asked): boolean {
  if (name !== "unknown") return OPENINGS.some((one) => one === name);
  const { meant } = meantBy(text);
  return OPENINGS.some((one) => typedAs(one) === meant);
}

const OPENINGS = ["open", "setup", "help"] as const;

/**
 * What a comment commanded before its issue became an incident. Who edited it is not to be seen: it is taken for its author's. Nobody
 * waits for an answer to the rest, which helps nobody any more.
 */
export function foundIn(comment: Comment, incident: IssueRef): RunCommands | null {
  if (comment.author.isBot) return null;
  const { id, url, body, author, createdAt: at } = comment;
  const words = { id, url, body, on: incident, at, by: author.login };
  const late = newlyAsked(body, null).filter(({ name }) => !NOT_LATER.has(name));
  const found = asIntent(words, late, { role: "incident", incident });
  return found && { ...found, found: true };
}

const NOT_LATER: ReadonlySet<Asked["name"]> = new Set(["open", "setup", "help", "refresh", "unknown"]);

type Words = { id: number; url: string; on: IssueRef; body: string; by: string; at: string };

/** Somebody's words in a comment, as they are news. Null: nobody's, or a bot's. */
function wordsBy(event: Event): (Words & { before: string | null }) | null {
  const { action, comment, issue, edit, sender } = event;
  if (!comment || !issue) return null;
  const { id, url, body } = comment;
  const place = { id, url, body, on: issue.ref };
  if (action === "created" && !comment.author.isBot)
    return { ...place, before: null, by: comment.author.login, at: comment.createdAt };
  // What stood there before is its writer's, who may not be allowed what the editor is.
  if (action === "edited" && edit && !sender.isBot)
    return { ...place, before: edit.before, by: sender.login, at: edit.at };
  return null;
}

function asIntent({ id, url, on, by, at }: Words, asked: Asked[], role: Role | null): RunCommands | null {
  if (asked.length === 0) return null;
  return {
    kind: "run-commands",
    incident: role?.incident ?? null,
    comment: { id, on, isItem: role?.role === "action-item", url, at },
    by,
    commands: asked.slice(0, MOST_COMMANDS),
    more: Math.max(0, asked.length - MOST_COMMANDS),
  };
}
