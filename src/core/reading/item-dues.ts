import type { Said } from "./said.ts";
import { type DayOrder, writtenDates } from "./written-date.ts";

const DUE_LEAD =
  /^(?:(?:to be )?(?:done|completed|finished|due|expected|planned|scheduled|targeted|target|deadline|eta|before|until|till|no later than|by|prazo|até|vence(?: em)?|antes de|para|hasta|avant(?: le)?|d'ici(?: le)?|pour le|bis(?: zum)?|fällig(?: am)?|spätestens|innen|innan|tot|entro)(?: date)?(?: (?:on|by|for|am|em|le|el))?)\s*:?\s+/i;
/** A time to come that is no day: "Q4 2026", "next week", "end of March", "fim de março". */
const PERIOD =
  /^(?:(?:the |by |in )*(?:early|mid|late|end of|beginning of|start of|middle of|next|this|following|later this|within|fim de|final de|início de|meados de|próxim[oa]|fin de|finales de|mediados de|ende|mitte|anfang|nächste[rn]?|fin|début|mi)[\s-]*)?(?:(?:the|a|one|two|three|four|six|\d{1,2})\s+)?(?:q[1-4](?:[\s/-]*(?:fy)?\d{2,4})?(?:\s*[–—-]\s*q[1-4](?:\s*\d{4})?)?|[1-4]q\d{0,4}|h[12](?:\s*\d{4})?|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?(?:,?\s+\d{4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weeks?|months?|quarter|year|days?|sprint|release|today|tomorrow|asap|eo[dwmqy]|tbd|semanas?|meses|mês|mes|trimestre|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|monats?|woche|quartals?)$/i;

const BY_PERIOD =
  /\b(?:by|before|until|due|no later than|até|bis|avant)\s+(?:the\s+)?(\S+(?:\s+\S+){0,4}?)[.\s]*$/i;

/** "… by end of March": part of the sentence, and when it is due. */
export function periodAtEnd(words: string): string | null {
  const tail = words.slice(-60);
  for (let from = 0; from < tail.length; from++) {
    const found = BY_PERIOD.exec(tail.slice(from));
    if (!found) return null;
    if (PERIOD.test(found[1] ?? "")) return found[1] ?? null;
    from += found.index;
  }
  return null;
}

/** "due 2026-12-01", "by end of March", "2026-12-01", "Q4 2026". */
export function dueMark(mark: string, order: DayOrder): Said | null {
  const lead = DUE_LEAD.exec(mark)?.[0] ?? "";
  const rest = mark.slice(lead.length).replace(/[.\s]+$/, "");
  const [date, more] = writtenDates(rest, order);
  if (date && !more && date.start === 0 && date.end === rest.length) return dueOf(rest, order);
  if (PERIOD.test(rest)) return { dueText: lead ? rest : mark };
  return null;
}

/** A due date as a cell says it; what was put off counts as it is now. */
export function dueOf(value: string, order: DayOrder): Said {
  const words = value
    .replace(/~~.*?~~/g, " ")
    .replace(/[*_`]+/g, "")
    .trim();
  const dates = writtenDates(words.replace(/\([^()]*\)/g, " "), order);
  const date = (dates.length > 0 ? dates : writtenDates(words, order)).at(-1);
  if (date?.date) return { due: date.date };
  if (!/[\p{L}\p{N}]/u.test(words) || /^(?:n\/?a|none|y{2,4}[-/.].*|d{1,2}[-/.]m.*)$/i.test(words)) return {};
  const problem =
    date?.problem === "ambiguous"
      ? `The due date ${JSON.stringify(words)} may be two days: write it as YYYY-MM-DD.`
      : date?.problem === "impossible"
        ? `The due date ${JSON.stringify(words)} is no day of the calendar.`
        : undefined;
  return { dueText: words, ...(problem ? { problem } : {}) };
}
