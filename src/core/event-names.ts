/** The webhooks that the app subscribes to; `app.yml` lists the same. */
export const EVENTS = [
  "issues",
  "issue_comment",
  "pull_request",
  "push",
  "label",
  "milestone",
  "deployment_status",
  "release",
] as const;

/** What it acts on: every App is told besides when it is installed, suspended or removed. */
export const HEEDED: readonly string[] = [...EVENTS, "installation"];
