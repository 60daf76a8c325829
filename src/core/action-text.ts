import { type ActionType, type Priority, splitTokens, type Token, type Tokens } from "./action-tokens.ts";
import { type Evidence, parseEvidence, renderEvidence } from "./evidence-mark.ts";
import { escapeInline, neutralise, oneLine, readInline, splice, ZERO_WIDTH } from "./markdown.ts";
import type { When } from "./natural-date.ts";
import type { OwnWords } from "./own-words.ts";
import { findNames, type Names } from "./owner-names.ts";
import { formatRepo, parseRepo, type RepoRef } from "./reference.ts";

export { ACTION_TYPES, type ActionType, PRIORITIES, type Priority } from "./action-tokens.ts";

/**
 * The words of one action item and what they commit to:
 *
 *     Alert on replication lag @ana due 2026-12-01 P1 detect
 *     Rotate the keys (ANA) by next Friday
 *     [x] Write the runbook · @bo · due 2026-12-01 *(done by #45)*
 *
 * Attributes stand at the end (or the beginning: `P1: …`, `@ana: …`) in any order; `due 2026-12-01` counts anywhere, a
 * date in words only at the end, behind a word such as "by" or in parentheses. The evidence is last.
 */
export type ActionText = {
  /** What is to be done, as Markdown, the attributes taken out. */
  markdown: string;
  /** The same as plain text: an issue's title. */
  title: string;
  /** Logins or `org/team`, without @. */
  owners: string[];
  /** `YYYY-MM-DD` */
  due: string | null;
  /** The date is the app's default, nobody's promise. */
  dueIsDefault: boolean;
  priority: Priority | null;
  type: ActionType | null;
  /** Date words as written that could not be told: ambiguous, or relative to a moment that is not known. */
  dueText: string | null;
  /** Both readings of such words (`YYYY-MM-DD`), where there are two. */
  dueReadings: [string, string] | null;
  /** Owners as written that are no logins. Only candidates: they stay part of the words until `takeNames` knows them. */
  names: string[];
  /** Where the issue is to be made, as long as there is none. */
  repo: RepoRef | null;
  /** Why it is done, as the line says. */
  evidence: Evidence | null;
};

/** What `cutOut` takes for a separator at the end of the words. */
const LOOSE_END = /[\s,;·|([–—-]+$/;
const LOOSE_START = /^[\s,:;·|)\]–—-]+/;

/**
 * Reads one line of people's (or our own) words. Never fails: what is no attribute is part of the title.
 * @param when what dates in words are relative to; without it they are told as `dueText`
 */
export function parseActionText(text: string, when: When | null, own: OwnWords): ActionText {
  const mark = parseEvidence(text, own);
  const line = mark ? text.slice(0, mark.start) : text;
  const tokens = splitTokens(line, when, own);
  const inner = mark ? null : innerEvidence(line, tokens, own);
  if (inner !== null) return parseActionText(inner, when, own);
  const { leading, middle, trailing } = tokens;
  const markdown = cutOut(line, tokens);
  const used = [...trailing, ...leading, ...middle.filter(({ kind }) => kind === "due")];
  const owners = valuesOf(used, "owner");
  return {
    markdown,
    title: readInline(markdown),
    owners: owners.length > 0 ? owners : valuesOf(middle, "owner").slice(0, 1),
    ...dueOf(used),
    priority: (valuesOf(used, "priority")[0]?.toUpperCase() as Priority | undefined) ?? null,
    type: (valuesOf(used, "type")[0]?.toLowerCase() as ActionType | undefined) ?? null,
    names: namesIn(markdown, own),
    repo: parseRepo(valuesOf(used, "repo")[0] ?? ""),
    evidence: mark?.evidence ?? null,
  };
}

/**
 * The line as the app writes it: `words · @owner · due 2026-12-01 · P1 · detect *(evidence)*`. `parseActionText` reads
 * the same back; a default date gives way to date words that could not be told.
 */
export function renderActionText(item: Omit<ActionText, "title" | "dueReadings">, own: OwnWords): string {
  const { markdown, isSaid } = withMentions(
    inert(item.markdown, item.due !== null || item.dueText !== null, own),
    item,
    own,
  );
  const owners = isSaid ? [] : item.owners;
  const attributes = [
    ...owners.map((owner) => `@${owner}`),
    ...(item.due ? [`due ${dueWords(item, own)}`] : []),
    ...(item.dueText ? [`due ${item.dueText}`] : []),
    ...(item.priority ? [item.priority] : []),
    ...(item.repo ? [`repo: ${formatRepo(item.repo)}`] : []),
  ];
  // A bare type word counts only behind another attribute.
  if (item.type) attributes.push(attributes.length > 0 ? item.type : `type: ${item.type}`);
  const evidence = renderEvidence(item.evidence, own);
  if (attributes.length === 0) return markdown + evidence;
  const words = LOOSE_END.test(markdown) ? markdown + ZERO_WIDTH : markdown;
  return [words, ...attributes].join(" · ") + evidence;
}

