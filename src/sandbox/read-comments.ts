import { type Comment, type IssueRef, issuePath } from "./shapes.ts";
import type { Site } from "./site.ts";

/**
 * What was said on an issue, oldest first. Comments of a transferred issue moved along with it; that they keep their ids and
 * dates is a guess.
 */
export async function readComments(site: Site, ref: IssueRef): Promise<Comment[]> {
  const here = (await site.upstream.readAll(`${issuePath(ref)}/comments`)) as Comment[];
  const before = site.moved.get(issuePath(ref));
  const old = before ? await readComments(site, before.from) : [];
  return [...old.map((comment) => placedAt(site, comment, ref)), ...here];
}

/** With the addresses of the issue on which it stands now. */
export function placedAt(site: Site, comment: Comment, ref: IssueRef): Comment {
  const { owner, repo, number } = ref;
  return {
    ...comment,
    url: `${site.url}/repos/${owner}/${repo}/issues/comments/${comment.id}`,
    html_url: `${site.url}/${owner}/${repo}/issues/${number}#issuecomment-${comment.id}`,
    issue_url: `${site.url}${issuePath(ref)}`,
  };
}
