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
const ARTICLE = `(?:de[rsnm] |die |das |eine[rsmn]? |unsere[rsmn]? )?(?:[\\p{L}-]{1,30} )?`;
const LEFT_UNDONE = `(?:vergessen|ignoriert|ubersehen|versaumt|vernachlassigt|missachtet|verschlafen|verbockt|vermasselt|lahmgelegt|abgeschossen|kaputt ?gemacht|umgangen|ubersprungen|weggelassen|verpennt|verwechselt|zerschossen)`;
const WITH_CARE = `(?:gepruft|getestet|gelesen|befolgt|informiert|gefragt|nachgefragt|aufgepasst|nachgedacht|nachgesehen|beachtet|dokumentiert|uberpruft|kontrolliert|abgestimmt|bescheid gesagt|eingehalten|verifiziert)`;
const SLIP = `(?:aus versehen|versehentlich|irrtumlich|irrtumlicherweise|falschlicherweise|aus unachtsamkeit)`;

/** German sentences that blame a person, folded. */
export const GERMAN: readonly BlamePattern[] = [
  ...kindOf("to-blame", [
    does(
      MAYBE_SOMEBODY,
      `(?:ist|war|sind|waren) (?:\\p{L}+ )?(?:schuld|schuldig|verantwortlich fur (?:den|die|das|diesen|diese) (?:ausfall|vorfall|storung|fehler|datenverlust|panne))`,
    ),
    says(`schuld (?:daran )?(?:ist|war|hat|hatte|tragt|trug) ${ARTICLE}${PERSON}+`),
    says(`schuld ${ARTICLE}${PERSON}+`),
    does(MAYBE_SOMEBODY, `(?:tragt|trug|hat|hatte) (?:allein |ganz allein )?die (?:alleinige )?schuld`),
    says(`(?:verursacht|ausgelost) (?:durch|von) ${ARTICLE}${PERSON}+`),
    says(`(?:durch|von) ${ARTICLE}${PERSON}+ (?:verursacht|verschuldet)`),
    says(`wegen ${ARTICLE}${PERSON}+ (?:ist|war|sind|waren|stand|ging)`),
  ]),
  ...kindOf("human-error", [
    mentions(
      `menschliche[snm]? versagen|menschliche[rnms]? fehler|(?:bedien|benutzer)fehler (?:eines|einer|des|der|von) ${ARTICLE}${PERSON}+|fehler ${ARTICLE}${PERSON}+`,
    ),
  ]),
  ...kindOf("careless", [
    says(
      "aus (?:reiner |purer |lauter )?(?:nachlassigkeit|unachtsamkeit|schlamperei|leichtsinn|faulheit|bequemlichkeit|dummheit|fahrlassigkeit)",
    ),
    says(
      `(?:nachlassigkeit|unachtsamkeit|schlamperei|leichtsinn|faulheit|unfahigkeit|fahrlassigkeit|inkompetenz) ${ARTICLE}${PERSON}+`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:hat|haben|war|waren|ist|handelte|arbeitete|arbeitet)[^.;]{0,80}? (?:nachlassig|fahrlassig|leichtsinnig|schlampig|unachtsam|unvorsichtig|inkompetent|verantwortungslos|gedankenlos)${END}`,
    ),
  ]),
  ...kindOf("should-have", [
    does(
      MAYBE_SOMEBODY,
      `(?:hatte|hatten) (?:[\\p{L}\\uE005-]+ ){0,9}?(?!(?:gewarnt|benachrichtigt|informiert) werden)\\p{L}+(?:en|ern|eln) (?:mussen|sollen|durfen)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:hatte|hatten) (?:besser|mehr|genauer) (?:[\\p{L}-]+ ){0,4}?(?:aufpassen|hinsehen|prufen|achten)`,
    ),
    says(`hatte ${ARTICLE}${PERSON}+ (?:[\\p{L}-]+ ){0,8}?${WITH_CARE}`),
    says(`(?:wenn|hatte) ${ARTICLE}${PERSON}+ (?:[\\p{L}-]+ ){0,8}?${WITH_CARE} hatte`),
  ]),
  ...kindOf("failed-to", [
    does(
      SOMEBODY,
      `(?:hat|haben|hatte|hatten) (?:[\\p{L}-]+ ){0,3}?(?:niemanden|niemandem|keinen|keinem) (?:[\\p{L}-]+ ){0,5}?(?:informiert|gefragt|bescheid (?:gesagt|gegeben)|gewarnt|benachrichtigt|eingeweiht)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:hat|haben|hatte|hatten) (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,10}?ohne (?:vorherige[snmr]? |jeden |jede |jegliche |irgendwelche )?(?:tests?|review|backup|freigabe|absprache|rucksprache|abstimmung|prufung|ankundigung|vorwarnung)${END}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:hat|haben|hatte|hatten) (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,14}?${LEFT_UNDONE}${END}`,
    ),
    says(
      `(?:hat|haben|hatte|hatten) ${ARTICLE}${PERSON}+ (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,14}?${LEFT_UNDONE}`,
    ),
    does(
      MAYBE_SOMEBODY,
      `(?:vergass|vergassen|vergaß|vergaßen|versaumte|versaumten|ignorierte|ignorierten|missachtete|ubersah)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:hat|haben|hatte|hatten) (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,10}?(?:nicht|nie|nichts|niemanden) (?:einmal |mal |richtig |ordentlich )?${WITH_CARE}${END}`,
    ),
    says(
      `(?:hat|haben) ${ARTICLE}${PERSON}+ (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,10}?(?:nicht|nie|nichts|niemanden) (?:einmal |mal |richtig |ordentlich )?${WITH_CARE}`,
    ),
    does(
      SOMEBODY,
      `(?:hat|haben) (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,12}?ohne (?:[\\p{L}-]+ ){0,4}?(?:zu (?:testen|prufen|fragen|lesen|uberlegen|denken)|nachzudenken|nachzufragen|freigabe|absprache|rucksprache|review|test)${END}`,
    ),
    does(
      SOMEBODY,
      `(?:pruft|prufte|testete|las|befolgte|fragte|informierte|beachtete|kontrollierte) (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,8}?(?:nicht|nie|niemanden)${END}`,
    ),
  ]),
  ...kindOf("always-never", [
    does(SOMEBODY, `(?:hat|haben) (?:schon|mal) wieder${END}`),
    does(
      SOMEBODY,
      `(?:vergisst|ignoriert|deployt|bricht|macht|uberspringt) (?:das |es |so etwas |den |die )?(?:[\\p{L}-]+ )?(?:immer|standig|dauernd)`,
    ),
    does(
      SOMEBODY,
      `(?:testet|pruft|liest|fragt|dokumentiert|antwortet|informiert) (?:[\\p{L}-]+ ){0,3}?nie(?:mals)?${END}`,
    ),
  ]),
  ...kindOf("mistake", [
    does(SOMEBODY, `(?:hat|haben|hatte) (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,10}?${SLIP}`),
    says(`hat ${ARTICLE}${PERSON}+ (?:[\\p{L}\\p{N}\\uE005,-]+ ){0,8}?${SLIP}`),
    says(`${SLIP} hat ${ARTICLE}${PERSON}+`),
    does(SOMEBODY, `\\p{L}+te[^.;]{0,120}? ${SLIP}`),
    does(SOMEBODY, `(?:hat|haben) (?:[\\p{L}-]+ ){0,3}?(?:de[nmr]|die|das|in de[rm]) falschen? `),
    does(
      SOMEBODY,
      `(?:hat|haben) (?:da |hier |dabei )?einen (?:groben |schweren |dummen |grossen )?fehler (?:gemacht|begangen)`,
    ),
  ]),
];
