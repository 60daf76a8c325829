import { wordPattern } from "../reading/word-patterns.ts";

/**
 * What people say while an incident is going on, by the words for it in several languages (see `wordPattern`). A wrong key time
 * is worse than none, so a wording stands here only where it says little else.
 */
const TROUBLE =
  "problem|problems|issue|issues|error|errors|failure|failures|outage|incident|timeouts|symptoms|alert|alerts|503s|502s|500s|504s|5xx";

/** It is over: the cause is mended, or the incident is declared done. */
export const RESOLVED = [
  wordPattern(`
  is|was|been|are|were|now|its|marked|fully|considered|got|as|all|everything resolved|solved, ${TROUBLE} ~ resolved|solved|fixed, is|was|been|are|were|now|its|thats|all|everything fixed, all clear, incident|outage|downtime|disruption is? now? over|ended|finished|done, end of the? incident|outage|downtime|disruption, fim do|da incidente|interrupcao|indisponibilidade, fin del|de la? incidente|incidencia|interrupcion, fin de lincident, fin de la panne, ende der|des storung|ausfalls|vorfalls, entwarnung, closing as resolved|fixed|completed|done|solved, no longer an|a issue|problem|incident, no longer happening|occurring|reproducible, call|calling|consider|considering it|this|that ~ resolved|fixed|over|done, set|moved|switched|changed|updated to resolved, declare|declaring|declared ~ over,
  resolvido, resolvida, resolvidos, solucionado, solucionada, corrigido, corrigida, problema|incidente ~ encerrado,
  resuelto, resuelta, resueltos, solucionado, solucionada, arreglado, arreglada, incidente|incidencia ~ cerrado|cerrada|terminado|terminada,
  resolu, resolue, regle, reglee, corrige, incident|panne|probleme ~ termine|terminee|clos|resolu|regle,
  behoben, gelost, erledigt, storung|vorfall|problem ~ vorbei|beendet|behoben,
  解決しました, 解決済み, 解決した, 解消しました, 解消した, 対応完了, 修正しました, 修正完了, 収束しました, 해결되었습니다, 해결했습니다, 해결 완료, 已解决, 已修复
`),
  // The first words of what somebody says.
  /^(?:(?:ok|okay|update|status|and|now|final update|zzt\d+) )*(?:resolved|solved)(?! (?:the|a|an|some|my|all|merge|conflicts?|to|via dns)(?![^ ]))(?![^ ])/,
  /^(?:(?:ok|okay|update|status|and|now|zzt\d+) )*fixed(?:$| (?:by|in|with|via|now|it|this|for|zzt\d+|thanks|everywhere)(?![^ ]))/,
];

/** It is bad again, or still. Counts also where it is only feared. */
export const RELAPSED = [
  wordPattern(`
  down|failing|broken|failed|unavailable|offline|unreachable|crashing|crashed|erroring|degraded|dead again, again ~ down|failing|broken|unavailable|offline|erroring, still down|failing|broken|unavailable|happening|occurring|unreachable|offline|erroring, ${TROUBLE} ~ back|returned|returning|reappeared|persists|persist|continues|resurfaced|recurred, ${TROUBLE} again, ${TROUBLE} ~ coming|come|arriving|flowing|showing|appearing|appear|rising|climbing|increasing in|up? again, issue|incident|ticket ~ open again, seeing|see ~ ${TROUBLE} again, relapse*, recurring, recurred, reoccur*, isnt|wasnt|arent|not ~ fixed|resolved|recovered|mitigated|restored|back, happening again, again happening, no longer working|available|up, stopped working again,
  caiu|fora|indisponivel|falhando ~ novamente, caiu|fora|indisponivel|falhando ~ de novo, de novo fora|caiu, novamente fora|indisponivel, voltou a cair|falhar|dar, problema|erro|erros|falha|falhas ~ voltou|voltaram|persiste|persistem|continua|continuam, ainda ~ fora|caido|indisponivel|falhando,
  caido|caida|fallando|cayo ~ otra vez, caido|caida|fallando|cayo ~ de nuevo, otra vez caido|caida|fallando, de nuevo caido|caida|fallando, volvio a caer|caerse|fallar, problema|error|errores|fallo|fallos ~ volvio|volvieron|persiste|persisten|continua, sigue|siguen caido|caida|fallando,
  de|a nouveau ~ panne|down|indisponible|inaccessible|hors, panne|down|indisponible|inaccessible a|de nouveau, probleme|erreurs|erreur|panne ~ revenu|revenue|revenues|revient|persiste|persistent, retombe, retombee, toujours en? ~ panne|down|indisponible|inaccessible,
  wieder|erneut|weiterhin down|ausgefallen|weg|offline|gestort|kaputt|nicht, immer noch ~ down|kaputt|gestort|nicht, problem|fehler|storung ~ wieder|zuruck|erneut|weiterhin, fallt wieder aus,
  再発, 再び, また落ち, 再度発生, まだ落ち, まだ復旧, 復旧していない, 재발, 다시 발생, 再次出现, 又挂
`),
];

