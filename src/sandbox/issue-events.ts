import type { Issue, Json } from "./shapes.ts";

export type IssueEvent = { action: string; more: Json };

/**
 * What GitHub tells about an issue that was `before` and is `after` (null before: just opened): one event per label,
 * assignee and milestone, also for those it was opened with. https://docs.github.com/webhooks/webhook-events-and-payloads#issues
 */
export function issueEvents(before: Issue | null, after: Issue): IssueEvent[] {
  return [
    ...(before ? editedEvents(before, after) : [{ action: "opened", more: {} }]),
    ...labelEvents(before, after),
    ...assigneeEvents(before, after),
    ...milestoneEvents(before, after),
    ...(before ? stateEvents(before, after) : []),
  ];
}

function editedEvents(before: Issue, after: Issue): IssueEvent[] {
  const changes: Json = {};
  if (before.title !== after.title) changes.title = { from: before.title };
  if ((before.body ?? "") !== (after.body ?? "")) changes.body = { from: before.body ?? "" };
  return Object.keys(changes).length ? [{ action: "edited", more: { changes } }] : [];
}

function labelEvents(before: Issue | null, after: Issue): IssueEvent[] {
  const { gone, come } = difference(before?.labels ?? [], after.labels, (label) => label.id);
  return [
    ...gone.map((label) => ({ action: "unlabeled", more: { label } })),
    ...come.map((label) => ({ action: "labeled", more: { label } })),
  ];
}

function assigneeEvents(before: Issue | null, after: Issue): IssueEvent[] {
  const { gone, come } = difference(before?.assignees ?? [], after.assignees, (user) => user.id);
  return [
    ...gone.map((assignee) => ({ action: "unassigned", more: { assignee } })),
    ...come.map((assignee) => ({ action: "assigned", more: { assignee } })),
  ];
}

function milestoneEvents(before: Issue | null, after: Issue): IssueEvent[] {
  const was = before?.milestone ? [before.milestone] : [];
  const { gone, come } = difference(was, after.milestone ? [after.milestone] : [], (one) => one.number);
  return [
    ...gone.map((milestone) => ({ action: "demilestoned", more: { milestone } })),
    ...come.map((milestone) => ({ action: "milestoned", more: { milestone } })),
  ];
}

function stateEvents(before: Issue, after: Issue): IssueEvent[] {
  if (before.state === after.state) return [];
  return [{ action: after.state === "closed" ? "closed" : "reopened", more: {} }];
}

function difference<T>(before: readonly T[], after: readonly T[], key: (item: T) => unknown) {
  const [old, young] = [new Set(before.map(key)), new Set(after.map(key))];
  return {
    gone: before.filter((item) => !young.has(key(item))),
    come: after.filter((item) => !old.has(key(item))),
  };
}
