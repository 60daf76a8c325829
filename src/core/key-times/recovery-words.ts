import { wordPattern } from "../reading/word-patterns.ts";

const MENDING =
  "rollback|roll|revert|restart|failover|failback|workaround|hotfix|fix|mitigation|redeploy|redeployment";
const PARTS =
  "pods|nodes|instances|hosts|servers|services|replicas|workers|targets|backends|shards|brokers|systems|components|endpoints|clusters|hubs|sites|regions|checks";
const PEOPLE = "users|user|customers|clients|people|everyone|everybody|members|students|teams|they";
/** What goes again where it stood still; "failing again" is none of it. */
const GOES =
  "work|works|working|go|goes|going|gone|run|runs|running|flow|flows|flowing|pass|passes|passing|load|loads|loading|respond|responds|responding|answer|answers|answering|process|processed|processing|deliver|delivered|delivering|arrive|arrives|arriving|come|coming|sync|syncing|serve|serves|served|serving|resolve|resolves|accept|accepted|accepting|start|starting|connect|connects|connecting|green|healthy|stable|normal|usable|fast|fine|ok|complete|consistent|moving|writable|available|accessible|reachable|operational|online|up";
const LATENCY = "latency|latencies|p99|p95|p90|p50|times|durations";

/**
 * It works again, all of it as far as the speaker knows (see `wordPattern`). A wrong key time is worse than none, so a wording
 * stands here only where it says little else.
 */
