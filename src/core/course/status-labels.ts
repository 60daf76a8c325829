import { foldWords } from "../reading/fold-words.ts";
import { wordPattern } from "../reading/word-patterns.ts";

/** Names of labels that say how bad it is or how far it has come. */
const STATUS = wordPattern(`
  sev|severity 0|1|2|3|4|5, sev0, sev1, sev2, sev3, sev4, sev5, severity critical|high|medium|moderate|low|major|minor|none, s0, s1, s2, s3, s4, status ~ investigating|identified|monitoring|mitigated|resolved|ongoing|open|closed|watching|fixed|degraded|operational, investigating, identified, monitoring, mitigated, mitigating, resolved, recovered, recovering, ongoing, escalated, contained, outage, major outage, partial outage, degraded, degraded performance, degradation, downtime, operational, maintenance, postponed, false alarm, needs postmortem, incident, declared, acknowledged,
  severidade|gravidade|severidad|gravedad|severite|gravite|schweregrad, investigando, identificado, monitorando, mitigado, resolvido, resolvida, resuelto, resuelta, mitigada, en cours, resolu, behoben, gelost
`);
/** "status: needs review" is none of an incident's; neither is what a label is for. */
const NO_STATUS = wordPattern(
  `review, triage, docs, documentation, question, blocked, awaiting, waiting, good first issue, report template, response plan, wontfix, stale`,
);
/** Names are short; longer ones are sentences. */
const MOST_WORDS = 5;

/** Whether a label on an incident is a change of its status or severity: `sev1`, `severity: high`, `mitigated`, `degraded performance`. */
export function isStatusLabel(label: string, incidentLabels: readonly string[]): boolean {
  if (incidentLabels.some((name) => name.toLowerCase() === label.toLowerCase())) return true;
  const words = foldWords(label);
  return words.split(" ").length <= MOST_WORDS && STATUS.test(words) && !NO_STATUS.test(words);
}
