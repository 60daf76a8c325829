import type { ActionLine } from "./action-items.ts";
import type { MilestoneRule } from "./config.ts";
import { milestoneFor } from "./due.ts";
import {
  FIELDS,
  type Field,
  fieldOf,
  type IssueFacts,
  type Item,
  type ItemFacts,
  type LineFacts,
  lineFacts,
  sameFacts,
  sameField,
} from "./item.ts";
import { truncateTitle } from "./markdown.ts";
import { type IssueRef, issueKey } from "./reference.ts";

/** What one item needs: `now` is what its issue says, `agreed` what both sides shall say. */
export type Step = {
  item: Item;
  now: IssueFacts;
  seen: LineFacts | null;
  agreed: LineFacts;
  /** What to remember of the line instead, where both sides rest. */
  past?: LineFacts;
  edit: IssueEdit | null;
  lost: Lost[];
};

/** What of the issue must change; `commitment`: due date, priority or type, which live in its body, labels and milestone. */
export type IssueEdit = {
  title?: string;
  done?: boolean;
  owners?: string[];
  commitment?: true;
  /** Taken back to the ideas: closed, since nobody plans it. */
  shelved?: true;
};

/**
 * What a line said when its issue changed in the same field: the issue won, and this is quoted to people once. `done` and `open` are
 * the two states; null: nothing, or nobody.
 */
export type Lost = { field: Field; said: string | null; kept: string | null };

/** Lines without an issue behind them: `key` names the line, `nth` tells lines of the same words apart. */
export type Creation = { line: ActionLine; key: string; nth: number };

/** `gone`: items whose issue was deleted. */
export type SyncPlan = { create: Creation[]; adopt: ActionLine[]; steps: Step[]; gone: Item[] };

/**
 * Brings lines and issues into step: decides per field. A field that changed on GitHub goes to the line (the issue
 * wins when both changed); one that changed on the line goes to the issue. Planning again after the plan is carried
 * out finds nothing to do.
 * @param current what each item's issue says now, by `issueKey`; null: it was deleted; missing: it is left alone
 * @param rule which milestone belongs to a date
 */
export function planSync(
  lines: ActionLine[],
  items: Item[],
  current: Map<string, IssueFacts | null>,
  rule: MilestoneRule = "none",
): SyncPlan {
  const plan: SyncPlan = { create: [], adopt: [], steps: [], gone: [] };
  const known = new Map(items.flatMap((item) => addresses(item).map((ref) => [issueKey(ref), item])));
  const numbered = new Map<Item, ActionLine>();
  for (const line of lines) {
    if (!line.ref) continue;
    const item = known.get(issueKey(line.ref));
    if (!item) plan.adopt.push(line);
    // Of an issue named twice the first line counts, which is also the one that is written.
    else if (!numbered.has(item)) numbered.set(item, line);
  }
  const lost = items.filter((item) => item.placed && !numbered.has(item) && current.get(issueKey(item.ref)));
  const count = new Map<string, number>();
  for (const { key } of items) count.set(key, (count.get(key) ?? 0) + 1);
  for (const line of lines.filter(({ ref }) => !ref)) {
    const item = takeLost(lost, line);
    if (item) numbered.set(item, line);
    else if (line.place === "action-items") {
      const nth = count.get(line.title) ?? 0;
      count.set(line.title, nth + 1);
      plan.create.push({ line, key: line.title, nth });
    }
  }
  for (const item of items) {
    const now = current.get(issueKey(item.ref));
    if (now === null) plan.gone.push(item);
    else if (now) plan.steps.push(planStep(item, numbered.get(item) ?? null, now, rule));
  }
  return plan;
}

/** Where an item may be named: at its address, or at the one it was transferred from. */
export function addresses({ ref, formerly }: Item): IssueRef[] {
  return formerly ? [ref, formerly] : [ref];
}

/** The item whose line said these words last, best all of them and in the same place, or when its issue was made. */
function takeLost(lost: Item[], words: ActionLine): Item | undefined {
  const { title, place } = words;
  const fits: ((item: Item) => boolean)[] = [
    ({ line }) => line.place === place && sameFacts(line, words),
    ({ line }) => line.title === title && line.place === place,
    ({ line }) => line.title === title,
    ({ key }) => key === title,
  ];
  const at = fits.map((fit) => lost.findIndex(fit)).find((found) => found >= 0);
  return at === undefined ? undefined : lost.splice(at, 1)[0];
}

function planStep(known: Item, line: ActionLine | null, read: IssueFacts, rule: MilestoneRule): Step {
  const item = line
    ? cameBack(known)
    : known.placed
      ? { ...known, last: known.last ?? lastOf(known) }
      : known;
  const now = withMilestone(item.issue, read, rule);
  const seen = line ? lineFacts(line) : null;
  const step = { item, now, seen, edit: null, lost: [] };
  if (!seen)
    return { ...step, agreed: settleEvidence(item, { ...item.line, ...changedOnly(item.issue, now) }) };
  if (seen.place === "ideas") return shelved(item, seen, now);
  // A line that lost its number was overwritten with an older text: the issue knows how things stand, and of what the
  // line commits to only what it says aloud is new.
  const merged =
    line?.ref || item.line.place === "ideas" ? mergeAll(item, seen, now) : overwritten(item, seen, now);
  return { ...step, ...merged, agreed: settleEvidence(item, { ...merged.agreed, ...evidenceOf(seen) }) };
}

