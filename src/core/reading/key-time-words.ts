import { wordPattern } from "./word-patterns.ts";

/**
 * What the lines of a timeline say about an incident as a whole, by the words for it in several languages (see `wordPattern`).
 * A wrong key time is worse than none, so a wording stands here only where it says little else.
 */
const HARM =
  "outage|incident|impact|downtime|disruption|degradation|unavailability|interruption|attack|exposure";
const TROUBLE =
  "problem|problems|issue|issues|errors|failures|failing|slowdown|symptoms|latency|timeouts|spike";
const ALERTS =
  "alert|alerts|alarm|alarms|page|pager|pagerduty|opsgenie|pingdom|monitor|monitors|monitoring|uptimerobot|newrelic|relic|datadog|nagios|prometheus|alertmanager|cloudwatch|grafana|sentry|statuscake|betterstack";
const PEOPLE =
  "user|users|customer|customers|client|clients|team|teams|support|engineer|engineers|member|members|someone|developer|developers|colleague|colleagues|researcher|community|partner|partners|staff|operator|operators";

/** Says in so many words that the harm begins. */
export const STARTS = wordPattern(`
  ${HARM} begin|begins|began|start|starts|started|starting|commences|commenced|onset,
  ${HARM} has|have|had begun|started,
  start|beginning|onset of the? first? ${HARM},
  incident|outage|impact start,
  inicio do|da|de|del incidente|interrupcao|indisponibilidade|impacto|incidencia|caida|interrupcion|falha|problema, incidente|indisponibilidade|impacto|falha|interrupcao comeca|comecou|iniciado|iniciada|iniciou|inicia,
  incidente|incidencia|caida|impacto|interrupcion comienza|comenzo|empieza|empezo|inicia, debut de l|la incident|panne|interruption, debut de lincident, debut de la panne,
  incident|panne commence, storung|ausfall|vorfall beginnt|begann|startet, beginn der|des storung|ausfalls|vorfalls,
  hendelsen|nedetiden|feilen|avbruddet begynner|starter|startet, driftstop begynder|starter, avbrottet borjar|borjade,
  障害発生, 障害開始, 影響開始, 事象発生, 장애 발생, 장애 시작, 영향 시작, 故障开始, 故障发生, 影响开始
`);

/** Harm begins, as seen from one place: counts only where nothing that could have set it off stands above. */
export const STARTS_SOMEWHERE = wordPattern(`
  begin|begins|began|start|starts|started|starting to? fail|failing|drop|dropping|return|returning|throw|throwing|crash|crashing|reject|rejecting|rise|rising|increase|increasing|climb|climbing|degrade|degrading|experience|experiencing|timeout|timing|time|see|seeing|receive|receiving|error|erroring,
  ${TROUBLE} begin|begins|began|start|starts|started|starting|appear|appears|appeared, start|beginning|onset of the? first? ${TROUBLE},
  first errors|failures|failed|timeouts, first 5xx|500|502|503|504, goes|went down|offline, becomes|became unavailable|unreachable|unresponsive|inaccessible, stops|stopped responding|working,
  primeiros|primeiras erros|falhas|timeouts, comeca|comecou|comecam|comecaram a falhar|responder|retornar, fica|ficou indisponivel|fora, primeros errores|fallos, empieza|empezo|comienza|comenzo a fallar, premieres erreurs, premiers echecs,
  erste fehler|timeouts, erste fehlermeldungen, forste feil|fejl, forsta felen, 最初のエラー, エラー発生, 에러 발생, 오류 발생, 오류 시작, 에러 시작, 首次报错
`);

/** What people begin to do about it, or hold about it: neither is the harm. */
export const WORK = wordPattern(`
  incident|outage|issue ~ response|call|bridge|channel|room|meeting|report|review|management|process|ticket ~ start|starts|started|begin|begins|began|opened, start|starts|started|begin|begins|began|starting to? investigat*|debug*|troubleshoot*|look*|work*|restor*|recover*|roll*|rollback|revert*|fix*|drain*|scal*|restart*|mitigat*|analy*|deploy*|migrat*|monitor*,
  investigation|rollback|recovery|mitigation|deployment|migration|maintenance|review|meeting|postmortem ~ start|starts|started|begin|begins|began
`);

/** A change to the system: what may have set the harm off. */
export const CHANGES = wordPattern(`
  deploy*, release*, merge*, ship*, roll*, upgrade*, update*, migrat*, change*, rename*, restart*, reboot*, maintenance, apply, applied, applies, configur*, pushed, enabl*, disabl*, delet*, remov*, renew*, rotat*, expir*, scal*, publish*, launch*, bump*, introduc*, switch*, run|ran|runs,
  implant*, publica*, atualiz*, alter*, mudanca, manutencao, desplieg*, despleg*, actualiz*, cambio, mise, deploi*, eingespielt, ausgerollt, aktualisier*, utrull*, oppdater*, デプロイ, リリース, 変更, マージ, 배포, 변경, 머지, 릴리즈, 发布, 上线, 变更
`);

