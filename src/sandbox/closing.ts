import { announceIssue } from "./announce.ts";
import { type Call, loginOf, refOf } from "./call.ts";
import { readIssue } from "./read-issue.ts";
import { referencesIn } from "./references.ts";
import { isAtLeast, roleOf } from "./roles.ts";
import { type IssueRef, issuePath, type Json } from "./shapes.ts";
import type { Site } from "./site.ts";
import { commitFields, knownIssue, noteEntry } from "./timeline-log.ts";
import { maySee, placeAt } from "./visible.ts";
import { write } from "./write.ts";

export const DEFAULT_BRANCH = "main";

/** A commit was pushed: what it names is told, and on the default branch what it says it closes is closed. */
export async function landCommit(
  call: Call,
  site: Site,
  commit: { sha: unknown; message: string },
  branch: string,
  not?: IssueRef,
): Promise<void> {
  const by = loginOf(call.caller, site);
  const more = commitFields(site, refOf(call), commit.sha);
  for (const { ref } of referencesIn(commit.message, refOf(call))) {
    const target = await knownIssue(site, ref);
    if (!target || (not && issuePath(target) === issuePath(not))) continue;
    noteEntry(site, target, { event: "referenced", by, more });
  }
  if (branch === DEFAULT_BRANCH) await closeByKeyword(call, site, commit.message, more);
}

/**
 * Closes the issues that a text says it closes, where the caller may. `commit`: the fields that name the commit; none when a
 * pull request closed it (a guess: GitHub's REST timeline does not tell then by what).
 */
export async function closeByKeyword(call: Call, site: Site, text: string, commit: Json): Promise<void> {
  for (const { ref } of referencesIn(text, refOf(call)).filter(({ closes }) => closes)) {
    const target = await knownIssue(site, ref);
    const before = target && (await readIssue(site, target));
    if (!before || before.state === "closed" || before.pull_request || !mayClose(call, site, target))
      continue;
    await write(call, site, "PATCH", issuePath(target), { state: "closed", state_reason: "completed" });
    await announceIssue(site, call.caller, target, before, commit);
  }
}

function mayClose({ caller }: Call, site: Site, ref: IssueRef): boolean {
  const place = placeAt(site, ref);
  if (!place || !maySee(place, caller)) return false;
  if (caller.kind === "installation") return caller.owner === place.owner;
  return caller.kind === "person" && isAtLeast(roleOf(place, caller.login), "write");
}
