import type { IncidentEvidence } from "../course/evidence.ts";
import { type LabelEvent, type Stage, stageLabels } from "../course/status-labels.ts";
import type { HistoryEvent } from "../history.ts";
import type { Told } from "./told.ts";

/** What says that it was over. `at` in ms since the epoch. */
export type EndSign = { at: number } & ({ by: "label"; event: LabelEvent } | { by: "told"; told: Told });

/** How an incident ended. `relapsedAt`: when it last came back, in ms, -Infinity if never: what was said to be over before was not. */
export type End = {
  relapsedAt: number;
  recovered: EndSign | null;
  resolved: EndSign | null;
  closed: { at: number; url: string; isCompleted: boolean } | null;
};

/** The comment that goes with a closing may come a little after it. */
const SLACK = 600_000;

export function courseOf(evidence: IncidentEvidence, told: readonly Told[]): End {
  const closed = closingOf(evidence);
  // What is said without a time when it has long been over is of no time that anybody knows.
  const inTime = told
    .map((one, order) => ({ ...one, order }))
    .filter(({ isTimed, at }) => isTimed || closed === null || at <= closed.at + SLACK);
  const relapse = inTime
    .filter(({ what }) => what === "relapsed")
    .reduce((last, { at, order }) => (at >= last.at ? { at, order } : last), { at: -Infinity, order: -1 });
  const reopened = lastOf(evidence.history, "reopened");
  const isAfter = (at: number, order: number) =>
    at > reopened && (at > relapse.at || (at === relapse.at && order > relapse.order));
  const signs = (what: "recovered" | "resolved", stage: Stage): EndSign | null => {
    const said = inTime.filter((one) => one.what === what && isAfter(one.at, one.order));
    const labels = stageLabels(evidence.history, stage).filter(({ at }) => isAfter(Date.parse(at), Infinity));
    return firstSign(said, labels);
  };
  return {
    relapsedAt: Math.max(relapse.at, reopened),
    recovered: signs("recovered", "mitigated"),
    resolved: signs("resolved", "resolved"),
    closed,
  };
}

/** A field says it on purpose, and the last of them knows best; else whatever was first. */
function firstSign(said: readonly Told[], labels: readonly LabelEvent[]): EndSign | null {
  const field = said.findLast(({ isField }) => isField);
  if (field) return { at: field.at, by: "told", told: field };
  const signs: EndSign[] = [
    ...said.map((told) => ({ at: told.at, by: "told" as const, told })),
    ...labels.map((event) => ({ at: Date.parse(event.at), by: "label" as const, event })),
  ];
  return signs.sort((a, b) => a.at - b.at)[0] ?? null;
}

/**
 * The last closing; none while it is open. A pull request that was closed before it became an incident was closed for other
 * reasons.
 */
function closingOf({ incident, history, declared }: IncidentEvidence): End["closed"] {
  if (incident.state !== "closed") return null;
  const events = history.flatMap((event) => (event.kind === "closed" ? [event] : []));
  const last = events.findLast(({ at }) => !Number.isNaN(Date.parse(at)));
  const reason = last && (last.reason ?? incident.stateReason);
  const closing = last
    ? { at: Date.parse(last.at), url: last.url, reason }
    : { at: Date.parse(incident.closedAt ?? ""), url: incident.url, reason: incident.stateReason };
  if (Number.isNaN(closing.at) || closing.at < lastOf(history, "reopened")) return null;
  if (incident.isPullRequest && !(declared && Date.parse(declared.at) <= closing.at)) return null;
  const isCompleted = !closing.reason || closing.reason.toLowerCase() === "completed";
  return { at: closing.at, url: closing.url, isCompleted };
}

function lastOf(history: readonly HistoryEvent[], kind: HistoryEvent["kind"]): number {
  return history
    .filter((event) => event.kind === kind)
    .map(({ at }) => Date.parse(at))
    .filter((at) => !Number.isNaN(at))
    .reduce((last, at) => Math.max(last, at), -Infinity);
}
