import { readBlocks } from "../blocks.ts";
import type { Config } from "../config.ts";
import { withoutSource } from "../digest/app-words.ts";
import { furtherActionsOf } from "../digest/closed-lists.ts";
import type { FieldName } from "../field-names.ts";
import { type Field, findFields } from "../fields.ts";
import type { Issue } from "../issue.ts";
import { type Item, isPlanned } from "../item.ts";
import type { PostmortemRecord } from "../record.ts";
import type { IssueRef } from "../reference.ts";
import { isUnanswered } from "../unanswered.ts";
import type { Say } from "../words.ts";
import { fieldTitle } from "./field-title.ts";
import { saysNoneBelow } from "./none-needed.ts";

/**
 * What a postmortem lacks before it is finished, in the order of its document. Titles are people's words, plain text, not
 * escaped; `title` of a field is what the document calls it.
 */
export type Missing = {
  fields: { name: FieldName; title: string }[];
  /**
   * There is no action item, and nothing says that none is needed; `field`: what the document calls the field in which to say
   * so, null where it asks for none. Null: there is one, or it is said.
   */
  noItems: { field: string | null } | null;
  /** Open ones. A default date is a date. */
  items: { ref: IssueRef; title: string; lacks: ("owner" | "date")[] }[];
  /** Null: there are enough. */
  approvals: { have: number; need: number } | null;
};

/** What is looked at. */
export type Closing = {
  /** The document as people see it, and its assignees: they own it, so their own approval does not count. */
  document: Pick<Issue, "body" | "assignees">;
  record: Pick<PostmortemRecord, "fields" | "items" | "soaking" | "review">;
  config: Config["postmortem"];
  /** In the document's language. */
  say: Say;
};

/** What is missing. Reads a document of 65,536 characters in a few milliseconds; never throws. */
export function missingIn({ document, record, config, say }: Closing): Missing {
  const fields = findFields(document.body);
  const titleOf = titlesIn(document.body);
  const isOpen = (field: Field) => saysNothingYet(field, record.fields[field.name]);
  const required = new Set<string>(config.required);
  return {
    fields: fields
      .filter((field) => required.has(field.name) && isOpen(field))
      .map((field) => ({ name: field.name as FieldName, title: titleOf(field) })),
    noItems: noItemsIn(document.body, fields, { record, titleOf, isOpen, say }),
    items: record.items.flatMap((item) => lackingIn(item)),
    approvals: approvalsLacking(document.assignees, record.review, config.approvals),
  };
}

/** Nothing is missing. */
export function isComplete({ fields, noItems, items, approvals }: Missing): boolean {
  return fields.length === 0 && noItems === null && items.length === 0 && approvals === null;
}

/** Words that only say that the answer is still to come. */
const TO_COME =
  /^(?:tb[dc]|todo|to be (?:determined|decided|defined|confirmed|done)|a (?:definir|confirmar))[.!…]*$/i;

/** Prompts, nothing that can be read, and what says "later". "None" and "n/a" are answers. */
function saysNothingYet(field: Field, base: string | undefined): boolean {
  if (isUnanswered(field, base)) return true;
  const seen = field.answer.replace(/<!--[\s\S]*?(?:-->|$)/g, " ").replace(/[*_`~]+/g, "");
  return !/[\p{L}\p{N}]/u.test(seen) || TO_COME.test(seen.trim());
}

/** Lines are told apart once, and only for a document that lacks something. */
function titlesIn(document: string): (field: Field) => string {
  let read: { lines: string[]; blocks: ReturnType<typeof readBlocks> } | null = null;
  return (field) => {
    read ??= { lines: document.split(/\r\n?|\n/), blocks: readBlocks(document) };
    return fieldTitle(document, field, read.lines, read.blocks) ?? field.name;
  };
}

function noItemsIn(
  document: string,
  fields: readonly Field[],
  {
    record: { items, soaking },
    titleOf,
    isOpen,
    say,
  }: Pick<Closing, "record" | "say"> & {
    titleOf: (field: Field) => string;
    isOpen: (field: Field) => boolean;
  },
): Missing["noItems"] {
  // A line that soaks becomes an item by itself.
  if (items.some(isPlanned) || Object.keys(soaking).length > 0) return null;
  const field = fields.find(({ name }) => name === "further-actions");
  const isStated = field && !isOpen(field) && furtherActionsOf(withoutSource(field.answer, say)) === false;
  if (isStated || saysNoneBelow(document)) return null;
  return { field: field ? titleOf(field) : null };
}

/** Somebody whom GitHub does not take as an assignee was named all the same. */
function lackingIn(item: Item): Missing["items"] {
  const { ref, line, issue } = item;
  if (!isPlanned(item) || issue.done || line.done) return [];
  const lacks: ("owner" | "date")[] = [];
  if (line.owners.length === 0 && issue.owners.length === 0) lacks.push("owner");
  if (line.due === null && issue.due === null) lacks.push("date");
  return lacks.length === 0 ? [] : [{ ref, title: issue.title, lacks }];
}

function approvalsLacking(
  assignees: readonly string[],
  review: PostmortemRecord["review"],
  need: number,
): Missing["approvals"] {
  const have = approvalsOf(review, assignees);
  return have < need ? { have, need } : null;
}

/** How many approved it who do not own it, and did not when they approved: handing it over makes no approval of one's own count. */
export function approvalsOf(review: PostmortemRecord["review"], assignees: readonly string[]): number {
  const owners = new Set(assignees.map((login) => login.toLowerCase()));
  const approved = (review?.answers ?? [])
    .filter(({ kind, isOwn }) => kind === "approved" && !isOwn)
    .map(({ login }) => login.toLowerCase());
  return new Set(approved.filter((login) => !owners.has(login))).size;
}