export const RECOVERED = [
  wordPattern(`
  mitigated, back online|up|alive|live|running|working|available|healthy|operational|stable|green, back to normal, its|is|are|everythings|alls|thats|now back, up and running, works|working for me|us, works|working now|normally|fine, working as expected, no longer down|failing|broken|unavailable|affected|unreachable|erroring, recovered, has|have|been|was|is|are|now restored, everything|all restored, stabilized, stabilised,
  ${GOES} through|in|out|fine|normally|well|cleanly? once? again, ${PEOPLE} can ~ again, ${PEOPLE} ~ able to ~ again, everything|dashboard|dashboards|monitors|graphs ~ green, all green|healthy|well, all systems go, all the|our|of? the|our? ${PARTS} ~ healthy|up|running|ready|green|ok|online|fine,
  ${MENDING} ~ worked|helped|succeeded|successful|complete|completed|finished|deployed|live|done, ${MENDING} is|was|went|came|now|are|at zzt0|zzt1|zzt2? through, workaround|mitigation|fix in place, workaround|mitigation|hotfix applied, did the trick, it|that|this worked|helped, outage|downtime|disruption|impact ~ ended|ends|over, that|it fixed it, error rate|rates ~ normal|baseline|zero, errors|failures ~ gone|stopped, dropped|fell|down|back to zero,
  ${LATENCY} ~ normal|baseline, ${LATENCY} ~ back down to, ${LATENCY} ~ down|back to ~ again, backlog|backlogs ~ empty|emptied|drained|cleared|processed|gone|zero, backlog is|was|has|been worked off, backlog worked off,
  monitoring the results, fix implemented, fix has been implemented`),
  wordPattern(`
  voltou|voltaram ao normal, voltou|voltaram|voltam a funcionar|responder|operar, de volta ao? ar, estamos|esta|estao de volta, no ar novamente, mitigado, mitigada, normalizado, normalizada, normalizou, normalizaram, recuperado, recuperou, recuperaram, restabelecido, restaurado, funciona|funcionam|funcionando|passando|passam|entrando|entram|respondendo|respondem|rodando|conseguem|verde|ar|online ~ novamente|normalmente, funciona|funcionam|funcionando|passando|passam|entrando|entram|respondendo|respondem|rodando|conseguem|verde|ar|online ~ de novo, rollback|failover|reversao|restart ~ funcionou|resolveu|concluido|concluida|terminou|completo|completa|finalizado|finalizada, tudo ~ verde|normal|funcionando|ar, todos|todas os|as? ~ saudaveis|ar|online|funcionando, latencia ~ caiu|baixou|voltou ~ de novo|novamente|normal,
  site|sistema|servico|app|api|trafego|escritas voltou|voltaram, ja voltou, contornado, contornada,
  volvio|volvieron|vuelve|vuelven a la normalidad, volvio|volvieron|vuelve|vuelven a funcionar|responder|estar|operar|cargar, ya volvio|volvieron|funciona|funcionan|anda|carga|cargan, ya responde|responden|va|van bien|normal, funciona|funcionan|funcionando|pasan|pasando|entran|entrando|fluyen|fluyendo|responden|pueden|verde|linea ~ de nuevo, funciona|funcionan|funcionando|pasan|pasando|entran|entrando|fluyen|fluyendo|responden|pueden|verde|linea ~ otra vez, de vuelta, restablecido, restablecida, recuperado, recuperada, mitigado, en linea de nuevo, operativo de nuevo, rollback|failover|reversion ~ funciono|termino|completo|completado|terminado|listo, todo ~ verde|normal|arriba, todos|todas los|las? ~ sanos|sanas|arriba|linea, latencia ~ bajo|volvio ~ de nuevo|normal,
  retabli, retablie, retablis, retablies, de nouveau|nouveau en ligne|disponible|operationnel|accessible, a nouveau en ligne|disponible|operationnel|accessible, retour a la normale, revenu|revenue|revenus|revenues a la normale, refonctionne, refonctionnent, remarche, remarchent, fonctionne|fonctionnent|passe|passent|repond|repondent|peuvent|circulent|vert|verts ~ a|de nouveau, est revenu, rollback|basculement|bascule ~ termine|terminee|effectue|effectuee|fini|reussi, tout ~ vert|retabli|normal, tous|toutes les ~ sains|saines|verts|ligne, latence ~ redescendue|normale,
  wieder da|online|verfugbar|erreichbar|oben|normal|ok|stabil|grun|gesund, lauft|laufen|funktioniert|funktionieren|geht|gehen|antwortet|antworten ~ wieder, konnen|kann sich|alle? ~ wieder, wiederhergestellt, entscharft, wieder in betrieb, rollback|failover|umschaltung|revert|neustart ~ durch|abgeschlossen|fertig|erfolgreich, alles ~ grun|normal, alle ~ gesund|grun|online|oben, traffic|verkehr|system|cluster|last ~ erholt|normalisiert, latenz|antwortzeiten|p99|p95 ~ wieder bei|auf|unter, ruckstau ~ abgebaut|weg`),
  wordPattern(
    "復旧しました, 復旧した, 復旧済み, 復旧を確認, 戻りました, 直りました, 回復しました, 再開しました, 正常に戻, 복구되었습니다, 복구했습니다, 정상화되었, 정상화, 已恢复, 恢复正常",
  ),
  /(?<![^ ])(?:latency|latencies|p99|p95|p90|p50|times) (?:[^ ]+ ){0,4}?back (?:[^ ]+ ){0,3}?[0-9]+ ?ms(?![^ ])/,
  // All that somebody says.
  /^(?:(?:ok|okay|and|so|now|update|yes|hurray|zzt\d+) )*(?:we|were|we are) (?:are )?back(?: up| online| in business| now| again)*(?: zzt\d+)?$/,
  /^(?:(?:ja|agora|tudo|ya|zzt\d+) )*(?:voltou|voltaram|volvio|ha vuelto|cest revenu|es geht wieder)(?: tudo| todo)?$/,
];

