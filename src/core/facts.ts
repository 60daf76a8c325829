import { areasIn } from "./areas.ts";
import { asksSeverity, fieldAsked } from "./field-names.ts";
import { findSeverity } from "./incident.ts";
import type { Issue } from "./issue.ts";
import { answerTo, type FormAnswer, readForm } from "./issue-form.ts";
import { escapeInline, truncate } from "./markdown.ts";
import { formatMoment } from "./moment.ts";
import { findOrigin } from "./origin.ts";
import { fixesOf, participantsOf, type Trace } from "./participants.ts";
import { type IssueRef, shortIssue } from "./reference.ts";

/** One row of the document's facts table. `value` and `source` are Markdown, safe inside a cell. */
export type Fact = { name: string; value: string; source: string };

/** What is known of an incident beside itself. */
export type Known = Trace & {
  /** IANA name. */
  timeZone: string;
  /** When the postmortem is due, and why then. */
  due?: { value: string; source: string };
  /** Owners of the files that the fixes touched, `login` or `org/team`, and which pull requests these are. */
  codeowners?: { owners: string[]; of: IssueRef[] };
};

const HEAD = "| Fact | Now | Source |\n| --- | --- | --- |";

/** A fact is short: so many code points of what somebody wrote, so many fixes, so many people with their parts. */
const WORDS_LIMIT = 120;
const FIXES = 5;
const PEOPLE = 20;

/**
 * What GitHub already knows of an incident, each fact with a link to where it stands. What nobody stated is a visible prompt or
 * no row at all, never a guess.
 */
export function factsOf(incident: Issue, known: Known): Fact[] {
  const opened = `[${shortIssue(incident.ref, incident.ref)}](${incident.url})`;
  const form = readForm(incident.body);
  const time = (iso: string) => formatMoment(iso, known.timeZone);
  const isClosed = incident.state === "closed" && incident.closedAt !== null;
  return [
    severityFact(incident, form, opened),
    ...originFact(incident, form, opened),
    ...reportedToFact(form, opened),
    ...areasFact(incident, form, known, opened),
    { name: "Reported by", value: person(incident.author.login), source: `opened ${opened}` },
    { name: "Opened", value: time(incident.createdAt), source: opened },
    ...(known.declared
      ? [{ name: "Declared", value: time(known.declared.at), source: `by ${person(known.declared.by)}` }]
      : []),
    {
      name: incident.isPullRequest ? "Pull request closed" : "Closed",
      value: isClosed && incident.closedAt ? time(incident.closedAt) : "_still open_",
      source: opened,
    },
    ...fixFact(incident, known, time),
    participantsFact(incident, known, opened),
    ...(known.due ? [{ name: "Postmortem due", ...known.due }] : []),
  ];
}

/**
 * The facts as they are now, together with those that were told once and that nobody states any more: their rows must not go on
 * saying it.
 */
export function withWithdrawn(ours: Fact[], base: Fact[]): Fact[] {
  const gone = base.filter(({ name }) => !ours.some((fact) => fact.name === name));
  return [...ours, ...gone.map(({ name }) => ({ name, value: "_not stated any more_", source: "" }))];
}

function severityFact(incident: Issue, form: FormAnswer[], opened: string): Fact {
  const found = findSeverity(incident);
  if (found) {
    const source = `[${found.source} “${short(found.said)}”](${incident.url})`;
    return { name: "Severity", value: `sev${found.severity}`, source };
  }
  const words = answerTo(form, asksSeverity);
  return words
    ? { name: "Severity", value: `“${short(words)}”, as stated`, source: `form of ${opened}` }
    : { name: "Severity", value: "_not stated: add a label `sev0`–`sev4`, or write it here_", source: "" };
}

function originFact(incident: Issue, form: FormAnswer[], opened: string): Fact[] {
  const origin = findOrigin(incident, form);
  if (!origin) return [];
  const words = { form: "form of", author: "opened", text: `“${short(origin.evidence ?? "")}” in` }[
    origin.by
  ];
  return [{ name: "Origin of the alert", value: short(origin.name), source: `${words} ${opened}` }];
}

function reportedToFact(form: FormAnswer[], opened: string): Fact[] {
  const answer = answerTo(form, (label) => fieldAsked(label) === "reported-to");
  return answer ? [{ name: "Reported to", value: short(answer), source: `form of ${opened}` }] : [];
}

function areasFact({ labels, ref }: Issue, form: FormAnswer[], known: Known, opened: string): Fact[] {
  const labelled = areasIn(labels).map(({ kind, name }) => `${short(name)} (${escapeInline(kind)})`);
  const answered = answerTo(form, (label) => fieldAsked(label) === "areas");
  const { owners, of } = known.codeowners ?? { owners: [], of: [] };
  const files = of.map((pull) => shortIssue(pull, ref)).join(", ");
  const owned =
    owners.length > 0
      ? [
          `owned by ${owners.map((owner) => person(`@${owner}`)).join(", ")} (CODEOWNERS of the files of ${files})`,
        ]
      : [];
  const value = [...labelled, ...(answered ? [short(answered)] : []), ...owned].join(", ");
  const from = [...(labelled.length > 0 ? ["labels"] : []), ...(answered ? ["form"] : [])].join(" and ");
  return value ? [{ name: "Services and areas", value, source: from ? `${from} of ${opened}` : files }] : [];
}

function fixFact(incident: Issue, { pulls = [] }: Known, time: (iso: string) => string): Fact[] {
  const fixes = fixesOf(incident, pulls).slice(0, FIXES);
  if (fixes.length === 0) return [];
  const value = fixes
    .map(({ title, mergedAt }) => `${short(title)}, merged ${time(mergedAt ?? "")}`)
    .join("; ");
  const source = fixes.map(({ ref, url }) => `[${shortIssue(ref, incident.ref)}](${url})`).join(", ");
  return [{ name: "Fix", value, source }];
}

function participantsFact(incident: Issue, known: Known, opened: string): Fact {
  const people = participantsOf(incident, known);
  const named = people.slice(0, PEOPLE).map(({ login, parts }) => {
    const words = parts.map((part) => (part.url ? `[${part.words}](${part.url})` : part.words));
    return `${person(login)} (${words.join(", ")})`;
  });
  const more = people.length > PEOPLE ? [`and ${people.length - PEOPLE} more`] : [];
  return { name: "Participants", value: [...named, ...more].join(", ") || "_nobody so far_", source: opened };
}

/** A login as text: naming somebody in a document is no reason to notify them. */
function person(login: string): string {
  return escapeInline(login);
}

function short(words: string): string {
  const { text, cut } = truncate(words, WORDS_LIMIT);
  return escapeInline(text) + (cut ? "…" : "");
}

/** The table for a new document. `head`: its first two lines. */
export function renderFacts(facts: Fact[], head = HEAD): string {
  return [head, ...facts.map(renderRow)].join("\n");
}

/** The rows of a table as they stand in the document, by whomever; lines that are none are left out. */
export function readFacts(table: string): Fact[] {
  return table.split(/\r\n?|\n/).flatMap((line) => readRow(line) ?? []);
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