/** Somebody or something learns that something is wrong. */
export const DETECTS = wordPattern(`
  ${ALERTS} fires|fired|firing|triggered|triggers|triggering|goes|went|raised|raises|sent|sends|received|opens|opened|notifies|notified|reports|reported|detects|detected|alerts|alerted|pages|paged|wakes|woke,
  alert, alerts, alarm, alarms, pagerduty, opsgenie, pingdom,
  first|initial|received|receives|receive|got|get|gets ~ alert|alerts|alarm|alarms|page|pages|pager, alerted, paged, ${ALERTS} pages|alerts|notifies,
  first|initial|receive|received|receives|multiple|several|many|more|some|two|three|customer|user|internal|support ~ report|reports|complaint|complaints|ticket|tickets, report|reports of|from|that|arrive|arrives|arrived|come|came,
  ${PEOPLE} ~ report|reports|reported|reporting|complain|complains|complained|complaining|notice|notices|noticed|notify|notifies|notified|inform|informs|informed|alert|alerts|alerted|raise|raises|raised|flag|flags|flagged|discover|discovers|discovered|detect|detects|detected|observe|observes|observed,
  relic|newrelic|pingdom|datadog|monitoring|sentry|grafana|uptimerobot reports|reported, reported by|via|in|on|that|to|as, is|was|were reported,
  notice, notices, noticed, noticing, detected, detects, discovers, discovered, made|make|became|becomes aware, informed of|about|that, notified of|about|that|by,
  raised ~ support, support question|ticket|request ~ raised|opened|filed|created|received, ticket|issue opened|raised|filed|reported by|from, incident|outage declared|opened|created|raised|reported|detected|identified|discovered, declares|declare|declared ~ incident, opens|opened|creates|created ~ incident,
  alerta, alertas, alarme, detectado, detectada, detecta, detectou, detectamos, cliente|clientes|usuario|usuarios|equipe|time|suporte ~ reporta*|relat*|notific*|reclam*|avis*|inform*|percebe*|identific*, notificado|notificada, percebe|percebeu|percebemos, primeiros|primeira relatos|relato|reclamacoes|reclamacao, incidente declarado|aberto,
  alarma, alarmas, cliente|clientes|usuario|usuarios|equipo|soporte ~ report*|inform*|avis*|notific*|detect*|quej*, detectamos, detecto, incidente|incidencia declarado|declarada|abierto|abierta, primeros|primer avisos|aviso|reportes|reporte,
  alerte, alertes, client|clients|utilisateur|utilisateurs|equipe|support ~ signal*|remont*|constat*|detect*, signale par, detecte, constate, detection, alarmierung, alarm, meldung|meldungen, kunde|kunden|nutzer|benutzer|support|kollege|kollegen ~ meldet|melden|meldete|meldeten|bemerkt|bemerken, bemerkt, festgestellt, entdeckt, gemeldet,
  varsel, varsler, varslet, oppdaget, oppdages, melder|meldt|meldte fra|om|feil|ind, opdaget, larm, upptackt, upptacker, upptacktes, bruker|brukere|kunder|kunde melder|meldte|varsler,
  検知, アラート, 発報, 気づ, 気付, 問い合わせ, 問合せ, 報告を受, 連絡を受, 通報, 発覚, 감지, 탐지, 인지, 알림 수신, 알람, 알럿, 제보, 신고, 문의 접수, 문의 유입, 발견, 告警, 报警, 报障, 反馈, 发现, 监控发现
`);

/** Learning of it is not what these lines tell: the alert itself, its end, its lack, or what caused it. */
export const NO_DETECTION = wordPattern(`
  alert|alerts|alarm|alarms|page|pages|monitor|monitors ~ silenced|muted|acknowledged|closed|closes|cleared|clears|resolved|resolves|recovered|recovers|disabled|added|created|configured|updated|deployed|removed|stops|stopped, silence*|mute*|acknowledg* ~ alert|alerts|alarm|alarms|page, closes|close|closed, add|added|adding|create|created|creating|configure|configured|update|updated|tune|tuned ~ alert|alerts|alerting|alarm|alarms|monitor|monitors|monitoring,
  news|press report*, no|without|missing|nobody|failed|not|didnt|never ~ alert|alerts|alerted|alarm|alarms|paged|noticed|notice|detected|fire|fired|reports, not yet, unnoticed, undetected, undiscovered, before anyone,
  cause|causes|culprit|fix|solution|bug|commit|typo|regression|root ~ identified|discovered|detected|found|noticed|reported, identif*|discover*|detect*|found|notice* ~ cause|causes|culprit|fix|solution|typo|commit,
  customers|users|community|stakeholders|status|public|management ~ notified|informed|updated|alerted, notif*|inform*|alert*|update* ~ customers|users|community|stakeholders|management|status, release|released|deploy|deployed|merged|launch|launched ~ report|reports|reporting|alert|alerts|alerting, landing|home|web page, status page, page load|loads|loading, report page, bug report|incident report|postmortem report|report template|report written|report published
`);

