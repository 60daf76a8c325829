import {
  type BlamePattern,
  does,
  kindOf,
  MAYBE_SOMEBODY,
  mentions,
  PERSON,
  SOMEBODY,
  says,
} from "./blame-pattern.ts";

const END = "(?![\\p{L}-])";

/** French sentences that blame a person, folded. */
export const FRENCH: readonly BlamePattern[] = [
  ...kindOf("to-blame", [
    says(
      `faute (?:a |au |aux |de la |du |de l'|des |de |d')(?:l'|la |le |les |notre )?(?:[\\p{L}-]{1,30} )?${PERSON}+`,
    ),
    says(`a cause (?:du |de la |de l'|des |de |d')(?:[\\p{L}-]{1,30} )?${PERSON}+`),
    does(
      MAYBE_SOMEBODY,
      `(?:est|etait|sont|etaient) (?:le |la |les |entierement |seul |seule )?(?:coupables?|fautifs?|fautives?|responsables? d(?:e la|u|e l'|e cette|e cet) ?(?:panne|coupure|incident|perte|erreur|interruption|probleme))`,
    ),
    says(`(?:causee?s?|provoquee?s?) par (?:un |une |le |la |l'|notre )?(?:[\\p{L}-]{1,30} )?${PERSON}+`),
    does(
      SOMEBODY,
      `(?:a|ont) (?:cause|provoque) (?:la|l'|le|une|un|cette|cet) ?(?:panne|coupure|incident|perte|erreur|interruption|probleme)`,
    ),
  ]),
  ...kindOf("human-error", [
    mentions(
      `erreurs? humaines?|defaillances? humaines?|erreur (?:de l'|du |de la |d'un |d'une |de )${PERSON}+`,
    ),
  ]),
  ...kindOf("careless", [
    says(
      `par (?:pure |simple )?(?:manque d'attention|manque de (?:soin|rigueur)|negligence|inattention|paresse|imprudence|incompetence|etourderie)`,
    ),
    says(
      `(?:manque d'attention|manque de (?:soin|rigueur)|negligence|inattention|paresse|imprudence|incompetence|etourderie) (?:de l'|du |de la |d'un |d'une |des |de )${PERSON}+`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:a|ont|est|etait|sont) (?:ete )?(?:tres |trop |vraiment |si )?(?:negligente?s?|imprudente?s?|distraite?s?|incompetente?s?|paresseu(?:x|se)|irresponsables?|etourdie?s?)`,
    ),
    does(SOMEBODY, `n'(?:a|ont) pas fait attention`),
  ]),
  ...kindOf("should-have", [
    does(
      SOMEBODY,
      `(?:aurait|auraient) (?:bien )?d[uû] (?!etre|recevoir|avoir|voir)(?:le |la |les |mieux |d'abord )?[a-z']+(?:er|ir|re|oir)${END}`,
    ),
    does(SOMEBODY, `n'(?:aurait|auraient) (?:pas|jamais) d[uû] [a-z']+(?:er|ir|re)${END}`),
    does(
      SOMEBODY,
      `(?:aurait|auraient) pu (?:faire (?:plus |davantage )?attention|etre plus (?:prudente?|attenti(?:f|ve)))`,
    ),
    says(
      `si ${PERSON}+ (?:n')?avait (?:pas )?(?:verifie|teste|lu|suivi|prevenu|demande|attendu|oublie|ignore)`,
    ),
  ]),
  ...kindOf("failed-to", [
    does(SOMEBODY, `n'(?:a|ont|avait|avaient) (?:prevenu|averti|informe|consulte|demande a) personne`),
    does(
      MAYBE_SOMEBODY,
      `(?:a|ont|avait) (?:encore |tout simplement |completement |simplement )?(?:oublie|neglige|omis de)${END}`,
    ),
    does(MAYBE_SOMEBODY, `n'(?:a|ont) (?:meme )?pas (?:meme )?pris la peine`),
    does(
      SOMEBODY,
      `(?:a|ont) (?:delibere?ment |completement |tout simplement )?(?:ignore|casse|fait tomber|plante|saute (?:l'etape|la|les)|contourne|bacle)${END}`,
    ),
    does(
      SOMEBODY,
      `n'(?:a|ont) (?:meme )?(?:pas|jamais) (?:meme )?(?:verifie|teste|lu|suivi|prevenu|relu|respecte|consulte|documente|demande|valide|informe|controle|mis a jour)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:a|ont) [a-z]+(?:e|i|u|is)${END}[^.;]{0,90} sans (?:tester|verifier|prevenir|demander|reflechir|lire|relire|relecture|validation|autorisation|approbation|consulter)`,
    ),
  ]),
  ...kindOf("always-never", [
    does(SOMEBODY, `(?:oublie|ignore|casse|deploie|fait) (?:toujours|encore|constamment|sans cesse)`),
    does(SOMEBODY, `ne (?:teste|verifie|lit|previent|documente|ecoute|relit|suit|repond|demande) jamais`),
  ]),
  ...kindOf("mistake", [
    does(
      SOMEBODY,
      `(?:a|ont) (?:accidentellement |malencontreusement )?[a-z]+(?:e|i|u|is|mis)${END}[^.;]{0,140}? (?:par erreur|par accident|accidentellement|par megarde|par inadvertance|sans faire expres)`,
    ),
    does(SOMEBODY, `(?:a|ont) (?:accidentellement|malencontreusement) [a-z]+`),
    does(
      SOMEBODY,
      `(?:a|ont) (?!(?:trouve|corrige|remarque|detecte|signale|repere|remplace)${END})(?:accidentellement )?[a-z]+(?:e|i|u|is)${END}[^.;]{0,40}? (?:la mauvaise|le mauvais)`,
    ),
    does(
      SOMEBODY,
      `(?:s'est trompee?|se sont trompee?s|a (?:commis|fait) une (?:grosse |grave )?(?:erreur|faute|bourde))`,
    ),
  ]),
];
