import type { HistoryEvent } from "../history.ts";

export type LabelEvent = HistoryEvent & { kind: "labeled" | "unlabeled" };

/** Names of labels without what stands before them: "status: mitigated", "incident/resolved". */
export const ACKNOWLEDGED_LABEL = /^(?:acknowledged|ack|acked|investigating|em investigação|investigando)$/;
export const MITIGATED_LABEL =
  /^(?:mitigated|monitoring|contained|stabili[sz]ed|mitigado|mitigada|monitorando)$/;
export const RESOLVED_LABEL = /^(?:resolved|fixed|all clear|resolvido|resolvida|resuelto|résolu|behoben)$/;

/** A label that was put on by mistake is soon taken off. */
const MISTAKE = 300_000;

/** When an incident was labelled so, the earliest first. */
export function statusLabels(history: readonly HistoryEvent[], pattern: RegExp): LabelEvent[] {
  const events = history.filter(
    (event): event is LabelEvent => event.kind === "labeled" || event.kind === "unlabeled",
  );
  return events
    .filter(({ kind, label }) => kind === "labeled" && pattern.test(bare(label)))
    .filter(
      (put) =>
        !events.some(
          ({ kind, label, at }) =>
            kind === "unlabeled" && label === put.label && isSoonAfter(Date.parse(at), Date.parse(put.at)),
        ),
    )
    .filter(({ at }) => !Number.isNaN(Date.parse(at)))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function isSoonAfter(later: number, earlier: number): boolean {
  return later >= earlier && later - earlier < MISTAKE;
}

function bare(label: string): string {
  return label
    .slice(0, 100)
    .toLowerCase()
    .replace(/^(?:status|state|incident|inc|phase|estado|fase|statut)\s?[:/=-]+\s?/, "")
    .replace(/[-_]/g, " ")
    .trim();
}
