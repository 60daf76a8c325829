import type { HistoryEvent } from "../history.ts";
import type { Issue } from "../issue.ts";
import { shortIssue } from "../reference.ts";
import type { TimelineEntry, WrittenLine } from "../timeline.ts";
import type { Say } from "../words.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { instantOf, MINUTE_MS } from "./instants.ts";
import { linkTo } from "./safe-text.ts";
import { nameOf } from "./said.ts";
import type { WeighedEntry } from "./said-entries.ts";

const CLOSED = "closed/";
const AT_ONCE_MS = MINUTE_MS;

/**
 * Opening, declaring, and every closing of the incident. A closing stays told after a reopening.
 * @param before the lines as last written: they know of closings that nothing else shows
 */
export function incidentEntries(
  evidence: IncidentEvidence,
  before: readonly WrittenLine[],
  say: Say,
): WeighedEntry[] {
  const { incident, declared, history } = evidence;
  const source = linkTo(shortIssue(incident.ref, incident.ref), incident.url);
  const told = (key: string, at: string, text: string, by: string | null): TimelineEntry => ({
    key,
    at,
    text,
    by,
    kind: "incident",
    source,
  });
  const closings = closingTimes(evidence, before).map((at) => {
    const event = history.find((each) => each.kind === "closed" && each.at === at);
    return told(`${CLOSED}${at}`, at, closingWords(event, at, evidence, say), nameOf(event?.by ?? null));
  });
  return [
    told("opened", incident.createdAt, say(`course.${kindOf(evidence)}-opened`), nameOf(incident.author)),
    ...(declared && !evidence.isRetrospective && !isAtOnce(declared, incident)
      ? [told("declared", declared.at, say("course.declared"), nameOf({ login: declared.by, isBot: false }))]
      : []),
    ...closings,
  ].map((entry) => ({ entry, weight: 100 }));
}

/** Who opens an incident with its label declares it by that: one line is enough. */
function isAtOnce(declared: { by: string; at: string }, { author, createdAt }: Issue): boolean {
  return declared.by === author.login && Date.parse(declared.at) - Date.parse(createdAt) < AT_ONCE_MS;
}

/** A merge closes a pull request: that it was merged says so. */
function closingTimes({ incident, history }: IncidentEvidence, before: readonly WrittenLine[]): string[] {
  const merged = history.filter(({ kind }) => kind === "merged").map(({ at }) => Date.parse(at));
  const known = [
    ...before.flatMap(({ key }) => (key.startsWith(CLOSED) ? [key.slice(CLOSED.length)] : [])),
    ...history.flatMap(({ kind, at }) => (kind === "closed" ? [at] : [])),
    ...(incident.state === "closed" && incident.closedAt ? [incident.closedAt] : []),
  ];
  return [...new Set(known)].filter((at) => {
    const ms = instantOf(at);
    return ms !== null && !merged.some((each) => Math.abs(each - ms) < AT_ONCE_MS);
  });
}

function closingWords(
  event: HistoryEvent | undefined,
  at: string,
  evidence: IncidentEvidence,
  say: Say,
): string {
  const { incident } = evidence;
  const kind = kindOf(evidence);
  const closed = event?.kind === "closed" ? event : null;
  const reason = closed?.reason ?? (at === incident.closedAt ? incident.stateReason : null);
  if (reason === "not_planned") return say(`course.${kind}-closed-as-not-planned`);
  if (reason === "duplicate") return say(`course.${kind}-closed-as-duplicate`);
  return closed?.sha
    ? say(`course.${kind}-closed-by-commit`, { commit: closed.sha.slice(0, 7) })
    : say(`course.${kind}-closed`);
}

/** What an incident is on GitHub: its phrases are named so. */
export function kindOf({
  incident,
  isRetrospective,
}: IncidentEvidence): "incident" | "pull-request" | "issue" {
  if (incident.isPullRequest) return "pull-request";
  return isRetrospective ? "issue" : "incident";
}
