import { fieldNamed } from "./columns.ts";
import { DONE_SIGN, OPEN_SIGN, onlyDone, readDone } from "./done-words.ts";
import { dueMark, dueOf } from "./item-dues.ts";
import { findLinks } from "./item-links.ts";
import { isNobody, namedPeople, onlyHandles, ownersIn } from "./item-owners.ts";
import { merge, type Reader, type Said } from "./said.ts";
import { writtenDates } from "./written-date.ts";

/** In parentheses capitals are people ("(NATALIA)"); elsewhere only names that are known. */
export type Where = "brackets" | "aside";

const MOST_CHARACTERS = 300;

/** What a mark says: "@ana", "due 2026-12-01", "PR #12", "done in #45", "P1"; null for words that are no mark. */
export function readMark(words: string, reader: Reader, where: Where): Said | null {
  const mark = words.trim().replace(/^[*_~\s]+|[*_~\s]+$/g, "");
  if (mark === "" || mark.length > MOST_CHARACTERS) return null;
  return (
    labelled(mark, reader) ??
    handles(mark) ??
    doneMark(mark, reader) ??
    dueMark(mark, reader.order) ??
    linkMark(mark, reader) ??
    attribute(mark) ??
    people(mark, reader, where)
  );
}

/** What a cell or a labelled value says, by what its column or label is. */
export function readField(column: string, value: string, reader: Reader): Said | null {
  switch (column) {
    case "owner":
      return { owners: ownersIn(value) };
    case "due":
      return onlyDone(value) ? { done: true } : dueOf(value, reader.order);
    case "status": {
      const done = readDone(value);
      const link = findLinks(value, reader.definitions).find(({ isTicket }) => isTicket)?.target;
      return { ...(done === null ? {} : { done }), ...(link ? { link } : {}) };
    }
    case "link":
      return linkOf(value, reader);
    case "priority":
    case "type":
    case "number":
      return {};
    default:
      return null;
  }
}

function labelled(mark: string, reader: Reader): Said | null {
  const [, label = "", value = ""] = /^([^:：=]{1,40})\s*[:：=]\s*(.*)$/s.exec(mark) ?? [];
  // "Owner: Ana, due: Friday" and "DRI: @ana, due 2026-12-01" are two.
  const column =
    label && !/[,;|·、]\s*(?:[^,;:|]{1,30}[:：](?!\/)|(?:due|by|eta|deadline|target|until)\s)/i.test(value)
      ? fieldNamed(label.replace(/[*_]/g, ""))
      : null;
  const said = column ? readField(column, value.replace(/^[*_\s]+/, ""), reader) : null;
  // "(done: replaced by the new cluster)"
  return column === "status" && said?.done === undefined && onlyDone(label) ? { ...said, done: true } : said;
}

const OWNER_LEAD =
  /^(?:(?:owned|done|handled|led|taken|to be done) by|assigned to|assignee|owners?|by|responsible|dri|lead|->|→|responsável|resp\.?|dono|por|für|von)\s+(?=@)/i;

function handles(mark: string): Said | null {
  const found = onlyHandles(mark.replace(OWNER_LEAD, ""));
  if (!found) return null;
  return /^done by\b/i.test(mark) ? { owners: found, done: true } : { owners: found };
}

