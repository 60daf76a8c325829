import { wordPattern } from "../reading/word-patterns.ts";

/**
 * Signs by which a sentence tells something of an incident's course, with their weights; see `wordPattern` for how wordings are
 * written. A sign counts once. Words say little alone: it is the sum that counts (`weigh`).
 */
export type Sign = { name: string; weight: number; pattern: RegExp };

const sign = (name: string, weight: number, words: string): Sign => ({
  name,
  weight,
  pattern: wordPattern(words),
});

export const SIGNS: readonly Sign[] = [
  sign(
    "turn",
    5,
    `is|are|went|goes|was|were|gone|still|longer ~ down, is|are|was|were|now off|disabled|enabled|paused|stopped, turning|turned|turn ~ off|on, down for|since|again|at, back up|online|again|in service, back to normal|zero|green|baseline|work, complete|completed|finished again, is|are|its|everything|all back, up again, up and running, worked, works|working again, recover*, restored, resolved, mitigated, outage, offline, unavailable, unreachable, rolling|rolled|roll ~ back, rollback*, reverted, reverting, root cause, culprit, turns|turned out, caused by, because, which|that is why, all clear, identified, confirmed, verified, failed over, failing over, data loss, fixed it|by|the|this, declaring|declared, decided`,
  ),
  sign(
    "state",
    4,
    `down, back up|online|again|in service|to normal, up again, up and running, is|are|its|was|were up, works|working|work again|now|fine|fully, works|working for me|us, not|never|no|stop|stops|stopped ~ working|work|works|responding|loading|running, no longer, outage, outages, offline, unavailab*, unreachable, inaccessible, unresponsive, degrad*, broken, breaking, breaks, broke, stuck, hang, hangs, hanging, hung, crash*, fail, fails, failed, failing, failure*, error, errors, erroring, timeout*, timing out, times out, timed out, time out, slow, slower, slowness, latency, recover*, healthy, unhealthy, unstable, stable, stabil*, resolved, resolves, mitigat*, restored, resumed, operational, flapping, firing, alerting, exhausted, full disk, disk ~ full, is|was|are|were full, empty, out of memory|disk|space|storage, oom*, evict*, expired, missing, lost, losing, corrupt*, leak*, spike*, spiking, dropped, dropping, backlog*, queue*, saturat*, overload*, throttl*, rate limit*, blocked, wedged, rejected, refused, denied, 500|500s|502|502s|503|503s|504|504s|5xx|404|404s|429|429s|522, all clear, back, catching up, caught up, pending, not ready, notready, looks|look|looking good|better|stable|healthy, clear|clears|cleared, responding, serving, complet*, finished, succeeded, successful*, downtime, interrupted, disrupt*, not happening, everything is|looks|seems ~ ok|okay|fine|good, green, red, critical, warning, again, gone, oomkilled, zero, improving, worse, worsening`,
  ),
  sign(
    "back",
    6,
    `should be back|fixed|good|ok|okay|fine|resolved|working|better|up|done|all, seems|appears|looks|seem|appear ~ back|fixed|up|ok|okay|fine|resolved|better|gone|working|recovered|restored, back online|up|now|again|to normal`,
  ),
  sign(
    "finding",
    4,
    `cause|causes|caused|causing, because, due to, turns|turned out, root cause, culprit, found, find, finds, identif*, traced, narrowed, looks|look|looked like, seems, seem, appears, appear, appeared, suspect*, confirm*, verified, verify, discovered, determined, determine, reproduc*, noticed, noticing, observed, seeing, saw, shows, showed, showing, which is why, that is why, thats why, reason, explains, introduced, regression, bug, misconfig*, typo, wrong, incorrect*, unexpected*, instead of, not convinced, logs show|say|shows|says, diagnos*, points|pointing to|at, conflict*, deadlock*, since the, triggered, began, begin, begins, started, starts, happened|happening after|when|since, correlat*, lines up, coincid*, not related|caused, unrelated, related to, as a result, so far, only affect*, actually, never|not applied|loaded|updated|deployed|renewed, never ran, ran|running again|twice, got ~ dropped|deleted|removed|lost|stuck|wedged, evidence, unable, cant, cannot, couldnt, wont, isnt, arent, doesnt, didnt`,
  ),
  sign(
    "action",
    4,
    `roll|rolls|rolled|rolling ~ back, rollback*, rolled, revert*, restart*, reboot*, redeploy*, re deploy*, deploy, deploys, deployed, deploying, deployment, merged, merging, merge, disabl*, enabl*, scaled, scaling, drain*, failover*, failed over, failing over, switch|switched|switching ~ to|off|over|back, applied, applying, pushed, pushing, patch*, hotfix*, updated, updating, upgrad*, downgrad*, deleted, deleting, delete|deletes, removed, removing, cleared, clearing, purg*, killed, killing, increased, increasing, raised, raising, bumped, bumping, added, adding, opened, opening, filed, submitted, created, creating, escalat*, paged, contacted, notified, reached out, paused, pausing, suspend*, stopped, stopping, resum*, cordon*, rebuil*, restoring, renew*, rotat*, moved, moving, migrat*, rerun*, re run*, reran, reset*, retrigger*, requeu*, manual, manually, fixed, fixing, fix, fixes, starting, begun, investigat*, debug*, looking into, looking at, digging, troubleshoot*, working on, taking a look, work around, workaround*, released, releasing, shipped, recreat*, re creat*, invoked, replac*, flush*, expanded, resiz*, provision*, terminat*, block*, unblock*, whitelist*, allowlist*, ban|banned|banning, monitoring, watching, tested, testing, trying, tried, attempting, set|setting ~ to, changed, changes, configured, reconfigur*, declar*, kicked off, took|taking over, lowered, reduced, reducing, bypass*, forced, forcing, cut over, cutover, repair*, rebalanc*, reindex*, backfill*, published, switched, ticket, implement*, released, went out, shipped, rolled out, rolling out, taken|took|taking ~ offline|out|down, disconnected, informed, told`,
  ),
  sign(
    "decision",
    3,
    `decided, decision, deciding, going to, gonna, i will, we will, ill, we are going, plan is, agreed to, lets roll|revert|restart|disable|fail|switch|scale|stop|pause|drain|block, holding off, handing|hand|handed over|off`,
  ),
  sign(
    "impact",
    3,
    `user, users, customer, customers, client, clients, everyone, everybody, nobody, tickets, complaints, complaining, reports of, tenants, teams, affect*, impact*, data loss, requests, traffic, orders, payments, production, prod, nothing can|could, region, cluster, service, services, percent`,
  ),
];

