import { nextWeekday, type Today, unitsAhead, weekdayIn } from "./calendar.ts";
import { cjk, latin, numberOf, type Reading, type Rule, rule, standsAlone, WORD, WORD_END } from "./rule.ts";
import { anyOf, CASUAL_DAYS, NUMBER_OF, RISKY_DAYS, UNIT_OF, WEEKDAY_OF } from "./words.ts";

const POST_NEXT = "(?:que\\s(?:vem|viene)|prochaine?|proxim[oa]|prossim[oa])";
const PAST = /(?:last|past|previous|passad[oa]|letzte[nrms]?|dernier|derniere|ultim[oa]|pasad[oa])$/;
const AFTER_PAST = /^\s(?:passad[oa]|pasad[oa]|derniere?|scors[oa])/;

/**
 * Friday, this Friday, next Friday. The bare name is the next such day after today. English and German "next" means
 * the week after this one; "próxima sexta" and "vendredi prochain" mean the coming one.
 */
const weekday = rule(
  `${WORD}(?:(?<mod>next week(?:\\son)?|next|this(?:\\scoming)?|coming|upcoming|proxim[oa]|n?est[ae]|ce|cette|nachste[nr]?|kommende[nr]?|diese[nr]?|prossimo|volgende)\\s{1,2})?(?<w>${latin(WEEKDAY_OF.keys())})(?<dot>\\.?)(?<post>\\s(?:next week|${POST_NEXT}))?${WORD_END}`,
  ({ groups: { mod = "", w = "", post = "" }, before, after, today }) => {
    if (PAST.test(before.trimEnd()) || AFTER_PAST.test(after)) return null;
    if (RISKY_DAYS.has(w) && !mod && !post && !standsAlone({ before, after })) return null;
    const day = WEEKDAY_OF.get(w) ?? 0;
    const isNextWeek = /^(?:next|nachste)/.test(mod) || post.includes("next week");
    return {
      kind: "weekday",
      weekday: day,
      date: isNextWeek ? weekdayIn(today, 1, day) : nextWeekday(today, day),
    };
  },
);

/** 来週金曜日, 다음 주 금요일. */
const easternWeekday = rule(
  `(?<next>来週の?|다음\\s?주\\s?)?(?:今週の?|次の|이번\\s?주\\s?)?(?<w>${cjk(WEEKDAY_OF.keys())})`,
  ({ groups: { next, w = "" }, today }) => {
    const day = WEEKDAY_OF.get(w) ?? 0;
    return { kind: "weekday", weekday: day, date: next ? weekdayIn(today, 1, day) : nextWeekday(today, day) };
  },
);

/** Today, amanhã, übermorgen, 明日. */
const casual = rule(
  `${WORD}(?<c>${latin(CASUAL_DAYS.keys())})${WORD_END}|(?<e>${cjk(CASUAL_DAYS.keys())})`,
  ({ groups: { c, e }, today }) => ({
    kind: "ahead",
    date: unitsAhead(today, CASUAL_DAYS.get((c ?? e ?? "").replace(/\s+/g, " ")) ?? 0, "day"),
  }),
);

/** In 2 weeks, within five business days, em duas semanas, in einem Monat. */
const ahead = rule(
  `${WORD}(?:in|within|em|en|dentro de|daqui a|dans|d'ici|innerhalb von|binnen|tra|fra|entro|over)\\s{1,2}(?:the\\snext\\s|(?:as|os)\\sproxim[oa]s\\s|about\\s)?(?<n>\\d{1,3}|${anyOf(NUMBER_OF.keys())}|a couple of)[\\s-]{1,2}(?<u>${latin(UNIT_OF.keys())})${WORD_END}`,
  ({ groups: { n, u }, today }) => counted(n, u, today),
);
const fromNow = rule(
  `${WORD}(?<n>\\d{1,3}|\\p{L}{1,9})\\s{1,2}(?<u>\\p{L}{3,10}(?:\\sdays?)?)\\sfrom\\s(?:now|today)${WORD_END}`,
  ({ groups: { n, u }, today }) => counted(n, u, today),
);
/** 2週間以内, 2주 후. */
const easternAhead = rule(
  `(?<!\\p{N})(?<n>\\d{1,3})\\s?(?<u>${cjk(UNIT_OF.keys())})\\s?(?:以内|後|이내|후|안에)`,
  ({ groups: { n, u }, today }) => counted(n, u, today),
);

function counted(count: string | undefined, word: string | undefined, today: Today): Reading | null {
  const unit = UNIT_OF.get((word ?? "").replace(/\s+/g, " "));
  const many = count === "a couple of" ? 2 : (NUMBER_OF.get(count ?? "") ?? numberOf(count));
  return unit && many > 0 ? { kind: "ahead", date: unitsAhead(today, many, unit) } : null;
}

/** EOD, close of business, fim do dia. */
const daysEnd = rule(
  `${WORD}(?:eod|cob|eob|(?:the\\s)?end of (?:the\\s)?(?:day|business)|close of business|fim do dia|fin de (?:la )?journee|fin del dia|feierabend)${WORD_END}`,
  ({ today }) => ({ kind: "day's end", date: unitsAhead(today, 0, "day") }),
);

/** Days that are told from today. */
export const RELATIVE_RULES: readonly Rule[] = [
  weekday,
  easternWeekday,
  casual,
  ahead,
  fromNow,
  easternAhead,
  daysEnd,
];
