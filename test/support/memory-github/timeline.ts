import type { RepoRef } from "../../../src/core/reference.ts";
import { type IssueRef, issueKey } from "../../../src/core/reference.ts";
import { referencesIn } from "../../../src/sandbox/references.ts";
import type { Issue } from "../../../src/sandbox/shapes.ts";
import { timelineEvents } from "../../../src/sandbox/timeline-events.ts";
import { type Kept, keptAt, nextId, type Place, placeOf, type Site, timeOn, userNamed } from "./site.ts";

/** An event of a timeline as GitHub's REST API shows it; of a mention `from`, which is looked up when somebody reads it. */
type Event = { event: string; from?: IssueRef } & Record<string, unknown>;

export function note(site: Site, kept: Kept, by: string, event: Event): void {
  const id = nextId(site);
  const { owner, repo } = kept.ref;
  const url = `https://api.github.example/repos/${owner}/${repo}/issues/events/${id}`;
  kept.timeline.push({ id, url, actor: userNamed(by), created_at: timeOn(site), ...event });
}

/** What has become different goes into the issue's timeline. `sha`: the commit with which it was closed. */
export function noteChanges(
  site: Site,
  kept: Kept,
  before: Issue | null,
  by: string,
  sha: string | null = null,
): void {
  for (const { event, more } of timelineEvents(before, kept.issue))
    note(site, kept, by, { event, ...more, ...(event === "closed" ? { commit_id: sha } : {}) });
}

/** A text of an issue names others: each of them is told once by whom. */
export function noteReferences(site: Site, kept: Kept, by: string, text: string): void {
  for (const { ref } of referencesIn(text, kept.ref)) {
    const target = keptAt(site, ref);
    if (!target || target === kept) continue;
    const isTold = target.timeline.some(
      (one) => "from" in one && issueKey(one.from as IssueRef) === issueKey(kept.ref),
    );
    if (!isTold) note(site, target, by, { event: "cross-referenced", from: kept.ref });
  }
}

/** As the API shows it now: what mentions it as it stands, where the App sees it. */
export function readTimeline(site: Site, kept: Kept): object[] {
  return kept.timeline.flatMap((one) => {
    if (!("from" in one)) return [one];
    const { from, ...event } = one as Event & { from: IssueRef };
    const source = whereNow(site, from);
    const place = source && placeOf(site, source.ref);
    if (!source || !place?.installed) return [];
    return [{ ...event, source: { type: "issue", issue: { ...source.issue, repository: nameOf(place) } } }];
  });
}

/** Follows transfers. Null: deleted. */
function whereNow(site: Site, ref: IssueRef): Kept | null {
  const kept = keptAt(site, ref);
  if (kept?.gone !== 301) return kept?.gone === null ? kept : null;
  const next = site.kept.find(({ from }) => from && issueKey(from) === issueKey(ref));
  return next ? whereNow(site, next.ref) : null;
}

function nameOf({ owner, repo }: RepoRef & Pick<Place, "private">) {
  return { name: repo, full_name: `${owner}/${repo}`, owner: { login: owner } };
}
