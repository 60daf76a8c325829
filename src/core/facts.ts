import { findSeverity } from "./incident.ts";
import type { Comment, Issue } from "./issue.ts";
import { escapeInline } from "./markdown.ts";
import { formatMoment } from "./moment.ts";
import { shortIssue } from "./reference.ts";

/** One row of the document's facts table. `value` and `source` are Markdown, safe inside a cell. */
export type Fact = { name: string; value: string; source: string };

const HEAD = "| Fact | Now | Source |\n| --- | --- | --- |";

/** What GitHub already knows of an incident. What nobody stated is a visible prompt, never a guess. */
export function factsOf(
  incident: Issue,
  known: {
    comments: Comment[];
    declared: { by: string; at: string } | null;
    timeZone: string;
    /** When the postmortem is due, and why then. */
    due?: { value: string; source: string };
  },
): Fact[] {
  const opened = `[${shortIssue(incident.ref, incident.ref)}](${incident.url})`;
  const severity = findSeverity(incident);
  const time = (iso: string) => formatMoment(iso, known.timeZone);
  return [
    severity
      ? {
          name: "Severity",
          value: `sev${severity.severity}`,
          source: `${severity.source} “${escapeInline(severity.said)}”`,
        }
      : { name: "Severity", value: "_not stated: add a label `sev0`–`sev4`, or write it here_", source: "" },
    { name: "Reported by", value: person(incident.author.login), source: `opened ${opened}` },
    { name: "Opened", value: time(incident.createdAt), source: opened },
    ...(known.declared
      ? [
          {
            name: "Declared",
            value: time(known.declared.at),
            source: `by ${person(known.declared.by)}`,
          },
        ]
      : []),
    {
      name: incident.isPullRequest ? "Pull request closed" : "Closed",
      value: incident.closedAt && incident.state === "closed" ? time(incident.closedAt) : "_still open_",
      source: opened,
    },
    participantsFact(incident, known.comments),
    ...(known.due ? [{ name: "Postmortem due", ...known.due }] : []),
  ];
}

function participantsFact(incident: Issue, comments: Comment[]): Fact {
  const people = [
    ...(incident.author.isBot ? [] : [{ login: incident.author.login, part: "reported" }]),
    ...incident.assignees.map((login) => ({ login, part: "assigned" })),
    ...comments
      .filter(({ author }) => !author.isBot)
      .map(({ author }) => ({ login: author.login, part: "commented" })),
  ];
  const parts = new Map<string, Set<string>>();
  for (const { login, part } of people) parts.set(login, (parts.get(login) ?? new Set()).add(part));
  const value = [...parts].map(([login, roles]) => `${person(login)} (${[...roles].join(", ")})`).join(", ");
  return {
    name: "Participants",
    value: value || "_nobody so far_",
    source: "author, assignees, comments",
  };
}

/** A login as text: naming somebody in a document is no reason to notify them. */
function person(login: string): string {
  return escapeInline(login);
}

/** The table for a new document. */
export function renderFacts(facts: Fact[]): string {
  return [HEAD, ...facts.map(renderRow)].join("\n");
}

/**
 * Three-way merge, row by row: a value that a person changed stays theirs, a row they deleted stays deleted, what
 * they added stays; everything else follows GitHub.
 * @param theirs the table as it stands in the document
 * @param base the facts as the app last wrote them
 */
export function mergeFacts(theirs: string, base: Fact[], ours: Fact[]): string {
  // Not every line need end alike: what a person pasted keeps its own ends.
  const lines = theirs.split("\n");
  const present = new Set<string>();
  const merged = lines.map((line) => {
    const row = readRow(line);
    const fact = row && ours.find(({ name }) => name === row.name);
    if (!row || !fact) return line;
    present.add(row.name);
    const was = base.find(({ name }) => name === row.name);
    return was && was.value === row.value && was.source === row.source && !sameFact(was, fact)
      ? renderRow(fact) + returnOf(line)
      : line;
  });
  const added = ours.filter(({ name }) => !present.has(name) && !base.some((fact) => fact.name === name));
  const last = merged.findLastIndex((line) => line.trimStart().startsWith("|"));
  if (last >= 0) merged[last] = withRows(merged[last] ?? "", added, theirs.includes("\r\n") ? "\r\n" : "\n");
  return merged.join("\n");
}

function withRows(line: string, added: Fact[], newline: string): string {
  const end = returnOf(line);
  return [line.slice(0, line.length - end.length), ...added.map(renderRow)].join(newline) + end;
}

function returnOf(line: string): string {
  return line.endsWith("\r") ? "\r" : "";
}

function renderRow({ name, value, source }: Fact): string {
  return `| ${name} | ${value} | ${source} |`;
}

/** Three cells, no more and no less: any other line is a person's. */
function readRow(line: string): Fact | null {
  const [before, name, value, source, after, ...more] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  if (name === undefined || value === undefined || source === undefined) return null;
  return before === "" && after === "" && more.length === 0 ? { name, value, source } : null;
}

function sameFact(a: Fact, b: Fact): boolean {
  return a.value === b.value && a.source === b.source;
}
