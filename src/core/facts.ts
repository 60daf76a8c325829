import { areasIn } from "./areas.ts";
import type { Config } from "./config.ts";
import type { FactKey } from "./fact-names.ts";
import { asksSeverity, fieldAsked } from "./field-names.ts";
import { findSeverity } from "./incident.ts";
import type { Issue } from "./issue.ts";
import { answerTo, type FormAnswer, readForm } from "./issue-form.ts";
import { escapeInline, truncate } from "./markdown.ts";
import { formatMoment } from "./moment.ts";
import { findOrigin } from "./origin.ts";
import { fixesOf, type Part, participantsOf, type Trace } from "./participants.ts";
import { type IssueRef, shortIssue } from "./reference.ts";
import type { Say } from "./words.ts";

/**
 * One row of the document's facts table. `value` and `source` are Markdown, safe inside a cell. `key` tells what it is about; it is
 * missing in what was read from a table or remembered before there were keys.
 */
export type Fact = { key?: FactKey; name: string; value: string; source: string };

/** What is known of an incident beside itself. */
export type Known = Trace & {
  /** IANA name. */
  timeZone: string;
  /** What the team's own labels mean, `severity.labels` of the configuration. */
  severityLabels: Config["severity"]["labels"];
  /** There was no incident: neither severity, nor alert, nor fix, nor anybody who declared it. */
  isRetrospective?: boolean;
  /** When the postmortem is due, and why then. */
  due?: { value: string; source: string };
  /** Owners of the files that the fixes touched, `login` or `org/team`, and which pull requests these are. */
  codeowners?: { owners: string[]; of: IssueRef[] };
};

/** A fact is short: so many code points of what somebody wrote, so many fixes, so many people with their parts. */
const WORDS_LIMIT = 120;
const FIXES = 5;
const PEOPLE = 20;

/** What all facts are told with: `opened` links to the incident. */
type Telling = { known: Known; form: FormAnswer[]; opened: string; say: Say; time: (iso: string) => string };

/**
 * What GitHub already knows of an incident, each fact with a link to where it stands. What nobody stated is a visible prompt or
 * no row at all, never a guess.
 */
export function factsOf(incident: Issue, known: Known, say: Say): Fact[] {
  const opened = `[${shortIssue(incident.ref, incident.ref)}](${incident.url})`;
  const time = (iso: string) => formatMoment(iso, known.timeZone);
  const telling = { known, form: readForm(incident.body), opened, say, time };
  const { declared, due, isRetrospective = false } = known;
  return [
    ...(isRetrospective ? [] : factsOfAlert(incident, telling)),
    ...areasFact(incident, telling),
    fact("reported-by", person(incident.author.login), say("facts.from-author", { incident: opened }), say),
    fact("opened", time(incident.createdAt), opened, say),
    ...(declared && !isRetrospective
      ? [
          fact(
            "declared",
            time(declared.at),
            say("facts.from-declaration", { person: person(declared.by) }),
            say,
          ),
        ]
      : []),
    closedFact(incident, telling),
    ...(isRetrospective ? [] : fixFact(incident, telling)),
    participantsFact(incident, telling),
    ...(due ? [fact(isRetrospective ? "due-retrospective" : "due", due.value, due.source, say)] : []),
  ];
}

/** A row as it is called now. */
export function fact(key: FactKey, value: string, source: string, say: Say): Fact {
  return { key, name: say(`facts.${key}`), value, source };
}

/**
 * The facts as they are now, together with those that were told once and that nobody states any more: their rows must not go on
 * saying it.
 */
export function withWithdrawn(ours: Fact[], base: Fact[], say: Say): Fact[] {
  const gone = base.filter(({ name }) => !ours.some((fact) => fact.name === name));
  return [...ours, ...gone.map((fact) => ({ ...fact, value: say("facts.withdrawn"), source: "" }))];
}

/** How bad it is, and how it came to be known. */
function factsOfAlert(incident: Issue, telling: Telling): Fact[] {
  return [severityFact(incident, telling), ...originFact(incident, telling), ...reportedToFact(telling)];
}

function severityFact(incident: Issue, { known, form, opened, say }: Telling): Fact {
  const found = findSeverity(incident, known.severityLabels);
  if (found) {
    const source = say(`facts.by-${found.source}`, { said: short(found.said) });
    return fact("severity", `sev${found.severity}`, `[${source}](${incident.url})`, say);
  }
  const words = answerTo(form, asksSeverity);
  return words
    ? fact(
        "severity",
        say("facts.as-stated", { said: short(words) }),
        say("facts.from-form", { incident: opened }),
        say,
      )
    : fact("severity", say("facts.severity-unstated"), "", say);
}