function lastOf({ line, issue }: Item): NonNullable<Item["last"]> {
  return { line, issue };
}

/** A line that was away, behind a fence left open or taken out and put back, goes on from where it was. */
function cameBack({ last, ...item }: Item): Item {
  return last ? { ...item, ...last } : item;
}

function mergeAll(item: Item, seen: LineFacts, now: IssueFacts): Pick<Step, "agreed" | "edit" | "lost"> {
  let agreed = seen;
  const edit: IssueEdit = {};
  const lost: Lost[] = [];
  for (const field of FIELDS) {
    const onIssue = !sameField(item.issue, now, field);
    // A line that is nothing but its number says nothing about the title.
    const isSilent = field === "title" && seen.title === "";
    const onLine = !isSilent && !sameField(item.line, seen, field) && !sameField(seen, now, field);
    if (onIssue || isSilent) {
      if (onLine) lost.push({ field, said: saidOf(seen, field), kept: saidOf(now, field) });
      agreed = { ...agreed, ...fieldOf(now, field) };
      // GitHub cannot assign a team: it knows nothing of those.
      if (field === "owners")
        agreed.owners = [...now.owners, ...seen.owners.filter((owner) => owner.includes("/"))];
    }
    if (COMMITTED.has(field) ? onIssue || !sameField(item.line, seen, field) : onLine && !onIssue)
      Object.assign(edit, editOf(seen, field));
  }
  // Reopened by hand is reopened; taken up again from the ideas is, too.
  if (item.line.place === "ideas" && now.done && !seen.done) Object.assign(edit, { done: false });
  return { agreed: { ...agreed, ...("done" in edit ? { done: seen.done } : {}) }, edit: orNull(edit), lost };
}

/** What lives in the issue's body besides its labels: whichever side changes it, the body follows. */
const COMMITTED: ReadonlySet<Field> = new Set(["due", "priority", "type"]);

function editOf(seen: LineFacts, field: Field): IssueEdit {
  if (field === "title") return { title: truncateTitle(seen.title) };
  if (field === "done") return { done: seen.done };
  if (field === "owners") return { owners: seen.owners };
  return { commitment: true };
}

function overwritten(item: Item, seen: LineFacts, now: IssueFacts): Pick<Step, "agreed" | "edit" | "lost"> {
  const was = item.line;
  const { due, dueIsDefault, priority, type, place } = seen;
  const spoken = {
    ...(due ? { due, dueIsDefault } : {}),
    ...(priority ? { priority } : {}),
    ...(type ? { type } : {}),
  };
  const agreed = { ...was, ...spoken, ...changedOnly(item.issue, now), place };
  const isNews = [...COMMITTED].some((field) => !sameField(was, agreed, field));
  return { agreed, edit: isNews ? { commitment: true } : null, lost: [] };
}

/**
 * An item that was moved to the ideas: its issue is closed once, and both sides rest until it is taken up again. Reopened
 * there, it moves back up.
 */
function shelved(item: Item, seen: LineFacts, now: IssueFacts): Step {
  const isNew = item.line.place !== "ideas";
  if (!isNew && item.issue.done && !now.done) {
    const merged = mergeAll(item, seen, now);
    return { item, now, seen, ...merged, agreed: { ...merged.agreed, place: "action-items", done: false } };
  }
  return {
    item,
    now: { ...item.issue, done: now.done, reason: now.reason },
    seen,
    agreed: seen,
    past: { ...item.line, place: "ideas", done: false },
    edit: isNew && !now.done ? { shelved: true } : null,
    lost: [],
  };
}

/**
 * A milestone that a person chose is a date that they chose, unless the date falls into it anyway.
 * GitHub has no due date of its own: https://docs.github.com/issues/using-labels-and-milestones-to-track-work/about-milestones
 */
function withMilestone(was: IssueFacts, now: IssueFacts, rule: MilestoneRule): IssueFacts {
  const { milestone, due } = now;
  if (!milestone?.dueOn || milestone.title === was.milestone?.title || due !== was.due) return now;
  const isItsOwn = due !== null && milestoneFor(due, rule)?.title === milestone.title;
  return isItsOwn ? now : { ...now, due: milestone.dueOn, dueIsDefault: false };
}

/** What the issue says differently than before. */
function changedOnly(was: IssueFacts, now: IssueFacts): Partial<ItemFacts> {
  return Object.assign(
    {},
    ...FIELDS.filter((field) => !sameField(was, now, field)).map((field) => fieldOf(now, field)),
  );
}

/** A reason that a person wrote on the line counts; what the app wrote there is the app's to renew. */
function evidenceOf({ evidence }: LineFacts): Partial<LineFacts> {
  return evidence?.kind === "reason" ? { evidence } : {};
}

/** An open item needs no evidence, and one that was closed before keeps what is known. */
function settleEvidence(item: Item, agreed: LineFacts): LineFacts {
  if (!agreed.done) return { ...agreed, evidence: null };
  const known = [agreed.evidence, item.line.evidence].find((one) => one && one.kind !== "deleted");
  return { ...agreed, evidence: known ?? null };
}

function saidOf(facts: ItemFacts, field: Field): string | null {
  if (field === "owners") return facts.owners.map((login) => `@${login}`).join(", ") || null;
  if (field === "done") return facts.done ? "done" : "open";
  return facts[field];
}

function orNull(edit: IssueEdit): IssueEdit | null {
  return Object.keys(edit).length > 0 ? edit : null;
}
