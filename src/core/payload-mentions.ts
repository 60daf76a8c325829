import { z } from "zod";
import type { Comment, LinkedPull, Mentions } from "./issue.ts";
import { mentionsIn } from "./mentions.ts";
import { author, issue, repository, text, toIssue } from "./payload-issue.ts";
import { type IssueRef, sameIssue } from "./reference.ts";

const labelled = z.object({
  event: z.literal("labeled"),
  actor: author,
  created_at: z.string(),
  label: z.object({ name: z.string() }),
});

/** Of an issue's timeline: who put one of these labels on it last, and when. Null: nobody, as far as it tells. */
export function lastLabelled(
  events: unknown[],
  labels: string[],
): { by: Comment["author"]; at: string } | null {
  const wanted = new Set(labels.map((name) => name.toLowerCase()));
  const found = events
    .map((one) => labelled.safeParse(one).data)
    .filter((one) => one && wanted.has(one.label.name.toLowerCase()))
    .at(-1);
  return found ? { by: found.actor, at: found.created_at } : null;
}

const crossReference = z.object({
  event: z.literal("cross-referenced"),
  source: z.object({
    issue: issue.extend({
      pull_request: z.object({ merged_at: text.nullish() }),
      repository: repository.optional(),
    }),
  }),
});

const commitEvent = z.object({
  event: z.enum(["closed", "referenced"]),
  commit_id: z.string().regex(/^[0-9a-f]{7,64}$/),
  created_at: text,
});

/** How many of a kind are kept of a long timeline. */
const MOST_MENTIONS = 20;

/** An event of an issue's timeline: the pull request that names it. Null: the event is another, or not as GitHub documents. */
export function readLinkedPull(event: unknown, ref: IssueRef): LinkedPull | null {
  const found = crossReference.safeParse(event).data?.source.issue;
  if (!found) return null;
  const { repository: at } = found;
  const repo = at ? { owner: at.owner.login, repo: at.name } : { owner: ref.owner, repo: ref.repo };
  const pull = toIssue(found, repo, true);
  const closes = mentionsIn(`${pull.title}\n${pull.body}`, repo).some(
    (mention) => mention.closes && sameIssue(mention.ref, ref),
  );
  const { url, title, author, state } = pull;
  return { ref: pull.ref, url, title, author, state, mergedAt: found.pull_request.merged_at ?? null, closes };
}

/** Of an issue's timeline: what else names it. Anything that is not as GitHub documents is left out. */
export function readMentions(events: unknown[], ref: IssueRef): Mentions {
  const pulls = events.flatMap((one) => readLinkedPull(one, ref) ?? []);
  const commits = events.flatMap((one) => {
    const found = commitEvent.safeParse(one).data;
    return found ? [{ sha: found.commit_id, at: found.created_at, closes: found.event === "closed" }] : [];
  });
  return { pulls: pulls.slice(-MOST_MENTIONS), commits: commits.slice(-MOST_MENTIONS) };
}
