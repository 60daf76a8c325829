/** Patterns over folded words in which `zzt0`, `zzt1` … stand for times (`clausesOf`); the group is the time's number. */

const FILLERS =
  "(?:(?:at|on|around|about|approximately|approx|roughly|circa|ca|some|time|least|the|today|yesterday|hoje|ontem|hoy|ayer|hier|heute|gestern|aujourdhui|um|gegen|ab|as|a|las|los|da|das|dos|em|por|volta|de|cerca|el|le|la|les|vers|am|es|is|was|of|that|approximate|utc|incident|outage|impact|date|and|hora|horas|um|so|etwa|seit|from|quando) ){0,6}";
const TIME = "zzt(\\d+)(?![^ ])";
const START = "(?<![^ ])";

/** "Started at 13:40". */
export const BEGAN = new RegExp(
  `${START}(?:start(?:ed|s|ing)?(?: (?:failing|happening|seeing|returning|erroring|timing out|throwing \\S+))?|beg[aiu]n(?:s|ning)?(?: (?:failing|happening|seeing|returning))?|commenced|onset|went (?:down|offline|dark)|goes down|became (?:unavailable|unreachable|unresponsive|inaccessible)|stopped (?:working|responding)|broke|crashed|occurred|happened|inicio|iniciou|iniciado|iniciada|comecou|comecaram|caiu|cairam|empezo|empezaron|comenzo|comenzaron|cayo|cayeron|se cayo|hubo una? (?:caida|interrupcion|falla|corte)(?: \\S+){0,4}?|commence|commencee|debut|debute|a commence|tombe|tombee|begann|begonnen|angefangen|beginn|anfang|ausgefallen|fiel aus|startet|startade|(?:障害|影響|事象)?(?:開始|発生)) ${FILLERS}${TIME}`,
);
/** "At 13:40 the site went down". */
export const BEGAN_AT = new RegExp(
  `^(?:at|around|about|as|a las|aux?|vers|um|gegen|ab|am|seit)? ?${TIME}(?: \\S+){0,8}? (?:went (?:down|offline|dark)|goes down|started (?:failing|returning|erroring|timing|throwing|seeing)|began (?:failing|returning|to fail)|became (?:unavailable|unreachable|unresponsive|inaccessible)|stopped (?:working|responding)|caiu|cairam|ficou indisponivel|parou|cayo|se cayo|dejo de|est tombee?|fiel aus|ausgefallen)(?![^ ])`,
);
/** "Down since 13:58". */
export const SINCE = new RegExp(
  `${START}(?:since|starting|from|as from|desde|depuis|seit|fra|siden) ${FILLERS}${TIME}`,
);
/** "It lasted until 15:20". */
export const LASTED_UNTIL = new RegExp(
  `${START}(?:lasted|down|ongoing|continued|unavailable|outage|offline|failing|durou|indisponivel|fora do ar|duro|caido|dure|indisponible|dauerte|nicht erreichbar)(?: \\S+){0,3}? (?:until|till|til|ate|hasta|jusqua|bis) ${FILLERS}${TIME}`,
);
/** Takes back what was said before. */
export const CORRECTS =
  /(?<![^ ])(?:actually|correction|corrected|in fact|turns out|to be precise|edit|na verdade|correcao|en realidad|correccion|en fait|tatsachlich|korrektur)(?![^ ])/;
