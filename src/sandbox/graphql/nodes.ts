import { findPull } from "../bare-issue.ts";
import { toPublicId } from "../ids.ts";
import type { RepoOptions } from "../options.ts";
import { readComments } from "../read-comments.ts";
import { findIssue } from "../read-issue.ts";
import { type Comment, fields, type IssueRef, repoPath } from "../shapes.ts";
import { maySee, placeAt } from "../visible.ts";
import { type Asking, type Fields, problem } from "./asking.ts";
import { commentNode, issueNode } from "./issue.ts";
import { pullNode } from "./pull.ts";
import { repositoryNode } from "./repository.ts";

/** What a global id stands for, where the caller may see it. */
export type Found =
  | { kind: "issue" | "pull"; place: RepoOptions; ref: IssueRef }
  | { kind: "comment"; place: RepoOptions; ref: IssueRef; comment: Comment }
  | { kind: "repository"; place: RepoOptions };

/** Throws NOT_FOUND as GitHub words it. */
export async function findNode(asking: Asking, id: string): Promise<Found> {
  const [, kind, own] = /^0:([A-Za-z]+)(\d+)$/.exec(Buffer.from(id, "base64").toString()) ?? [];
  const found = kind ? await lookUp(asking, id, kind, Number(own)) : null;
  if (found && maySee(found.place, asking.caller)) return found;
  throw problem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

export async function shownNode(asking: Asking, id: string): Promise<Fields | null> {
  const found = await findNode(asking, id);
  if (found.kind === "repository") return repositoryNode(asking, found.place);
  if (found.kind === "comment") return commentNode(asking, found.ref, found.comment);
  const show = found.kind === "pull" ? pullNode : issueNode;
  return show(asking, found.place, found.ref.number);
}

async function lookUp({ site }: Asking, id: string, kind: string, own: number): Promise<Found | null> {
  if (kind === "IssueComment") {
    const ref = site.comments.get(toPublicId("IssueComment", own));
    const place = ref && placeAt(site, ref);
    const all = ref ? await readComments(site, ref) : [];
    const comment = all.find(({ node_id }) => node_id === id);
    return place && comment ? { kind: "comment", place, ref, comment } : null;
  }
  if (kind === "Issue") {
    const ref = site.issues.get(toPublicId("Issue", own));
    const place = ref && placeAt(site, ref);
    return place && (await findIssue(site, ref)) ? { kind: "issue", place, ref } : null;
  }
  for (const place of site.repos) {
    const repo = { owner: place.owner, repo: place.name };
    const { node_id } = fields(await site.upstream.read(repoPath(repo)));
    if (kind === "Repository" && node_id === id) return { kind: "repository", place };
    if (kind !== "PullRequest") continue;
    for (const ref of site.issues.values()) {
      if (repoPath(ref) === repoPath(repo) && (await findPull(site, ref))?.node_id === id)
        return { kind: "pull", place, ref };
    }
  }
  return null;
}