/** `2026-12-01`, or `2026-12-01 (default)` of one that nobody chose; "" without a date. */
export function dueWords(
  { due, dueIsDefault }: Pick<ActionText, "due" | "dueIsDefault">,
  { say }: Pick<OwnWords, "say">,
): string {
  return due && dueIsDefault ? `${due} ${say("items.default")}` : (due ?? "");
}

/** A title from elsewhere (an issue renamed by anybody) as Markdown in which no word can pass for an attribute. */
export function titleAsMarkdown(title: string, own: OwnWords): string {
  return broken(escapeInline(title.replace(/^#(?=\d)/, `#${ZERO_WIDTH}`)), true, own, () => true);
}

/**
 * The item with those of its names that are somebody's: taken out of the words, and owners instead of who is only
 * mentioned. Names that nobody has stay where they are.
 * @param logins by name as written
 */
export function takeNames<T extends Pick<ActionText, "markdown" | "title" | "owners" | "names">>(
  item: T,
  logins: ReadonlyMap<string, string>,
  own: OwnWords,
): Pick<ActionText, "markdown" | "title" | "owners" | "names"> {
  const { owners, names } = item;
  const known = names.flatMap((name) => logins.get(name) ?? []);
  const markdown = known.length > 0 ? withoutNames(item.markdown, logins, own) : item.markdown;
  if (known.length === 0 || readInline(markdown) === "")
    return { markdown: item.markdown, title: item.title, owners, names };
  const isMentioned = owners.join() === parseActionText(item.markdown, null, own).owners.join();
  return {
    markdown,
    title: readInline(markdown),
    owners: distinct(isMentioned ? known : [...owners, ...known]),
    names: names.filter((name) => !logins.has(name)),
  };
}

/** Stands where a name was: it shows as nothing. Parentheses that held only names go with them, a person's empty ones stay. */
const TAKEN = "\u0000";
const BRACKETS_TAKEN = new RegExp(`\\(\\s*(?:${TAKEN}\\s*)+\\)`, "g");

function withoutNames(markdown: string, logins: ReadonlyMap<string, string>, own: OwnWords): string {
  const edits = candidates(markdown, own).map(({ start, end, names }) => {
    const left = names.filter(({ name }) => !logins.has(name)).map(({ name }) => name);
    const [first, last] = [names[0], names.at(-1)];
    const rest = markdown.slice(start, first?.start) + left.join(", ") + markdown.slice(last?.end, end);
    return { at: start, remove: end - start, insert: left.length > 0 ? rest : TAKEN };
  });
  const rest = oneLine(splice(markdown, edits).replace(BRACKETS_TAKEN, "").replaceAll(TAKEN, ""));
  return edits.some(({ insert }) => insert === TAKEN)
    ? rest.replace(LOOSE_START, "").replace(LOOSE_END, "")
    : rest;
}

/**
 * A mention in the sentence names the owner while there is no other, so that one who is none any more loses it.
 * `isSaid`: the sentence names exactly the owners.
 */
function withMentions(
  markdown: string,
  { owners }: Pick<ActionText, "owners">,
  own: OwnWords,
): { markdown: string; isSaid: boolean } {
  const { leading, trailing } = splitTokens(markdown, null, own);
  const isAttribute = [...leading, ...trailing].some(({ kind }) => kind === "owner");
  const mentioned = isAttribute ? [] : parseActionText(markdown, null, own).owners;
  const isCurrent = !isAttribute && mentioned.every((login) => owners.includes(login));
  return {
    markdown: isCurrent ? markdown : neutralise(markdown),
    isSaid: isCurrent && mentioned.length === owners.length,
  };
}

/**
 * Markdown whose own words can no longer pass for attributes of the line; owners and names are seen to elsewhere.
 * @param isDated its date stands beside it, so that no other words are one
 */
function inert(markdown: string, isDated: boolean, own: OwnWords): string {
  const text = broken(markdown, isDated, own, ({ kind }) => kind !== "owner" && kind !== "name");
  const mark = parseEvidence(text, own) ?? parseEvidence(headOf(text, splitTokens(text, null, own)), own);
  if (!mark) return text;
  return splice(text, [{ at: text.indexOf("*(", mark.start) + 1, remove: 0, insert: ZERO_WIDTH }]);
}

/** Breaking one word may let what stands before it end the line; no line of people's is that long. */
const ROUNDS = 20;

function broken(
  markdown: string,
  strict: boolean,
  own: OwnWords,
  isWanted: (token: Token) => boolean,
): string {
  let text = markdown;
  for (let round = 0; round < ROUNDS; round++) {
    const { leading, middle, trailing } = splitTokens(text, null, own, strict);
    const dates = middle.filter(({ kind }) => kind === "due");
    const tokens = [...leading, ...dates, ...trailing].filter(isWanted);
    if (tokens.length === 0) break;
    text = splice(
      text,
      tokens.map(({ start }) => ({ at: start + 1, remove: 0, insert: ZERO_WIDTH })),
    );
  }
  return text;
}

/** The line with its evidence put last, where somebody wrote attributes behind it; null when there is none. */
function innerEvidence(line: string, tokens: Tokens, own: OwnWords): string | null {
  const head = headOf(line, tokens);
  const mark = tokens.trailing.length > 0 ? parseEvidence(head, own) : null;
  const rest = line.slice(tokens.trailing[0]?.start);
  return mark && `${head.slice(0, mark.start)} · ${rest}${renderEvidence(mark.evidence, own)}`;
}

/** What stands before the attributes that end a line. */
function headOf(line: string, { trailing }: Tokens): string {
  return line.slice(0, trailing[0]?.start).replace(LOOSE_END, "");
}

/** What somebody chose outweighs a default, and of two dates the last counts: people add behind what the app wrote. */
function dueOf(used: Token[]): Pick<ActionText, "due" | "dueIsDefault" | "dueText" | "dueReadings"> {
  const told = used
    .flatMap(({ kind, value, date, start, isDefault = false }) => {
      if (kind === "date") return date?.date ? [{ due: date.date, start, dueIsDefault: false }] : [];
      return kind === "due" ? [{ due: value, start, dueIsDefault: isDefault }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const words = used.find(({ kind, date }) => kind === "date" && !date?.date)?.date;
  const chosen = told.findLast(({ dueIsDefault }) => !dueIsDefault) ?? (words ? undefined : told.at(-1));
  return {
    due: chosen?.due ?? null,
    dueIsDefault: chosen?.dueIsDefault ?? false,
    dueText: words?.text ?? null,
    dueReadings: words?.ambiguous ?? null,
  };
}

function cutOut(text: string, { leading, middle, trailing }: Tokens): string {
  const ahead = leading.findLast(({ kind }) => kind !== "name");
  const first = trailing.findIndex(({ kind }) => kind !== "name");
  const cut = first < 0 ? [] : trailing.slice(first);
  let from = ahead?.end ?? 0;
  const pieces: string[] = [];
  for (const date of middle.filter(({ kind }) => kind === "due")) {
    pieces.push(text.slice(from, date.start));
    from = date.end;
  }
  pieces.push(text.slice(from, cut[0]?.start ?? text.length));
  const whole = oneLine(pieces.join(" "));
  const head = ahead ? whole.replace(LOOSE_START, "") : whole;
  // A separator behind the last name parts it from nothing, and would be kept as a word: then no name ends the line.
  if (cut.length === 0) return trailing.length > 0 ? head.replace(LOOSE_END, "") : head;
  // Names are nobody's until they are known, so they stay.
  const names = cut.filter(({ kind }) => kind === "name").map(({ start, end }) => text.slice(start, end));
  const words = oneLine([head.replace(LOOSE_END, ""), ...names].join(" "));
  const name = trailing.findLast(({ kind }) => kind === "name");
  const isOpen = name && /\([^()]*$/.test(words) && /^[^()]*\)/.test(text.slice(name.end));
  return isOpen ? `${words})` : words;
}

function namesIn(markdown: string, own: OwnWords): string[] {
  return distinct(candidates(markdown, own).flatMap(({ names }) => names.map(({ name }) => name)));
}

/** The names that stand where an attribute may. */
function candidates(markdown: string, own: OwnWords): Names[] {
  const found = findNames(markdown);
  if (found.length === 0) return [];
  const { leading, trailing } = splitTokens(markdown, null, own);
  const places = new Set(
    [...leading, ...trailing].filter(({ kind }) => kind === "name").map(({ start }) => start),
  );
  return found.filter(({ start }) => places.has(start));
}

function valuesOf(tokens: Token[], kind: Token["kind"]): string[] {
  return distinct(tokens.filter((token) => token.kind === kind).map((token) => token.value));
}

function distinct(words: string[]): string[] {
  return [...new Set(words)];
}

/** Words typed by anybody (a comment's `/action …`) as one line of a document: its own attributes stay, nothing else bites. */
export function actionLineFrom(text: string, own: OwnWords): string {
  const item = parseActionText(oneLine(text), null, own);
  return renderActionText({ ...item, markdown: neutralise(item.markdown) }, own);
}
