import { SHOP } from "./demo-cast.ts";
import type { CheckRun, Sandbox } from "./index.ts";
import type { PageComment, PageFile } from "./pages-model.ts";

/** An issue or pull request with all that people see of it. */
export type Seen = {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  stateReason: string | null;
  isPullRequest: boolean;
  author: Author;
  labels: { name: string; color: string }[];
  assignees: string[];
  milestone: { title: string; dueOn: string | null } | null;
  createdAt: string;
  closedAt: string | null;
  subIssues: number[];
  comments: PageComment[];
  checks: CheckRun[];
};

type Author = { login: string; isBot: boolean };

/** The whole repository as it stands now, oldest first. */
export async function readState(github: Sandbox): Promise<Seen[]> {
  const issues = await github.issues(SHOP.owner, SHOP.repo);
  return Promise.all(
    issues.map(async (issue): Promise<Seen> => {
      const { number } = issue;
      const comments = await github.commentsOf(SHOP.owner, SHOP.repo, number);
      const children = await github.subIssuesOf(SHOP.owner, SHOP.repo, number);
      const merged = issue.pull_request?.merged_at ? "merged" : null;
      return {
        number,
        title: issue.title,
        body: issue.body ?? "",
        state: issue.state,
        stateReason: merged ?? issue.state_reason,
        isPullRequest: issue.pull_request !== undefined,
        author: authorOf(issue.user),
        labels: issue.labels.map(({ name, color }) => ({ name, color: String(color ?? "") })),
        assignees: issue.assignees.map(({ login }) => login),
        milestone: issue.milestone && { title: issue.milestone.title, dueOn: issue.milestone.due_on },
        createdAt: issue.created_at,
        closedAt: typeof issue.closed_at === "string" ? issue.closed_at : null,
        subIssues: children.map((child) => child.number),
        comments: comments.map((comment) => ({
          author: authorOf(comment.user),
          createdAt: String(comment.created_at),
          body: comment.body,
          edited: comment.updated_at !== comment.created_at,
          minimized: github.minimized(comment.id),
          reactions: github.reactionsTo(comment.id),
        })),
        checks: issue.pull_request
          ? await github.checkRunsOf(SHOP.owner, SHOP.repo, `refs/pull/${number}/head`)
          : [],
      };
    }),
  );
}

/** What each pull request changes, for the pages. */
export async function withFiles(github: Sandbox, state: Seen[]): Promise<(Seen & { files: PageFile[] })[]> {
  return Promise.all(
    state.map(async (one) => ({ ...one, files: one.isPullRequest ? await filesOf(github, one.number) : [] })),
  );
}

async function filesOf(github: Sandbox, pull: number): Promise<PageFile[]> {
  const path = `/repos/${SHOP.owner}/${SHOP.repo}/pulls/${pull}/files`;
  const { data } = await github
    .as("theo")
    .request<{ filename: string; status: string; patch?: string }[]>("GET", path);
  return data.map(({ filename, status, patch = null }) => ({ path: filename, status, patch }));
}

function authorOf({ login, type }: { login: string; type: string }): Author {
  return { login, isBot: type === "Bot" };
}

export function hasLabel({ labels }: Pick<Seen, "labels">, name: string): boolean {
  return labels.some((label) => label.name.toLowerCase() === name);
}

/** What an app's comment or document says, its hidden comments left out. */
export function visible(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->\n?/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
