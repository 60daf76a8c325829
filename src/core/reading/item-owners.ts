import { foldWords } from "./fold-words.ts";
import { GIVEN_NAMES } from "./given-names.ts";
import { NO_NAMES } from "./no-names.ts";

/** Who is known to be a person: folded names and their parts, from the document and from everyday life. */
export type People = ReadonlySet<string>;

const HANDLE = "@[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?(?:/[A-Za-z0-9](?:[\\w.-]{0,60}\\w)?)?";
const HANDLE_IN_TEXT = new RegExp(`(?<![\\w/.@-])${HANDLE}(?![\\w@/])`, "g");
const ONLY_HANDLES = new RegExp(
  `^(?:${HANDLE})(?:(?:\\s*(?:[,;/&+|、]|(?<=\\s)(?:and|e|y|und|et|og|och|en|with|or))\\s*|\\s+)${HANDLE})*$`,
);
/** `@Override`, `@here`, `@types/node`: words with an at sign that are nobody. */
const NO_HANDLE =
  /^@(?:deprecated|transactional|retryable|override|component|autowired|here|channel|channels|everyone|all|media|import|param|return|returns|see|todo|latest|next|types|angular|babel|nestjs|aws-sdk|octokit)(?:\/|$)/i;

const NOBODY = new Set(
  `tbd, tba, tbc, todo, na, n a, n n, none, nobody, no one, noone, unassigned, unknown, open, pending, anyone, everyone, all, someone, somebody, owner, assignee, name, to be decided, to be determined,
  to be assigned, to be confirmed, assigned, not assigned, not yet assigned, no owner, unowned, needs owner, needs an owner, owner needed, owner tbd, tbd owner, owner name, volunteer, volunteers, volunteer needed, volunteers needed,
  handle, username, login, github handle, your name, team name, x, xx, xxx, nil, empty, blank, a definir, sem dono, sem responsavel, ninguem, nao atribuido, nao definido, sin asignar, por definir, por asignar, a decidir, nadie, ninguno,
  non assigne, a designer, personne, zu klaren, offen, niemand, nicht zugewiesen, unbekannt, ingen, ikke tildelt, nessuno, da definire, nog te bepalen, niet toegewezen,
  미정, 미지정, 없음, 미배정, 담당자, 未定, 未割当, 未割り当て, 未アサイン, なし, 待定, 无, 未分配`
    .split(/[,\n]/)
    .map(foldWords)
    .filter((words) => words !== ""),
);

/** Whether words say that there is nobody: "—", "TBD", "unassigned", "?". */
export function isNobody(words: string): boolean {
  const folded = foldWords(words);
  return folded === "" || NOBODY.has(folded) || /^<[^<>]*>$|^\{\{.*\}\}$|^\[[^\]]*\]$/.test(words.trim());
}

/** The people of a cell or a labelled value, as written without @, in order; none where it names nobody. */
export function ownersIn(value: string): string[] {
  const plain = plainPeople(value).slice(0, 300);
  const handles = handlesIn(plain);
  if (handles.length > 0) return handles;
  const names = plain
    .split(/\s*(?:[,;、，]|\s\/\s|\s[&+|]\s|\s(?:and|e|y|und|et|og|och)\s|\r?\n|<br\s*\/?>)\s*/i)
    .map((name) => name.replace(/^(?:@|cc\s+)/, "").trim())
    .filter((name) => !isNobody(name) && name.length <= 60 && /\p{L}/u.test(name));
  return [...new Set(names)];
}

/** The logins of a text, without @ and those that are none. */
export function handlesIn(text: string): string[] {
  const found = [...text.matchAll(HANDLE_IN_TEXT)].map(([handle]) => handle);
  return [...new Set(found.filter((handle) => !NO_HANDLE.test(handle)).map((handle) => handle.slice(1)))];
}

/** Logins and nothing else, as in "@ana, @bo" or "`@ana`"; null for anything else. */
export function onlyHandles(words: string): string[] | null {
  const plain = plainPeople(words).replace(/^[\s[(]+|[\s\]).:]+$/g, "");
  if (!plain.startsWith("@") || plain.length > 300 || !ONLY_HANDLES.test(plain)) return null;
  const handles = handlesIn(plain);
  return handles.length > 0 ? handles : null;
}

