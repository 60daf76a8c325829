import type { HistoryEvent } from "../history.ts";
import { foldWords } from "../reading/fold-words.ts";
import { wordPattern, wordSet } from "../reading/word-patterns.ts";
import { MINUTE_MS } from "./instants.ts";

export type LabelEvent = HistoryEvent & { kind: "labeled" | "unlabeled" };

/** How far it has come, by the names of labels, without what stands before them: "status: mitigated", "incident/resolved". */
const STAGES = {
  acknowledged: wordSet("acknowledged, acked, ack, investigating, investigando, em investigacao"),
  mitigated: wordSet(
    "mitigated, monitoring, contained, stabilized, stabilised, mitigado, mitigada, monitorando",
  ),
  resolved: wordSet(
    "resolved, fixed, all clear, resolvido, resolvida, resuelto, resuelta, resolu, behoben, gelost",
  ),
} as const;
export type Stage = keyof typeof STAGES;

const BEFORE = /^(?:status|state|incident|inc|phase|estado|fase|statut) /;
/** Names of labels that say how bad it is or how far it has come. */
const STATUS = wordPattern(`
  sev|severity 0|1|2|3|4|5, sev0, sev1, sev2, sev3, sev4, sev5, severity critical|high|medium|moderate|low|major|minor|none, s0, s1, s2, s3, s4, status ~ identified|ongoing|open|closed|watching|fixed|degraded|operational, identified, identificado, investigating, investigando, acknowledged, monitoring, monitorando, mitigated, mitigating, mitigado, mitigada, contained, resolved, resolvido, resolvida, resuelto, resuelta, resolu, behoben, gelost, recovered, recovering, ongoing, escalated, outage, major outage, partial outage, degraded, degraded performance, degradation, downtime, operational, maintenance, postponed, false alarm, needs postmortem, incident, declared,
  severidade|gravidade|severidad|gravedad|severite|gravite|schweregrad, en cours
`);
/** "status: needs review" is none of an incident's; neither is what a label is for. */
const NO_STATUS = wordPattern(
  `review, triage, docs, documentation, question, blocked, awaiting, waiting, good first issue, report template, response plan, wontfix, stale`,
);
/** Names are short; longer ones are sentences. */
const MOST_WORDS = 5;
/** A label that was put on by mistake is soon taken off. */
const MISTAKE_MS = 5 * MINUTE_MS;

/** Whether a label on an incident is a change of its status or severity: `sev1`, `severity: high`, `mitigated`, `degraded performance`. */
export function isStatusLabel(label: string, incidentLabels: readonly string[]): boolean {
  if (incidentLabels.some((name) => name.toLowerCase() === label.toLowerCase())) return true;
  const words = foldWords(label);
  if (words.split(" ").length > MOST_WORDS || NO_STATUS.test(words)) return false;
  return STATUS.test(words) || Object.values(STAGES).some((names) => names.has(bare(words)));
}

/** When an incident was labelled to have come so far, the earliest first. */
export function stageLabels(history: readonly HistoryEvent[], stage: Stage): LabelEvent[] {
  const events = history.filter(
    (event): event is LabelEvent => event.kind === "labeled" || event.kind === "unlabeled",
  );
  return events
    .filter(
      ({ kind, label }) => kind === "labeled" && STAGES[stage].has(bare(foldWords(label.slice(0, 100)))),
    )
    .filter((put) => !events.some((event) => takesBack(event, put)))
    .filter(({ at }) => !Number.isNaN(Date.parse(at)))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function takesBack({ kind, label, at }: LabelEvent, put: LabelEvent): boolean {
  const later = Date.parse(at) - Date.parse(put.at);
  return kind === "unlabeled" && label === put.label && later >= 0 && later < MISTAKE_MS;
}

function bare(words: string): string {
  return words.replace(BEFORE, "");
}
