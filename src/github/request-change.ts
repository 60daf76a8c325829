import type { Change } from "../core/change.ts";
import type { Issue } from "../core/issue.ts";
import { readIssue } from "../core/payload-issue.ts";
import { type IssueRef, repoOf } from "../core/reference.ts";
import type { Applied } from "../ports.ts";
import { createCheckRun } from "./check-runs.ts";
import type { Octokit } from "./octokit.ts";

/** The one request that a change is. What the answer says is given back in our words; errors come as Octokit throws them. */
export async function requestChange(change: Change, octokit: Octokit): Promise<Applied> {
  switch (change.kind) {
    case "create-label": {
      const { repo, name, color, description } = change;
      await octokit.request("POST /repos/{owner}/{repo}/labels", {
        ...repoOf(repo),
        name,
        color,
        description,
      });
      return {};
    }
    case "create-milestone": {
      const { repo, title, dueOn } = change;
      const route = "POST /repos/{owner}/{repo}/milestones";
      const { data } = await octokit.request(route, {
        ...repoOf(repo),
        title,
        ...(dueOn ? { due_on: dueOn } : {}),
      });
      return { number: Number(data.number) };
    }
    case "create-issue": {
      const { repo, title, body, labels, assignees, milestone } = change;
      const fields = { title, body, labels, assignees, ...(milestone === null ? {} : { milestone }) };
      const { data } = await octokit.request("POST /repos/{owner}/{repo}/issues", {
        ...repoOf(repo),
        ...fields,
      });
      return created(readIssue(data, repo));
    }
    case "create-comment": {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
      const { data } = await octokit.request(route, { ...at(change.issue), body: change.body });
      return { id: Number(data.id), ...(data.node_id ? { nodeId: data.node_id } : {}) };
    }
    case "link-sub-issue": {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues";
      await octokit.request(route, { ...at(change.parent), sub_issue_id: change.childId });
      return {};
    }
    case "add-labels": {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
      await octokit.request(route, { ...at(change.issue), labels: change.labels });
      return {};
    }
    case "minimize-comment": {
      await octokit.graphql(MINIMIZE, { id: change.comment.nodeId });
      return {};
    }
    case "create-check-run":
      return { id: await createCheckRun(change, octokit) };
    case "add-reaction": {
      const { id, on } = change.comment;
      const route = "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions";
      await octokit.request(route, { ...repoOf(on), comment_id: id, content: change.content });
      return {};
    }
    case "edit-issue": {
      const { kind: _, issue, stateReason, ...rest } = change;
      const fields = stateReason ? { ...rest, state_reason: stateReason } : rest;
      const { data } = await octokit.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
        ...at(issue),
        ...fields,
      });
      return { issue: readIssue(data, issue) };
    }
  }
}

/** https://docs.github.com/graphql/reference/mutations#minimizecomment */
const MINIMIZE =
  "mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }";

/** What a creation of an issue left behind. */
export function created(issue: Issue): Applied {
  return { number: issue.ref.number, id: issue.id, issue };
}

function at({ owner, repo, number }: IssueRef) {
  return { owner, repo, issue_number: number };
}
