import { readBlocks, type Span, textOf, walkBlocks } from "./blocks.ts";
import { fieldAsked } from "./field-names.ts";
import type { Issue } from "./issue.ts";
import { answerTo, type FormAnswer } from "./issue-form.ts";
import { oneLine, truncate } from "./markdown.ts";
import type { PhraseName, Say } from "./words.ts";

/**
 * Who or what raised the alert. `name` is people's words, a monitor's name or words of ours; `evidence` is people's words, the
 * sentence that says so, null where it was asked or where the author itself is the origin. Neither is escaped yet.
 */
export type Origin = { name: string; by: "form" | "author" | "text"; evidence: string | null };

/** Monitoring that people name in incidents, and the bots by which it opens issues itself. */
const MONITORS = [
  ...["Alertmanager", "Azure Monitor", "Better Stack", "Better Uptime", "Checkly", "CloudWatch", "Cronitor"],
  ...["Datadog", "Dynatrace", "Grafana", "Grafana OnCall", "Healthchecks.io", "Honeycomb", "Icinga"],
  ...["Incident.io", "Nagios", "New Relic", "Opsgenie", "PagerDuty", "Pingdom", "Prometheus", "Rollbar"],
  ...["Sentry", "Splunk", "Splunk On-Call", "Squadcast", "StatusCake", "Stackdriver", "Sumo Logic"],
  ...["Uptime Kuma", "UptimeRobot", "Upptime", "VictorOps", "Zabbix"],
];
const LONGEST_FIRST = [...MONITORS].sort((a, b) => b.length - a.length);
const MONITOR = `(?<monitor>${LONGEST_FIRST.map((name) => name.replaceAll(".", "\\.").replaceAll(" ", " ?")).join("|")})`;

const ALERT = "(?:alert|alarm|page|notification)s?";
const CUSTOMER = "(?:customer|client|user)s?";

/** What says unmistakably where the alert came from. Words that merely stand near a monitor's name do not. */
const SAYINGS: { saying: RegExp; name: PhraseName | null }[] = [
  ...[
    `\\b(?:${ALERT}|alerted|paged|notified|detected) (?:(?:was|were|came|coming) )?(?:from|by|in|via|through) (?:the |our |an? )?${MONITOR}\\b`,
    `\\b${MONITOR}(?:['’]s)? (?:alerted|paged|notified|reported|detected|fired|alarm went|(?:sent|raised|triggered|fired|opened) (?:an? |the )?(?:${ALERT}|incident))\\b`,
    `\\b${MONITOR} ${ALERT} (?:fired|triggered|came|went off|woke|for|about|on|at|says|said|shows|showed)\\b`,
    `\\b(?:alerta|alarme|alarma|aviso|alarmes|alertas|alarmas) (?:do|da|de|del|no|na|en|pelo|pela|por) (?:el |la )?${MONITOR}\\b`,
    `\\balertes? (?:de |du |d['’])?${MONITOR}\\b`,
    `\\b(?:alarm|alarme|alert|meldung) (?:von|aus|durch) ${MONITOR}\\b`,
  ].map((source) => ({ saying: new RegExp(source, "iu"), name: null })),
  ...[
    `\\b${CUSTOMER} (?:first )?(?:reported|report|reports|complained|opened a ticket|raised a ticket)\\b`,
    `\\b(?:reported|raised|noticed|flagged) by (?:an? |the |our |one of our |several |some |multiple |two )?${CUSTOMER}\\b`,
    "(?<!\\p{L})(?:clientes?|usu[áa]rios?|usuarios?) (?:relat|report|avis|reclam)\\p{L}+",
    "(?<!\\p{L})(?:relatad|reportad|avisad)[oa]s? por (?:um |uma |un |una |el |los |o |os )?(?:clientes?|usu[áa]rios?|usuarios?)(?!\\p{L})",
    "(?<!\\p{L})signalée? par (?:un |une |des |les |nos )?(?:clients?|utilisateurs?)(?!\\p{L})",
    "(?<!\\p{L})(?:von|durch) (?:einem |einen |unseren |mehreren )?kunden gemeldet(?!\\p{L})",
    "(?<!\\p{L})kunden? (?:meldeten?|hat gemeldet|haben gemeldet)(?!\\p{L})",
  ].map((source) => ({ saying: new RegExp(source, "iu"), name: "facts.origin-customers" as const })),
  ...[
    "\\bsupport (?:ticket|case)s?(?: ref(?:erence)?)?:?\\s+(?:#?\\d+|https?://\\S+)",
    "\\b(?:from|via|in) (?:an? |the |several )?support (?:ticket|case|request)s?\\b",
    "(?<!\\p{L})chamado (?:de|do) suporte(?!\\p{L})",
    "(?<!\\p{L})ticket de soporte(?!\\p{L})",
    "(?<!\\p{L})support-ticket(?!\\p{L})",
  ].map((source) => ({ saying: new RegExp(source, "iu"), name: "facts.origin-support" as const })),
  { saying: /\[FIRING:\d+\]/i, name: "facts.origin-monitoring" },
];

