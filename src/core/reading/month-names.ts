/**
 * The twelve months by their names and usual short forms. Short forms that are common words elsewhere ("set", "out", "ago",
 * "mar" before a name) are left out.
 */
const NAMES: readonly string[] = [
  "january jan janeiro enero ene janvier janv januar jänner gennaio gen januari",
  "february feb fevereiro fev febrero feb février févr fevrier fev februar febbraio februari",
  "march mar março marco marzo mars märz maerz mär marts maart",
  "april apr abril abr avril avr aprile",
  "may maio mayo mai maggio mag maj mei",
  "june jun junho junio juin juni giugno giu",
  "july jul julho julio juillet juil juli luglio lug",
  "august aug agosto août aout augustus augusti",
  "september sept sep setembro septiembre setiembre septembre settembre",
  "october oct outubro octubre octobre oktober okt ottobre ott",
  "november nov novembro noviembre novembre",
  "december dec dezembro dez diciembre dic décembre déc decembre dezember dicembre desember",
];

export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, at) => names.split(" ").map((name) => [name, at + 1] as const)),
);

/** All names, the longest first, for use in a regular expression that ignores case. */
export const MONTH_NAMES = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join("|");
