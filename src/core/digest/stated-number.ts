const WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const MORE_WORDS: Record<string, number> = {
  ...{ eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50 },
  ...{ um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, sete: 7, oito: 8, nove: 9 },
  ...{ dez: 10, onze: 11, doze: 12, quinze: 15, vinte: 20, trinta: 30, quarenta: 40, cinquenta: 50 },
};
const NUMBERS = new Map([...WORDS.map((word, at) => [word, at] as const), ...Object.entries(MORE_WORDS)]);
const WORD = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${[...NUMBERS.keys()].join("|")})(?![\\p{L}\\p{N}-])`, "gu");

/** Lower case without accents, small numbers in digits, without the words that say "about". */
export function readable(words: string): string {
  return words
    .replace(/(\d)\s?½/g, "$1.5")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, " ")
    .replace(WORD, (word) => `${NUMBERS.get(word)}`)
    .replace(
      /[~≈≃]|(?<!\p{L})(?:about|around|approximately|approx\.?|roughly|circa|ca\.|some|nearly|almost|exactly|an estimated|cerca de|aproximadamente|aprox\.?|mais ou menos|quase|uns|umas)(?!\p{L}) ?/gu,
      "",
    );
}

/** A number as people write it: `1,200` and `1.200` are thousands, `1.5` and `1,5` are not. */
export const NUMBER = "(?:\\d{1,3}(?:[.,]\\d{3}){1,3}|\\d{1,9}(?:[.,]\\d{1,2})?)";

export function numberOf(written: string): number {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(written)) return Number(written.replace(/[.,]/g, ""));
  return Number(written.replace(",", "."));
}

/** Right before a number: it is a bound, and the number itself nobody states. */
const BOUND =
  /(?:[<>≤≥]=?|(?<!\p{L})(?:(?:less|more|fewer|greater) than|under|over|up to|at (?:least|most)|minimum(?: of)?|maximum(?: of)?|below|above|menos (?:de|que)|mais (?:de|que)|ate|no (?:maximo|minimo)|(?:pelo|ao) menos|acima de|abaixo de)) ?$/u;
/** Right before a number: it is the end of a range. */
const RANGE = /(?:\d|(?<!\p{L})an?) ?(?:k|%)? ?(?:-|–|—|(?<!\p{L})(?:to|a|ate|or|ou|and|e)(?!\p{L})) ?$/u;

/** Whether a number that stands behind these words is one that nobody states as such. */
export function isBounded(before: string): boolean {
  const near = before.slice(-40);
  return BOUND.test(near) || RANGE.test(near);
}

/** The words outside of parentheses, then all of them: what is in parentheses explains. */
export function readings(words: string): string[] {
  const outside = words.replace(/\([^()]{0,500}\)|\[[^[\]]{0,500}\]/g, " ; ");
  return outside === words ? [words] : [outside, words.replace(/[()[\]]/g, " ; ")];
}
