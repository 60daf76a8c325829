import { foldWords } from "./reading/fold-words.ts";
import { NO_NAMES } from "./reading/no-names.ts";

/** Owners as written that are no logins; `start` and `end` hold all of it, brackets and "Owner:" included (UTF-16 offsets). */
export type Names = { start: number; end: number; names: Name[] };
export type Name = { name: string; start: number; end: number };

/** What an owner is called, for a regular expression without regard to case. */
export const OWNER_WORDS =
  "owners?|owned by|assignees?|assigned to|dri|responsible|respons[áa]ve(?:l|is)|don[oa]|encarregad[oa]|atribu[íi]d[oa] a|responsables?|encargad[oa]|asignad[oa] a|propri[ée]taire|assign[ée]e? à|verantwortlich(?:er|e)?|zuständig|担当者?|담당자?";

const KEYED = new RegExp(
  `(?:\\*\\*|__)?(?<![\\p{L}\\p{N}_-])(?:${OWNER_WORDS})(?:\\*\\*|__)?[:：](?:\\*\\*|__)?\\s{0,3}`,
  "giu",
);
const WORD = "(?:[\\p{L}\\p{N}'’._-]{0,38}[\\p{L}\\p{N}])";
const NAME = new RegExp(
  `\\p{L}${WORD}(?:\\s(?:(?:de|da|do|dos|das|van|von|der|den|la|le|bin|al)\\s)?\\p{Lu}${WORD}?\\.?){0,3}(?![\\p{L}\\p{N}_@/])`,
  "yu",
);
const NEXT_NAME = /\s{0,2}(?:[,;&/+]|\s(?:and|e|y|und|et)\s)\s{0,2}/y;
const CAPITALS = /(?<=^|\s)\((\p{Lu}{2,20}(?:[ ,;&/+-]{1,3}\p{Lu}{2,20}){0,7})\)/gu;
/** `@maria.c` is somebody, but no login. */
const DOTTED = /(?<![\w`/.@-])@([A-Za-z0-9][\w-]{0,38}(?:\.[A-Za-z0-9][\w-]{0,38}){1,3})(?![\w/@-])/g;

/** Attributes that follow a name without a sign between. */
const NO_NAME =
  /^(?:due|by|until|till|before|deadline|target|eta|type|repo|priority|p[0-3]|prevent|detect|mitigate|process|training|até|ate|prazo|vence|bis|avant)$/i;
/** Capitals that stand in parentheses and are nobody. */
const ACRONYMS = new Set(
  `api dns aws gcp sla slo sli ci cd db sql ui ux vpn cdn tls ssl http https tcp udp ssh xml html css cpu gpu ram eks ecs rds iam mfa sso eta tbd tbc tba fyi asap
  ops sre qa pr prs mr rfc utc gmt eod cob eob eow eom eoq eoy okr kpi mvp poc dri na ok lts rit sev ttl ip id os vm orm sdk cli ide url uri etl dr ha pii gdpr lgpd soc iso ddos waf nat vpc lb mttd mtta mttm rto rpo ide cve sbom ldap smtp acl rbac crud cron
  fazer feito pendente urgente`.split(/\s+/),
);

/** Every owner as written in a line that may be a person's name: a candidate, to be matched with people. */
export function findNames(text: string): Names[] {
  return [...keyed(text), ...capitals(text), ...dotted(text)]
    .filter(({ names }) => names.length > 0)
    .sort((a, b) => a.start - b.start);
}

/** `Owner: Ana Souza`, `responsável: joao e Bia`. */
function keyed(text: string): Names[] {
  return [...text.matchAll(KEYED)].map((match) => {
    const names = namesFrom(text, match.index + match[0].length);
    return { start: match.index, end: names.at(-1)?.end ?? match.index, names };
  });
}

function namesFrom(text: string, from: number): Name[] {
  const names: Name[] = [];
  for (let at = from; names.length < 8; ) {
    NAME.lastIndex = at;
    const words = NAME.exec(text)?.[0].split(" ") ?? [];
    const stop = words.findIndex((word) => NO_NAME.test(word));
    const name = (stop < 0 ? words : words.slice(0, stop)).join(" ").replace(/\.$/, "");
    if (name === "") break;
    names.push({ name, start: at, end: at + name.length });
    NEXT_NAME.lastIndex = at + name.length;
    const sign = NEXT_NAME.exec(text);
    if (stop >= 0 || !sign) break;
    at += name.length + sign[0].length;
  }
  return names;
}

/** `(ANA)`, `(ANA, CHRIS)`; not `(API)`. */
function capitals(text: string): Names[] {
  return [...text.matchAll(CAPITALS)].map((match) => {
    const inside = match.index + 1;
    const names = [...(match[1] ?? "").matchAll(/\p{Lu}+(?: (?!E |Y )\p{Lu}+)*/gu)]
      .map((one) => ({ name: one[0], start: inside + one.index, end: inside + one.index + one[0].length }))
      .filter(({ name }) => !isNobody(name));
    return { start: match.index, end: match.index + match[0].length, names };
  });
}

function isNobody(name: string): boolean {
  return foldWords(name)
    .split(" ")
    .some((word) => NO_NAMES.has(word) || ACRONYMS.has(word));
}

function dotted(text: string): Names[] {
  return [...text.matchAll(DOTTED)].map((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    return { start, end, names: [{ name: match[1] ?? "", start, end }] };
  });
}
