/**
 * The fields of a document and how people call them. `headings` are what stands over an answer, or in bold before it: the
 * template's own words first, then renamed and translated ones. `questions` are asked in issue forms only: over a whole
 * section of a document such words would say too little ("Impact" is a table there, no answer). Commas part the wordings;
 * case, accents, punctuation, numbers before them and words in parentheses make no difference.
 */
export type Wordings = { headings: string; questions?: string };

export const FIELD_WORDS = {
  description: {
    headings: `
      brief description, summary, description, short description, overview, incident summary,
      incident description, issue summary, executive summary, tl;dr, tldr, resumo, descrição,
      breve descrição, descrição breve, resumo do incidente, descrição do incidente, descrição resumida,
      visão geral, resumen, descripción, descripción breve, breve descripción, résumé,
      brève description, description de l'incident, kurzbeschreibung, zusammenfassung, beschreibung`,
    questions: `
      what is happening, what's happening, what is going on, what's wrong, what is wrong, problem,
      problem description, describe the problem, describe the incident, incident,
      o que está acontecendo, qual é o problema, descreva o incidente, problema, qué está pasando,
      que se passe-t-il, was passiert gerade`,
  },
  "impact-type": {
    headings: `
      type of impact, impact type, kind of impact, tipo de impacto, type d'impact, nature de l'impact,
      art der auswirkung`,
  },
  "alert-origin": {
    headings: `
      origin of the alert, alert origin, alert source, source of the alert, source of alert,
      origem do alerta, fonte do alerta, origen de la alerta, fuente de la alerta, origine de l'alerte,
      source de l'alerte, herkunft der meldung, quelle des alarms`,
    questions: `
      reported via, alerted by, detected by, detection source, who or what raised the alert,
      detectado por, alertado por, erkannt durch`,
  },
  "reported-to": {
    headings: `
      reported to, area reported to, sector reported to, reportado a, reportado para, comunicado a,
      área comunicada, setor comunicado, relatado a, informado a, signalé à, gemeldet an, gemeldet bei`,
    questions: `
      sector, department, team notified, notified team, who was notified, who was told, setor,
      departamento, secteur, service informé, abteilung`,
  },
  symptoms: {
    headings: `
      symptoms, symptom, observed symptoms, sintomas, sintomas observados, síntomas, symptômes, symptome`,
    questions: `
      what do you see, what are you seeing, what did you see, observed behavior, o que se vê`,
  },
  category: {
    headings: `
      category, incident category, type of incident, incident type, categoria, categoria do incidente,
      tipo de incidente, categoría, catégorie, type d'incident, kategorie, art des vorfalls`,
  },
  areas: {
    headings: `
      areas involved, areas, affected areas, affected services, services affected, services and areas,
      teams involved, affected systems, systems affected, áreas envolvidas, serviços afetados,
      sistemas afetados, áreas involucradas, servicios afectados, sistemas afectados, services touchés,
      services affectés, domaines concernés, betroffene dienste, betroffene systeme,
      betroffene bereiche, beteiligte bereiche`,
    questions: `
      service, services, component, components, affected service, affected component,
      affected components, impacted service, impacted services, impacted systems, system,
      services are affected, service is affected, systems are affected, clusters affected,
      affected clusters, affected product, area, team, serviço, serviço afetado, serviços, sistema,
      sistema afetado, componente, equipe, servicio, servicio afectado, service touché,
      service concerné, betroffener dienst, betroffenes system`,
  },
  duration: {
    headings: `
      how long it lasted, duration, incident duration, outage duration, duração, quanto tempo durou,
      duración, cuánto duró, durée, dauer`,
    questions: `how long, how long did it last, how long has it lasted, since when`,
  },
  extent: {
    headings: `
      extent, scope, scope of impact, impact scope, blast radius, extensão, abrangência, escopo,
      alcance, extensión, étendue, portée, périmètre, ausmaß, umfang`,
    questions: `impact, impacto, auswirkung, auswirkungen, what is the impact, business impact`,
  },
  "what-happened": {
    headings: `
      what happened, what happened in detail, detailed description, incident details, o que aconteceu,
      o que houve, descrição detalhada, qué pasó, qué ocurrió, descripción detallada,
      que s'est-il passé, ce qui s'est passé, was ist passiert, was passiert ist, was geschah, hergang`,
  },
  "impact-users": {
    headings: `users, usuários, usuarios, utilisateurs, nutzer, benutzer`,
    questions: `
      users affected, affected users, user impact, impact on users, impacted users, users are affected,
      who is affected, how many users are affected, usuários afetados, impacto nos usuários,
      quem foi afetado, usuarios afectados, utilisateurs touchés, utilisateurs affectés,
      betroffene nutzer, betroffene benutzer`,
  },
  "impact-customers": {
    headings: `customers, clientes, clients, kunden`,
    questions: `
      customers affected, affected customers, customer impact, impact on customers, impacted customers,
      customers are affected, clientes afetados, impacto nos clientes, clientes afectados,
      clients touchés, clients affectés, betroffene kunden`,
  },
  "impact-data": {
    headings: `data, dados, datos, données, daten`,
    questions: `
      data impact, impact on data, data loss, data affected, affected data, perda de dados,
      impacto nos dados, dados afetados, pérdida de datos, perte de données, datenverlust`,
  },
  "impact-money": {
    headings: `money, dinheiro, dinero, argent, geld`,
    questions: `
      financial impact, revenue impact, cost, financial loss, impacto financeiro, impacto financiero,
      impact financier, finanzieller schaden`,
  },
  "impact-reputation": {
    headings: `reputation, reputação, reputación, réputation, ruf`,
    questions: `reputational impact, impact on reputation, impacto na reputação`,
  },
  "cause-trigger": {
    headings: `
      trigger, what triggered it, triggering event, gatilho, desencadenante, detonante, déclencheur,
      auslöser`,
  },
  "cause-primary": {
    headings: `
      primary cause, root cause, root causes, main cause, causa primária, causa raiz, causa principal,
      causa raíz, cause principale, cause racine, grundursache, hauptursache, ursache`,
    questions: `cause, causa`,
  },
  "cause-technical": {
    headings: `
      contributing technical, technical causes, contribuinte técnica, causas técnicas,
      fatores técnicos, causes techniques, technische ursachen`,
  },
  "cause-procedural": {
    headings: `
      contributing procedural, procedural causes, contribuinte procedimental, causas procedimentais,
      fatores de processo, causas de procedimiento, causes procédurales, ursachen im ablauf`,
  },
  "cause-human": {
    headings: `
      contributing human factors, human factors, contribuinte fatores humanos, fatores humanos,
      factores humanos, facteurs humains, menschliche faktoren`,
  },
  "timeline-before": {
    headings: `leading up to it, before, antecedentes, antes, avant, vorher, vorgeschichte`,
  },
  "timeline-during": {
    headings: `during, durante, pendant, während`,
    questions: `
      timeline, timeline of events, linha do tempo, cronologia, chronologie, zeitverlauf`,
  },
  "timeline-after": {
    headings: `after, depois, después, après, danach`,
  },
  detection: {
    headings: `
      detection, how was it detected, how we learned of it, detecção, como foi detectado, detección,
      cómo se detectó, détection, erkennung, entdeckung`,
    questions: `
      how did you find out, how was this detected, how was the incident detected, how did you notice,
      detection method, como soube, wie wurde es bemerkt, comment l'avez-vous découvert`,
  },
  treatment: {
    headings: `
      actions taken, steps taken, mitigation, workaround, ações tomadas, ações realizadas, mitigação,
      solução de contorno, acciones tomadas, mitigación, actions menées, mesures prises, contournement,
      getroffene maßnahmen, ergriffene maßnahmen, umgehung`,
    questions: `
      what has been done, what have you tried, what has been tried, immediate actions,
      actions taken so far, resolution, resolução, o que já foi feito, resolución`,
  },
  "treatment-kind": {
    headings: `
      definitive or provisional, definitivo ou provisório, definitivo o provisional,
      définitif ou provisoire, endgültig oder vorläufig`,
  },
  recovery: {
    headings: `
      recovery, how it recovered, recuperação, recuperación, rétablissement, wiederherstellung`,
  },
  "rto-rpo": {
    headings: `rto / rpo, rto and rpo, rto e rpo, rto y rpo, rto et rpo, rto und rpo`,
  },
  roles: {
    headings: `
      participants and roles, roles, participants, responders, participantes e papéis, participantes,
      participantes y roles, participants et rôles, beteiligte, rollen`,
  },
  assumptions: {
    headings: `
      what we assumed and expected at the time, assumptions, o que supusemos na hora, suposições,
      o que supusemos e esperávamos na hora, suposiciones, hypothèses, annahmen`,
  },
  "went-well": {
    headings: `
      what went well, things that went well, o que foi bem, o que deu certo, qué salió bien,
      lo que salió bien, ce qui a bien fonctionné, was gut lief, was lief gut`,
  },
  "went-badly": {
    headings: `
      what went badly, what went wrong, what went poorly, what didn't go well, what did not go well,
      o que foi mal, o que deu errado, qué salió mal, lo que salió mal, ce qui n'a pas fonctionné,
      was schlecht lief, was lief schlecht`,
  },
  lucky: {
    headings: `
      where we got lucky, where we were lucky, onde tivemos sorte, dónde tuvimos suerte,
      où nous avons eu de la chance, wo wir glück hatten`,
  },
  "lessons-incident": {
    headings: `
      learned from the incident, lições do incidente, lecciones del incidente, leçons de l'incident,
      lehren aus dem vorfall`,
  },
  "lessons-response": {
    headings: `
      learned from what happened, lições do que aconteceu, lecciones de lo ocurrido,
      leçons de ce qui s'est passé, lehren aus dem hergang`,
  },
  "lessons-prevention": {
    headings: `
      what to do so that it does not recur, prevention, o que fazer para que não se repita,
      qué hacer para que no se repita, que faire pour que cela ne se reproduise pas, vorbeugung`,
  },
  "further-actions": {
    headings: `
      further actions deadlines those responsible, further actions, outras ações, otras acciones,
      outras ações prazos responsáveis, autres actions, weitere maßnahmen`,
  },
  "further-resources": {
    headings: `
      further resources needed, further resources, outros recursos necessários,
      otros recursos necesarios, autres ressources nécessaires, weitere mittel`,
  },
  links: {
    headings: `
      supporting links, links, relevant links, related links, references, links de apoio,
      links relacionados, referências, enlaces, referencias, liens, références, verweise`,
    questions: `
      dashboards, link to dashboard, links to dashboards, links and logs, graphs, painéis`,
  },
  ideas: {
    headings: `ideas, suggestions, ideias, sugestões, sugerencias, idées, ideen`,
  },
  facilitator: {
    headings: `
      facilitator, meeting facilitator, review facilitator, moderator, facilitação, facilitador, facilitadora,
      moderador, moderadora, animateur, animatrice, facilitateur, facilitatrice, moderation, moderatorin`,
  },
  review: {
    headings: `
      review record, registro de revisão, registro de revisión, relectures, prüfvermerk`,
  },
  exposure: {
    headings: `
      what was exposed, exposure, o que foi exposto, exposição, qué quedó expuesto, exposición,
      ce qui a été exposé, was offenlag, offenlegung`,
  },
  "exposure-since": {
    headings: `
      since when and for how long, exposed since, period of exposure, desde quando e por quanto tempo,
      exposto desde, desde cuándo y por cuánto tiempo, depuis quand et combien de temps,
      seit wann und wie lange`,
  },
  "exposure-to": {
    headings: `to whom, exposed to whom, a quem, exposto a quem, expuesto a quién, exposé à qui, wem gegenüber`,
  },
  misuse: {
    headings: `
      signs of misuse, misuse, indicators of compromise, sinais de uso indevido, uso indevido,
      indícios de uso indevido, indicios de uso indebido, signes d'abus, anzeichen von missbrauch`,
  },
  "data-concerned": {
    headings: `
      data concerned, personal data concerned, dados envolvidos, dados pessoais envolvidos,
      datos implicados, données concernées, betroffene daten`,
    questions: `what data is concerned, which data is concerned, quais dados foram envolvidos`,
  },
  credentials: {
    headings: `
      access and credentials, credentials, acessos e credenciais, credenciais, accesos y credenciales,
      credenciales, accès et identifiants, zugänge und zugangsdaten, zugangsdaten`,
  },
  containment: {
    headings: `containment, contenção, contención, confinement, eindämmung`,
  },
  duties: {
    headings: `
      duties to notify, notification duties, legal duties, deveres de notificação, obrigações de notificação,
      deberes de notificación, obligations de notification, meldepflichten`,
  },
  deadlines: {
    headings: `
      deadlines to notify, notification deadlines, prazos de notificação, plazos de notificación,
      délais de notification, meldefristen`,
  },
  "told-authority": {
    headings: `
      authority told, authorities told, autoridade avisada, autoridade comunicada, autoridad informada,
      autorité informée, informierte behörde`,
  },
  "told-customers": {
    headings: `
      customers told, people concerned told, clientes avisados, clientes comunicados, clientes informados,
      clients informés, informierte kunden`,
  },
  "told-partners": {
    headings: `
      partners told, parceiros avisados, parceiros comunicados, socios informados, partenaires informés,
      informierte partner`,
  },
  "evidence-kept": {
    headings: `
      evidence kept, evidence preserved, evidências preservadas, provas preservadas, pruebas conservadas,
      preuves conservées, gesicherte beweise`,
  },
  // Shorter words ("Goal", "Numbers") stand over too many things.
  goal: {
    headings: `
      what we set out to do, what was the goal, goal of the project, o que queríamos alcançar,
      objetivo do projeto, lo que queríamos lograr, objetivo del proyecto, objectif du projet,
      ziel des projekts`,
  },
  outcome: {
    headings: `what came of it, o que resultou, qué resultó, ce qui en est résulté, was daraus wurde`,
  },
  numbers: {
    headings: `in numbers, em números, en números, en chiffres, in zahlen`,
  },
  decisions: {
    headings: `
      decisions that shaped it, key decisions, decisões que marcaram o caminho, decisões principais,
      decisiones clave, décisions clés, wichtige entscheidungen`,
  },
} satisfies Record<string, Wordings>;

/** Questions about the severity. Their answer is a fact, no field. */
export const SEVERITY_WORDS = `
  severity, severity level, incident severity, sev, sev level, severidade, nível de severidade,
  gravidade, severidad, gravedad, gravité, sévérité, schweregrad, schwere`;

/** Questions whose answer may name a severity, and mostly names something else. */
export const PRIORITY_WORDS = `
  priority, priority of incident, incident priority, urgency, impact level, prioridade, urgência,
  prioridad, urgencia, priorité, urgence, priorität, dringlichkeit`;

/** Headings over a table with a row for each of users, customers, data, money, reputation. */
export const IMPACT_WORDS = `impact, impacts, impacto, impactos, auswirkung, auswirkungen, conséquences`;
