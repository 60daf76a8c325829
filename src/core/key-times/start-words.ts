/** Patterns over folded words in which `zzt0`, `zzt1` … stand for times (`clausesOf`); the group is the time's number. */

const FILLERS =
  "(?:(?:at|on|around|about|approximately|approx|roughly|circa|ca|some|time|least|the|today|yesterday|hoje|ontem|hoy|ayer|hier|heute|gestern|aujourdhui|um|gegen|ab|as|a|las|los|da|das|dos|em|por|volta|de|cerca|el|le|la|les|vers|am|es|is|was|of|that|approximate|utc|incident|outage|impact|date|and|hora|horas|um|so|etwa|seit|from|quando) ){0,6}";
const TIME = "zzt(\\d+)(?![^ ])";
const START = "(?<![^ ])";

/** "Started at 13:40". */
export const BEGAN = new RegExp(
  `${START}(?:start(?:ed|s|ing)?(?: (?:failing|happening|seeing|returning|erroring|timing out|throwing \\S+))?|beg[aiu]n(?:s|ning)?(?: (?:failing|happening|seeing|returning))?|commenced|onset|went (?:down|offline|dark)|goes down|became (?:unavailable|unreachable|unresponsive|inaccessible)|stopped (?:working|responding)|broke|crashed|occurred|happened|inicio|iniciou|iniciado|iniciada|comecou|comecaram|caiu|cairam|empezo|empezaron|comenzo|comenzaron|cayo|cayeron|se cayo|(?:first|primeir[oa]s?|primer[oa]?s?|premiere?s?|erste[nr]?) (?:\\S+ )?(?:errors?|failures?|timeouts?|5xx|50[0-9]s?|crash(?:es)?|kills?|oomkills?|erros?|falhas?|errore?s?|fallos?|erreurs?|echecs?|fehler|fehlermeldung(?:en)?|ausfalle?)|hubo una? (?:caida|interrupcion|falla|corte)(?: \\S+){0,4}?|commence|commencee|debut|debute|a commence|tombe|tombee|begann|begonnen|angefangen|beginn|anfang|ausgefallen|fiel aus|startet|startade|(?:障害|影響|事象)?(?:開始|発生)) ${FILLERS}${TIME}`,
);
/** "At 13:40 the site went down". */
export const BEGAN_AT = new RegExp(
  `^(?:at|around|about|as|a las|aux?|vers|um|gegen|ab|am|seit)? ?${TIME}(?: \\S+){0,8}? (?:went (?:down|offline|dark)|goes down|started (?:failing|returning|erroring|timing|throwing|seeing)|began (?:failing|returning|to fail)|became (?:unavailable|unreachable|unresponsive|inaccessible)|stopped (?:working|responding)|caiu|cairam|ficou indisponivel|parou|cayo|se cayo|dejo de|est tombee?|fiel aus|ausgefallen)(?![^ ])`,
);
/** "Down since 13:58". */
export const SINCE = new RegExp(
  `${START}(?:since|starting|from|as from|desde|depuis|seit|fra|siden) ${FILLERS}${TIME}`,
);
const NO_LACK =
  "one|idea|news|updates?|answers?|repl(?:y|ies)|response|feedback|deploy\\S*|releases?|changes?|commits?|merges?|restarts?|reports?|tickets?|complaints?|alerts?|progress|noticias|novidades|cambios|mudancas|deploys|nouvelles|changements?|anderung\\S*|neuigkeiten|antwort";
/** "No results since 09:51": what should be there is not. */
export const LACKING_SINCE = new RegExp(
  `^(?:(?:there|are|is|were|was|have|been|we|i|get|see|seeing|getting|got|receive|received|es|gibt|hay|il|ny|a|nao|ha) ){0,4}(?:no|zero|sem|nenhum|nenhuma|sin|ningun|ninguna|aucune?|plus de|pas de|keine?) (?!(?:${NO_LACK})(?![^ ]))(?:\\S+ ){1,3}?(?:since|desde|depuis|seit) ${FILLERS}${TIME}`,
);
/** "It lasted until 15:20". */
export const LASTED_UNTIL = new RegExp(
  `${START}(?:lasted|down|ongoing|continued|unavailable|outage|offline|failing|durou|indisponivel|fora do ar|duro|caido|dure|indisponible|dauerte|nicht erreichbar)(?: \\S+){0,3}? (?:until|till|til|ate|hasta|jusqua|bis) ${FILLERS}${TIME}`,
);
/** Takes back what was said before. */
export const CORRECTS =
  /(?<![^ ])(?:actually|correction|corrected|in fact|turns out|to be precise|edit|na verdade|correcao|en realidad|correccion|en fait|tatsachlich|korrektur)(?![^ ])/;
