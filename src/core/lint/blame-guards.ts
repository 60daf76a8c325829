import { type BlameKind, NOT_PERSON, PEOPLE } from "./blame-pattern.ts";
import { folded } from "./folded.ts";
import { ROLE } from "./people-words.ts";

/** The sentence is about blame and against it. */
const AGAINST_BLAME = folded(
  /(?<!\p{L})(?:blameless(?:ly)?|no blame|without blam(?:e|ing)|(?:not|n't|never|rather than|instead of|avoid|stop|refrain from|isn't about|not about)(?: [\p{L}\uE000-\uE005-]+){0,4} (?:blam(?:e|ing)|fault|point(?:ing)? fingers|to blame)|(?:nobody|no one|no one's|nobody's|none of us|no single person)(?: [\p{L}\uE000-\uE005-]+){0,6} (?:to blame(?! but)|fault|at fault|blame(?! but))|(?:nobody's|no one's) fault|no fault of|ego|just culture|sem culpados?|sem procurar culpados|ninguem (?:e|foi|tem|teve) (?:culpa|culpad[oa])|nao (?:e|foi) (?:por )?(?:culpa|descuido|negligencia|falta de)|sin culpables?|nadie (?:tiene|tuvo|es|fue) (?:la )?culpa(?:ble)?|no (?:es|fue) (?:por )?(?:culpa|descuido|negligencia|falta de)|sans (?:chercher de )?coupables?|personne n'est (?:coupable|fautif|responsable)|ce n'est (?:pas )?la faute|n'est (?:pas|jamais) la faute|ohne schuldzuweisung(?:en)?|niemand (?:ist|war|hat|tragt)(?: [\p{L}\uE000-\uE005-]+){0,4} schuld|keine schuld|nicht schuld)(?!\p{L})/u
    .source,
);

/** "Human error" as a risk, a label, or something that explains nothing. */
const NOT_AS_CAUSE = folded(
  /(?:\b(?:not|n't|never|no|nor|rather than|instead of|beyond|avoid(?:s|ing)?|prevent(?:s|ing)?|reduc(?:e|es|ing)|minimi[sz](?:e|es|ing)|eliminat(?:e|es|ing)|against|prone to|subject to|susceptible to|vulnerable to|open to|room for|risk of|chance of|chances of|risk for|possibility of|potential for|opportunit(?:y|ies) for|source of|sources of|resilient to|tolerant (?:to|of)|tolerate|detect|catch|withstand|allow(?:s|ed)? for|invit(?:e|es|ing)|less|looked like|looks like|seemed(?: like| to be)?|appeared to be|suspected|blamed on|attributed to|every|any|term|label|category|calling|call it|say|says|saying|stop at|nao|nunca|jamais|nao foi|evitar|reduzir|prevenir|risco de|sujeito a|chance de|margem para|eliminar|minimizar|no fue|riesgo de|reducir|prevenir|propenso a|ne|n'est pas|pas|eviter|reduire|risque d'|risques d'|kein|keine|keinen|nicht|nie|vermeiden|gegen|risiko)(?: [\p{L}'-]+){0,3}(?: d')? ?$)/u
    .source,
);
const EXPLAINS_NOTHING = folded(
  /^s?[^.;]{0,12} (?:is|are|was|were|isn't|wasn't|aren't|e|foi|es|fue|est|ist)(?: a| an|n't| not| never| um| uma| un| una| une| ein| eine| kein| keine| nao| no| jamais| nie| nunca)*(?: [\p{L}-]+)? ?(?:the root|a root|cause|root cause|symptom|starting|expected|inevitable|normal|unavoidable|explanation|the end|an answer|answer|cause raiz|causa|sintoma|inevitavel|inevitable|cause|symptome|ursache|symptom)/u
    .source,
);

/** What was not to be seen, or not to be stopped, is the reason: then it is told, and nobody is blamed. */
const SYSTEM_REASON = folded(
  `[;:] (?:it|this|that|there) (?:is|are|was|were) |[;:] (?:its|both|no|nothing|the|our) ${NOT_PERSON}|(?<!\\p{L})(?:(?:because|since|(?<!as \\p{L}{1,15} )as|so that|given that|due to|owing to|porque|pois|ja que|como|parce que|car|puisque|weil|da) (?:of )?(?:the|our|there|this|that|these|both|it|its|no|none|nothing|neither|an?|o|a|os|as|nao|nada|nenhum|nenhuma|nosso|nossa|el|la|los|las|no|ningun|ninguna|nuestro|le|les|l'|aucun|aucune|rien|notre|der|die|das|es|kein|keine|nichts|unser|unsere) ?${NOT_PERSON}|(?:nothing|no (?:check|guard|warning|alert|prompt|confirmation|test|message|doc)\\p{L}*) (?:in |on |at )?(?:\\p{L}+ ){0,3}(?:told|said|showed|shows|stopped|prevented|warned|tells|says)|which (?:the|our|no|branch|is not|are not|was not|were not|neither|does not|did not|nothing)|(?:looks?|looked) (?:the same|alike|identical))`,
);
const RIGHTLY = folded(
  /(?<!\p{L})(?:rightly|correctly|luckily|fortunately|on purpose|(?:is|was|were) (?:quite |entirely |perfectly )?(?:right|reasonable|sensible|understandable|the right|justified)|by design|as (?:planned|agreed|intended)|kudos|well done|great|thankfully|saved|sensibly|wisely|heroically|corretamente|felizmente|ainda bem|gracas|parabens|correctamente|afortunadamente|heureusement|bravo|zum gluck|richtig)(?!\p{L})/u
    .source,
);

/** Nothing happened: a rule, a drill, a plan, an assumption. */
const NOT_TOLD = folded(
  /(?<!\p{L})(?:assum(?:es|ed|ing) that|ensure(?:s)? (?:that )?|so that|in case|unless|whenever|even if|even when|what if|must not|para que|a fin de|afin que|damit|falls|caso (?:o|a|um|uma)|if (?:an?|any|some|the|one|somebody|someone|you|they)(?! [\p{L}-]+ had)(?! had)|when an?|when (?:somebody|someone)|quando um|quando uma|quando alguem|cuando un|cuando una|cuando alguien|quand un|quand une|wenn ein|wenn jemand|wenn eine)(?!\p{L})/u
    .source,
);

/** The gap to "and forgot": what stands there may be somebody else who forgot. */
const ANOTHER_CLAUSE = folded(
  /(?<!\p{L})(?:that|which|because|when|while|(?:after|before)(?! [\p{L}\d]+ (?:minutes|hours|seconds|days|attempts|tries))|as|if|until|where|saw|found|noticed|que|porque|quando|cuando|quand|dass|weil|wenn|i|we|nos|nous|nosotros|wir|eu|ich|je|yo)(?!\p{L})/u
    .source,
);

/** "We" may call themselves what they like. */
const OWN_VOICE = folded(
  /(?<!\p{L})(?:we|our|us|i|my|nos|nosso|nossa|eu|nosotros|nuestro|nuestra|yo|nous|notre|wir|unser|unsere|ich)(?!\p{L})/u
    .source,
);

const REASONED: ReadonlySet<BlameKind> = new Set(["failed-to", "mistake", "careless"]);
const NAMED = new RegExp(PEOPLE.source, "u");
const PRAISED: ReadonlySet<BlameKind> = new Set(["failed-to", "always-never", "mistake", "careless"]);

/** Whether what was found is meant so in its sentence. */
export function blames(kind: BlameKind, sentence: string, found: RegExpExecArray): boolean {
  if (AGAINST_BLAME.test(sentence)) return false;
  const gap = found.groups?.gap;
  if (gap !== undefined && ANOTHER_CLAUSE.test(gap)) return false;
  const before = sentence.slice(Math.max(0, found.index - 100), found.index);
  const after = sentence.slice(found.index + found[0].length);
  if (kind === "human-error") return isCause(before, after);
  if (kind !== "to-blame" && !NAMED.test(found[0]) && OWN_VOICE.test(before)) return false;
  if (kind === "to-blame" && /(?<!\p{L})(?:not|n't|never|nao|no|nicht|pas)(?: \p{L}+){0,2} $/u.test(before))
    return false;
  if (kind === "should-have")
    return (
      !/so that|what if/.test(sentence) &&
      !(found[0].startsWith(ROLE) && /(?<![a-z])(?:an?|any|each|every|all) $/.test(before))
    );
  if (NOT_TOLD.test(before)) return false;
  if (REASONED.has(kind) && SYSTEM_REASON.test(after)) return false;
  return !(PRAISED.has(kind) && RIGHTLY.test(sentence));
}

function isCause(before: string, after: string): boolean {
  if (NOT_AS_CAUSE.test(before) || EXPLAINS_NOTHING.test(after)) return false;
  // "human error / process / technology" lists what may be chosen; "human error-prone" is about the work.
  return (
    !/^ ?[/|-]|^ ?,? (?:rate|rates|risk|analysis|factor|factors|prone|messages?|codes?|handling)/u.test(
      after,
    ) && !/[/|] ?$/.test(before)
  );
}
