import type { Change } from "../../../src/core/change.ts";
import type { PullCourse, Unread } from "../../../src/core/history.ts";
import type { IssueRef } from "../../../src/core/reference.ts";
import { explainError } from "../../../src/github/errors.ts";
import type { Effects, GitHub } from "../../../src/ports.ts";
import { keptAt, type Site } from "./site.ts";

/** The permission that each read needs; the others go with every installation, or tell of themselves what they may not. */
const READS: Partial<Record<keyof GitHub, string>> = {
  ...{ issue: "issues", movedIssue: "issues", issues: "issues", comments: "issues", mentions: "issues" },
  ...{ history: "issues", labelled: "issues", labels: "issues", milestones: "issues" },
  ...{ pullFiles: "pull_requests", pullsFrom: "pull_requests" },
  ...{ file: "contents", fileAt: "contents", branchTip: "contents" },
};

/** The same of changes, where it is not that for writing issues. */
const CHANGES: Partial<Record<Change["kind"], string>> = {
  "create-check-run": "checks",
  "create-branch": "contents",
  "create-file": "contents",
  "create-pull": "pull_requests",
};

/** The same port; what the installation lacks a permission for is refused, and GitHub says which it is. */
export function permitted(site: Site, effects: Effects, port: GitHub): GitHub {
  const reads = Object.entries(READS).map(([name, part]) => {
    const read = port[name as keyof GitHub] as (...args: unknown[]) => Promise<unknown>;
    const checked = async (...args: unknown[]) => {
      demand(site, part, "read");
      if (name === "issue" && keptAt(site, args[0] as IssueRef)?.pull) demand(site, "pull_requests", "read");
      return read(...args);
    };
    return [name, checked];
  });
  return {
    ...port,
    ...Object.fromEntries(reads),
    async apply(change: Change) {
      const isDone = "effect" in change && (await effects.find(change.effect))?.result;
      if (!isDone) demand(site, CHANGES[change.kind] ?? "issues", "write");
      return port.apply(change);
    },
  };
}

/** What is told of linked pull requests, and what is not. */
export function permittedCourses(
  { grants }: Site,
  courses: PullCourse[],
): { courses: PullCourse[]; denied: Unread[] } {
  const deny = (what: Unread["what"]): Unread[] =>
    courses.length > 0 ? [{ what, repo: null, why: "not-readable" }] : [];
  if (!grants.pull_requests) return { courses: [], denied: deny("linked-pulls") };
  if (grants.checks && grants.statuses) return { courses, denied: [] };
  return { courses: courses.map((one) => ({ ...one, failedChecks: [] })), denied: deny("failed-checks") };
}

function demand({ grants }: Site, part: string, level: "read" | "write"): void {
  const own = grants[part];
  if (own === "write" || (own === "read" && level === "read")) return;
  const headers = { "x-accepted-github-permissions": `${part}=${level}` };
  const error = new Error("Resource not accessible by integration");
  throw explainError(Object.assign(error, { status: 403, response: { headers } }), 0);
}
