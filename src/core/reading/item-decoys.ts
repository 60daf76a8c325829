import { foldWords } from "./fold-words.ts";

/** Words of templates that nobody replaced, folded. */
const EMPTY = new RegExp(
  `^(?:${[
    "",
    "(?:todo|tbd|tba|tbc|na|n a|none|nothing|nil|xxx|foo|bar|lorem ipsum.*|text|title|etc)",
    "(?:none|nothing|no)(?: (?:new|further|open|additional))?(?: (?:action|follow up|actions|action items|action item|follow ups|tasks|items|todo))?(?: (?:needed|required|identified|so far|yet|at this time|for now|planned|taken|necessary))*",
    "(?:example |sample |placeholder |new |another |your |some |first |second |third |fourth |the )*(?:action items?|action|actions|item|task|todo|to do|follow up|next step|improvement|bullet|entry|description|summary|thing|things|ai)(?: (?:\\d{1,2}|[a-c]|one|two|three|four|here|goes here|name|title|text|description|summary|item|etc|owner|assignee|due|date|link|deadline|priority))*",
    "(?:acao|tarefa|item|item de acao|accion|tarea|action|massnahme|aufgabe|tiltak|azione|actie)(?: (?:\\d{1,2}|[a-c]|um|dois|uno|dos|aqui))*",
    "(?:nenhuma?|nenhuma acao|ningun[oa]?|aucune?|keine|ingen|nessun[oa]?|geen|nada|a definir|pendiente|por definir|없음|미정|해당 없음|なし|特になし|未定|無し|无|待定|액션|액션 아이템|アクション)(?: \\d{1,2})?",
    "(?:link|links?|url|ticket|issue|owner|due date|due|date|status|priority|name|who|when|what)(?: (?:to|here|link|the|github|jira|issue|ticket))*",
    "(?:summary )?link to (?:the )?(?:github |gitlab |jira )?(?:issue|ticket|pr)",
    "(?:add|insert|list|enter|write|fill in|put|describe)(?: (?:your|any|the|more|an?|all|new|additional|other|follow up|resulting|agreed))*(?: (?:action items?|actions?|items?|tasks?|rows?|follow ups?|text|description|details))(?: (?:here|below|as needed|if any|in here|as necessary))*",
  ].join("|")})$`,
);

