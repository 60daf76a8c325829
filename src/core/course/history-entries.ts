import type { HistoryEvent } from "../history.ts";
import { shortIssue } from "../reference.ts";
import type { TimelineEntry, TimelineKind } from "../timeline.ts";
import type { Say } from "../words.ts";
import type { IncidentEvidence } from "./evidence.ts";
import { kindOf } from "./incident-entries.ts";
import { MINUTE_MS } from "./instants.ts";
import { isRenamed } from "./renamed.ts";
import { linkTo, safeText } from "./safe-text.ts";
import { nameOf } from "./said.ts";
import type { WeighedEntry } from "./said-entries.ts";
import { isStatusLabel } from "./status-labels.ts";

type Context = { evidence: IncidentEvidence; self: string; incidentLabels: readonly string[]; say: Say };
type Line = { key: string; text: string; kind: TimelineKind; weight: number };

/** What is done to a new incident in its first moments is part of opening it. */
const AT_ONCE_MS = MINUTE_MS;
/** Commits that name an incident, and opinions on a pull request: the first so many. */
const MOST_COMMITS = 10;

/**
 * What GitHub's own timeline tells: changes of status, severity, assignment and title, reopening, commits. What the app did
 * itself is left out. Opening, declaring and closing are told elsewhere.
 */
export function historyEntries(
  evidence: IncidentEvidence,
  options: Omit<Context, "evidence">,
): WeighedEntry[] {
  const context = { evidence, ...options };
  const events = evidence.history.filter(({ by }) => by?.login !== options.self);
  const commits = events.filter(({ kind }) => kind === "referenced").slice(0, MOST_COMMITS);
  const told = events.filter((event) => event.kind !== "referenced" || commits.includes(event));
  return [...told.flatMap((event) => entryOf(event, context)), ...pushed(events, context)];
}

function entryOf(event: HistoryEvent, context: Context): WeighedEntry[] {
  const line = lineOf(event, context);
  if (!line) return [];
  const { key, text, kind, weight } = line;
  return [
    {
      entry: { key, at: event.at, text, by: nameOf(event.by), kind, source: sourceOf(event, context) },
      weight,
    },
  ];
}

function sourceOf(event: HistoryEvent, { evidence: { incident } }: Context): string {
  const label = event.kind === "referenced" ? event.sha.slice(0, 7) : shortIssue(incident.ref, incident.ref);
  return linkTo(label, event.url || incident.url);
}

function lineOf(event: HistoryEvent, context: Context): Line | null {
  const { at } = event;
  const { say } = context;
  switch (event.kind) {
    case "labeled":
      return isTold(event, context)
        ? {
            key: `label/${at}/${event.label}`,
            text: say("course.labelled", { label: safeText(event.label) }),
            kind: "status",
            weight: 90,
          }
        : null;
    case "unlabeled":
      return isTold(event, context) && !isReplaced(event, context)
        ? {
            key: `unlabel/${at}/${event.label}`,
            text: say("course.no-longer-labelled", { label: safeText(event.label) }),
            kind: "status",
            weight: 70,
          }
        : null;
    case "assigned": {
      const isOwn = event.login === event.by?.login;
      const text = isOwn
        ? say("course.took-it-on")
        : say("course.assigned", { person: safeText(event.login) });
      return { key: `assigned/${at}/${event.login}`, text, kind: "assignment", weight: 60 };
    }
    case "unassigned":
      return {
        key: `unassigned/${at}/${event.login}`,
        text: say("course.no-longer-assigned", { person: safeText(event.login) }),
        kind: "assignment",
        weight: 50,
      };
    case "reopened":
      return {
        key: `reopened/${at}`,
        text: say(`course.${kindOf(context.evidence)}-reopened`),
        kind: "incident",
        weight: 99,
      };
    case "renamed":
      return isRenamed(event)
        ? {
            key: `renamed/${at}`,
            text: say("course.renamed", { title: safeText(event.to) }),
            kind: "incident",
            weight: 55,
          }
        : null;
    case "transferred":
      return {
        key: `transferred/${at}`,
        text: say("course.transferred"),
        kind: "incident",
        weight: 50,
      };
    case "referenced":
      return {
        key: `commit/${event.sha}`,
        text: say("course.named-by-commit", { commit: event.sha.slice(0, 7) }),
        kind: "commit",
        weight: 50,
      };
    case "reviewed":
      return reviewOf(event, context);
    case "merged":
      return { key: `merged/${at}`, text: say("course.pull-request-merged"), kind: "pull", weight: 95 };
    default:
      return null;
  }
}

/** The incident's label at its opening, or where the declaration tells it already, is no news. */
function isTold(
  { label, at }: HistoryEvent & { label: string },
  { evidence, incidentLabels }: Context,
): boolean {
  if (!isStatusLabel(label, incidentLabels)) return false;
  const isIncidents = incidentLabels.some((name) => name.toLowerCase() === label.toLowerCase());
  const told = [evidence.incident.createdAt, evidence.declared?.at].filter((each) => each !== undefined);
  return !isIncidents || !told.some((each) => Math.abs(Date.parse(each) - Date.parse(at)) < AT_ONCE_MS);
}

/** One status in the place of another: the new one says it. */
function isReplaced(event: HistoryEvent, { evidence, incidentLabels }: Context): boolean {
  return evidence.history.some(
    (other) =>
      other.kind === "labeled" &&
      isStatusLabel(other.label, incidentLabels) &&
      Math.abs(Date.parse(other.at) - Date.parse(event.at)) < 2 * AT_ONCE_MS,
  );
}

/** Of a pull request's own reviews the first approval, and every request for changes. */
function reviewOf(event: HistoryEvent & { kind: "reviewed" }, { evidence, say }: Context): Line | null {
  const { at, state } = event;
  if (state === "changes_requested")
    return { key: `review/${at}/changes`, text: say("course.changes-requested"), kind: "pull", weight: 40 };
  const first = evidence.history.find((other) => other.kind === "reviewed" && other.state === "approved");
  return first === event
    ? { key: `review/${at}/approved`, text: say("course.approved"), kind: "pull", weight: 45 }
    : null;
}

/** The commits of a pull request, in one line. */
function pushed(events: readonly HistoryEvent[], { evidence: { incident }, say }: Context): WeighedEntry[] {
  const commits = events
    .filter((event) => event.kind === "committed")
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const last = commits.at(-1);
  if (!last) return [];
  const title = safeText(last.message.split(/\r\n?|\n/)[0] ?? "");
  const text =
    commits.length === 1
      ? say("course.commit", { title })
      : say("course.commits", { count: commits.length, title });
  const source = linkTo(last.sha.slice(0, 7), last.url || incident.url);
  const entry: TimelineEntry = {
    key: "commits",
    at: last.at,
    text,
    by: nameOf(last.by),
    kind: "commit",
    source,
  };
  return [{ entry, weight: 40 }];
}
