import { folded } from "./folded.ts";
import { NAME, OPAQUE, ROLE, TEAM, UNKNOWN, WEAK } from "./people-words.ts";

/**
 * What makes a sentence blame. `human-error`: as a cause. `should-have`: what a person ought to have done. `careless`: of a
 * person's character. `failed-to`: what a person left undone or broke. `mistake`: a person's slip as the cause. `to-blame`: guilt.
 * `always-never`: a habit.
 */
export const BLAME_KINDS = [
  "to-blame",
  "human-error",
  "careless",
  "should-have",
  "failed-to",
  "always-never",
  "mistake",
] as const;
export type BlameKind = (typeof BLAME_KINDS)[number];

/** Reads what `markPeople` gives. */
export type BlamePattern = Pattern & { kind: BlameKind };

/**
 * `first` is the part that tells most: where it is not found, the rest is not looked for, which takes long. `names`: whom the
 * sentence has to name for it, somebody known, or any capitalised word.
 */
type Pattern = { pattern: RegExp; first: RegExp | null; names: "nobody" | "known" | "guessed" };

const DETERMINER = `(?:the |an? |our |their |one of (?:the|our) |some |o |as? |os |um |uma |el |la |los |las |un |una |une |le |les |l'|der |die |das |dem |den |ein |eine |einem |einer |einen )`;
/** Behind these somebody is not who does it: "the script of the intern ignored". */
const BEHIND = `(?:by|of|from|for|with|to|via|per|about|than|like|using|between|por|pelo|pela|de|do|da|dos|das|del|par|du|des|von|vom|durch|para|pour|fur|con|com|avec|mit) `;
const NOT_BEHIND = `(?<!(?<!\\p{L})${BEHIND}(?:${DETERMINER}(?:(?!${DETERMINER})[\\p{L}-]{1,30} ){0,2})?)`;
const NAME_NOT_BEHIND = `(?<!(?<!\\p{L})${BEHIND}${DETERMINER}?)`;

/** Where somebody stands and what he does follows: "the engineer on call last night, who had simply …". */
const WHERE = `(?: (?:on (?:duty|call|shift|rotation|site|watch|(?:the |this |that |our )?[\\p{L}${UNKNOWN}${TEAM}-]{2,20} (?:team|squad|rotation|shift|desk|side|call|duty)|the team)|last night|that (?:day|night)|responsible(?: for [\\p{L}-]{2,30}(?: [\\p{L}-]{2,30})?)?|from (?:the )?[\\p{L}${UNKNOWN}${TEAM}-]{2,30}(?: team)?|of (?:the|this|that) [\\p{L}-]{2,30}|in charge|at the time|de (?:plantao|turno|guardia)|d'astreinte|in bereitschaft|vom dienst|who(?: [\\p{L}${OPAQUE}-]{1,30}){1,5}?)){0,2}(?: \\([^()]{1,40}\\)|, (?!and |but |or |so )[^.;:,]{3,60},(?= \\p{L}))?`;
const THEN = `(?: (?:also|simply|just|again|then|clearly|obviously|apparently|even|still|once|completely|totally|repeatedly|deliberately|knowingly|blatantly|unfortunately|sadly|had|has|have|simplesmente|tambem|novamente|ainda|simplemente|tambien|nuevamente|simplement|encore|wieder|einfach|auch)(?=[ ,]),?){0,3}`;
const ALSO = `(?:(?<gap>(?: |,)[^.;:!?]{1,120}?)(?:,| and| but| then| yet| e| y| et| und| mas| pero| mais| aber))?`;

/** Somebody of these marks as the one who does what follows. */
function subject(roles: string, names: string): string {
  const role = roles && `${NOT_BEHIND}[${roles}]+`;
  const name = names && `${NAME_NOT_BEHIND}[${names}]+`;
  const whoever = `(?<!\\p{L})(?:whoever|quem|quien|celui qui|wer)(?: [\\p{L}${OPAQUE}-]{1,30}){1,6}?`;
  const either = [role, name, whoever].filter((one) => one !== "").join("|");
  return `(?:(?:${either})${WHERE}|[${roles}${names}]+${WHERE},? (?:who|que|qui|der|die|quien))`;
}

/** A person or a team that is one for certain. */
export const SOMEBODY = subject(ROLE + TEAM, NAME);
/** The same, and "they", "you", an operator: for what software hardly does. */
export const MAYBE_SOMEBODY = subject(ROLE + TEAM + WEAK, NAME);
/** The same, and any capitalised word: for what only people do. */
export const ANYBODY = subject(ROLE + TEAM + WEAK, NAME + UNKNOWN);
/** Anyone of them where he is not who does it: "caused by …". */
export const WHOM = `(?:${DETERMINER}(?:(?!${DETERMINER})[\\p{L}'-]{1,30} ){0,3})?[${ROLE}${TEAM}${NAME}]+`;
export const PERSON = `[${ROLE}${TEAM}${NAME}]`;
export const NOT_PERSON = `(?!(?:[\\p{L}-]{1,30} ){0,3}[${ROLE}${TEAM}${NAME}${WEAK}])`;
export const THING = `[\\p{L}\\p{N}${OPAQUE}${UNKNOWN}]`;

/** Somebody, and directly behind it (or behind "and") what he did. */
export function does(who: string, what: string): Pattern {
  return later(who, `${ALSO}${THEN},? `, what);
}

/** Somebody, what he did and, in few words of their own, how. */
export function doesSo(who: string, what: string, how: string): Pattern {
  return later(who, `${ALSO}${THEN},? ${what}[^.;:]{0,170}? `, how);
}

/** Somebody, and with these words between what he did. */
export function later(who: string, between: string, what: string): Pattern {
  return {
    pattern: folded(`${who}${between}(?:${what})`),
    first: folded(`(?<=[ ,])(?:${what})`),
    names: who === ANYBODY ? "guessed" : "known",
  };
}

/** Words that blame by themselves. */
export function says(words: string): Pattern {
  return {
    pattern: folded(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}])`),
    first: null,
    names: /[\uE000-\uE003]/.test(words) ? "known" : "nobody",
  };
}

/** Words that blame whether or not the sentence names anybody. */
export function mentions(words: string): Pattern {
  return { ...says(words), names: "nobody" };
}

/** Patterns of one kind. */
export function kindOf(kind: BlameKind, patterns: readonly Pattern[]): BlamePattern[] {
  return patterns.map((pattern) => ({ kind, ...pattern }));
}

/** Who is known for certain, or perhaps: whether it is worth looking on. */
export const KNOWN = new RegExp(
  `[${ROLE}${TEAM}${NAME}${WEAK}]|(?<![a-z])(?:whoever|quem|quien|celui qui|wer|him|her|his|them|their|herself|himself) `,
);

/** Everybody whom a sentence names. */
export const PEOPLE = new RegExp(`[${ROLE}${TEAM}${NAME}${WEAK}${UNKNOWN}]+`, "gu");