/** Says that the incident as a whole is over. */
export const OVER = wordPattern(`
  outage|incident|impact|downtime|disruption|degradation ~ ends|end|ended|over|resolved, incident|outage|issue|problem|issues|problems resolved|fixed, ${HARM}|${TROUBLE} is|was|are|were|has|have ~ resolved|over|ended|fixed|gone, all clear, confirmed|confirms|confirm|verified|declared|declares|marked|marks|considered|changed|set ~ resolved|fixed|over, status resolved, resolution confirmed, end of ~ ${HARM}|${TROUBLE}, back to normal,
  incidente|problema|indisponibilidade|falha encerrado|encerrada|resolvido|resolvida|finalizado|solucionado, fim do|da incidente|interrupcao|impacto|indisponibilidade, voltou|volta|retorno ao normal,
  incidente|incidencia|problema resuelto|resuelta|cerrado|cerrada|solucionado|solucionada, fin del|de la? incidente|incidencia|interrupcion|impacto, vuelve|volvio|vuelta a la normalidad,
  incident|probleme|panne ~ resolu|clos|cloture|terminee|termine, fin de l|la incident|panne|interruption, fin de lincident, retour a la normale,
  vorfall|storung|problem|ausfall|incident ~ behoben|beendet|gelost|geschlossen|vorbei, ende der|des storung|ausfalls|vorfalls, entwarnung,
  hendelsen|problemet|feilen ~ lost|over|avsluttet, haendelsen|problemet|fejlen ~ lost|slut|afsluttet, tilbake til normal|normalen, tilbage til normal|normalen, tillbaka till det? normala, friskmelding, faremelding,
  障害終了, 収束, 影響終了, 장애 종료, 장애 해소, 상황 종료, 해소 완료, 故障结束, 故障解除
`);

/** Says that what was broken works again, all of it. */
export const WELL = wordPattern(`
  full recovery, fully|completely|entirely ~ recovered|restored|resolved|operational|functional|functioning|healthy|online|available, recovery complete, returns|returned|return|returning to normal, normal operation|operations|service|traffic resumed|resumes|restored, confirmed|confirms|confirm|verified ~ recovered|functional|operational|healthy|resumed|restored|working|fixed,
  service|services|site|system|systems|traffic|everything|application|platform|access|functionality|production|cluster|hub|database|api ~ restored|recovered|recovers|normal|operational|healthy|stable|stabilized|stabilised|resumed|resumes, errors|latency|error ~ stop|stops|stopped|cease|ceased|disappear|disappeared|zero|baseline|normal,
  servico|servicos|sistema|sistemas|operacao|trafego|acesso|tudo ~ normalizado|normalizada|normalizados|normalizou|restabelecido|restabelecida|reestabelecido|restaurado|restaurada|recuperado, situacao normalizada, normalizacao, resolvido, resolvida, normalizado, normalizada,
  servicio|servicios|sistema|trafico|acceso|todo ~ restablecido|restablecida|recuperado|normalizado|restaurado|normal, resuelto, resuelta, restablecido,
  service|services|acces|site|trafic ~ retabli|retablis|restaure|normal, resolu, retabli, retablissement,
  dienst|dienste|system|systeme|service|seite|betrieb ~ wiederhergestellt|normal|erreichbar|verfugbar, normalbetrieb, behoben,
  alt|tjenesten|tjenestene ~ normalt|oppe|gjenopprettet,
  復旧, 解消, 正常化, 対応完了, 복구 완료, 복구 확인, 서비스 복구, 장애 복구, 정상화, 정상 복구, 恢复正常, 服务恢复, 全部恢复, 故障恢复
`);

