/**
 * The words of dates by language, folded (lower case, no accents). What one word means in two languages stands once, and
 * what is an everyday word besides ("may", "out", "set") counts only where the rest of the date leaves no doubt.
 */

const list = (words: string): string[] => words.trim().split(/\s+/);

/** January to December: English, Portuguese, Spanish, French, German, Italian, Dutch. */
const MONTHS: readonly string[] = [
  "january jan janeiro enero ene janvier janv januar janner gennaio gen januari",
  "february feb fevereiro fev febrero fevrier fevr februar febbraio febbr februari",
  "march mar marco marzo mars marz maerz mrz maart mrt",
  "april apr abril abr avril avr aprile",
  "may maio mai mayo maggio magg mei",
  "june jun junho junio juin juni giugno giu",
  "july jul julho julio juillet juil juli luglio lug",
  "august aug agosto ago aout augustus",
  "september sep sept setembro set septiembre septembre settembre",
  "october oct outubro out octubre octobre oktober okt ottobre ott",
  "november nov novembro noviembre novembre",
  "december dec dezembro dez diciembre dic decembre dezember dicembre",
];
export const MONTH_OF = numbered(MONTHS);

/** Months that are everyday words when written small, or in another language. */
export const RISKY_MONTHS = new Set(list("may march mar mars mai ago set out jun gen ott dic lug"));
/** The same, never a month before a number: "set 5", "out 3". */
export const NEVER_FIRST = new Set(list("ago set out gen ott lug dic ene mai"));

/** Monday to Sunday. The short ones count with their dot or behind a word such as "by" only, see `RISKY_DAYS`. */
const WEEKDAYS: readonly string[] = [
  "monday mon segunda-feira lunes lundi montag lunedi maandag 月曜日 月曜 월요일",
  "tuesday tue tues terca-feira martes mardi dienstag martedi dinsdag 火曜日 火曜 화요일",
  "wednesday wed quarta-feira miercoles mercredi mittwoch mercoledi woensdag 水曜日 水曜 수요일",
  "thursday thu thur thurs quinta-feira jueves jeudi donnerstag giovedi donderdag 木曜日 木曜 목요일",
  "friday fri sexta-feira viernes vendredi freitag venerdi vrijdag 金曜日 金曜 금요일",
  "saturday sat sabado samedi samstag sabato zaterdag 土曜日 土曜 토요일",
  "sunday sun domingo dimanche sonntag domenica zondag 日曜日 日曜 일요일",
];
export const WEEKDAY_OF = numbered(WEEKDAYS);
/** Ordinals in Portuguese, too: "a segunda réplica". Only behind a word that a date follows. */
const ORDINAL_DAYS = ["segunda", "terca", "quarta", "quinta", "sexta"];
for (const [at, word] of ORDINAL_DAYS.entries()) WEEKDAY_OF.set(word, at + 1);
export const RISKY_DAYS = new Set([
  ...ORDINAL_DAYS,
  ...list("mon tue tues wed thu thur thurs fri sat sun lundi mardi"),
]);

const NUMBERS: readonly string[] = [
  "a an one um uma un una une ein eine einem einer",
  "two dois duas dos deux zwei due",
  "three tres trois drei tre",
  "four quatro cuatro quatre vier quattro",
  "five cinco cinq funf cinque",
  "six seis sechs sei",
  "seven sete siete sept sieben sette",
  "eight oito ocho huit acht otto",
  "nine nove nueve neuf neun",
  "ten dez diez dix zehn dieci",
  "eleven onze once elf undici",
  "twelve doze doce douze zwolf dodici",
];
export const NUMBER_OF = numbered(NUMBERS);