/** Trouble that goes back to what it should be does not come back. */
export const NO_RELAPSE = wordPattern(
  "back|returned|returning|return|down to, voltou|voltaram ao normal, caiu|cairam|baixou para|a, volvio|volvieron a la normalidad, bajo|bajaron|cayo|cayeron a|por, a la normale, wieder normal",
);

/** Somebody takes it on, or already does something about it. */
export const ACKNOWLEDGED = [
  wordPattern(`
  acknowledged, acknowledges, acknowledging, acked, looking into|at this|it|that|the|why|what|now|logs, looking into, looking now, im|am|currently|already|were|are|team|is looking, taking|having a look, ill take|have a look, ill look|check, let me look|check|see|take|investigate, will take a look, on it, investigating, investigamos, under investigation, staff|team|engineers ~ debugging|investigating|looking, debugging, digging, diagnosing, triaging, checking, picking this up, working on it|this|that|a|the|restoring|recovering, we|were|are working with|to, aware of, are|were|is aware, identified the? cause|problem|issue, i|we|im|ive|weve|were|am ~ rolling|rolled back, i|we|im|ive|weve|were|am ~ reverting|reverted|restarting|restarted, ill|will|can handle|take this|it|care,
  investigando, verificando, analisando, estou|estamos olhando|vendo|verificando|analisando|ciente|cientes|investigando|trabalhando, vou|vamos olhar|verificar|ver|investigar|analisar, ciente|cientes do|da|disso, ja estou, pegando aqui, revertendo, reiniciando,
  revisando, mirando, analizando, estoy|estamos viendo|mirando|revisando|investigando|trabajando|analizando, lo miro|reviso|veo, investigo, me encargo, enterado, enterados, en ello, identificado el problema, revirtiendo,
  je|on regarde, nous regardons, men occupe, on sen occupe, enquete en cours, investigation en cours, en cours dinvestigation|danalyse, nous enquetons|investiguons|investiguons, jinvestigue, je|on investigue, pris|prise en charge, pris|prise en compte,
  schaue|schau|sehe ~ an, schaue ~ rein, kummere mich, kummern uns, bin|sind dran, untersuche, untersuchen, wird untersucht, prufe, prufen, analysiere, analysieren, wir arbeiten daran,
  調査中, 確認中, 調査します, 調査しています, 調査を開始, 確認します, 確認しています, 対応中, 対応します, 対応を開始, 見ています, 見てみます, 확인 중, 확인중, 조사 중, 조사중, 正在排查, 正在调查, 排查中
`),
  // What they do, as the first words.
  /^(?:(?:ok|okay|yes|now|also|so|update|zzt\d+) )*(?:rolling back|rolled back|reverting|reverted|restarting|restarted|failing over)(?![^ ])/,
];
/** "ack", "on it" as all that somebody says: of the incident only where it is the first thing they say. */
export const ACK_ALONE =
  /^(?:ack|acked|on it|looking|checking|acknowledged|taking this|mine|i got this|got it)$/;