/** The same in other languages, all in one. */
export const FOREIGN_SIGNS: readonly Sign[] = [
  sign(
    "pt",
    4,
    `fora do ar, caiu, cairam, caido, indisponivel, indisponiveis, indisponibilidade, instavel, instabilidade, lento, lenta, lentidao, erro, erros, falha, falhas, falhando, falhou, falharam, travado, travada, travou, travando, voltou, voltaram, voltando, ja funciona|responde|voltou|esta, funcionando, normalizou, normalizado, normalizada, normal, restabelec*, recuper*, resolvido, resolvida, resolveu, corrigid*, corrigiu, mitigad*, degradad*, estouro, estourou, cheio, cheia, expirou, expirado, sem resposta, nao responde|respondem|funciona|funcionam|carrega|conecta|sobe|consegue|conseguem, parou, parado, parada, perdeu, perda, bloqueado, bloqueada, fila, alarme, alerta,
    causa, causou, causado, causada, por causa, porque, devido, culpado, descobr*, encontr*, identific*, parece, parecem, aparentemente, suspeit*, confirm*, verifiquei, verificamos, verificado, percebi, percebemos, notamos, vimos, vendo, mostra, mostram, motivo, razao, errado, errada, incorret*, em vez de, regressao, comecou, comecaram, desde,
    revert*, rollback, volta|voltei|voltamos|voltar a|para ~ versao, reinici*, restart*, subi, subimos, subindo, deploy, implant*, publiqu*, publicamos, mesclad*, merge, desativ*, desabilit*, desligu*, desligamos, ativ*, habilit*, escal*, aumentei, aumentamos, aumentando, reduzi*, apliqu*, aplicamos, aplicado, aplicada, atualiz*, apagu*, apagamos, remov*, limpei, limpamos, limpando, matei, derrubei, abri, abrimos, chamado, acion*, avisei, avisamos, notific*, pausei, pausamos, pausad*, parei, paramos, restaur*, renov*, migr*, corrig*, investigando, investigar, analisando, verificando, olhando, monitorando, contorn*, decidi*, vamos, vou, trocamos, troquei, troca*, manual, manualmente, clientes, usuarios, afetad*, impact*, pedidos, pagamentos, producao, ninguem consegue, todos, servico, servicos`,
  ),
  sign(
    "es",
    4,
    `caido, caida, cayo, cayeron, indisponible, no disponible, inaccesible, inestable, lento, lenta, lentitud, error, errores, fallo, fallos, fallando, falla, fallan, bloqueado, colgado, colgada, volvio, volvieron, vuelve, vuelven, ya funciona|responde|va|carga|esta|estan, responde bien, restablecid*, recuper*, resuelto, resuelta, solucionad*, solucion, corregid*, mitigad*, degradad*, lleno, llena, caduco, caducado, expiro, no responde|responden|funciona|funcionan|carga, perdid*, cola,
    causa, causo, causado, causada, motivo, porque, debido, encontr*, identific*, parece, parecen, sospech*, confirm*, verific*, descubr*, vimos, viendo, muestra*, razon, incorrect*, equivocad*, en vez de, en lugar de, empezo, comenzo, desde,
    revert*, revirt*, reinici*, despleg*, desplieg*, desactiv*, deshabilit*, activ*, habilit*, escal*, aument*, reduj*, aplic*, actualiz*, borr*, elimin*, limpi*, abri, abrimos, abierto, avis*, notific*, paus*, restaur*, renov*, migr*, arregl*, investigando, analizando, revisando, mirando, monitore*, decid*, vamos a, voy a, cambi*, manualmente, bloqueo, implementado, clientes, usuarios, afectad*, impacto, pedidos, pagos, produccion, todos, servicio, servicios, servidor`,
  ),
  sign(
    "fr",
    4,
    `panne, tombe, tombes, hors service, hors ligne, indisponible*, inaccessible*, instable*, lent, lente, lents, lenteur*, erreur, erreurs, echec, echecs, echoue*, bloque*, plante*, retabli*, ca remarche, remarche*, refonctionne*, de nouveau, resolu*, corrige*, repare*, revenu*, retour a, regle, reglee, termine, terminee, degrade*, plein, pleine, expire*, ne repond*, ne fonctionne*, ne marche*, perdu*, perte, coupure*, downtime,
    cause, causee, cause par, parce que, a cause, du a, en raison, trouve, identifi*, semble, semblent, on dirait, soupconn*, confirm*, verifi*, decouv*, constat*, observ*, montre, montrent, raison, incorrect*, mauvais*, au lieu, a commence, depuis,
    annul*, revert*, revenir, redemarr*, relanc*, deploy*, desactiv*, activ*, augment*, redui*, appliqu*, mis a jour, mise a jour, supprim*, vide, vidange, ouvert, cree, prevenu*, notifi*, suspend*, restaur*, renouvel*, migr*, bascul*, enquete, en cours d, je regarde, on regarde, surveill*, decid*, je vais, on va, nous allons, manuellement, clients, utilisateurs, impact*, touche*, affecte*, commandes, paiements, production, tous les, service, services, serveur, serveurs`,
  ),
  sign(
    "de",
    4,
    `ausgefallen, ausfall, gestort, storung, nicht erreichbar, nicht verfugbar, offline, langsam, fehler, fehlgeschlagen, schlagt fehl, schlagen fehl, hangt, abgesturzt, wieder da|online|erreichbar|verfugbar, lauft wieder, laufen wieder, geht wieder, behoben, wiederhergestellt, erholt, stabil, normal, voll, abgelaufen, antwortet nicht, geht nicht, funktioniert nicht, verloren, blockiert,
    ursache, grund, verursacht, weil, wegen, liegt an, lag an, gefunden, identifiziert, scheint, scheinen, sieht so|aus, vermut*, bestatigt, festgestellt, entdeckt, beobacht*, zeigt, zeigen, falsch*, statt, seit,
    zuruckgerollt, ruckgangig, rollback, neu gestartet, neugestartet, neustart, starten ~ neu, ausgerollt, deploy*, eingespielt, deaktiviert, abgeschaltet, aktiviert, skaliert, erhoht, reduziert, angewendet, aktualisiert, geloscht, entfernt, geleert, eroffnet, erstellt, gemeldet, informiert, eskaliert, angehalten, gestoppt, wiederhergestellt, erneuert, migriert, umgeschaltet, untersuch*, prufe, prufen, schaue, schauen, beobachten, entschieden, ich werde, wir werden, manuell, kunden, nutzer, benutzer, betroffen, bestellungen, zahlungen, produktion, alle, dienst, dienste, server`,
  ),
];