/** A queue without anything in it: good news only where something had piled up. */
export const DRAINED = wordPattern(
  "queue|queues|spool|lag ~ empty|emptied|drained|cleared|zero, fila|filas ~ vazia|vazias|zerada|zerou|esvaziou, cola|colas ~ vacia|vacias|vacio, file|files|queue ~ vide|vides|videe, queue|queues|warteschlange|schlange ~ leer|abgearbeitet|abgebaut",
);
/** Something had piled up. */
export const BACKLOG = wordPattern(
  "backlog*, queue|queues|messages|mails|jobs|orders|payments|events ~ full|long|longer|grows|growing|grew|growing|stuck|pile*|piling|behind|waiting|delayed|delay|queued|pending|stay|backing, stuck|piling|delayed in|up? ~ queue|queues, queued, queueing, queuing, fila|filas ~ cheia|crescendo|parada|presa|presos|acumul*, acumul*, atrasad*, cola|colas ~ llena|creciendo|crece|atascada, encolad*, atascad*, retrasad*, file ~ pleine|bloquee|augmente, en retard, arriere, ruckstau, verzogert, warteschlange|queue ~ voll|wachst|lang|hangt, stau*",
);

const QUIETLY =
  "(?:no|zero|0|nenhum|nenhuma|sem|sin|ningun|aucune?|(?:plus|pas) de?|keine?|keinerlei) ?(?:(?:more|new|further|other|mais|mas|novos|novas|nuevos|nuevas|nouvelles?|neuen?|weiteren?) )?";
const TROUBLES =
  "(?:errors?|failures?|failed requests|alerts?|timeouts?|problems?|issues?|complaints?|crash(?:es)?|5xx|50[0-9]s?|erros?|falhas?|alertas?|problemas?|errore?s?|fallos?|quejas?|erreurs?|echecs?|problemes?|alertes?|fehler|probleme?|ausfalle|alarme)(?: any ?more| mehr| mais| mas)?";
const LATELY =
  "(?:(?:for|in|over|within|seit|depuis|desde hace|desde ha|hace|ha|faz|por|durante|nos|en los|dans les|in den) (?:\\S+ ){1,4}?(?:minutes?|mins?|hours?|hrs?|minutos?|horas?|minuten|stunden?|heures?|while)|(?:since|desde(?: as| las)?|depuis|seit|ab|from) (?:about |around |at |least |ca |gegen |zirka )*zzt\\d+)";
/** No errors for a while: it works. "No errors in the logs" says nothing. */
export const QUIET = new RegExp(
  `(?<![^ ])(?:${QUIETLY}${TROUBLES} ${LATELY}|${LATELY} ${QUIETLY}${TROUBLES})(?![^ ])`,
);

/** Errors are told of that are not there. */
export const NO_TROUBLE = new RegExp(`(?<![^ ])${QUIETLY}${TROUBLES}(?![^ ])`);

/** It works but for something, said beside it. */
export const HALF = wordPattern(`
  but|however|though|although|yet|except ~ still|remain|remains|remaining|continue|continues|persist|persists|keep|keeps, still ~ too|high|slow|slower|failing|fail|fails|broken|elevated|errors|stuck|missing|down, but|although|though not ~ yet, but not|nothing|none|nobody,
  mas|porem|embora ~ ainda|continua|continuam|segue|seguem|permanece|permanecem, pero|aunque ~ sigue|siguen|aun|todavia|continua|continuan|quedan, mais ~ toujours|encore|reste|restent, aber|jedoch|allerdings|doch ~ noch|weiterhin|bleibt|bleiben|immer|nicht
`);
/** What is still open is only why. */
export const ONLY_WHY = wordPattern(
  "investigat*, monitor*, watch*, looking, know, understand, why, cause, root, unclear, postmortem, investig*, monitor*, causa, motivo, porque, surveill*, pourquoi, raison, untersuch*, beobacht*, warum, ursache, grund",
);
/** What was said is taken half back. */
export const HEDGED =
  /(?<![^ ])(?:i think|i guess|i believe|i hope|not sure|fingers crossed|acho|eu acho|creo|je crois|je pense|glaube ich|denke ich|hoffe ich)$/;