/** Taking note is asked of others, put off, thanked for or told of the past. */
export const NO_ACKNOWLEDGEMENT = wordPattern(`
  please, pls, plz, can|could|would|will|would you|someone|anyone|somebody|anybody|we, should, need|needs to, must, someone|anyone|somebody|anybody|nobody|noone, no one, not, isnt, arent, tomorrow, later, next week, monday, thanks, thank, thx, worth, after|upon|before|while|when|for|of|further|by|from|without looking|checking|investigating|debugging|digging, upon investigation, restarting|rolling|reverting|restarted|investigating|checking|looking|debugging ~ does|doesnt|did|didnt|helps|helped|may|might|seems|isnt|hasnt, when|after|before|by|upon|if|try restarting|rolling|reverting|restarted|reverted, receipt, on a new|better|long, looking forward|good|better|like|fine|for|healthy, if, unless, who, once, lets, maybe, perhaps, probably, was|were|had|been ~ yesterday, health checking, checking in|out, root cause ~ still,
  por favor, alguem, poderia, podem, pode, precisa, precisamos, amanha, obrigado, obrigada, alguien, podria, pueden, puede, manana, gracias, quelquun, pouvez, pourrait, sil vous, demain, merci, bitte, jemand, kann, konnte, konnten, morgen, danke, お願い, ください, 誰か, 後で, 明日
`);

/** What is said to be over is not the incident: a place to try things, the papers, a conversation. */
export const NOT_THE_INCIDENT = wordPattern(`
  staging, locally, localhost, my machine|laptop|branch|fork|pc, dev environment|env|cluster, test environment, conflict|conflicts, comment|comments, thread|threads, typo|typos, lint, linter, docs, documentation, changelog, review|reviewer|reviews, feedback, nit|nits, meeting, template, stale, title, back to you|this|that|work|the|investigating|square|me|us, back and forth, back in, back from, back then|when, back later|soon|tomorrow|at|by, pick|picks|picked|picking|catch|catching|spin|spinning|warm|warming up, im|ill|be|come|go|going|went|roll|rolling|switch|switched|report|call|circle|look|looking|follow back, get|getting|bring|bringing ~ back, pr|patch|draft|ticket|doc|postmortem|document ~ up|live|ready, dns|hostname|domain|name|ip resolved, workaround|fix|solution for|is, bug|bugs fixed, unrelated, inactivity, automatically, ci, previous|prior|last|another|other incident|outage|issue|problem|one|time, similar
`);

/** Said of what may be, will be or was another day; of part of it; by half. */
export const NO_STATEMENT = wordPattern(`
  looks like, look like, looks, look, guess, suspect, presumably, apparently, supposedly, likely, maybe, perhaps, probably, possibly, hopefully, will, ill, itll, well, theyll, thatll, wont, going to, gonna, soon, tomorrow, shortly, eta, expecting, to get, to have, to be, to make, get this|it|that, getting, please, pls, can|could you|someone|we|anyone, let me|us, lmk, waiting, pending, before we, ideally, want, wants, wanted, need, needs, cannot, cant, must, once it|this|that|the|we|i|they|all|everything, when it|this|that|the|we|i|they|all|everything, whether, ensure, make sure, to confirm, confirm whether|if, hard to, how, why, verify, verifying, until, never, nothing, none, nobody, neither, nor, without, unsure, unclear, doubt, as far as, except, excluding, apart from, other than, exceto, salvo, excepto, sauf, ausser, supposed, claims, claimed, says, partial*, half,
  vai, vao, sera, serao, deve, deveria, devera, parece, pareceu, acho, acredito, talvez, tomara, espero, quando, assim que, precisa, precisamos, falta, sem, quase, ainda,
  va a, van a, sera, debe, deberia, parece, creo, quizas, quiza, ojala, espero, cuando, en cuanto, falta, sin, casi,
  va, vont, sera, devrait, doit, semble, semblent, parait, peut, pense, crois, espere, quand, des que, sans, presque, bientot, rien,
  sollte, sollten, wird, werden, konnte, scheint, vermutlich, hoffentlich, wohl, vielleicht, glaube, denke, hoffe, sobald, wenn, falls, ob, bald, ohne, kein, keine,
  はず, かも, と思, ようです, ようだ, みたい, そうです, でしょう, だろう, たら, れば, 予定, 見込, 次第, 待ち, ません, ない, 様子, まだ, 未
`);