/** Signs that speak against a sentence. */
export const AGAINST: readonly Sign[] = [
  sign(
    "thanks",
    -6,
    `thanks, thank you|u, thx, ty for, much appreciated, appreciate, good|great|nice|awesome job|work|catch|find, well done, kudos, sorry, apolog*, welcome, congrat*, obrigad*, valeu, gracias, merci, danke, bom trabalho, bon courage, desculp*, perdon, desole, entschuldig*`,
  ),
  sign(
    "request",
    -6,
    `can|could|would|will you|someone|anyone|somebody|we get|we have, please, pls, plz, let me|us|them know, lmk, rope me, happy to, feel free, does anyone|anybody|someone, anyone|anybody else|know|seen|seeing|have|has|able, any update|updates|news|eta|idea|ideas|progress, keep us|me posted, cc, ptal, gimme, give me, hold on, one sec|moment|minute, brb, bear with, stay tuned, wdyt, thoughts, shall we, should we, do we|you, did you|we|someone, are|were you, have you, is there a|an|any, alguem, poderia|pode|podem ~ verificar|ver|olhar|ajudar, por favor, me avis*, alguien, pueden|puede|podrian, quelquun, svp, sil vous plait, kann jemand, konnt ihr, bitte`,
  ),
  sign(
    "me too",
    -5,
    `same here|problem|issue|error|thing, me too, for me too|as well, plus one, same question, also having|have|seeing|experiencing|getting ~ problem|issue, have|having|facing the same ~ problem|issue|error, tambem, yo tambien, a mi tambien, moi aussi, bei mir auch, aqui tambem, mesmo problema, mismo problema, meme probleme, gleiches problem`,
  ),
  sign(
    "forecast",
    -3,
    `will|ll|should recover|resolve|work|fix|heal|retry, then it|that should, have to, has to, need|needs to, got to`,
  ),
  sign(
    "guess",
    -4,
    `i guess, id guess, guessing, wonder*, unclear, not clear to, no idea, dont know, im unsure, unsure, idk, confused, its|is possible, curious, to my knowledge, may|might|could be wrong, i thought, not that i, sera que`,
  ),
  sign(
    "may be",
    -2,
    `should, shouldnt, would, wouldnt, could, might, may, maybe, perhaps, probably, i think, hopefully, hope, not sure, i believe, if, possibly, supposed, as long as, talvez, acho, deveria, quiza*, creo, deberia, peut etre, je pense, devrait, vielleicht, ich glaube, sollte`,
  ),
  sign(
    "advice",
    -3,
    `you can|could|should|need|might|must|want|have, we can|could, how were|do|does|did|is|are|about|come, what if|about|is|are, why not, we should|could|might|ought|need, someone should, in future|the future, next time, long term, ideally, nice to, follow up, todo, going forward, voce pode|deve, precisamos, deberiamos, il faudrait, man konnte`,
  ),
  sign(
    "promise",
    -5,
    `will|well|ill update|share|post|provide|report ~ thread|issue|ticket|page|updates|news|more|back|here|progress|findings, will|well|ill keep ~ posted|updated|informed, more to come|follow, vamos|iremos|vou manter|atualizar ~ aqui|informados|todos, mantendremos, wir halten euch|sie`,
  ),
  sign(
    "papers",
    -4,
    `postmortem, post mortem, incident report, report soon, retrospective, retro, debrief*, write up, writeup, action item|items, meeting, hangout*, zoom, call, google doc, dont close, can be closed, closing this, close this, template, relatorio, reuniao, informe, reunion, bericht, besprechung`,
  ),
  sign(
    "chat",
    -3,
    `lol, lmao, haha*, rofl, wow, yikes, ugh, oops, omg, wtf, facepalm, fun, funny, exciting, sweet, yay, hooray, fingers crossed, kkk*, rsrs*, jaja*, good|buenos|buenas|bom|boa|guten|bon morning|afternoon|evening|night|dias|tardes|noches|dia|tarde|noite|morgen|tag, bonjour, salut, oi pessoal, ola, hola, hallo, hi all|team|everyone|folks|there, hello, hey`,
  ),
];

