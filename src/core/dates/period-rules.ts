import { type Day, type Edge, edgeOf, fridayOfWeek, monthSpan, nextOf, type Today } from "./calendar.ts";
import {
  latin,
  type Match,
  MONTH,
  numberOf,
  OF,
  type Reading,
  type Rule,
  rule,
  standsAlone,
  WORD,
  WORD_END,
  YEAR,
  yearInto,
} from "./rule.ts";
import { MONTH_OF, PERIOD_OF, type Period, RISKY_MONTHS } from "./words.ts";

const THIS = "(?:this|the|current|deste|desta|este|esta|ce|cette|la|le|o|a|diese[rsnm]?|des|der)";
const NEXT =
  "(?:next|coming|proxim[oa]|(?:de[rs]\\s)?nachste[nrms]?|(?:de[rs]\\s)?kommende[nrms]?|prossim[oa]|volgende)";
const POST_NEXT = "(?:que\\s(?:vem|viene)|prochaine?|proxim[oa]|prossim[oa])";
const QUARTER = "(?:q(?<q>[1-4])|(?<qn>[1-4])[º°o.]{0,2}\\s?(?:trimestre|quartal|quarter|분기|四半期))";
const PERIOD = `(?<p>${latin(PERIOD_OF.keys())})`;
const DEADLINE =
  /(?:^|[^\p{L}\p{N}])(?:due|by|until|till|target|deadline|eta|due date|ate|prazo|vence|hasta|plazo|bis|frist|entro|d'ici|echeance)\s{0,2}:?\s{0,2}$/u;
const BEFORE_WORD =
  /(?:^|[^\p{L}\p{N}])(?:before|avant|antes d[eo]l?|antes da|vor|prima di|voor)\s(?:the\s|el\s|la\s|le\s|o\s|a\s)?$/u;

const isSmall = (text: string) => text === text.toLowerCase();

const EDGES: [RegExp, Edge][] = [
  [/^(?:start|beginning|inicio|comeco|principios|debut|anfang)/, "start"],
  [/^(?:mid|middle|meados|meio|mediados|mi|mitte)/, "mid"],
];
const EDGE = `(?<edge>end|start of|beginning of|middle of|mid|fim|final d[eoa]|finais de|fin|finales de|inicio d[eoa]|comeco d[eoa]|meados de|mediados de|mi|debut|ende|mitte|anfang|fine di|eind)`;

/** End of June, mid-January, fim do mês, Ende nächster Woche, end of Q1 2027. */
const edge = rule(
  `${WORD}(?:the\\s)?${EDGE}(?<link>(?:\\s{1,2}|-)(?:${OF}\\s{1,2})?)(?:${THIS}\\s{1,2}){0,2}(?<next>${NEXT}\\s{1,2})?(?:${MONTH}|${PERIOD}|${QUARTER}|${yearInto("y0")})(?:,?\\s{1,2}(?:${OF}\\s{1,2})?${YEAR})?(?<post>\\s${POST_NEXT})?${WORD_END}`,
  ({ groups, raw, today }) => {
    const where = EDGES.find(([words]) => words.test(groups.edge ?? ""))?.[1] ?? "end";
    const { m = "", link = "" } = groups;
    const isMay = RISKY_MONTHS.has(m) && !groups.y && !/\p{L}/u.test(link) && !/-/.test(link);
    if (isMay && isSmall(raw.slice(-m.length))) return null;
    return { kind: "edge", date: spanEdge(groups, today, where) };
  },
);

/** Next week, semana que vem, nächsten Monat, this quarter: told by its last day. */
const relative = rule(
  `${WORD}(?:(?:(?<next>${NEXT})|this|current|est[ea]|ce|cette|diese[rsn]?)\\s{1,2}${PERIOD}|${PERIOD.replace("<p>", "<p2>")}\\s(?<post>${POST_NEXT}))${WORD_END}`,
  (match) => {
    const { p, p2 } = match.groups;
    return period(match, spanEdge({ ...match.groups, p: p ?? p2 }, match.today, "end"));
  },
);
const easternPeriod = rule(
  "(?<next>来|다음\\s?)?(?<this>今|이번\\s?)?(?:(?<week>週(?:中|末)?|주)|(?<month>月末?|달|월말|월 말)|年末|年内|연말)",
  ({ groups: { next, this: now, week, month }, raw, today }) => {
    if (!next && !now && !/末|内|말/.test(raw)) return null;
    const unit = week ? "week" : month ? "month" : "year";
    return { kind: "edge", date: edgeOf(today, unit, next ? 1 : 0, "end") };
  },
);
const easternMonthEnd = rule("(?<!\\p{N})(?<m>\\d{1,2})\\s?(?:月末|월\\s?말)", ({ groups: { m }, today }) =>
  numberOf(m) >= 1 && numberOf(m) <= 12
    ? { kind: "edge", date: nextOf(today, (year) => monthSpan(year, numberOf(m), 1, "end")) }
    : null,
);

/** Q4 2026, 2026-Q4, 4º trimestre de 2026; without its year only behind a word such as "by". */
const quarter = rule(
  `${WORD}(?:${QUARTER}(?:[\\s/-]{1,2}(?:(?:of|de)\\s)?${YEAR})?|${yearInto("y0")}[\\s/-]?q(?<q0>[1-4]))${WORD_END}`,
  (match) => {
    const { q, q0, qn, y, y0 } = match.groups;
    const groups = { q: q ?? q0 ?? qn, y: y ?? y0 };
    if (!groups.y && !DEADLINE.test(match.before) && !standsAlone(match)) return null;
    return period(match, spanEdge(groups, match.today, "end"));
  },
);

/** "Early June" is no day. */
const VAGUE_PART = /(?:early|late|anfang|debut|inicios de|principios de)\s$/;

/** June 2027, junho de 2027; without its year only behind a deadline's word. */
const month = rule(
  `${WORD}${MONTH}\\.?(?:(?:,?\\s{1,2}(?:${OF}\\s{1,2})?|-)${YEAR})?(?!\\s\\d)${WORD_END}`,
  (match) => {
    const { m = "", y } = match.groups;
    if (VAGUE_PART.test(match.before)) return null;
    if (!y && (!DEADLINE.test(match.before) || (RISKY_MONTHS.has(m) && isSmall(match.raw)))) return null;
    if (!y && /^\s\p{Ll}/u.test(match.after)) return null;
    return period(match, spanEdge({ m, y }, match.today, "end"));
  },
);

/** KW 50, calendar week 2, 2026-W50: told by its Friday. */
const isoWeek = rule(
  `${WORD}(?:(?:kw|cw|calendar week|kalenderwoche)\\s{0,2}(?<k>\\d{1,2})(?:[\\s/]{1,2}${YEAR})?|${yearInto("y0")}-w(?<k0>\\d{2}))${WORD_END}`,
  (match) => {
    const { k, k0, y, y0 } = match.groups;
    const week = numberOf(k ?? k0);
    const inYear = (year: number) => fridayOfWeek(year, week);
    if (week < 1 || week > 53) return null;
    return period(match, y || y0 ? inYear(numberOf(y ?? y0)) : nextOf(match.today, inYear));
  },
);

const ACRONYMS: Record<string, Period> = { w: "week", m: "month", q: "quarter", y: "year" };

/** EOM, EOW, EOQ, EOY. */
const acronym = rule(`${WORD}eo(?<p>[wmqy])${WORD_END}`, ({ groups: { p = "" }, today }) => ({
  kind: "edge",
  date: edgeOf(today, ACRONYMS[p] ?? "month", 0, "end"),
}));

/** A period is told by its last day, but not behind "before": that day is too late. */
function period({ before }: Match, date: Day): Reading {
  return { kind: "period", date: BEFORE_WORD.test(before) ? null : date };
}

function spanEdge(groups: Match["groups"], today: Today, where: Edge): Day {
  const { m, p, q, qn, y, y0, next, post } = groups;
  const at = p ? PERIOD_OF.get(p) : undefined;
  if (at) return edgeOf(today, at, next || post ? 1 : 0, where);
  if (y0) return monthSpan(numberOf(y0), 1, 12, where);
  const part = numberOf(q ?? qn);
  const [first, length] = m ? [MONTH_OF.get(m) ?? 1, 1] : [part * 3 - 2, 3];
  const inYear = (year: number) => monthSpan(year, first, length, where);
  return y ? inYear(numberOf(y)) : nextOf(today, inYear);
}

/** Periods, and their edges. */
export const PERIOD_RULES: readonly Rule[] = [
  ...[edge, relative, easternPeriod, easternMonthEnd],
  ...[quarter, month, isoWeek, acronym],
];