/** "e.g. …", "Example: …" */
const EXAMPLE =
  /^[\s>*_([]*(?:e\.\s?g\.|eg:|i\.e\.|ex(?:ample|emplo|emple)?s?\s*[:：]|for example\b|ejemplo\s*:|beispiel\s*:|z\.\s?b\.|p\.\s?ex\.|例\s*[:：]|예\s*[:：)])/i;
/** `<action item>`, `{{ summary }}`, `[Describe the action]`, `…` */
const PLACEHOLDER =
  /^[\s*_`]*(?:<[^<>@]{1,200}>|\{\{?[^{}]{1,200}\}?\}|\[[^[\]@#]{2,200}\](?![([])|\$\{[^{}]*\}|%[\w ]+%|[…._\s-]+|_{3,}.*)[\s*_`.:,;]*$/u;
/** A template's prompt stands in italics, and asks. */
const ITALIC = /^(?:\*(?!\*)[^*]+\*|_(?!_)[^_]+_)$/;
const PROMPT =
  /^[*_]\W*(?:describe|list|what|how|who|which|where|when|why|add|fill|include|explain|note|enter|insert|write|provide|please|each|every|link|use|example|action items?|if|this|these|here|any|the|liste|descreva|preencha|quais?|o que|como|describa|indique|qué|décri|quelles|beschreib|welche|was|wie)\b/i;

/** Whether an item's words (Markdown) are a template's, an example, or say that there is nothing. */
export function isPlaceholder(markdown: string): boolean {
  const words = markdown.trim();
  if (words.length > 400) return false;
  if (EXAMPLE.test(words) || PLACEHOLDER.test(words) || /\{\{[^{}]*\}\}/.test(words)) return true;
  if (ITALIC.test(words) && PROMPT.test(words)) return true;
  return EMPTY.test(foldWords(words.replace(/<!--.*?-->/gs, " ")));
}

/**
 * Chores of writing the postmortem itself. Few, since the same words can be what people agreed on: "Write an incident
 * report", "Publish the postmortem".
 */
const CHORE = [
  /^(?:please )?(?:schedule|book|set up|hold|organi[sz]e|conduct|plan) (?:an? |the |this )?(?:blameless )?(?:(?:post ?mortem|retro(?:spective)?|(?:post ?)?incident review|review|debrief|rca) (?:meeting|call|session)|post ?mortem|retro(?:spective)?|post ?incident review|debrief)(?: (?:with|for|within|in|to|if|once|after) .{0,60})?$/,
  /^(?:please )?(?:fill(?: (?:in|out|up))?|complete|finish|populate) (?:in |out )?(?:all |the |this |every |remaining )*(?:post ?mortem|incident report|template|document|doc|summary|timeline|sections?|fields?|blanks|impact|root cause|report)(?: (?:section|sections|document|doc|report|template|details|above|below|for|with|of this) ?.{0,60})?$/,
  /^(?:please )?(?:fill (?:in|out)) .{0,60}(?:below|above|template|document|section|sections)$/,
  /^(?:please )?(?:assign|find|nominate|choose) (?:an? |the )?(?:post ?mortem (?:owner|author|lead)|(?:owner|author|facilitator|reviewers?|scribe|lead) (?:to|for|of) (?:this|the) (?:post ?mortem|document|report|review|incident|template))$/,
  /^(?:please )?(?:close|label|rename|tag|title|archive|delete|remove|copy) (?:this|these|the incident|the slack|the above) (?:issue|template|instructions?|comments?|document|doc|post ?mortem|report|channel|slack channel|sections?|prompts?|line|lines)(?: .{0,40})?$/,
  /^incident (?:has been|is|was) (?:now )?(?:dealt with|resolved|over|mitigated|closed|acknowledged|declared)(?: .{0,40})?$/,
  /^(?:copy paste|copy and paste|copy|paste) .{0,40}(?:report|template|postmortem|post mortem)(?: .{0,60})?$/,
  /^(?:discuss and address|discuss|acknowledge|declare) (?:the |this )?incident(?: .{0,60})?$/,
  /^(?:incident|issue|postmortem|post mortem|document) (?:title|name|label|labels|severity) (?:is|are|has|have) .{0,60}$/,
  /^(?:all |every )?(?:actionable items?|action items?|follow ups?|sections?) (?:have|has|are|is|were) .{0,60}(?:owners?|tickets?|issues?|filled|filed|created|assigned|complete|linked)(?: .{0,40})?$/,
  /^(?:post ?mortem|retro(?:spective)?|incident review|review|post ?mortem review) (?:meeting )?(?:has been |is |was )?(?:scheduled|held|reviewed|approved)(?: .{0,40})?$/,
];

/** Whether words are a box of the writing checklist: "Schedule postmortem meeting", "Fill the summary". */
export function isChore(words: string): boolean {
  const folded = foldWords(words.slice(0, 160));
  return CHORE.some((chore) => chore.test(folded));
}

/** A box that is ticked when a part of the document is there; alone it can be an action. */
const CHECK =
  /^(?:the |all |this )?(?:root causes?|timeline|impact|summary|lessons(?: learned)?|action items?|follow ups?|postmortem|post mortem|document|report|incident|stakeholders|customers|status ?page|slack channel|participants|severity|owners?|links?|metrics|review|meeting|template|issue|ticket)(?: \w+){0,2}? (?:is |are |has been |have been |was |were )?(?:identified|completed?|filled(?: in| out)?|documented|assessed|reviewed|created|added|assigned|written|drafted|published|shared|notified|updated|closed|resolved|verified|confirmed|scheduled|attached|linked|agreed|set|done|approved|archived|held)(?: .{0,60})?$/;

/** Whether a list of boxes is the checklist of the writing: most of its lines are chores of it. */
export function isChecklist(lines: readonly string[]): boolean {
  const checks = lines.filter((line) => isChore(line) || CHECK.test(foldWords(line.slice(0, 160))));
  return checks.length > 1 && checks.length * 2 > lines.length;
}
