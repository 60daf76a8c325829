import type { ActionLine } from "./action-items.ts";
import type { ActionText } from "./action-text.ts";
import type { Issue } from "./issue.ts";
import { truncateTitle } from "./markdown.ts";
import { formatIssue, type IssueRef, sameIssue } from "./reference.ts";

/** What a line of the document says of its item. */
export type LineFacts = Omit<ActionText, "markdown"> & { done: boolean };

/** What an issue says of it. */
export type IssueFacts = { title: string; done: boolean; owners: string[] };

/**
 * An action item that has its issue. `line` and `issue` are what each side said when they were last brought into step:
 * whichever differs from its own past is the side that somebody changed.
 */
export type Item = {
  ref: IssueRef;
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
  /** It is a sub-issue of the postmortem, as far as GitHub lets it be. */
  linked: boolean;
};

/** What one item needs: `now` is what its issue says, `agreed` what both sides shall say. */
export type Step = {
  item: Item;
  now: IssueFacts;
  seen: LineFacts | null;
  agreed: LineFacts;
  edit: IssueEdit | null;
};

/** What of the issue must change; `commitment` means due date, priority or type, which live in its body and labels. */
export type IssueEdit = { title?: string; done?: boolean; owners?: string[]; commitment?: true };

/** Lines without an issue behind them: `key` names the line, `nth` tells lines of the same words apart. */
export type Creation = { line: ActionLine; key: string; nth: number };

export type SyncPlan = { create: Creation[]; adopt: ActionLine[]; steps: Step[] };

/** The issue as the document's line can say it. */
export function issueFacts(issue: Issue): IssueFacts {
  return { title: issue.title, done: issue.state === "closed", owners: issue.assignees };
}

export function lineFacts({ title, owners, due, dueIsDefault, priority, type, done }: LineFacts): LineFacts {
  return { title, owners, due, dueIsDefault, priority, type, done };
}

/**
 * Brings lines and issues into step: decides per field. A field that changed on GitHub goes to the line (the issue
 * wins when both changed); one that changed on the line goes to the issue. Planning again after the plan is carried
 * out finds nothing to do.
 * @param current what each item's issue says now, by `formatIssue`; an issue missing here is left alone
 */
export function planSync(lines: ActionLine[], items: Item[], current: Map<string, IssueFacts>): SyncPlan {
  const plan: SyncPlan = { create: [], adopt: [], steps: [] };
  // Of an issue named twice the first line counts, which is also the one that is written.
  const named = lines.filter(({ ref }) => ref).reverse();
  const numbered = new Map(named.map((line) => [keyOf(line.ref as IssueRef), line]));
  const lost = items.filter(({ ref, placed }) => placed && !numbered.has(keyOf(ref)));
  for (const line of lines) {
    if (line.ref) {
      if (!items.some(({ ref }) => sameIssue(ref, line.ref as IssueRef))) plan.adopt.push(line);
      continue;
    }
    const item = takeLost(lost, line.title);
    if (item) numbered.set(keyOf(item.ref), line);
    else plan.create.push(creation(line, items, plan.create));
  }
  for (const item of items) {
    const now = current.get(keyOf(item.ref));
    if (now) plan.steps.push(planStep(item, numbered.get(keyOf(item.ref)) ?? null, now));
  }
  return plan;
}

/** The item whose line said these words last, or when its issue was made. */
function takeLost(lost: Item[], title: string): Item | undefined {
  const last = lost.findIndex(({ line }) => line.title === title);
  const at = last >= 0 ? last : lost.findIndex(({ key }) => key === title);
  return at < 0 ? undefined : lost.splice(at, 1)[0];
}

function creation(line: ActionLine, items: Item[], planned: Creation[]): Creation {
  const key = line.title;
  const nth = [...items, ...planned].filter((other) => other.key === key).length;
  return { line, key, nth };
}

function planStep(item: Item, line: ActionLine | null, now: IssueFacts): Step {
  const was = item.line;
  const seen = line ? lineFacts(line) : null;
  if (!seen) return { item, now, seen, agreed: { ...was, ...changedOnly(item.issue, now) }, edit: null };
  // A line that lost its number was overwritten with an older text: the issue knows how things stand, and of what the
  // line commits to only what it says aloud is new.
  if (!line?.ref) {
    const agreed = { ...was, ...changedOnly(item.issue, now), ...spokenCommitment(seen, was) };
    return { item, now, seen, agreed, edit: sameCommitment(was, agreed) ? null : { commitment: true } };
  }
  const title = merge(item.issue.title, now.title, was.title, seen.title);
  const done = merge(item.issue.done, now.done, was.done, seen.done);
  const owners = merge(item.issue.owners, now.owners, was.owners, seen.owners);
  const edit: IssueEdit = {};
  if (title.from === "line") edit.title = truncateTitle(title.value);
  if (done.from === "line") edit.done = done.value;
  if (owners.from === "line") edit.owners = owners.value;
  if (!sameCommitment(was, seen)) edit.commitment = true;
  return {
    item,
    now,
    seen,
    agreed: { ...seen, title: title.value, done: done.value, owners: owners.value },
    edit: Object.keys(edit).length > 0 ? edit : null,
  };
}

/** What the issue says differently than before. */
function changedOnly(was: IssueFacts, now: IssueFacts): Partial<IssueFacts> {
  return {
    ...(was.title === now.title ? {} : { title: now.title }),
    ...(was.done === now.done ? {} : { done: now.done }),
    ...(same(was.owners, now.owners) ? {} : { owners: now.owners }),
  };
}

function spokenCommitment(seen: LineFacts, was: LineFacts) {
  const { due, dueIsDefault } = seen.due ? seen : was;
  return { due, dueIsDefault, priority: seen.priority ?? was.priority, type: seen.type ?? was.type };
}

function merge<T>(
  issueWas: T,
  issueNow: T,
  lineWas: T,
  lineNow: T,
): { value: T; from: "issue" | "line" | "nobody" } {
  if (!same(issueWas, issueNow)) return { value: issueNow, from: "issue" };
  if (!same(lineWas, lineNow)) return { value: lineNow, from: same(lineNow, issueNow) ? "nobody" : "line" };
  return { value: lineNow, from: "nobody" };
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** Owners are a set, and logins ignore case. */
function canonical(value: unknown): string {
  return JSON.stringify(
    Array.isArray(value) ? value.map((login) => String(login).toLowerCase()).sort() : value,
  );
}

function sameCommitment(a: LineFacts, b: LineFacts): boolean {
  return (
    a.due === b.due && a.priority === b.priority && a.type === b.type && a.dueIsDefault === b.dueIsDefault
  );
}

/** Whether two lines say the same, however they are written. */
export function sameLine(a: LineFacts, b: LineFacts): boolean {
  return a.title === b.title && a.done === b.done && same(a.owners, b.owners) && sameCommitment(a, b);
}

/** Whether two issues say the same of their item. */
export function sameFacts(a: IssueFacts, b: IssueFacts): boolean {
  return a.title === b.title && a.done === b.done && same(a.owners, b.owners);
}

function keyOf(ref: IssueRef): string {
  return formatIssue(ref);
}
