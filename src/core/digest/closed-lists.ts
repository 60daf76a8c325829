import { oneLine } from "../markdown.ts";
import { foldWords } from "../reading/fold-words.ts";
import type { Say } from "../words.ts";
import { saysNothing, shortened, wordsIn } from "./answer-words.ts";
import { CATEGORIES, IMPACT_TYPES, type KnownNames } from "./known-names.ts";

/** The names of a closed list, each with the ways in which people write it, folded. */
type ClosedList = ReadonlyMap<string, string>;

/** How people write them in English and Portuguese, beside what the app itself says. */
const CATEGORY_LIST = closedList({
  "unplanned change": `unplanned changes, unscheduled change, mudanca nao planejada, mudancas nao planejadas, mudanca nao
    programada, mudanca nao prevista, alteracao nao planejada, alteracao nao programada`,
  "non-compliance with security policy": `noncompliance with security policy, non compliance with the security policy,
    noncompliance with the security policy, non compliance, security policy violation, violation of security policy,
    violation of the security policy, nao conformidade com a politica de seguranca, nao conformidade com politica de seguranca,
    descumprimento da politica de seguranca, nao cumprimento da politica de seguranca, violacao da politica de seguranca,
    desconformidade com a politica de seguranca, nao conformidade`,
  "backup failure": `backup failures, backup failed, failed backup, failure of backup, failure of the backup, falha de backup,
    falha no backup, falha do backup, falha em backup, falha na copia de seguranca, falha de copia de seguranca`,
  other: "others, outro, outra, outros, outras",
});

const IMPACT_LIST = closedList({
  availability:
    "unavailability, loss of availability, disponibilidade, indisponibilidade, perda de disponibilidade",
  integrity: "data integrity, loss of integrity, integridade, integridade dos dados, perda de integridade",
  confidentiality: "loss of confidentiality, confidencialidade, perda de confidencialidade",
  performance: "degraded performance, desempenho, perda de desempenho",
  compliance: "conformidade, regulatory compliance",
});

/** Behind the choices of a prompt: what to do with them. */
const INSTRUCTION =
  /\s*[–—-]\s*(?:keep|choose|pick|select|mantenha|escolha|marque|deixe)(?![\p{L}\p{N}])[^,;]{0,60}$/iu;
const MOST_TYPES = 12;

/**
 * The category that an answer states: a name of RIT's list where it is one, else as written. Null where nothing is said, or where
 * it still is the prompt with more than one choice.
 * @param say in the document's language, whose names for them count, too
 */
export function categoryOf(answer: string, say: Say): string | null {
  const { isPrompt, pieces } = choicesIn(answer);
  const list = withPhrases(CATEGORY_LIST, CATEGORIES, say);
  const known = pieces.map((piece) => named(piece, list));
  if (isPrompt) return known.length === 1 ? (known[0] ?? null) : null;
  if (known.length >= 4 && known.every((name) => name !== null)) return null;
  const isOne = new Set(known.filter((name) => name !== null)).size === 1;
  const [first = null] = known;
  if (first !== null && isOne) return first;
  const words = oneLine(pieces.join(", "));
  return saysNothing(words) ? null : shortened(words);
}

/** The types of impact that an answer states, in its order: names of RIT's list where they are, else as written. */
export function impactTypesOf(answer: string, say: Say): string[] {
  const { isPrompt, pieces } = choicesIn(answer);
  const list = withPhrases(IMPACT_LIST, IMPACT_TYPES, say);
  const known = pieces.flatMap((piece) => namedTypes(piece, list) ?? (isPrompt ? [] : [shortened(piece)]));
  const isWhole = isPrompt && known.length >= IMPACT_NAMES;
  return isWhole ? [] : [...new Set(known)].filter((name) => !saysNothing(name)).slice(0, MOST_TYPES);
}

const IMPACT_NAMES = Object.keys(IMPACT_TYPES).length;

