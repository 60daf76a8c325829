import type { DayOrder } from "../reading/days.ts";
import { findMoments, type Moment } from "../reading/moments.ts";
import { declared } from "../reading/timeline-events.ts";

/** A time that a sentence names: a moment, or so many ms before it was said. */
export type NamedTime = { moment: Moment; daysBack: number } | { ago: number };
export type FoundTime = { start: number; end: number; time: NamedTime };

/** The times of day that a text names, in order. */
export function namedTimes(text: string, order: DayOrder): NamedTime[] {
  return findTimes(text, order).map(({ time }) => time);
}

const AGO =
  /(?:(?:\b(?:about|around|approximately|roughly|approx\.?|some|~)\s?)?(\d{1,3}|an?|one|half an)\s?(minutes?|mins?|m|hours?|hrs?|h)\s+ago\b)|(?:(?<!\p{L})(?:há|hace|il y a|vor)\s(?:(?:cerca de|uns|unos|environ|etwa|ungefähr|circa|ca\.)\s)?(\d{1,3}|uma?|una?|une|einer?)\s?(minutos?|minutes?|minuten?|min|horas?|heures?|stunden?|h)(?!\p{L}))|(?:(\d{1,3})(分|時間)(?:ほど|くらい)?前)/giu;

/** The same with where each stands, in UTF-16 units. */
export function findTimes(sentence: string, order: DayOrder): FoundTime[] {
  if (!/\d|ago|hace|há|il y a|vor/.test(sentence)) return [];
  const relative = [...sentence.matchAll(AGO)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    time: { ago: agoOf(match) },
  }));
  const clocks = findMoments(sentence, order).filter(({ clock }) => clock !== null);
  const zone = clocks.some((moment) => moment.zone === undefined) ? declared(sentence) : undefined;
  const daysBack = YESTERDAY.test(sentence) ? 1 : 0;
  const moments = clocks.map((moment) => ({
    start: moment.start,
    end: (moment.until ?? moment).end,
    time: { moment: withZone(moment, sentence, zone), daysBack },
  }));
  const apart = moments.filter(
    ({ start, end }) => !relative.some((one) => one.start < end && start < one.end),
  );
  return [...relative, ...apart].sort((a, b) => a.start - b.start);
}

const YESTERDAY =
  /(?<!\p{L})(?:yesterday|last night|ontem|ayer|anoche|hier|gestern|igår|i går)(?!\p{L})|昨日|昨夜|어제|昨天/iu;
/** A zone by a name that nobody knows: "20:00 (hora Santiago)", "14:03 CLT". */
const STRANGE_ZONE =
  /^\s{0,2}[([]?\s?(?:[A-Z]{2,4}T(?![\p{L}\d])|(?:hora|horário|heure|ora)\s(?:de\s)?\p{Lu}|(?:local|server) time)/u;

function withZone(moment: Moment, sentence: string, stated: Moment["zone"]): Moment {
  if (moment.zone !== undefined) return moment;
  const behind = sentence.slice((moment.until ?? moment).end, (moment.until ?? moment).end + 40);
  return { ...moment, zone: STRANGE_ZONE.test(behind) ? null : stated };
}

function agoOf([, english, unit, other, otherUnit, japanese, japaneseUnit]: RegExpExecArray): number {
  const number = (english ?? other ?? japanese ?? "").toLowerCase();
  const count = number === "half an" ? 0.5 : Number(number) || 1;
  const isHours = /^(?:h|st|時)/i.test(unit ?? otherUnit ?? japaneseUnit ?? "");
  return count * (isHours ? 3_600_000 : 60_000);
}
