import type { Issue } from "./issue.ts";

/** 0 is worst. Null: nobody said. */
export type Severity = 0 | 1 | 2 | 3 | 4;

const LABELLED = /^(?:sev|severity)[\s:_/-]*([0-4])$/i;
const TITLED = /(?:^|[\s[(])(?:sev|severity)[\s:-]{0,2}([0-4])(?=$|[\s\]):,.-])/i;

export type SeverityFact = { severity: Severity; source: "label" | "title"; said: string };

/** Severity as labels (`sev1`, `severity: 1`) or else the title (`[SEV1] …`) state it. Never guessed, never from a P label. */
export function findSeverity(incident: Pick<Issue, "labels" | "title">): SeverityFact | null {
  for (const label of incident.labels) {
    const digit = LABELLED.exec(label.trim())?.[1];
    if (digit) return { severity: Number(digit) as Severity, source: "label", said: label };
  }
  const digit = TITLED.exec(incident.title)?.[1];
  return digit ? { severity: Number(digit) as Severity, source: "title", said: `SEV${digit}` } : null;
}

/** Whether any of the labels is one of the configured ones. Label names ignore case on GitHub. */
export function hasLabel(labels: readonly string[], wanted: readonly string[]): boolean {
  const names = new Set(labels.map((label) => label.toLowerCase()));
  return wanted.some((label) => names.has(label.toLowerCase()));
}
