import { findNoDays } from "./dates/no-days.ts";
import { daysBetween, isDate } from "./due.ts";
import { type DateWords, findDates, type When } from "./natural-date.ts";
import type { OwnWords } from "./own-words.ts";
import { findNames, OWNER_WORDS } from "./owner-names.ts";

export const PRIORITIES = ["P0", "P1", "P2", "P3"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const ACTION_TYPES = ["prevent", "detect", "mitigate", "process", "training"] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

/** Words of a line that may be an attribute, from `start` to `end` (UTF-16 offsets). */
export type Token = {
  /** `due` is the app's own form, which counts anywhere; `date` are date words; `name` is only a candidate. */
  kind: "owner" | "due" | "date" | "priority" | "type" | "repo" | "name";
  value: string;
  start: number;
  end: number;
  /** It counts by itself; others only behind one that does. */
  strong: boolean;
  date?: DateWords;
  /** Of `due`: it says of itself that it is the app's default. */
  isDefault?: boolean;
};

export type Tokens = {
  leading: Token[];
  /** In the sentence: of these only `due` counts, and an owner where there is no other. */
  middle: Token[];
  trailing: Token[];
};

const LOGIN = "[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}";
/** GitHub's logins: letters, digits and single inner hyphens, at most 39. A mail address is no owner. */
const OWNER = new RegExp(
  `(?<![\\w\`/.@-])(?:(?<![\\p{L}\\p{N}_])(?:\\*\\*|__)?(?:${OWNER_WORDS})(?:\\*\\*|__)?[:：]?(?:\\*\\*|__)?\\s{0,3})?@(${LOGIN}(?:/[\\w.-]*\\w)?)(?![\\w/@-]|\\.\\w)`,
  "giu",
);
const PRIORITY = /(?<![\w-])(p[0-3])(?![\w-])/gi;
const TYPE = new RegExp(`(?<![\\w-])(type:\\s*)?(${ACTION_TYPES.join("|")})(?![\\w-])`, "gi");
const NAME = "[A-Za-z0-9_.-]{0,99}[A-Za-z0-9_-]";
const REPO = new RegExp(
  `(?<![\\w-])(?:repo|repository|reposit[óo]rio):\\s{0,3}(?:https?://[^\\s/]{1,99}/)?(${NAME}/${NAME})(?![\\w/-])`,
  "gi",
);

/** What may end a line behind its attributes. */
const AFTER_ALL = /^[\s,;·|()[\]–—.!-]*$/;
const BETWEEN = /^[\s,;·|()[\]–—-]*$/;
const BETWEEN_OWNERS = /^\s*(?:[,;/&+]|and|e|y|und|et)\s*$/i;
const AFTER_LEADING = /^[\s,:;·|()[\]–—-]*$/;
/** `Owner: Ana – what to do` */
const AFTER_LEADING_NAME = /^\s{0,2}(?:[:;|·–—]|-\s)/;

/** Words that a due date follows, in the languages of `dates/words.ts`. */
const DUE_WORDS =
  `due date|due by|due on|due|no later than|not later than|by|until|till|before|deadline|target date|target|eta|
até|ate|prazo|vence em|vence|vencimento|antes d[eoa]|data limite|previsão|previsao|no máximo|no maximo|
hasta|antes del|plazo|fecha límite|fecha limite|a más tardar|avant|d'ici|échéance|echeance|au plus tard|jusqu'au|date limite|
bis|fällig am|fällig|faellig|frist|spätestens|termin|entro|scadenza|uiterlijk|期限|締切|締め切り|마감일?|기한|截止`.replace(
    /\s*\n\s*/g,
    "",
  );
const BEHIND_DUE_WORD = new RegExp(
  `(?:\\*\\*|__)?(?<![\\p{L}\\p{N}_-])(?:(?:${DUE_WORDS})(?:\\*\\*|__)?(?:[\\s:：]{1,3}|(?<=[\\u3040-\\uffff])))(?:(?:${DUE_WORDS})[\\s:]{1,3}){0,2}(?:\\*\\*\\s?)?(?:(?:the|le|la|au|el|o|a|dia|zum|am|il)\\s)?$`,
  "iu",
);
/** "Caused by Friday's deploy", "the day before Friday". */
const NO_DUE_WORD =
  /(?:caused|introduced|triggered|affected|impacted|broken|day|days|week|weeks|month|months)\s$/i;
/** まで, 까지: behind the date. */
const DUE_SUFFIX = /^\s?(?:まで(?:に)?|까지|以前|之前|前)/;

/** A date in parentheses without its year that is farther than this may as well be the last one of its name. */
const PLAUSIBLE_DAYS = 270;

/**
 * The words of a line that are attributes: those that end it, and those that begin it.
 * @param when what dates in words are relative to
 * @param strict takes words for a date that a reader may take for the day of something else; for what must never be one
 */
export function splitTokens(text: string, when: When | null, own: OwnWords, strict = false): Tokens {
  const tokens = findTokens(text, when, own, strict);
  const trailing = trailingRun(text, tokens);
  const leading = leadingRun(text, tokens.slice(0, tokens.length - trailing.length));
  return { leading, middle: tokens.slice(leading.length, tokens.length - trailing.length), trailing };
}

/** In the order in which they count where they overlap. */
function findTokens(text: string, when: When | null, { due }: OwnWords, strict: boolean): Token[] {
  const spans = codeSpans(text);
  const dates = dateTokens(text, when, strict);
  // "due 2026-12-01 – 2026-12-05" is more than its beginning.
  const isPart = ({ start, value }: Token) =>
    dates.some((one) => one.start === start && one.date?.date !== value);
  const found: Token[] = [
    ...matches(text, due, (m) => ({
      kind: "due",
      value: m[1] ?? "",
      strong: true,
      isDefault: m[2] !== undefined,
    })).filter((token) => isDate(token.value) && !isPart(token)),
    ...dates,
    ...matches(text, OWNER, (m) => ({ kind: "owner", value: m[1] ?? "", strong: true })),
    ...matches(text, REPO, (m) => ({ kind: "repo", value: m[1] ?? "", strong: true })),
    ...matches(text, PRIORITY, (m) => ({ kind: "priority", value: m[1] ?? "", strong: true })),
    ...matches(text, TYPE, (m) => ({ kind: "type", value: m[2] ?? "", strong: Boolean(m[1]) })),
    ...findNames(text).map(
      ({ start, end }): Token => ({ kind: "name", value: "", start, end, strong: true }),
    ),
  ];
  const inCode = ({ start, end }: Token) => spans.some((span) => start < span.end && end > span.start);
  return withoutOverlaps(
    found.filter((token) => !inCode(token)),
    text.length,
  );
}

/** Date words behind "by" or "due", in parentheses of their own, or (weak) bare ones. Only the line's end is looked at. */
function dateTokens(text: string, when: When | null, strict: boolean): Token[] {
  const from = text.length > TAIL ? text.indexOf(" ", text.length - TAIL) : 0;
  if (from < 0) return [];
  const tail = text.slice(from);
  const dates = findDates(tail, when);
  const told = dates.flatMap((found): Token[] => {
    const date = { ...found, start: found.start + from, end: found.end + from };
    const before = text.slice(Math.max(0, date.start - 36), date.start);
    const suffix = DUE_SUFFIX.exec(text.slice(date.end, date.end + 6))?.[0].length ?? 0;
    const words = dueWordBefore(text, date.start);
    const isDue = words !== null;
    const start = date.start - (words?.length ?? 0);
    const isAlone = /(?:^|\s)[([]\s?$/.test(before) && (strict || isPlausible(date, when));
    const strong = isDue || suffix > 0 || isAlone;
    return [{ kind: "date", value: date.text, start, end: date.end + suffix, strong, date }];
  });
  return [...told, ...noDayTokens(text, from, dates)];
}

/**
 * "due 31/02": no day, but nobody means it as part of the sentence, so it is asked for. What is farther from a day ("45/13") counts
 * only behind a word that nothing else follows.
 */
function noDayTokens(text: string, from: number, dates: DateWords[]): Token[] {
  const isFree = (one: { start: number; end: number }) =>
    dates.every(({ start, end }) => one.end <= start || one.start >= end);
  return findNoDays(text.slice(from))
    .filter(isFree)
    .flatMap(({ start: at, end: to, isNear }): Token[] => {
      const [start, end] = [at + from, to + from];
      const words = dueWordBefore(text, start);
      if (words === null || !(isNear || SURELY_DUE.test(words))) return [];
      const value = text.slice(start, end);
      const date = { start, end, text: value, date: null, ambiguous: null, yearless: false };
      return [{ kind: "date", value, start: start - words.length, end, strong: true, date }];
    });
}

/** Words such as "due by " that stand right before a date; null where it is not told when something is due. */
function dueWordBefore(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - 36), at);
  const words = BEHIND_DUE_WORD.exec(before);
  return words && !NO_DUE_WORD.test(before.slice(0, words.index)) ? words[0] : null;
}

const SURELY_DUE =
  /due|deadline|prazo|venc|data limite|plazo|fecha l|échéance|echeance|date limite|f(?:ä|ae)llig|frist|scadenza/iu;

/** How much of a line's end is searched for date words. */
const TAIL = 500;

/** "(Dec 1)" is when it is due, "(Nov 3)" in late November when it happened. */
function isPlausible({ date, yearless }: DateWords, when: When | null): boolean {
  if (!when || !date) return !yearless;
  const days = daysBetween(when.now.toISOString().slice(0, 10), date);
  return days >= -1 && (!yearless || days <= PLAUSIBLE_DAYS);
}

/** Of tokens that overlap the one that was found first. */
function withoutOverlaps(found: Token[], length: number): Token[] {
  const taken = new Uint8Array(length);
  const kept = found.filter(({ start, end }) => {
    const isFree = !taken.subarray(start, end).includes(1);
    if (isFree) taken.fill(1, start, end);
    return isFree;
  });
  return kept.sort((a, b) => a.start - b.start);
}

function matches(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => Pick<Token, "kind" | "value" | "strong" | "isDefault">,
): Token[] {
  return [...text.matchAll(pattern)].map((match) => ({
    ...read(match),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** From a run of backticks to the next of the same length. */
function codeSpans(text: string): { start: number; end: number }[] {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ start: index, length }));
  const closing = new Map<number, number>();
  const closedBy = runs.map(() => -1);
  for (let at = runs.length - 1; at >= 0; at--) {
    const { length } = runs[at] as (typeof runs)[number];
    closedBy[at] = closing.get(length) ?? -1;
    closing.set(length, at);
  }
  const spans: { start: number; end: number }[] = [];
  for (let at = 0; at < runs.length; at++) {
    const [open, close] = [runs[at], runs[closedBy[at] ?? -1]];
    if (!open || !close) continue;
    spans.push({ start: open.start, end: close.start + close.length });
    at = closedBy[at] ?? at;
  }
  return spans;
}

/**
 * The attributes that end the line. A bare type word or date counts only behind another attribute: "the deploy process"
 * is no type. Of two dates in words the one before belongs to the sentence.
 */
function trailingRun(text: string, tokens: Token[]): Token[] {
  let from = tokens.length;
  let hasDate = false;
  while (from > 0) {
    const token = tokens[from - 1] as Token;
    if (!isJoined(text, token, tokens[from]) || (token.kind === "date" && hasDate)) break;
    hasDate ||= token.kind === "date";
    from--;
  }
  const run = tokens.slice(from);
  const first = run.findIndex(({ kind, strong }) => strong && kind !== "name");
  const weak = run.findLastIndex(({ strong }, at) => !strong && (first < 0 || at < first));
  return run.slice(weak + 1);
}

function isJoined(text: string, token: Token, next: Token | undefined): boolean {
  const between = text.slice(token.end, next?.start);
  if (!next) return AFTER_ALL.test(between);
  if (BETWEEN.test(between)) return true;
  return token.kind === "owner" && next.kind === "owner" && BETWEEN_OWNERS.test(between);
}

function leadingRun(text: string, tokens: Token[]): Token[] {
  let to = 0;
  let edge = 0;
  while (to < tokens.length) {
    const token = tokens[to] as Token;
    if (!token.strong || token.kind === "date") break;
    if (!AFTER_LEADING.test(text.slice(edge, token.start))) break;
    if (token.kind === "name" && !AFTER_LEADING_NAME.test(text.slice(token.end))) break;
    edge = token.end;
    to++;
    if (token.kind === "name") break;
  }
  return tokens.slice(0, to);
}
