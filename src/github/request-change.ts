import type { Change } from "../core/change.ts";
import type { Issue } from "../core/issue.ts";
import { makeMarker } from "../core/markers.ts";
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
    case "edit-comment": {
      const { comment } = change;
      const body = withEffect(change.body, change.madeBy);
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      await octokit.request(route, { ...repoOf(comment.on), comment_id: comment.id, body });
      return {};
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
    case "create-branch": {
      const ref = { ref: `refs/heads/${change.name}`, sha: change.sha };
      await octokit.request("POST /repos/{owner}/{repo}/git/refs", { ...repoOf(change.repo), ...ref });
      return {};
    }
    case "create-file": {
      const { repo, path, branch, message, text } = change;
      const content = Buffer.from(text).toString("base64");
      const route = "PUT /repos/{owner}/{repo}/contents/{path}";
      await octokit.request(route, { ...repoOf(repo), path, branch, message, content });
      return {};
    }
    case "create-pull": {
      const { repo, title, body, head, base } = change;
      const route = "POST /repos/{owner}/{repo}/pulls";
      const { data } = await octokit.request(route, { ...repoOf(repo), title, body, head, base });
      return { number: Number(data.number) };
    }
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

/** Text of ours with the hidden mark by which it is found again. */
export function withEffect(body: string, effect: string): string {
  return `${body.trimEnd()}\n\n${makeMarker("effect", { id: effect })}\n`;
}

/** What a creation of an issue left behind. */
export function created(issue: Issue): Applied {
  return { number: issue.ref.number, id: issue.id, issue };
}

function at({ owner, repo, number }: IssueRef) {
  return { owner, repo, issue_number: number };
}
