import { foldWords } from "./fold-words.ts";
import { SECTION_WORDS } from "./section-words.ts";

export const SECTION_KINDS = [
  "summary",
  "background",
  "impact",
  "severity",
  "timeline",
  "trigger",
  "cause",
  "detection",
  "investigation",
  "resolution",
  "action-items",
  "ideas",
  "went-well",
  "went-badly",
  "lucky",
  "lessons",
  "participants",
  "links",
  "housekeeping",
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** Words that say nothing about what a part holds: neither in a heading nor in a wording do they count. */
const FILLERS = new Set(
  foldWords(
    "a an the this that these our we were us of for from to in on at by and or with is are was be did do does will have has i it its " +
      "what how why when where who section part incident outage event events issue problem report our key main " +
      "o os as no na nos nas da do dos das de e um uma el la los las del y en le les des du et une der die das den dem und ein eine van het en og och i",
  ).split(" "),
);

type Wording = { kind: SectionKind; words: string };

const WHOLE = new Map<string, SectionKind>();
/** By their first word; those of scripts without spaces apart, since they stand anywhere in a word. */
const WITHIN = new Map<string, Wording[]>();
const UNSPACED: Wording[] = [];

const wordings = (list: "whole" | "within"): Wording[] =>
  SECTION_KINDS.flatMap((kind) => phrases(SECTION_WORDS[kind][list]).map((words) => ({ kind, words })));

for (const key of [(words: string) => words, tellingWords, joined])
  for (const { kind, words } of [...wordings("whole"), ...wordings("within")])
    if (!WHOLE.has(key(words))) WHOLE.set(key(words), kind);

for (const wording of wordings("within")) {
  const [first = ""] = wording.words.split(" ");
  if (isSpaced(wording.words)) WITHIN.set(first, [...(WITHIN.get(first) ?? []), wording]);
  else UNSPACED.push(wording);
}

/** A heading says one thing in a few words; what is longer is a sentence. */
const MOST_CHARACTERS = 120;

/**
 * What a heading announces, by its words: numbers, emoji, emphasis, colons, "(TODO)", "(Target: …)" around them do not
 * matter. Null: something else.
 */
export function sectionKind(heading: string): SectionKind | null {
  if (heading.length > MOST_CHARACTERS * 2) return null;
  const words = headingWords(heading);
  if (words === "" || words.length > MOST_CHARACTERS) return null;
  return wholeKind(words) ?? longestWithin(words) ?? kindOfParts(heading);
}

function wholeKind(words: string): SectionKind | undefined {
  return WHOLE.get(words) ?? WHOLE.get(tellingWords(words)) ?? WHOLE.get(joined(words));
}

/** "Prevention & remediation", "Root cause / trigger": commitments first, else what is named first. */
function kindOfParts(heading: string): SectionKind | null {
  const parts = heading.split(/\s(?:and|e|y|und|et|og|och|en)\s|[&/,+|·•]|\s[–—-]\s/);
  const kinds = parts.length > 1 ? parts.map((part) => wholeKind(headingWords(part)) ?? null) : [];
  if (kinds.includes(null)) return null;
  return kinds.find((kind) => kind === "action-items") ?? kinds[0] ?? null;
}

/** A heading without what people decorate it with, folded: `## 3. 🚒 **Follow-ups** (TODO):` is `follow ups`. */
export function headingWords(heading: string): string {
  const plain = heading
    .normalize("NFKC")
    .replace(/<!--.*?-->|<[^<>]{1,80}>/gs, " ")
    .replace(/!?\[([^[\]]*)\](?:\([^()]*\)|\[[^[\]]*\])/g, "$1")
    .replace(/:[a-z][a-z0-9_+-]*:/g, " ")
    .replace(/\(([a-z]{1,2})\)(?!\w)/g, "$1");
  const bare = plain.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|【[^】]*】/g, " ");
  const words = foldWords(bare) === "" ? foldWords(plain) : foldWords(bare);
  return words.replace(/^(?:(?:\d+|[ivx]{1,4}|[a-h]) )+(?=\S)/, "").trim();
}

/** The wording that covers most of the heading, where enough of it is covered; commitments go before what stands beside them. */
function longestWithin(words: string): SectionKind | null {
  const starting = words.split(" ").flatMap((word) => WITHIN.get(word) ?? []);
  const spaced = starting.filter((wording) => ` ${words} `.includes(` ${wording.words} `));
  const unspaced = isSpaced(words) ? [] : UNSPACED.filter((wording) => words.includes(wording.words));
  let best: { kind: SectionKind; weight: number } | null = null;
  for (const wording of [...spaced, ...unspaced]) {
    const weight = wording.words.length + (wording.kind === "action-items" ? 5 : 0);
    if (weight > (best?.weight ?? 0) && covers(words, wording.words)) best = { kind: wording.kind, weight };
  }
  return best?.kind ?? null;
}

/** At least half of what a heading says; of a script without spaces, a third. */
function covers(words: string, wording: string): boolean {
  if (!isSpaced(wording)) return wording.length * 3 >= words.length;
  return content(wording).length * 2 >= content(words).length;
}

/** Chinese, Japanese and Korean put words together without spaces, or not always with them. */
function isSpaced(words: string): boolean {
  return !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(words);
}

function content(words: string): string[] {
  const all = words.split(" ");
  const telling = all.filter((word) => !FILLERS.has(word));
  return telling.length > 0 ? telling : all;
}

function tellingWords(words: string): string {
  return content(words).join(" ");
}

/** "post mortem" and "postmortem", "follow ups" and "followups" are one word. */
function joined(words: string): string {
  return words.replaceAll(" ", "");
}

function phrases(list: string): string[] {
  return list
    .split(/[,\n]/)
    .map(foldWords)
    .filter((words) => words !== "");
}
