import { fieldNamed } from "./columns.ts";
import { readDone } from "./done-words.ts";
import { readField } from "./item-marks.ts";
import type { Reader, Taken } from "./said.ts";
import { writtenDates } from "./written-date.ts";

/** Labels that say in a sentence, too, what the value behind their colon is. */
const LABEL =
  "owners?|action owner|assignees?|assigned to|responsible(?: person| party)?|dri|point of contact|responsáve(?:l|is)|responsables?|verantwortlich(?:er?)?|ansvarlig|due(?: date| by| on)?|deadline|target(?: date)?|eta|prazo|data limite|fecha límite|échéance|frist|status|situação|estado|statut|ticket|tracking issue|tracking|tracked in|jira|priority|prio|prioridade|prioridad|priorité|담당자?|기한|마감일|상태|担当者?|期限|状態|ステータス|負責人|负责人|截止日期|状态";
const FIELD = new RegExp(
  `(^|[\\s([{（【.;,|·•、–—-])(${LABEL})\\s*[:：=]\\s*((?:@[\\w./-]+(?:\\s*(?:[,&/+]|\\band\\b)\\s*@[\\w./-]+)*)|\\[[^\\[\\]]{0,200}\\]\\([^()\\s]{0,500}\\)|[^;|()（）【】、·\\[\\]{}\\n]{1,80}?(?=\\s*(?:[;|)\\]}）】、·\\n]|$|\\.\\s|\\.$|\\s[–—-]\\s|[,.]?\\s+(?:${LABEL})\\s*[:：=])))`,
  "iu",
);

/** A labelled value anywhere in the words: "… Owner: @ana", "… (ETA: Q3)". */
export function takeFields(words: string, reader: Reader): Taken | null {
  const found = FIELD.exec(words);
  if (!found) return null;
  const [whole, before = "", label = "", value = ""] = found;
  const column = /^(?:tracking|tracked in)$/i.test(label) ? "link" : fieldNamed(label);
  const said = column ? readField(column, column === "owner" ? firstPeople(value) : value, reader) : null;
  if (!said) return null;
  const start = found.index;
  const head = words.slice(0, start) + before;
  const rest = words.slice(start + whole.length);
  return { words: joined(head, rest), said };
}

/** "Ana, then everybody reviews": a list of people ends where the words no longer look like names. */
function firstPeople(value: string): string {
  if (value.startsWith("@")) return value;
  const parts = value.split(/,\s*/);
  const end = parts.findIndex(
    (part, at) => at > 0 && !/^\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,2}$/u.test(part),
  );
  return (end < 0 ? parts : parts.slice(0, end)).join(", ");
}

/** What stood around the field: brackets that held nothing else go with it, and separators that now end the words. */
function joined(head: string, rest: string): string {
  const opening = /[([{（【]\s*$/.exec(head);
  const closing = /^\s*[)\]}）】]/.exec(rest);
  if (opening && closing) return `${head.slice(0, opening.index).trimEnd()}${rest.slice(closing[0].length)}`;
  if (opening) return `${head}${rest.replace(/^[\s,;|.–—-]+/, "")}`;
  if (closing) return `${head.replace(/[\s,;|–—-]+$/, "")}${rest}`;
  return `${head.replace(/[\s,;|·•–—-]+$/, "")} ${rest.replace(/^[\s,;|·•.]+/, "")}`;
}

const FIELD_LINE = /^[\s>*_+-]*([^:：*_]{1,40}?)[\s*_]*[:：][\s*_]*(.*)$/s;

/** A line that is nothing but a field: "**Owner:** Ana"; its column and value. Null for sentences: "Team: fix the pipeline of all". */
export function fieldLine(line: string): { column: string; value: string } | null {
  const [, label = "", rest = ""] = FIELD_LINE.exec(line.slice(0, 500)) ?? [];
  const column = fieldNamed(label);
  const value = rest.trim();
  return column && column !== "time" && isValue(column, value) ? { column, value } : null;
}

/** Somebody or some team: few words, not a sentence's beginning. */
const NAME = /^(?:[^\s\p{Ll}]\S*(?:\s+\S+){0,3}|\S*)$/u;

/** Whether a value is short and of the kind that its label announces. */
function isValue(column: string, value: string): boolean {
  const words = value.split(/\s+/).length;
  switch (column) {
    case "owner":
      return words <= 2 || value.split(/[,;&/]|\band\b/).every((name) => NAME.test(name.trim()));
    case "due":
      return words <= 4 || writtenDates(value, null).length > 0;
    case "status":
      return words <= 2 || (readDone(value) !== null && words <= 8);
    case "link":
      return words <= 3 || /#\d|https?:|[A-Z]-\d|\]\[/.test(value);
    case "priority":
    case "type":
      return words <= 3;
    default:
      return true;
  }
}