/** Which of two kinds of treatment an answer states; null where it says neither, or both. */
export function treatmentOf(answer: string): "definitive" | "provisional" | null {
  const words = ` ${foldWords(wordsIn(answer).join(" ").slice(0, 500))} `;
  const definitive = /^ (?:definitiv|permanent|final |lasting)/.test(words)
    ? true
    : / (?:definitiv\p{L}*|permanent\p{L}*) /u.test(words);
  const provisional =
    / (?:provisional\p{L}*|provisori\p{L}*|temporar\p{L}*|interim|stopgap|workaround|paliativ\p{L}*|contorno) /u.test(
      words,
    );
  const leading =
    / ?^ (?:(definitiv|permanent|final |lasting)|(provis|temporar|interim|stopgap|workaround|paliativ))/.exec(
      words,
    );
  if (/ (?:or|ou) /.test(words) && definitive && provisional) return null;
  if (leading) return leading[1] ? "definitive" : "provisional";
  if (/ (?:not|no|nao|never|isnt|nem) /.test(words) || definitive === provisional) return null;
  return definitive ? "definitive" : "provisional";
}

/** Words that say there is nothing, then words that say of what, or why. Folded. */
const NONE_NEEDED = new RegExp(
  `^(?:there (?:is|are) )?(?:none|no|nothing|nenhuma?|nao|nada|n ?a|sem|ningun[oa]?|aucune?|keine?)(?: (?:${[
    "further|more|other|additional|outr[oa]s?|mais|nov[oa]s?|actions?|items?|follow ups?|acoes|acao|ite(?:m|ns)|de acao",
    "is|are|was|were|e|sao|foi|foram|ha|son|needed|required|necessary|necessari[oa]s?|planned|to do|a fazer|se aplica|yet planned",
    "at this time|for now|por ora|por enquanto",
  ].join("|")})){0,8}(?= [–—]| (?:because|since|porque|pois|ja que) |$)`,
);

/** Whether an answer says that further actions are needed. Null where it says neither. */
export function furtherActionsOf(answer: string): boolean | null {
  const words = oneLine(wordsIn(answer).join(" "));
  const [head = ""] = words.split(/[.:;,(–—]|\s-\s/, 1);
  const first = foldWords(head);
  if (NONE_NEEDED.test(first)) return false;
  if (/^not (?:needed|necessary|required|applicable)/.test(first)) return false;
  return saysNothing(words) || first === "" ? null : true;
}

/** The choices of an answer. `isPrompt`: in italics or with its instruction, as the template offers them. */
function choicesIn(answer: string): { isPrompt: boolean; pieces: string[] } {
  const lines = wordsIn(answer);
  const isItalic = /^_[^_]*_$/.test(answer.trim());
  const bare = lines.map((line) => line.replace(INSTRUCTION, ""));
  const isPrompt = isItalic || bare.some((line, at) => line !== lines[at]);
  const pieces = bare.flatMap((line) => line.split(/[,;|]/)).map((piece) => piece.trim());
  return { isPrompt, pieces: pieces.filter((piece) => piece !== "") };
}

/** "availability and performance" are two where both are known; free words with "and" in them are one. */
function namedTypes(piece: string, list: ClosedList): string[] | null {
  const whole = named(piece, list);
  if (whole) return [whole];
  const parts = piece.split(/\s+(?:and|e|&|\+)\s+|\s*[/+&]\s*|^(?:and|e)\s+/i).filter((part) => part !== "");
  const names = parts.map((part) => named(part, list));
  return names.every((name) => name !== null) ? names : null;
}

/** The name that a piece is, as a whole or before its explanation: "Backup failure (nightly)", "other: a certificate". */
function named(piece: string, list: ClosedList): string | null {
  const [head = ""] = piece.split(/[(:.–—]|\s-\s/, 1);
  const fold = (words: string) => foldWords(words).replace(/^(?:an?|the|uma?|o|a) (?=\p{L})/u, "");
  return list.get(fold(piece)) ?? list.get(fold(head)) ?? null;
}

function withPhrases(list: ClosedList, known: KnownNames, say: Say): ClosedList {
  const said = Object.entries(known).map(([name, phrase]): [string, string] => [
    foldWords(say(phrase)),
    name,
  ]);
  return new Map([...said, ...list]);
}

function closedList(names: Record<string, string>): ClosedList {
  return new Map(
    Object.entries(names).flatMap(([name, others]) =>
      [name, ...others.split(",")].map((words) => [foldWords(words), name]),
    ),
  );
}