/** Without what may stand around a name: links, code ticks, emphasis. */
export function plainPeople(text: string): string {
  return text
    .replace(/\[([^[\]]{1,100})\](?:\([^()\s]{0,500}\)|\[[^[\]]{0,100}\])/g, "$1")
    .replace(/`(@[\w./-]{1,100})`/g, "$1")
    .replace(/<@?([\w.-]+)>/g, "$1")
    .replace(/\*{1,3}|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])/gu, "")
    .trim();
}

export type Named = { owners: string[]; done: boolean | null };

const ROLE =
  /\s+(?:(to review|reviewing|review|reviewer|reviews|to help|helping|cc|to support)|(done|finished|fixed)|(todo|to do|wip|in progress|doing))$/i;

/**
 * People by name alone: `NATALIA, BRUNO`, `OLGA DONE, NATALIA TO REVIEW`, `Ana` where Ana is known. Whoever only reviews is
 * no owner. Null when a part of it is no person: `AWS`, `Terraform`.
 * @param capitals whether a word in capitals is a name that nobody has to know
 */
export function namedPeople(words: string, people: People, capitals: boolean): Named | null {
  const owners: string[] = [];
  const finished: boolean[] = [];
  for (const part of plainPeople(words).split(/\s*[,;/&+|]\s*|\s+(?:and|AND|e|E|y|Y)\s+/)) {
    const role = ROLE.exec(part);
    const name = part.slice(0, role?.index ?? part.length).trim();
    if (!isPerson(name, people, capitals)) return null;
    if (role?.[1]) continue;
    owners.push(name);
    finished.push(Boolean(role?.[2]));
  }
  if (owners.length === 0) return null;
  return { owners, done: finished.every(Boolean) ? true : finished.some(Boolean) ? false : null };
}

/** One or two capitalised words that are known for a person; where capitals stand for people, also `NATALIA`. */
function isPerson(name: string, people: People, capitals: boolean): boolean {
  const parts = name.split(/\s+/);
  if (parts.length > 3 || !parts.every((part) => /^\p{Lu}[\p{L}'’.-]*$/u.test(part))) return false;
  const folded = foldWords(name);
  if (NO_NAMES.has(folded) || parts.some((part) => NO_NAMES.has(foldWords(part)))) return false;
  const [first = ""] = folded.split(" ");
  if (people.has(folded) || people.has(first) || GIVEN_NAMES.has(first)) return true;
  return capitals && parts.length === 1 && /^\p{Lu}{4,12}$/u.test(name) && soundsLikeName(folded);
}

const NO_NAME_ENDS =
  /(?:ly|ing|ings|tion|tions|sion|ment|ments|ness|able|ible|ity|ance|ence|ive|ful|less|ware|base|ers|ors|ies|ized|ated|ured|ted|ded|ures?|ical|ally|ency|ancy|ary|ory|age|ages|ests?|ects?|ules?|ways?|ates?)$/;

/** Capitals that can be spoken: abbreviations mostly cannot, and other words end otherwise than names. */
function soundsLikeName(word: string): boolean {
  if (NO_NAME_ENDS.test(word)) return false;
  return /[aeiouy]/.test(word) && !/[^aeiouy]{4}|^[^aeiouy]{3}/.test(word);
}

const PEOPLE_LINE =
  /^[ \t>*_#|-]{0,12}(?:incident |post-?mortem |report )?(?:authors?|owners?|written by|created by|reported by|prepared by|lead(?:er)?|(?:incident )?commander|manager|participants|attendees|responders|facilitator|scribe|ic|people|on-?call|autor(?:es)?|responsável|participantes)\b[ \t*_]{0,6}[:：|][ \t*_]{0,6}([^\r\n]{1,500})/gim;

/** Names that the document gives as those of people: its authors, leads, participants and whoever `@` names. */
export function peopleOf(document: string): People {
  const people = new Set<string>();
  const lines = document.slice(0, 100_000).matchAll(PEOPLE_LINE);
  for (const [, names = ""] of lines)
    for (const name of plainPeople(names).split(/[,;/&|()]|\band\b/)) {
      const words = name.trim();
      if (!/^\p{Lu}[\p{L}'’-]{1,20}(?:\s+\p{Lu}[\p{L}'’.-]{0,20}){0,2}$/u.test(words)) continue;
      people.add(foldWords(words));
      people.add(foldWords(words.split(/\s+/)[0] ?? ""));
    }
  for (const handle of handlesIn(document.slice(0, 100_000))) people.add(foldWords(handle));
  return people;
}