/** Said before it: that it did not happen, might have, or should. */
const DOUBT_BEFORE = new RegExp(
  `n['’]t\\b|(?<!\\p{L})(?:no(?! ${MONITOR})|not|never|none|nobody|without|neither|nor|should|would|could|might|if|until|não|nao|nunca|nenhum\\p{L}*|sem|sin|ningún|aucune?|sans|jamais|kein\\p{L}*|nicht|nie|ohne)(?!\\p{L})`,
  "iu",
);
/** Said right behind an alert: that it did not come. What customers could not do is no doubt that they said so. */
const DOUBT_AFTER =
  /^\W*(?:\p{L}+\W+){0,2}?(?:not|n['’]t|never|would|should|could|might|failed to|missing|broken|silent|disabled|não|no se|nicht|n['’]a pas|ne s)(?!\p{L})/iu;

/** So much of an incident's text is looked at, and so much of a sentence is quoted. UTF-16 units, code points. */
const READ_LIMIT = 6000;
const EVIDENCE_LIMIT = 80;

/**
 * The origin of the alert as a form's answer states it, or else the bot that opened the incident, or else the first sentence
 * of title and text that says so beyond doubt. Null: nobody said.
 */
export function findOrigin(
  incident: Pick<Issue, "author" | "title" | "body">,
  form: FormAnswer[],
  say: Say,
): Origin | null {
  const asked = answerTo(form, (label) => fieldAsked(label) === "alert-origin");
  if (asked) return { name: asked, by: "form", evidence: null };
  if (incident.author.isBot) return { name: botName(incident.author.login), by: "author", evidence: null };
  for (const sentence of [incident.title, ...sentencesOf(incident.body.slice(0, READ_LIMIT))]) {
    const name = saidIn(sentence, say);
    if (name) return { name, by: "text", evidence: clipped(sentence) };
  }
  return null;
}

/** A question and a form's placeholder say nothing. */
function saidIn(sentence: string, say: Say): string | null {
  if (/\?|\{\{/.test(sentence.replace(/https?:\S+/g, ""))) return null;
  for (const { saying, name } of SAYINGS) {
    const found = saying.exec(sentence);
    if (!found || DOUBT_BEFORE.test(sentence.slice(0, found.index))) continue;
    if (name) return say(name);
    const after = sentence.slice(found.index + found[0].length);
    if (!DOUBT_AFTER.test(after)) return monitorName(found.groups?.monitor ?? "");
  }
  return null;
}

/** `sentry-io[bot]` is Sentry; a bot that says nothing by its name is named as it is. */
function botName(login: string): string {
  const words = login
    .replace(/\[bot\]$/i, "")
    .replace(/[^a-z0-9]/gi, "")
    .toLowerCase();
  const monitor = LONGEST_FIRST.find((name) => words.startsWith(squeezed(name)));
  return monitor ? `${monitor} (${login})` : login;
}

function monitorName(written: string): string {
  return MONITORS.find((name) => squeezed(name) === squeezed(written)) ?? written;
}

function squeezed(name: string): string {
  return name.replace(/[^a-z0-9]/gi, "").toLowerCase();
}

/** The sentences of a text, without what is quoted, code or hidden. */
function sentencesOf(text: string): string[] {
  const lines: Span[] = [...blocksWithWords(text)];
  return lines
    .flatMap((span) => textOf(text, span).split(/(?<=[.!?])\s+|[\r\n]+/))
    .filter((line) => line.trim());
}

function* blocksWithWords(text: string): Generator<Span> {
  const quotes: Span[] = [];
  for (const block of walkBlocks(readBlocks(text))) {
    if (quotes.some(({ start, end }) => start <= block.start && block.start < end)) continue;
    if (block.kind === "quote") quotes.push(block);
    if (block.kind === "paragraph" || block.kind === "heading") yield block.words;
    if (block.kind === "row") yield* block.cells;
  }
}

function clipped(sentence: string): string {
  const { text, cut } = truncate(oneLine(sentence), EVIDENCE_LIMIT);
  return cut ? `${text}…` : text;
}
