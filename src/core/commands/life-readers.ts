import type { Ending } from "../record.ts";
import type { IssueRef } from "../reference.ts";
import { issueWritten } from "./issue-written.ts";
import { shortWords } from "./quoted.ts";
import type { Read, Reader, Reading } from "./readers.ts";

/** More people are a crowd, which nobody in it answers for. */
export const MOST_REVIEWERS = 10;

const LOGIN = "[A-Za-z\\d](?:[A-Za-z\\d-]{0,98}[A-Za-z\\d])?";
/** A person, or a team: mentioning it asks all of it. */
const REVIEWER = new RegExp(`^@?(${LOGIN}(?:/[\\w.-]{1,100})?)$`);

/** Logins and teams (`org/team`) without their `@`, each once; none: whoever had a part in it. */
export const readReviewers: Reader<string[]> = (text, { say }) => {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "" && word !== "and");
  const names = words.map((word) => REVIEWER.exec(word)?.[1]);
  const wrong = words.find((_, at) => names[at] === undefined);
  if (wrong !== undefined) return { problem: say("commands.no-reviewer", { said: shortWords(wrong) }) };
  const named = distinct(names.filter((name) => name !== undefined));
  return named.length > MOST_REVIEWERS
    ? { problem: say("commands.too-many-reviewers", { most: MOST_REVIEWERS }) }
    : { value: named };
};

/** `/postmortem close`, `/postmortem close anyway REASON`: the reason why it is closed although something is missing. */
export const readClosing: Reader<string | null> = (text, { say }) => {
  if (text === "") return { value: null };
  const [, reason] = /^anyway\b[\s:,–—-]*(.*)$/i.exec(text) ?? [];
  if (reason === undefined) return { problem: say("commands.close-words", { said: shortWords(text) }) };
  return reason === "" ? { problem: say("commands.close-without-reason") } : { value: reason };
};

export type Ended = Pick<Ending, "how" | "reason" | "of">;

const SUPERSEDED = /^superseded(?:\s+by)?\b[\s:,–—-]*(.*)$/i;
const EXTERNAL = /^external\b[\s:,–—-]*(.*)$/i;

/** `REASON`, `superseded by #12`, `external REASON`. */
export const readCancelling: Reader<Ended> = (text, reading) => {
  const [, by] = SUPERSEDED.exec(text) ?? [];
  const [, elsewhere] = EXTERNAL.exec(text) ?? [];
  const how = by !== undefined ? "superseded" : elsewhere !== undefined ? "external" : "cancelled";
  const of = by === undefined ? null : (named(by, reading)?.ref ?? null);
  return reasoned(how, by ?? elsewhere ?? text, of, "cancel", reading);
};

export const readSkipping: Reader<Ended> = (text, reading) =>
  reasoned("skipped", text, null, "skip", reading);

/** The incident, or its postmortem, that counts instead. */
export const readDuplicate: Reader<Ended & { of: IssueRef }> = (text, reading) => {
  const found = named(text.replace(/^of\b\s*/i, ""), reading);
  if (found) return { value: { how: "duplicate", reason: found.rest, of: found.ref } };
  if (text === "") return { problem: reading.say("commands.empty-duplicate") };
  return { problem: reading.say("commands.no-duplicate", { said: shortWords(text) }) };
};

function reasoned(
  how: Ended["how"],
  reason: string,
  of: IssueRef | null,
  command: "cancel" | "skip",
  { say }: Reading,
): Read<Ended> {
  return reason === ""
    ? { problem: say(`commands.${command}-without-reason`) }
    : { value: { how, reason, of } };
}

/** `#12`, `acme/ops#5` or an address in front of other words. */
function named(text: string, { on }: Reading): { ref: IssueRef; rest: string } | null {
  const [first = ""] = text.split(/[\s:,;.]+(?=\s|$)|\s/, 1);
  const found = issueWritten(first, on);
  return found && { ref: found.ref, rest: text.slice(first.length).replace(/^[\s:,;.–—-]+/, "") };
}

function distinct(names: string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
