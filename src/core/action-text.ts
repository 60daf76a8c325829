import { isDate } from "./due.ts";
import { escapeInline, neutralise, oneLine, readInline, splice, ZERO_WIDTH } from "./markdown.ts";

/**
 * The words of one action item and what they commit to:
 *
 *     Alert on replication lag @ana due 2026-12-01 P1 detect
 *
 * Attributes stand at the end (or the beginning: `P1: …`, `@ana: …`) in any order; a due date counts anywhere.
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
};

export const PRIORITIES = ["P0", "P1", "P2", "P3"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const ACTION_TYPES = ["prevent", "detect", "mitigate", "process", "training"] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

type Token = {
  kind: "owner" | "due" | "priority" | "type";
  value: string;
  start: number;
  end: number;
  strong: boolean;
};

const LOGIN = "[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}";
/** GitHub's logins: letters, digits and single inner hyphens, at most 39. A mail address is no owner. */
const OWNER = new RegExp(
  `(?<![\\w\`/.@-])(?:(?:owner|assignee):?\\s+)?@(${LOGIN}(?:/[\\w.-]*\\w)?)(?![\\w/@-])`,
  "g",
);
const DUE = /(?<![\w-])due(?:\s+(?:on|by))?:?\s+(\d{4}-\d{2}-\d{2})(?![\w-])(\s*\(default\))?/gi;
const PRIORITY = /(?<![\w-])(p[0-3])(?![\w-])/gi;
const TYPE = new RegExp(`(?<![\\w-])(type:\\s*)?(${ACTION_TYPES.join("|")})(?![\\w-])`, "gi");

