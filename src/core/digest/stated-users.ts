import { oneLine } from "../markdown.ts";
import { isBounded, NUMBER, numberOf, readable, readings } from "./stated-number.ts";

const MULTIPLES: Record<string, number> = {
  ...{ k: 1e3, thousand: 1e3, mil: 1e3, m: 1e6, mn: 1e6, mio: 1e6, million: 1e6 },
  ...{ milhao: 1e6, milhoes: 1e6, dozen: 12, duzia: 12, duzias: 12 },
};
const MULTIPLE = Object.keys(MULTIPLES).join("|");
const COUNT = `(${NUMBER})(?: ?(${MULTIPLE})(?![\\p{L}\\p{N}]))?`;

const PEOPLE =
  "users?|customers?|clients?|people|persons?|accounts?|tenants?|subscribers?|members?|employees?|staff|colleagues?|visitors?|shoppers?|buyers?|sellers?|merchants?|drivers?|patients?|students?|players?|guests?|logins?|usuari[oa]s?|clientes?|pessoas?|contas?|assinantes?|alunos?|colaborador(?:es)?|funcionari[oa]s?|pacientes?|visitantes?";
/** Words that cannot stand between a number and the people that it counts. */
const OTHER =
  "minutes?|mins?|hours?|h|days?|weeks?|seconds?|minutos?|horas?|dias?|semanas?|percent|errors?|requests?|orders?|calls?|tickets?|for|of|in|at|on|per|and|or|to|by|de|do|da|por|em|e|ou";
/** `1,200 paying customers`, `300 of 1,200 users`, `12k`. */
const COUNTED = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/#%+-])${COUNT}(?: (?:out of|of|de|dentre|em) (?:the |our |all |os |as )?${NUMBER}(?: ?(?:${MULTIPLE}))?)?(?: (?!(?:${OTHER})(?!\\p{L}))[\\p{L}-]{1,20}){0,2} (?:${PEOPLE})(?!\\p{L})`,
  "gu",
);
const ALONE = new RegExp(`^${COUNT}[.!]?$`, "u");
const NOBODY =
  /^(?:none|nobody|no one|zero|0|no (?:users?|customers?|people)(?: (?:were |was )?(?:affected|impacted))?|nobody was (?:affected|impacted)|nenhum(?: usuario)?(?: (?:foi )?afetado)?|ninguem(?: foi afetado)?)[.!]?$/;

const READ_LIMIT = 1_000;
/** More people than there are. */
const MOST = 9e9;

/**
 * How many users were affected, as words state it: "~1,200 users", "12k", "300 of 4,000 customers". Null where no number is
 * stated ("everyone", "5 %"), a bound or a range is, or two different ones are.
 */
export function usersIn(words: string): number | null {
  for (const text of readings(words.slice(0, READ_LIMIT)).map((each) => oneLine(readable(each)))) {
    const bare = text.replace(/[\s;]+$/, "");
    if (NOBODY.test(bare)) return 0;
    const [first, ...others] = new Set(countsIn(bare));
    if (first === undefined) continue;
    return others.length > 0 || first === null || first > MOST ? null : first;
  }
  return null;
}

/** Every number of people; null for one that is a bound or the end of a range. */
function countsIn(text: string): (number | null)[] {
  const alone = ALONE.exec(text);
  if (alone) return [countOf(alone)];
  return [...text.matchAll(COUNTED)].map((found) =>
    isBounded(text.slice(0, found.index)) ? null : countOf(found),
  );
}

function countOf([, written = "", multiple = ""]: RegExpExecArray): number {
  return Math.round(numberOf(written) * (MULTIPLES[multiple] ?? 1));
}