/** What is counted. A quarter has three months, a fortnight two weeks, and business days leave weekends out. */
export type Unit = "day" | "business-day" | "week" | "fortnight" | "month" | "quarter" | "year";
const UNITS: Record<Unit, string> = {
  day: "day days dia dias jour jours tag tage tagen giorno giorni dag dagen 日 일",
  "business-day":
    "business_day business_days working_day working_days work_day work_days workday workdays weekday weekdays dia_util dias_uteis dia_habil dias_habiles jour_ouvre jours_ouvres werktag werktage werktagen arbeitstag arbeitstage arbeitstagen 営業日 영업일",
  week: "week weeks wk wks semana semanas semaine semaines woche wochen settimana settimane weken 週間 주",
  fortnight: "fortnight fortnights quinzena quincena quinzaine",
  month: "month months mes meses mois monat monate monaten mese mesi maand maanden か月 ヶ月 カ月 개월",
  quarter: "quarter quarters trimestre trimestres quartal quartale quartalen kwartaal 四半期 분기",
  year: "year years ano anos an ans jahr jahre jahren anno anni jaar 年 년",
};
export const UNIT_OF = new Map(
  Object.entries(UNITS).flatMap(([unit, words]) =>
    list(words).map((word) => [word.replace("_", " "), unit as Unit] as const),
  ),
);

/** What a period may be that somebody says by its name: "end of the month", "nächste Woche". */
export type Period = "week" | "month" | "quarter" | "year";
const PERIODS: Record<Period, string> = {
  week: "week semana semaine woche settimana",
  month: "month mes mois monat monats mese maand",
  quarter: "quarter trimestre quartal quartals kwartaal",
  year: "year ano annee jahr jahres anno jaar",
};
export const PERIOD_OF = new Map(
  Object.entries(PERIODS).flatMap(([period, words]) =>
    list(words).map((word) => [word, period as Period] as const),
  ),
);

/** Days from today. */
export const CASUAL_DAYS = new Map<string, number>([
  ...list("today tonight hoje hoy aujourd'hui heute oggi vandaag 今日 本日 오늘").map(pair(0)),
  ...list("tomorrow tmrw amanha manana demain morgen domani 明日 내일").map(pair(1)),
  ...[
    "day after tomorrow",
    "the day after tomorrow",
    "depois de amanha",
    "pasado manana",
    "apres-demain",
  ].map(pair(2)),
  ...["ubermorgen", "dopodomani", "overmorgen", "明後日", "모레"].map(pair(2)),
]);

/** Words that a date follows: behind them a small number or a short word is one. */
export const BEFORE_A_DATE = list(`
  due by on until till before since from of after date deadline target eta mid end week next this late no later than
  ate em no na dia de do da desde antes prazo vence vencimento proximo proxima nesta neste
  el para hasta antes del desde plazo fecha proximo proxima este esta
  le au avant jusqu'au d'ici du ce cette
  bis am zum ab vom den vor spatestens nachsten nachster kommenden diesen fallig frist
  entro il op tegen uiterlijk`);

function pair(days: number): (word: string) => [string, number] {
  return (word) => [word, days];
}

function numbered(words: readonly string[]): Map<string, number> {
  return new Map(words.flatMap((names, at) => list(names).map((name) => [name, at + 1] as const)));
}

/** Alternatives of a regular expression, the longest first. A blank in a word is any run of up to three blanks. */
export function anyOf(words: Iterable<string>): string {
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s{1,3}"))
    .join("|");
}

/** Lower case without accents, every UTF-16 unit where it was: offsets in one are offsets in the other. */
export function foldInPlace(text: string): string {
  return text
    .replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize("NFD")[0] ?? letter)
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\p{Script=Latin}+/gu, (word) => word.toLowerCase());
}

/** Of these one stands in every date that is told in words. */
const TELLING = new Set(
  [...MONTH_OF.keys(), ...WEEKDAY_OF.keys(), ...UNIT_OF.keys(), ...PERIOD_OF.keys(), ...CASUAL_DAYS.keys()]
    .flatMap((words) => words.match(/\p{L}+/gu) ?? [])
    .concat(list("dans eod cob eob eow eom eoq eoy business feierabend journee q w kw cw kalenderwoche"))
    .concat(
      list("end mid middle start beginning fim fin fine final finais finales inicio comeco meados mediados"),
    )
    .concat(list("mi debut ende mitte anfang eind"))
    // Of "the day after" it is the day that tells, and "an" is an article before it is a year.
    .filter((word) => !["the", "after", "de", "an"].includes(word)),
);

/** Whether a line (folded) may hold a date in words: most do not, and this tells it ten times faster than looking. */
export function mayTellADate(folded: string): boolean {
  return isCjk(folded) || (folded.match(/\p{L}+/gu) ?? []).some((word) => TELLING.has(word));
}

/** Written without blanks between words. */
export function isCjk(word: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word);
}
