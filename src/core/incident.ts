import type { Config } from "./config.ts";
import { asksPriority, asksSeverity } from "./field-names.ts";
import type { Issue } from "./issue.ts";
import { chosen, type FormAnswer, readForm } from "./issue-form.ts";
import { oneLine } from "./markdown.ts";
import { effectsIn } from "./twins.ts";

/** 0 is worst. Null: nobody said. */
export type Severity = 0 | 1 | 2 | 3 | 4;

/** What states a severity: its words before a digit, in the languages that forms are written in. */
const WORD = "(?:sev(?:erity|eridade|eridad)?|gravidade|gravedad|s[eé]v[eé]rit[eé]|gravit[eé]|schweregrad)";
const LABELLED = /^(?:sev|severity)[\s:_/-]*([0-4])$/i;
const TITLED = /(?:^|[\s[(])(?:sev|severity)[\s:-]{0,2}([0-4])(?=$|[\s\]):,.-])/i;
const WORDED = new RegExp(`(?<![\\p{L}\\p{N}])${WORD}[\\s:_/-]{0,3}(\\d+)`, "iu");
const ALL_WORDED = new RegExp(WORDED, "giu");
/** `2`, `2 - major`, `2 (major)`, `2 major`; neither `2.5`, `2/4`, `2 of 4`, `20 users` nor `2 hours`. */
const LEADING =
  /^([0-4])(?:$|\s*[-–—:.,()](?!\d)|\s+(?!(?:of|de|von|sur|hours?|min\w*|days?|users?|customers?|horas?|usu\w*)(?:\s|$))\p{L})/iu;

export type SeverityFact = { severity: Severity; source: "label" | "form" | "title"; said: string };

/**
 * Severity as labels (the team's own, or else `sev1`, `severity: 1`), or else a form's answer, or else the title (`[SEV1] …`)
 * state it. Never guessed, never from a P label.
 * @param own what the team's own labels mean, `severity.labels` of the configuration
 */
export function findSeverity(
  incident: Pick<Issue, "labels" | "title"> & Partial<Pick<Issue, "body">>,
  own: Config["severity"]["labels"],
): SeverityFact | null {
  const configured = configuredSeverity(incident.labels, own);
  if (configured) return configured;
  for (const label of incident.labels) {
    const digit = LABELLED.exec(label.trim())?.[1];
    if (digit) return { severity: Number(digit) as Severity, source: "label", said: label };
  }
  const answered = formSeverity(readForm(incident.body ?? ""));
  if (answered) return answered;
  const digit = TITLED.exec(incident.title)?.[1];
  return digit ? { severity: Number(digit) as Severity, source: "title", said: `SEV${digit}` } : null;
}

/** Of several the worst counts. Label names ignore case on GitHub. */
function configuredSeverity(
  labels: readonly string[],
  own: Config["severity"]["labels"],
): SeverityFact | null {
  const meant = new Map(Object.entries(own).map(([name, severity]) => [name.trim().toLowerCase(), severity]));
  const found = labels.flatMap((label): SeverityFact[] => {
    const severity = meant.get(label.trim().toLowerCase());
    return severity === undefined ? [] : [{ severity: severity as Severity, source: "label", said: label }];
  });
  return found.sort((a, b) => a.severity - b.severity)[0] ?? null;
}

function formSeverity(form: FormAnswer[]): SeverityFact | null {
  const severityOf = ({ label, value }: FormAnswer): SeverityFact[] => {
    const said = oneLine(chosen(value));
    const digit = asksSeverity(label) ? digitIn(said) : asksPriority(label) ? wordedDigit(said) : undefined;
    return digit && /^[0-4]$/.test(digit)
      ? [{ severity: Number(digit) as Severity, source: "form", said }]
      : [];
  };
  return form.flatMap(severityOf)[0] ?? null;
}

/**
 * Whether we made it: then it is no incident, whatever its labels. With a person's token we are that person, who opens incidents,
 * too; what the app makes is marked.
 * @param self our own login
 */
export function isOurOwn({ author, body }: Pick<Issue, "author" | "body">, self: string): boolean {
  return author.login === self && (self.endsWith("[bot]") || effectsIn(body).length > 0);
}

/** Whether any of the labels is one of the configured ones. Label names ignore case on GitHub. */
export function hasLabel(labels: readonly string[], wanted: readonly string[]): boolean {
  const names = new Set(labels.map((label) => label.toLowerCase()));
  return wanted.some((label) => names.has(label.toLowerCase()));
}

function digitIn(answer: string): string | undefined {
  return wordedDigit(answer) ?? (WORDED.test(answer) ? undefined : LEADING.exec(answer)?.[1]);
}

/** The number behind a severity word. Two different ones state none. */
function wordedDigit(answer: string): string | undefined {
  const digits = new Set([...answer.matchAll(ALL_WORDED)].map((match) => match[1]));
  return digits.size === 1 ? [...digits][0] : undefined;
}
