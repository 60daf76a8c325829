import { fingerprint } from "../fingerprint.ts";
import { type Command, readCommands } from "./read-commands.ts";

/** A command and which it is among equal ones of its comment, from 0: lines above it may come and go. */
export type Asked = Command & { nth: number };

/** More of one comment are not run: nobody types so many, and who pasted them did not mean them. */
export const MOST_COMMANDS = 50;

/** An action item is a sentence: a pasted log would fill the document, and nothing of that could be written any more. UTF-16 units. */
export const MOST_OF_A_LINE = 1_000;

/** By what a command of a comment is known for ever. */
export function askedId({ name, text, nth }: Asked): string {
  return `${fingerprint(`${name} ${text}`)}-${nth}`;
}

/**
 * The commands that are new in a comment, in its order. Of several `/timeline` the first stands for all: the comment counts as a whole.
 * @param before what it said before it was edited; null when it is new
 */
export function newlyAsked(body: string, before: string | null): Asked[] {
  const known = new Set(before === null ? [] : numbered(readCommands(before)).map(askedId));
  const fresh = numbered(readCommands(body)).filter((asked) => !known.has(askedId(asked)));
  const note = fresh.find(isNote);
  return fresh.filter((asked) => asked === note || !isNote(asked));
}

/**
 * By what it is known once it went so: a note that counts stands for its whole comment, which may be edited into a long log.
 * @param isDone false: it was refused, or told to be wrong
 */
export function settledId(asked: Asked, isDone: boolean): string {
  return isDone && isNote(asked) ? NOTED : askedId(asked);
}

/** Those that a comment has not had, by `settledId`. */
export function notYetHad(asked: Asked[], had: ReadonlySet<string>): Asked[] {
  return asked.filter((one) => !had.has(askedId(one)) && !(isNote(one) && had.has(NOTED)));
}

const NOTED = "noted";

/** It puts its comment on the timeline. */
function isNote({ name, text }: Command): boolean {
  return name === "timeline" && text !== "";
}

function numbered(commands: Command[]): Asked[] {
  const counts = new Map<string, number>();
  return commands.map((command) => {
    const words = `${command.name} ${command.text}`;
    const nth = counts.get(words) ?? 0;
    counts.set(words, nth + 1);
    return { ...command, nth };
  });
}
