import type { Intent } from "../core/intent.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { type RepoRef, sameRepo } from "../core/reference.ts";
import type { World } from "../ports.ts";

/** Lets the open incidents of a repository tell of what was deployed or released there. */
export async function refreshIncidents({ repo }: { repo: RepoRef }, { records }: World): Promise<Intent[]> {
  const known = (await records.list<PostmortemRecord>("postmortem")).map(({ value }) => value);
  return known
    .filter(({ incident, closedAt }) => sameRepo(incident, repo) && closedAt === null)
    .map(({ incident }) => ({ kind: "refresh-postmortem", incident }));
}
