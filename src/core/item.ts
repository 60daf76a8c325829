import { readLabels } from "./action-item-issue.ts";
import type { ActionType, Priority } from "./action-text.ts";
import type { Evidence } from "./evidence-mark.ts";
import { readCommitment, statedDue } from "./follow-up.ts";
import type { Issue } from "./issue.ts";
import { oneLine } from "./markdown.ts";
import type { Place } from "./places.ts";
import type { IssueRef } from "./reference.ts";

/** What line and issue both say of an item. */
export type ItemFacts = {
  title: string;
  done: boolean;
  /** Logins or `org/team`, without @. */
  owners: string[];
  /** `YYYY-MM-DD` */
  due: string | null;
  /** The date is the app's default, nobody's promise. */
  dueIsDefault: boolean;
  priority: Priority | null;
  type: ActionType | null;
};

/** What a line of the document says of its item. */
export type LineFacts = ItemFacts & {
  place: Place;
  /** Date words that could not be told; people are asked. */
  dueText: string | null;
  /** Why it is done, as the line says. */
  evidence: Evidence | null;
};

/** What an issue says of it. */
export type IssueFacts = ItemFacts & {
  milestone: { title: string; dueOn: string | null } | null;
  /** GitHub's reason for the closing, e.g. `not_planned`. */
  reason: string | null;
};

/**
 * An action item that has its issue. `line` and `issue` are what each side said when they were last brought into step:
 * whichever differs from its own past is the side that somebody changed.
 */
export type Item = {
  ref: IssueRef;
  /** Where it was before it was transferred: its line may still say so. */
  formerly?: IssueRef;
  /** GitHub's id of the issue. */
  id: number;
  line: LineFacts;
  issue: IssueFacts;
  /** Its line was written once. If it is gone now, a person took it out and it stays out. */
  placed: boolean;
  /** The line as it stood when the issue was made: by this a line that lost its number is known again. */
  key: string;
  /** The app made the issue; an adopted one keeps its body. */
  made: boolean;
  /** What both said when the line was last there: should it come back, the difference to that is what counts. */
  last?: { line: LineFacts; issue: IssueFacts };
  /** It is a sub-issue of the postmortem, as far as GitHub lets it be. */
  linked: boolean;
};

/** The fields that are merged, each by itself; a due date goes with whether somebody chose it. */
export const FIELDS = ["title", "done", "owners", "due", "priority", "type"] as const;
export type Field = (typeof FIELDS)[number];

/** One field of the facts, to be spread over others. */
export function fieldOf(facts: ItemFacts, field: Field): Partial<ItemFacts> {
  return field === "due" ? { due: facts.due, dueIsDefault: facts.dueIsDefault } : { [field]: facts[field] };
}

/** Whether two sides say the same in one field. Owners are a set, and logins ignore case. */
export function sameField(a: ItemFacts, b: ItemFacts, field: Field): boolean {
  if (field === "due") return a.due === b.due && a.dueIsDefault === b.dueIsDefault;
  if (field === "title") return oneLine(a.title) === oneLine(b.title);
  if (field !== "owners") return a[field] === b[field];
  const set = ({ owners }: ItemFacts) => owners.map((login) => login.toLowerCase()).sort();
  return set(a).join() === set(b).join();
}

export function sameFacts(a: ItemFacts, b: ItemFacts): boolean {
  return FIELDS.every((field) => sameField(a, b, field));
}

/** Whether two lines say the same, however they are written. */
export function sameLine(a: LineFacts, b: LineFacts): boolean {
  return (
    sameFacts(a, b) &&
    a.place === b.place &&
    a.dueText === b.dueText &&
    JSON.stringify(a.evidence) === JSON.stringify(b.evidence)
  );
}

/** Ideas are no commitment, and what was deleted is none any more. */
export function isPlanned({ line }: Item): boolean {
  return line.place === "action-items" && line.evidence?.kind !== "deleted";
}

/** What a line says, without where and how it says it. */
export function lineFacts(line: LineFacts): LineFacts {
  const { title, done, owners, due, dueIsDefault, priority, type, place, dueText, evidence } = line;
  return { title, done, owners, due, dueIsDefault, priority, type, place, dueText, evidence };
}

/**
 * The issue as the document's line can say it. What it commits to stands in the table of its body, where the app wrote one;
 * of an adopted issue its milestone is the due date. Priority and type are its labels.
 * @param self our own App: only what it authored commits to anything
 */
export function issueFacts(issue: Issue, self: string): IssueFacts {
  const commitment = readCommitment(issue, self);
  const due = commitment ? (statedDue(issue.body) ?? commitment.due) : (issue.milestone?.dueOn ?? null);
  return {
    title: issue.title,
    done: issue.state === "closed",
    owners: issue.assignees,
    due,
    dueIsDefault: commitment !== null && due === commitment.due && commitment.dueIsDefault,
    ...readLabels(issue.labels),
    milestone: issue.milestone && { title: issue.milestone.title, dueOn: issue.milestone.dueOn },
    reason: issue.stateReason,
  };
}
