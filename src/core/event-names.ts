/** The webhooks that the app subscribes to; `app.yml` lists the same. */
export const EVENTS = [
  "issues",
  "issue_comment",
  "pull_request",
  "push",
  "repository",
  "label",
  "milestone",
  "deployment_status",
  "release",
] as const;

/**
 * What it acts on: every App is told besides when it is installed, suspended or removed, and whoever may write checks of its own check
 * runs: subscribed, it might be told of everybody's, several for each push.
 */
export const HEEDED: readonly string[] = [...EVENTS, "installation", "check_run"];
