import { mayUse } from "../may-use.ts";
import { isAtLeast, roleOf } from "../roles.ts";
import { deleteIssue, transferIssue } from "../transfer.ts";
import { type Asking, type Fields, forbidden, problem } from "./asking.ts";
import { commentNode, issueNode } from "./issue.ts";
import { type Found, findNode } from "./nodes.ts";
import { repositoryNode } from "./repository.ts";

type Input<T> = { input: T & { clientMutationId?: string } };

/** https://docs.github.com/graphql/reference/mutations */
export function mutationRoot(asking: Asking): Fields {
  return {
    minimizeComment: ({ input }: Input<{ subjectId: string; classifier: string }>) =>
      minimize(
        asking,
        input.subjectId,
        input.classifier.toLowerCase().replace("_", "-"),
        input.clientMutationId,
      ),
    unminimizeComment: ({ input }: Input<{ subjectId: string }>) =>
      minimize(asking, input.subjectId, null, input.clientMutationId),
    transferIssue: async ({ input }: Input<Transfer>) => transfer(asking, input),
    deleteIssue: async ({ input }: Input<{ issueId: string }>) => remove(asking, input),
  };
}

/** For those who may write there; nobody is told by webhook. */
async function minimize(
  asking: Asking,
  subjectId: string,
  reason: string | null,
  clientMutationId: string | undefined,
): Promise<Fields> {
  const found = await findNode(asking, subjectId);
  if (found.kind !== "comment") throw unlike(subjectId, "Minimizable");
  const { site, caller } = asking;
  if (!mayUse(site, caller, found.place, "issues", "write"))
    throw forbidden(asking, reason ? "MinimizeComment" : "UnminimizeComment");
  if (reason) site.minimized.set(found.comment.id, reason);
  else site.minimized.delete(found.comment.id);
  const comment = commentNode(asking, found.ref, found.comment);
  const key = reason ? "minimizedComment" : "unminimizedComment";
  return { clientMutationId: clientMutationId ?? null, [key]: comment };
}

type Transfer = {
  issueId: string;
  repositoryId: string;
  createLabelsIfMissing?: boolean;
  clientMutationId?: string;
};

/** For those who may write in both repositories, which have one owner; not from a private one to a public one. */
async function transfer(asking: Asking, input: Transfer): Promise<Fields> {
  const [{ place, ref }, to] = [
    await issueAt(asking, input.issueId),
    await findNode(asking, input.repositoryId),
  ];
  const { site, caller } = asking;
  const may = (one: Found["place"]) => mayUse(site, caller, one, "issues", "write");
  if (to.kind !== "repository") throw unlike(input.repositoryId, "Repository");
  if (!may(place) || !may(to.place)) throw forbidden(asking, "TransferIssue");
  if (place.owner !== to.place.owner || place === to.place || (place.private && !to.place.private))
    throw problem("UNPROCESSABLE", "The issue cannot be transferred to that repository");
  const makeLabels = input.createLabelsIfMissing === true;
  const moved = await transferIssue(site, caller, ref, to.place, makeLabels);
  return {
    clientMutationId: input.clientMutationId ?? null,
    issue: () => issueNode(asking, to.place, moved.number),
  };
}

/** For administrators; what organizations may allow besides is left out. */
async function remove(
  asking: Asking,
  input: { issueId: string; clientMutationId?: string },
): Promise<Fields> {
  const { place, ref } = await issueAt(asking, input.issueId);
  const { site, caller } = asking;
  if (caller.kind !== "person" || !isAtLeast(roleOf(place, caller.login), "admin"))
    throw forbidden(asking, "DeleteIssue");
  await deleteIssue(site, caller, ref);
  return {
    clientMutationId: input.clientMutationId ?? null,
    repository: () => repositoryNode(asking, place),
  };
}

async function issueAt(asking: Asking, id: string) {
  const found = await findNode(asking, id);
  if (found.kind !== "issue") throw unlike(id, "Issue");
  return found;
}

function unlike(id: string, type: string) {
  return problem("NOT_FOUND", `Could not resolve to ${type} node with the global id of '${id}'.`);
}