/** What may end a line behind its attributes. */
const AFTER_ALL = /^[\s,;·|()[\]–—.!-]*$/;
const BETWEEN = /^[\s,;·|()[\]–—-]*$/;
/** What `cutOut` takes for a separator at the end of the words. */
const LOOSE_END = /[\s,;·|([–—-]+$/;
const AFTER_LEADING = /^[\s,:;·|()[\]–—-]*$/;

/** Reads one line of people's (or our own) words. Never fails: what is no attribute is part of the title. */
export function parseActionText(text: string): ActionText {
  const { leading, middle, dates, trailing } = splitTokens(text);
  const markdown = cutOut(text, leading, dates, trailing);
  const used = [...trailing, ...leading, ...dates];
  const owners = valuesOf(used, "owner");
  const due = used.find((token) => token.kind === "due");
  return {
    markdown,
    title: readInline(markdown),
    owners: owners.length > 0 ? owners : valuesOf(middle, "owner").slice(0, 1),
    due: due?.value ?? null,
    dueIsDefault: due ? /\(default\)$/.test(text.slice(due.start, due.end)) : false,
    priority: (valuesOf(used, "priority")[0]?.toUpperCase() as Priority | undefined) ?? null,
    type: (valuesOf(used, "type")[0]?.toLowerCase() as ActionType | undefined) ?? null,
  };
}

/** The line as the app writes it: `words · @owner · due 2026-12-01 · P1 · detect`. `parseActionText` reads the same back. */
export function renderActionText(item: Omit<ActionText, "title">): string {
  const mentioned = parseActionText(item.markdown).owners;
  const isCurrent = mentioned.every((login) => item.owners.includes(login));
  const markdown = isCurrent ? item.markdown : neutralise(item.markdown);
  const owners = item.owners.filter((owner) => !isCurrent || !mentioned.includes(owner));
  const attributes = [
    ...owners.map((owner) => `@${owner}`),
    ...(item.due ? [`due ${item.due}${item.dueIsDefault ? " (default)" : ""}`] : []),
    ...(item.priority ? [item.priority] : []),
  ];
  // A bare type word counts only behind another attribute.
  if (item.type) attributes.push(attributes.length > 0 ? item.type : `type: ${item.type}`);
  if (attributes.length === 0) return markdown;
  return [LOOSE_END.test(markdown) ? markdown + ZERO_WIDTH : markdown, ...attributes].join(" · ");
}

/** A title from elsewhere (an issue renamed by anybody) as Markdown in which no word can pass for an attribute. */
export function titleAsMarkdown(title: string): string {
  const markdown = escapeInline(title.replace(/^#(?=\d)/, `#${ZERO_WIDTH}`));
  const { leading, dates, trailing } = splitTokens(markdown);
  return splice(
    markdown,
    [...leading, ...dates, ...trailing].map((token) => ({
      at: token.start + 1,
      remove: 0,
      insert: ZERO_WIDTH,
    })),
  );
}

function splitTokens(text: string): { leading: Token[]; middle: Token[]; dates: Token[]; trailing: Token[] } {
  const tokens = findTokens(text);
  const trailing = trailingRun(text, tokens);
  const leading = leadingRun(text, tokens.slice(0, tokens.length - trailing.length));
  const middle = tokens.slice(leading.length, tokens.length - trailing.length);
  return { leading, middle, dates: middle.filter((token) => token.kind === "due"), trailing };
}

function findTokens(text: string): Token[] {
  const code = codeSpans(text);
  const found: Token[] = [
    ...matches(text, OWNER, (m) => ({ kind: "owner", value: m[1] ?? "", strong: true })),
    ...matches(text, DUE, (m) => ({ kind: "due", value: m[1] ?? "", strong: true })),
    ...matches(text, PRIORITY, (m) => ({ kind: "priority", value: m[1] ?? "", strong: true })),
    ...matches(text, TYPE, (m) => ({ kind: "type", value: m[2] ?? "", strong: Boolean(m[1]) })),
  ];
  return found
    .filter((token) => token.kind !== "due" || isDate(token.value))
    .filter((token) => !code.some((span) => token.start < span.end && token.end > span.start))
    .sort((a, b) => a.start - b.start);
}

function matches(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => Pick<Token, "kind" | "value" | "strong">,
): Token[] {
  return [...text.matchAll(pattern)].map((match) => ({
    ...read(match),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function codeSpans(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The attributes that end the line. A bare type word counts only behind another one: "the deploy process" is no type. */
function trailingRun(text: string, tokens: Token[]): Token[] {
  let from = tokens.length;
  let edge = text.length;
  while (from > 0) {
    const token = tokens[from - 1] as Token;
    const between = text.slice(token.end, edge);
    if (!(edge === text.length ? AFTER_ALL : BETWEEN).test(between)) break;
    edge = token.start;
    from--;
  }
  while (from < tokens.length && !tokens[from]?.strong) from++;
  return tokens.slice(from);
}

function leadingRun(text: string, tokens: Token[]): Token[] {
  let to = 0;
  let edge = 0;
  while (to < tokens.length) {
    const token = tokens[to] as Token;
    if (!token.strong || !AFTER_LEADING.test(text.slice(edge, token.start))) break;
    edge = token.end;
    to++;
  }
  return tokens.slice(0, to);
}

function cutOut(text: string, leading: Token[], dates: Token[], trailing: Token[]): string {
  let from = leading.at(-1)?.end ?? 0;
  const end = trailing[0]?.start ?? text.length;
  const pieces: string[] = [];
  for (const date of dates) {
    pieces.push(text.slice(from, date.start));
    from = date.end;
  }
  pieces.push(text.slice(from, end));
  const whole = oneLine(pieces.join(" "));
  const head = leading.length > 0 ? whole.replace(/^[\s,:;·|)\]–—-]+/, "") : whole;
  return trailing.length > 0 ? head.replace(LOOSE_END, "") : head;
}

function valuesOf(tokens: Token[], kind: Token["kind"]): string[] {
  return [...new Set(tokens.filter((token) => token.kind === kind).map((token) => token.value))];
}

/** Words typed by anybody (a comment's `/action …`) as one line of a document: its own attributes stay, nothing else bites. */
export function actionLineFrom(text: string): string {
  const item = parseActionText(oneLine(text));
  return renderActionText({ ...item, markdown: neutralise(item.markdown) });
}