/** "done in #12", "✅ 2026-07-01", "completed by @ana": nothing but when, where and by whom it was. */
function doneMark(mark: string, { definitions, order }: Reader): Said | null {
  const links = findLinks(mark, definitions);
  let rest = mark;
  for (const { start, end } of [...links].reverse()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  for (const { start, end } of writtenDates(rest, order).reverse())
    rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  const sign = DONE_SIGN.test(rest) ? true : OPEN_SIGN.test(rest) ? false : null;
  const by = /\bby\s+(@[\w./-]+)/i.exec(rest);
  const bare = rest
    .replace(/@[\w./-]+/g, " ")
    .replace(/:[a-z_]+:/g, " ")
    .replace(
      /\b(?:already|now|as of|in|on|by|via|with|at|see|em|en|el|am|le|den|på|il|no|na|prs?|commits?|issues?|ticket)\b(?!\s+(?:progress|review|work))/gi,
      " ",
    );
  const said = onlyDone(bare) ?? (/[\p{L}\p{N}]/u.test(bare) ? null : sign);
  if (said === null) return null;
  const [link] = links;
  return {
    done: said,
    ...(link ? { link: link.target } : {}),
    ...(by ? { owners: onlyHandles(by[1] ?? "") ?? [] } : {}),
  };
}

const LINK_LEAD =
  /^(?:(?:is |being |now |already )*(?:tracked|tracking|filed|logged|opened|raised|created|reported|captured|followed up|follow[- ]?up|fix|implementation|implemented|proposed|addressed|docs?|documentation|ticket|tickets|issue|issues|pr|prs|pull request|mr|merge request|bug|jira|link|links|github|gitlab|linear|card|task|epic|ref|reference|commit|chamado|이슈|チケット)\b[\s:]*(?:(?:in|as|at|by|via|with|here|under|on)\b[\s:]*)?)+$/i;

/** One or more links and at most words that announce them: "tracked in #12", "PR: https://…". "see …" belongs to the sentence. */
function linkMark(mark: string, { definitions }: Reader): Said | null {
  const links = findLinks(mark, definitions);
  const [first] = links;
  if (!first) return null;
  const lead = mark.slice(0, first.start).trim();
  if (lead !== "" && !LINK_LEAD.test(lead.replace(/[:\s]+$/, ""))) return null;
  const behind = links.map(({ end }, at) => mark.slice(end, links[at + 1]?.start ?? mark.length));
  if (!behind.every((words) => /^(?:[\s,;/&+|.]|\b(?:and|issue|pr|ticket)\b)*$/i.test(words))) return null;
  return { link: first.target };
}

/** "Bug 5554823 TODO" in a column of tickets: the number as written, and what is said of it. */
function linkOf(value: string, { definitions }: Reader): Said {
  const [link] = findLinks(value, definitions);
  if (link) {
    const done = onlyDone(`${value.slice(0, link.start)} ${value.slice(link.end)}`);
    return { link: link.target, ...(done === null ? {} : { done }) };
  }
  const done = readDone(value);
  const words = value.replace(/\b(?:DONE|TODO|WIP|OPEN|FIXED|CLOSED)\b|[*_`]/g, "").trim();
  const isNumber = /\d/.test(words) && words.length <= 30 && !isNobody(words);
  return { ...(isNumber ? { link: words } : {}), ...(done === null ? {} : { done }) };
}

const ATTRIBUTE =
  /^(?:p[0-5]|prio(?:rity)?[\s:-]*(?:p?\d|high|medium|low)|(?:highest|high|medium|low|lowest|critical|urgent)(?:[\s-]*prio(?:rity)?)?|prevent(?:ion|ative|ive)?|detect(?:ion)?|mitigat(?:e|ion)|process|training|owner|no owner|unassigned|tbd|n\/?a|owner tbd|default|duplicate|closed without evidence|issue deleted|not planned(?::.*)?)$/i;

function attribute(mark: string): Said | null {
  return ATTRIBUTE.test(mark) ? {} : null;
}

const TEAM =
  /^\p{Lu}[\p{L}\p{N}&/-]*(?: [\p{L}\p{N}&/-]+){0,2} (?:[Tt]eam|[Ss]quad)$|^(?:[Tt]eam|[Ss]quad|[Tt]ime|[Ee]quipe|[Ee]quipo) (?:de )?\p{Lu}[\p{L}\p{N}&/-]*$/u;

function people(mark: string, reader: Reader, where: Where): Said | null {
  if (TEAM.test(mark)) return { owners: [mark] };
  const named = namedPeople(
    mark.replace(/^(?:owner|by|assigned to)\s+/i, ""),
    reader.people,
    where === "brackets",
  );
  return named ? { owners: named.owners, ...(named.done === null ? {} : { done: named.done }) } : null;
}

/** All parts of a group, when each is a mark; the whole goes first, since people are listed with commas. */
export function marksOf(inside: string, reader: Reader, where: Where): Said | null {
  const whole = readMark(inside, reader, where);
  if (whole) return whole;
  let said: Said = {};
  const parts = inside.split(/\s*[;|·•、，；]\s*|,\s+|\s+[–—-]\s+|\.\s+/);
  if (parts.length < 2) return null;
  for (const part of parts) {
    const one = readMark(part, reader, where);
    if (!one) return null;
    said = merge(said, one);
  }
  return said;
}
