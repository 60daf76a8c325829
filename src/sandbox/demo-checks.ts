import { itemLines } from "./demo-document.ts";
import { hasLabel, type Seen, visible } from "./demo-state.ts";

/** An expected effect, and whether it was seen. `why` says what was seen instead. */
export type Check = { what: string; ok: boolean; why?: string };

/** What the week must leave behind: each incident with its action items, their owner (null: nobody) and due date. */
export type Expected = { incident: string; items: { title: string; owner: string | null; due: string }[] }[];

/** Judges the repository as it stands after the week. Knows nothing but what people can see. */
export function judge(state: Seen[], expected: Expected): Check[] {
  return [
    ...judgePostmortems(state, expected),
    ...judgeItems(state, expected),
    ...judgeSummary(state, expected),
  ];
}

function judgePostmortems(state: Seen[], expected: Expected): Check[] {
  // What looks back on a project is no postmortem, though it carries the label.
  const documents = state.filter(
    (issue) => hasLabel(issue, "postmortem") && issue.title.startsWith("Postmortem: "),
  );
  const linked = expected.filter(({ incident }) => {
    const document = documents.find(({ title }) => title === `Postmortem: ${incident}`);
    const said =
      state.find(({ title }) => title === incident)?.comments.filter(({ author }) => author.isBot) ?? [];
    return document && said.length === 1 && mentions(said[0]?.body ?? "", document.number);
  });
  return [
    check(`${expected.length} incidents, exactly ${expected.length} postmortems`, [
      documents.length === expected.length ? null : `${documents.length} postmortems`,
    ]),
    check("each is linked from exactly one comment of the app's on its incident", [
      linked.length === expected.length ? null : `so it is for ${linked.length} of ${expected.length}`,
    ]),
  ];
}

function judgeItems(state: Seen[], expected: Expected): Check[] {
  const wanted = expected.flatMap(({ incident, items }) => items.map((item) => ({ incident, ...item })));
  const issues = state.filter((issue) => hasLabel(issue, "action-item"));
  const all = wanted.map((item) => {
    const document = state.find(({ title }) => title === `Postmortem: ${item.incident}`);
    return {
      ...item,
      document,
      incidentNumber: state.find(({ title }) => title === item.incident)?.number,
      issue: issues.find(({ title }) => title === item.title),
    };
  });
  type One = (typeof all)[number];
  const everyItem = (what: string, isRight: (one: One & { issue: Seen; document: Seen }) => boolean) =>
    check(
      what,
      all.map((one) =>
        one.issue && one.document && isRight({ ...one, issue: one.issue, document: one.document })
          ? null
          : `not so: “${one.title}”`,
      ),
    );
  return [
    check(`${wanted.length} action items, exactly ${wanted.length} issues for them`, [
      issues.length === wanted.length && all.every(({ issue }) => issue) ? null : `${issues.length} issues`,
    ]),
    everyItem("every action item's line carries its issue's number, title and state", ({ document, issue }) =>
      itemLines(document.body).some(
        ({ number, done, text }) =>
          number === issue.number && done === (issue.state === "closed") && text.includes(issue.title),
      ),
    ),
    everyItem("every issue is a sub-issue of its postmortem", ({ document, issue }) =>
      document.subIssues.includes(issue.number),
    ),
    everyItem(
      "every issue links back to its postmortem and its incident",
      ({ document, issue, incidentNumber }) =>
        mentions(visible(issue.body), document.number) && mentions(visible(issue.body), incidentNumber ?? -1),
    ),
    everyItem(
      "every issue is in the milestone of the month in which it is due",
      ({ issue, due }) => issue.milestone?.title === due.slice(0, 7),
    ),
    everyItem(
      "every owner is assigned, and nobody else",
      ({ issue, owner }) => issue.assignees.join() === (owner ?? ""),
    ),
  ];
}

function judgeSummary(state: Seen[], expected: Expected): Check[] {
  const ledgers = state.filter((issue) => hasLabel(issue, "follow-up-ledger"));
  const comments = ledgers.flatMap((issue) => issue.comments);
  const [open = "", closed = ""] = visible(comments[0]?.body ?? "").split(/^### Closed.*$/m);
  const wanted = expected.flatMap(({ items }) => items);
  const problems = state
    .filter((issue) => hasLabel(issue, "action-item"))
    .map((issue) => {
      const item = wanted.find(({ title }) => title === issue.title);
      const inPart = (part: string) =>
        part.split("\n").filter((line) => line.startsWith("- ") && mentions(line, issue.number));
      const [line = "", ...more] = inPart(issue.state === "open" ? open : closed);
      const elsewhere = inPart(issue.state === "open" ? closed : open);
      if (!line || more.length > 0 || elsewhere.length > 0) return `#${issue.number} is not where it belongs`;
      if (!line.includes(issue.title)) return `#${issue.number} lacks its title`;
      if (!line.includes(item?.owner ?? "nobody")) return `#${issue.number} lacks its owner`;
      return issue.state === "closed" || (item && line.includes(item.due))
        ? null
        : `#${issue.number} lacks its due date`;
    });
  return [
    check("one ledger, one summary comment", [
      ledgers.length === 1 && comments.length === 1
        ? null
        : `${ledgers.length} ledgers, ${comments.length} comments`,
    ]),
    check("it mentions whoever is late, and nobody else", [
      problemOfMentions(visible(comments[0]?.body ?? "")),
    ]),
    check(
      "it lists every open follow-up once, with number, title, owner and due date, and closed ones apart",
      problems,
    ),
  ];
}

/** A mention notifies: only lines of the part "Overdue" may have one, and whoever is late has one there, however many lines are theirs. */
function problemOfMentions(summary: string): string | null {
  const part = /^### Overdue[^\n]*\n((?:- .*\n?)*)/m.exec(summary)?.[1] ?? "";
  const late = part.trim().split("\n");
  if (summary.replace(part, "").includes("@")) return "somebody is mentioned who is not late";
  const mentioned = new Set([...part.matchAll(/@([\w-]+)/g)].map(([, login]) => login));
  const isTold = (line: string) => mentioned.has(/ · @?([\w-]+)(?:, [^·]*)? · due /.exec(line)?.[1]);
  return late.every(isTold) ? null : "somebody who is late is not mentioned";
}

/** `#12`, and not `#123`. */
function mentions(text: string, number: number): boolean {
  return new RegExp(`#${number}(?!\\d)`).test(text);
}

function check(what: string, problems: (string | null)[]): Check {
  const found = problems.filter((problem) => problem !== null);
  return found.length > 0 ? { what, ok: false, why: found.join("; ") } : { what, ok: true };
}
