import { issueEvents } from "./issue-events.ts";
import type { Issue, Json } from "./shapes.ts";

/**
 * What an issue's timeline keeps of what has become different, in the shape of GitHub's REST API; edits of the body leave no
 * trace there. https://docs.github.com/rest/using-the-rest-api/issue-event-types
 */
export function timelineEvents(before: Issue | null, after: Issue): { event: string; more: Json }[] {
  return issueEvents(before, after).flatMap(({ action, more }): { event: string; more: Json }[] => {
    const { label, assignee, milestone } = more as Record<string, Json>;
    if (label) return [{ event: action, more: { label: { name: label.name, color: label.color } } }];
    if (assignee) return [{ event: action, more: { assignee } }];
    if (milestone) return [{ event: action, more: { milestone: { title: milestone.title } } }];
    if (action === "closed") return [{ event: action, more: { state_reason: after.state_reason } }];
    if (action === "reopened") return [{ event: action, more: { state_reason: null } }];
    if (action !== "edited" || !before || before.title === after.title) return [];
    return [{ event: "renamed", more: { rename: { from: before.title, to: after.title } } }];
  });
}