/** It gets well in one place, or something is mended: counts where nothing says more. */
export const MENDS = wordPattern(`
  fixed, fixes, recovered, recovers, restored, resolved, resolves, resumed, back online|up, ${ALERTS} ~ closes|closed|cleared|clears|resolves|resolved|recovers|recovered|ok, closes|clears ~ alert|alerts|alarm, relic closes|closed, back up|online, works again, working again, available again, up again, is|are|was|were up, corrected, closing ~ communication|exposure,
  corrigido, corrigida, recuperado, recuperada, solucionado, solucionada, restaurado, restaurada, corrige, corrigé, gelost, lost, rettet, fikset, 해결, 복구, 수정 완료, 修正完了, 修复, 恢复, 解决
`);

/** The closing of the papers, maybe long after the harm is over. */
export const CLOSES = wordPattern(
  `incident|ticket|issue closed, close|closed|closes the? incident|ticket|issue`,
);

/** The harm is stopped or got around, though its cause may remain. */
export const MITIGATES = wordPattern(`
  mitigated, mitigation applied|deployed|complete|completed|confirmed|in, workaround applied|deployed|implemented|in, rollback complete|completed|finished|done|deployed|succeeded|successful, rolled|rolls back, reverts|revert deployed|merged|completed|complete, reverted, hotfix|hot fix? deployed|applied|released, fix|patch ~ deployed|applied|rolled|released|live|pushed, failover complete|completed, failed over, traffic shifted|rerouted|diverted|drained|failed,
  mitigado, mitigada, rollback concluido|realizado|feito|efetuado|finalizado|completado, correcao aplicada|implantada|publicada, mitigacion aplicada, revertido, revertida, correctif deploye, rollback effectue, zuruckgerollt, ruckgangig, hotfix eingespielt, rullet tilbake|tilbage, rullad tillbaka, tilbakerullet,
  ロールバック完了, 切り戻し完了, 切戻し完了, 暫定対応完了, 修正リリース, 修正をデプロイ, 롤백 완료, 핫픽스 배포, 수정 배포, 완화, 임시 조치 완료, 回滚完成, 回滚完毕, 止损, 热修复上线
`);

/** Not over yet, or only hoped, begun or in part. */
export const NOT_OVER = wordPattern(`
  not, isnt, wasnt, arent, hasnt, havent, still, partial, partially, partly, some, most|mostly, almost, nearly, begin|begins|began|beginning|start|starts|started|starting to? recover|recovering|resolve|resolving|restore|normalize|return|work|working, recovering, recovery starts|started|begins|began, trying, try, tries, tried, attempt, attempts, attempted, attempting, should, would, could, will, might, may, appear|appears|appeared|seem|seems|seemed, expect|expected|hope|hoping|hopefully|think|thinks|thought|believe|believed|assume|assumed, until, if, unless, unresolved, temporarily, briefly, intermittent*, waiting, wait, waits, plan|plans|planned|planning, to be, needs|need|need to, investigat*, working on, monitoring for|whether, again ~ down|failing, fail|fails|failed|failing ~ to|again, falsely, prematurely, reoccur*, recur*, relaps*, dns|hostname|name resolved to, one|first|second|half of, a few of,
  nao, ainda, parcial, parcialmente, parte, tentativa, tentando, tenta, aguardando, deve|deveria, quase, alguns|algumas, no, aun, todavia, intento|intentando, esperando, algunos|algunas, pas, encore, toujours, partiel|partielle|partiellement, tentative, essaie, attente, quelques, nicht, noch, teilweise, versuch|versucht, fast, einige, ikke, fortsatt, stadig, delvis, forsok*, inte, fortfarande, nesten,
  まだ, 一部, 未, 試み, 予定, 中, 아직, 일부, 시도, 예정, 진행, 중, 미, 尚未, 部分, 尝试, 开始恢复, 逐步, 一部分
`);

/** Somebody works on it, so it was known before. */
export const KNOWN = wordPattern(`
  investigat*, troubleshoot*, debugging, looks|look|looked|looking into, acknowledg*, diagnos*, responds|responded|responding, incident call|bridge|channel,
  investiga*, diagnostic*, untersuch*, undersok*, 調査, 対応開始, 조사, 원인 파악, 원인 분석, 대응 시작, 排查, 调查
`);

/** What a column "Phase" says of a line. */
export const PHASES = {
  detected: wordPattern(
    "detect|detection|detected|identify|identified|identification|discovery|discovered, deteccao, deteccion, erkennung, 検知, 감지, 탐지, 发现",
  ),
  mitigated: wordPattern("mitigate|mitigated|mitigation|contain|contained|containment, 완화, 緩和"),
  resolved: wordPattern(
    "resolve|resolved|resolution|remediate|remediated|remediation|recover|recovered|recovery|restored, resolucao, resolucion, 復旧, 복구, 해결, 恢复",
  ),
} as const;