function originFact(incident: Issue, { form, opened, say }: Telling): Fact[] {
  const origin = findOrigin(incident, form, say);
  if (!origin) return [];
  const source = say(`facts.from-${origin.by}`, { said: short(origin.evidence ?? ""), incident: opened });
  return [fact("origin", short(origin.name), source, say)];
}

function reportedToFact({ form, opened, say }: Telling): Fact[] {
  const answer = answerTo(form, (label) => fieldAsked(label) === "reported-to");
  if (!answer) return [];
  const source = say("facts.from-form", { incident: opened });
  return [fact("reported-to", short(answer), source, say)];
}

function areasFact({ labels, ref }: Issue, { known, form, opened, say }: Telling): Fact[] {
  const labelled = areasIn(labels).map(({ kind, name }) => `${short(name)} (${escapeInline(kind)})`);
  const answered = answerTo(form, (label) => fieldAsked(label) === "areas");
  const { owners, of } = known.codeowners ?? { owners: [], of: [] };
  const pulls = of.map((pull) => shortIssue(pull, ref)).join(", ");
  const people = owners.map((owner) => person(`@${owner}`)).join(", ");
  const owned = people ? [say("facts.areas-owned", { owners: people, pulls })] : [];
  const value = [...labelled, ...(answered ? [short(answered)] : []), ...owned].join(", ");
  const source = areasSource(labelled.length > 0, answered !== null, opened, say) ?? pulls;
  return value ? [fact("areas", value, source, say)] : [];
}

function areasSource(labels: boolean, form: boolean, incident: string, say: Say): string | null {
  if (labels && form) return say("facts.from-labels-and-form", { incident });
  if (labels) return say("facts.from-labels", { incident });
  return form ? say("facts.from-form", { incident }) : null;
}

function closedFact({ isPullRequest, state, closedAt }: Issue, { opened, say, time }: Telling): Fact {
  const value = state === "closed" && closedAt !== null ? time(closedAt) : say("facts.still-open");
  return fact(isPullRequest ? "pull-closed" : "closed", value, opened, say);
}

function fixFact(incident: Issue, { known, say, time }: Telling): Fact[] {
  const fixes = fixesOf(incident, known.pulls ?? []).slice(0, FIXES);
  if (fixes.length === 0) return [];
  const value = fixes
    .map(({ title, mergedAt }) => say("facts.fix-merged", { title: short(title), at: time(mergedAt ?? "") }))
    .join("; ");
  const source = fixes.map(({ ref, url }) => `[${shortIssue(ref, incident.ref)}](${url})`).join(", ");
  return [fact("fix", value, source, say)];
}

function participantsFact(incident: Issue, { known, opened, say }: Telling): Fact {
  const people = participantsOf(incident, known);
  const named = people.slice(0, PEOPLE).map(({ login, parts }) => {
    const words = parts.map((part) =>
      part.url ? `[${partWords(part, say)}](${part.url})` : partWords(part, say),
    );
    return `${person(login)} (${words.join(", ")})`;
  });
  const more = people.length > PEOPLE ? [say("facts.more-people", { count: people.length - PEOPLE })] : [];
  const value = [...named, ...more].join(", ") || say("facts.nobody-yet");
  return fact("participants", value, opened, say);
}

function partWords(part: Part, say: Say): string {
  return part.kind === "fixed"
    ? say("facts.part-fixed", { pull: part.pull })
    : say(`facts.part-${part.kind}`);
}

/** A login as text: naming somebody in a document is no reason to notify them. */
function person(login: string): string {
  return escapeInline(login);
}

function short(words: string): string {
  const { text, cut } = truncate(words, WORDS_LIMIT);
  return escapeInline(text) + (cut ? "…" : "");
}

/** The first two lines of the table of facts. */
export function factsHead(say: Say): string {
  const names = [say("facts.head-fact"), say("facts.head-now"), say("facts.head-source")];
  return `| ${names.join(" | ")} |\n| --- | --- | --- |`;
}

/** The table for a new document. `head`: its first two lines. */
export function renderFacts(facts: Fact[], head: string): string {
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
