import { escapeInline, oneLine } from "../markdown.ts";
import type { IssueRef } from "../reference.ts";
import type { Say } from "../words.ts";
import { shortWords } from "./quoted.ts";

/** Where a command was written, and what its words are read by. */
export type Reading = {
  /** The issue that carries the comment. */
  on: IssueRef;
  isItem: boolean;
  /** ISO 8601: when the words were written. */
  at: string;
  /** IANA name: counts where the words name no zone. */
  timeZone: string;
  say: Say;
};

/** What the words mean, or what was expected, what came, and what to write instead: for people, in their language. */
export type Read<Value> = { value: Value } | { problem: string };

/** Reads what stands behind a command, as one line without white space around it. Never fails. */
export type Reader<Value> = (text: string, reading: Reading) => Read<Value>;

/** Of `/postmortem help`: what else is said counts as talk. */
export const readNothing: Reader<null> = () => ({ value: null });

/** Any words, but at least one. */
export function readWords(name: "action" | "timeline"): Reader<string> {
  return (text, { say }) => (text === "" ? { problem: say(`commands.empty-${name}`) } : { value: text });
}

/** The words of an idea, behind the word `commit`. */
export const readIdea: Reader<string> = (text, { say }) => {
  const words = text.replace(/^commit\s*/i, "");
  return words === "" ? { problem: say("commands.empty-commit") } : { value: words };
};

/** 0 is worst. Null: taken back. */
export const readSeverity: Reader<string | null> = (text, { say }) => {
  if (/^none$/i.test(text)) return { value: null };
  const [, digit] = /^(?:sev(?:erity)?[\s:-]?)?([0-4])$/i.exec(text) ?? [];
  if (digit) return { value: digit };
  if (text === "") return { problem: say("commands.empty-severity") };
  return { problem: say("commands.no-severity", { said: shortWords(text) }) };
};

/** `@ana` or `ana`: a login that GitHub can assign, without the `@`. */
export const readLogin: Reader<string> = (text, { say }) => {
  const [, login] = /^@?([A-Za-z\d](?:[A-Za-z\d-]{0,98}[A-Za-z\d])?)$/.exec(text) ?? [];
  if (login) return { value: login };
  if (text === "") return { problem: say("commands.empty-lead") };
  const isTeam = /^@?[\w-]{1,100}\/[\w.-]{1,100}$/.test(text);
  return isTeam
    ? { problem: say("commands.no-team", { team: escapeInline(oneLine(text)) }) }
    : { problem: say("commands.no-login", { said: shortWords(text) }) };
};
