import { formatRepo, type IssueRef, parseIssue, sameIssue } from "../reference.ts";
import type { Reader } from "./readers.ts";

const NUMBERED = /^(\S{0,200}#\d{1,10})(?=[\s:]|$)[:\s–—-]*(.*)$/;

/** `/done REASON` on the item's own issue, `/done #12 REASON` anywhere else. */
export const readDone: Reader<{ item: IssueRef; reason: string }> = (text, { on, isItem, say }) => {
  const [, number = "", words = ""] = NUMBERED.exec(text) ?? [];
  const named = parseIssue(number.startsWith("#") ? formatRepo(on) + number : number);
  // On the item's own issue a number is part of the reason: "/done #45 deployed".
  const isOwn = isItem && !(named && sameIssue(named, on));
  const item = isOwn ? on : named;
  const reason = isOwn ? text : words;
  if (!item) return { problem: say("commands.done-without-number") };
  return reason === ""
    ? { problem: say(isItem ? "commands.done-without-reason" : "commands.done-number-without-reason") }
    : { value: { item, reason } };
};