/** The whole sentence is a condition, a wish or a plan. */
export const CONDITION = wordPattern(`
  if, unless, once, as soon as, when|whenever it|this|that|the|we|i|they|all|everything|you, should, would, hopefully, hope, hoping, let me know, lmk, please, in case, assuming, expect|expected|expecting, plan|planning|planned to, assim que, quando, espero que, en cuanto, cuando, des que, quand, jespere, sobald, wenn, falls, hoffe
`);

/** Some other time than now, of which nothing says when exactly. */
export const SOME_OTHER_TIME = wordPattern(`
  yesterday, earlier, ago, last night|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|time|year, this morning|afternoon, since, as of, already been, previously, at the time, back then, once upon, monday, tuesday, wednesday, thursday, friday, saturday, sunday, in the past, used to, meanwhile,
  ontem, mais cedo, desde, semana passada, atras, ayer, anoche, desde, semana pasada, hace, hier, depuis, semaine derniere, gestern, letzte, vorhin, seit, 昨日, 昨夜, 先ほど, 어제, 昨天
`);

/** Words of harm: "since 13:58" in a sentence with one of them is when it began. */
export const HARM = wordPattern(`
  down, downtime, outage*, unavailable, unreachable, inaccessible, failing, fails, failed, failure*, fail, error*, erroring, broken, broke, degrad*, slow, slowness, latency, timeout*, timing out, incident, issue*, problem*, disrupt*, interrupt*, offline, unresponsive, stuck, crash*, 5xx, 500, 502, 503, 504, 500s, 502s, 503s, 504s, observed, affected, impacted, not working|available|responding|reachable, happening, spike, elevated, lost, drop, drops, dropped,
  fora, fora do ar, caiu, caido, caida, indisponivel, indisponibilidade, erro, erros, falha, falhas, falhando, lento, lentidao, problema*, instavel, instabilidade,
  cayo, caidos, error, errores, fallo, fallos, fallando, fallan, no funciona, no responde, lentitud,
  panne, indisponible, inaccessible, erreur*, hors service, ne fonctionne|repond, lent, lenteur*, coupure, probleme*,
  ausgefallen, ausfall, storung*, nicht erreichbar|verfugbar, fehler, langsam, gestort, kaputt,
  障害, エラー, 停止, 落ち, 不具合, 繋がら, つながら, 장애, 오류, 에러, 중단, 故障, 错误, 不可用, 中断
`);

/** What people do, rather than what happens to them: its start is not the incident's. */
export const NOT_HARM = wordPattern(`
  deploy*, release, rollout, migration*, maintenance, upgrade*, backup*, restore, rollback, meeting, call, bridge, investigation, investigating, work, review, shift, debugging, monitoring, recovery, job|run ~ started|starts, escalat*, looking, test, testing, sprint, war room,
  implantacao, manutencao, reuniao, despliegue, mantenimiento, reunion, deploiement, reunion, wartung, besprechung
`);

/** One person's own view, a wish, a plan: not when the incident began. */
export const NOT_THE_START = wordPattern(`
  again, for me|us, on my|our end, will, shall, going to, planned, scheduled, maintenance, upcoming, next, novamente, de novo, otra vez, de nuevo, a nouveau, de nouveau, wieder, erneut, would, should, if, not|didnt|doesnt|never ~ start|started|begin|began, 再び, 予定
`);
