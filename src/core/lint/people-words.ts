import { foldInPlace } from "../dates/words.ts";
import { GIVEN_NAMES } from "../reading/given-names.ts";

/**
 * Whom a sentence names, as one character each that no text holds: words are replaced by as many of them, so that all offsets
 * stay. Patterns then say "a role that ignored" in one place for all roles.
 */
export const ROLE = "\uE000";
/** A login, a known given name, "he" or "she". */
export const NAME = "\uE001";
/** A team by its name; "the team" is the own voice and none. */
export const TEAM = "\uE002";
/** Who may be software as well: "they", "you", an operator, an admin. */
export const WEAK = "\uE003";
/** A capitalised word that nobody knows: a person, a product, a place. */
export const UNKNOWN = "\uE004";
/** Code, quotes and addresses. */
export const OPAQUE = "\uE005";

/** What could be mistaken for the marks above. */
const FOREIGN_MARKS = /[\uE000-\uE005]/g;

const HIDDEN: readonly RegExp[] = [
  /(`{1,3})(?!`)[^`]{1,400}\1/g,
  /<?https?:\/\/[^\s<>]{1,1000}>?/g,
  /["“„«][^"“”„«»]{1,400}["”“»]/g,
  /(?<![\p{L}\p{N}])['‘‚][^'‘’‚]{1,300}['’‘](?![\p{L}\p{N}])/gu,
];

const ROLES = `(?:(?:team|staff|crew) ?members?|(?:co-?|team ?)(?:worker|mate)s?|developers?|dev(?! env)|engineers?|interns?|trainees?|apprentices?|contractors?|consultants?|freelancers?|colleagues?|employees?|programmers?|coders?|technicians?|dbas?|sres?|sysadmins?|administrators?|reviewers?|approvers?|committers?|maintainers?|responders?|on-?call(?:er| person)?|person on (?:call|duty)|(?:tech(?:nical)?|team) leads?|(?:engineering|product|project|release|incident|account|line) managers?|(?:incident )?commanders?|architects?|analysts?|qa engineers?|moderators?|guy|new hires?|newcomers?|juniors?|data scientists?|the author|estagiari[oa]s?|desenvolvedor(?:a|es|as)?|engenheir[oa]s?|operador(?:a|es|as)?|administrador(?:a|es|as)?|plantonistas?|colegas?|funcionari[oa]s?|tecnic[oa]s?|programador(?:a|es|as)?|analistas?|becari[oa]s?|desarrollador(?:a|es|as)?|ingenier[oa]s?|companer[oa]s?|emplead[oa]s?|practicantes?|stagiaires?|developpeu(?:r|se)s?|ingenieure?s?|operat(?:eur|rice)s?|administrat(?:eur|rice)s?|collegues?|technicien(?:ne)?s?|alternant(?:e)?s?|prestataires?|kolleg(?:e|in|en|innen)|entwickler(?:in|innen|n|s)?|ingenieur(?:in|e|en|s)?|praktikant(?:in|en)?|administrator(?:in|en|s)?|mitarbeiter(?:in|innen|n|s)?|techniker(?:in|s)?|azubis?|werkstudent(?:in|en)?)`;

/** After one of these a role is a part of a name: "the developer portal failed". */
const NOT_ROLE =
  "(?! (?:account|accounts|bot|console|console's|dashboard|group|guide|image|instance|job|key|mode|pod|pods|portal|process|profile|role|rotation|schedule|script|server|service|set|sign|token|tool|tools|tooling|ui|vm|wiki|error)(?![\\p{L}-]))";
const A_ROLE = new RegExp(`(?<![\\p{L}\\p{N}_./@-])${ROLES}(?![\\p{L}\\p{N}_/-])${NOT_ROLE}`, "gu");

const A_TEAM =
  /(?<![\p{L}\p{N}-])(?:(?:the|their) (?!(?:whole|entire|same|incident|response|responding|on-call|oncall|full|rest|own) )(?:[\p{L}\p{N}&-]{2,30} ){1,2}(?:team|squad|department|crew|guys|folks)|(?:time|pessoal|equipe|equipo) d[aeo]s? (?!plantao|guardia|resposta|respuesta|incidente)[\p{L}-]{2,30}|l'equipe (?!d'astreinte|de )[\p{L}-]{3,30}|das (?:[\p{L}]{2,30}-team|team [\p{L}]{2,30}))(?![\p{L}-])/gu;
const TEAM_ALONE =
  /(?<![\p{L}\p{N}-])(?:Ops|QA|DevOps|Marketing|Infra|Sales|Netops|NetOps|SecOps)(?: team)?(?![\p{L}\p{N}/-])/gu;

const HE_OR_SHE = /(?<![\p{L}'-])(?:he|she)(?![\p{L}-])/gu;
const MAYBE =
  /(?<![\p{L}'-])(?:they|you|operators?|admins?|managers?|somebody|someone|ele|ela|eles|elas|voce|ella|ellos|ellas|usted|il|elle|ils|elles|er)(?![\p{L}'-])/gu;
/** Folded, "él" would be an article. */
const EL = /(?<!\p{L})[Éé]l(?!\p{L})/gu;
const LOGIN = /(?<![\p{L}\p{N}_.@/-])@[a-z\d](?:[a-z\d-]{0,38}[a-z\d])?(?![\w/])/giu;
const CAPITALISED = /(?<![\p{L}\p{N}_.@/-])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?![\p{L}\p{N}_/]|\.\p{L})/gu;

/** Given names that are English words, too: where a verb follows and they are capitalised they are people. */
const WORD_NAMES = new Set(
  "mark will bill rob bob grace dean frank max rose jack pat sue drew ken carlos hem li wei raj tom ana nick rick greg neil glen dave steve mike joao jose luiza jonas julia juliana priya deepa neha rohan ravi ankit pooja sunil chen wang zhang liu hiro yuto aiko mei ling omar youssef aisha amara kwame chidi ngozi sofie lotte greta lena mia emil jorg gunther heike sabrina uwe dirk silke birgit torsten thorsten camille manon lea theo mathilde aurelie thierry benoit cedric ignacio alba nuria itziar rocio yolanda thiago larissa bia gustavo rodrigo debora vanessa marcela bruna flavio renan denise sandy wendy trevor nate zack zach brett todd brad chad doug gary hank ted tyler kayla haley brooke paige faye".split(
    " ",
  ),
);

/** How sentences begin, and what is capitalised without being anybody. */
const NOBODY = new Set(
  "the a an this that these those it its there here we our us i my me nobody everyone everybody anyone anybody no none nothing some any all both each every either neither one two three many most several few another other such what when where why who which how if as at by for from in on to of with without after before during since until while because although though so and or but not yet then also later once again only even just still already monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december sorry thanks thank please note update root cause team utc".split(
    " ",
  ),
);

/**
 * A sentence as the patterns read it: folded, people marked, code and quotes opaque. Every UTF-16 unit stands where it was.
 * @param guess whether capitalised words that nobody knows count as people, too
 */
export function markPeople(sentence: string, guess: boolean): string {
  const plain = HIDDEN.reduce(
    (text, pattern) => text.replace(pattern, (found) => OPAQUE.repeat(found.length)),
    sentence.replace(FOREIGN_MARKS, " "),
  );
  const marked = foldInPlace(withNames(plain, guess)).replace(/[\s\u00a0]/g, " ");
  return marked
    .replace(A_TEAM, (found) => TEAM.repeat(found.length))
    .replace(A_ROLE, (found) => ROLE.repeat(found.length))
    .replace(HE_OR_SHE, (found) => NAME.repeat(found.length))
    .replace(MAYBE, (found) => WEAK.repeat(found.length));
}

/** "Mark Jensen" is one name. */
const FULL_NAME = new RegExp(`${NAME} (?:${UNKNOWN}+|\\p{Lu}\\p{Ll}+(?=[ ,.']))`, "gu");
/** German capitalises every noun. */
const IS_GERMAN = /(?<!\p{L})(?:der|die|das|den|dem|und|nicht|hat|haben|ist|war|wurde|hätte)(?!\p{L})/iu;

/** Names are told by their capitals, which folding takes away. */
function withNames(text: string, guess: boolean): string {
  const unknown = guess && !IS_GERMAN.test(text) ? UNKNOWN : "";
  const known = text
    .replace(EL, (found) => WEAK.repeat(found.length))
    .replace(LOGIN, (found) => (/bot$/i.test(found) ? OPAQUE : NAME).repeat(found.length))
    .replace(TEAM_ALONE, (found) => TEAM.repeat(found.length))
    .replace(CAPITALISED, (found) => markOf(found, unknown).repeat(found.length) || found);
  return known.replace(FULL_NAME, (found) => NAME.repeat(found.length));
}

function markOf(word: string, unknown: string): string {
  const folded = foldInPlace(word);
  const [first = ""] = folded.split("-");
  if (GIVEN_NAMES.has(first) || WORD_NAMES.has(first)) return NAME;
  return NOBODY.has(folded) || IS_ROLE.test(folded) ? "" : unknown;
}

/** Roles, pronouns and determiners at the beginning of a sentence are no names. */
const IS_ROLE = new RegExp(
  `^(?:${ROLES}|(?:he|she|they|you|operators?|admins?|managers?|somebody|someone|ele|ela|eles|elas|voce|ella|ellos|ellas|usted|il|elle|ils|elles|er|o|os|as|el|la|los|las|le|les|un|une|um|uma|der|die|das|ein|eine|nosso|nossa|nuestro|notre|unser|their|human|user|cp|new|nao|no|se|whoever|erro|error|erreur|menschliches|menschlicher|hat|leider))$`,
  "u",
);