/** Words that are nothing beside what is said: taken from a sentence before it is counted how many are left. */
export const SMALL_TALK: ReadonlySet<string> = new Set(
  `ok okay okey k ack yes yeah yep yup yues no nope sure right true agreed done cool nice great good fine lol lmao haha hehe oh ah hmm hm hrm hmmm hmmmm hmmmmm hmmmmmm uh um ugh wow wait so well and but actually now just very interesting thanks thx ty please hi hello hey welcome np sorry shipit dope yay same here too me 1 unclear why what how huh
  sim nao ta certo beleza blz ola oi si claro vale bueno oui non daccord ja nein gut genau also`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Words that tell which of the languages above a text is in. */
export const KNOWN_LANGUAGE = wordPattern(`
  the, is, are, was, were, and, to, of, in, it, its, we, i, im, for, on, with, this, that, have, has, not, you, at, from, be, still, all, a,
  o, os, as, um, uma, de, da, do, em, no, na, nao, que, com, para, esta, estao, foi, se,
  el, la, los, las, un, una, en, que, con, por, esta, estan, fue, se,
  le, les, des, du, et, est, une, dans, pour, pas, sur, nous, on, ca,
  der, die, das, und, ist, sind, wir, nicht, ein, eine, auf, mit, im, es
`);

/** Small words that only English has: what the tables of other languages find in it is chance. */
export const ENGLISH = wordPattern(
  "the, is, are, were, and, to, of, it, its, you, your, we, i, im, this, that, with, from, have, has, be",
);

/** Talk about the report and its making. */
export const PAPERS = wordPattern(
  "postmortem, post mortem, incident report, retrospective, debrief*, write up, writeup, relatorio, rapport d incident",
);

/** What machines say to nobody in particular. */
export const AUTOMATIC = wordPattern(`
  this is an automated, automated message|reply|response, automatically ~ marked|closed|generated|locked, auto reply|generated, out of office, has been ~ marked as stale, marked as stale, lifecycle stale|rotten|frozen, inactivity, thank you|thanks for ~ contribution|contacting|reporting|submission|opening|pull, need ~ cla, contributor license, code|test coverage, coverage report|change*, approvalnotifier, pull request is|was approved, needs approval from, full list of commands, bot ~ commands, instructions for interacting, say hello to, this issue is currently awaiting triage, needs triage, first time contributor, unsubscribe, we got|received your request|email|message|ticket, will get back to you, mensagem automatica, mensaje automatico, message automatique, automatische nachricht, preview|deployment ready at, bundle size, size limit, welcome to, your reference
`);
