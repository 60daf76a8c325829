import type { OpenPostmortem } from "../../core/intent.ts";
import type { Issue } from "../../core/issue.ts";
import { makeMarker } from "../../core/markers.ts";
import type { Refused } from "../../core/problem.ts";
import {
  formatIssue,
  formatRepo,
  type IssueRef,
  issueKey,
  type RepoRef,
  repoKey,
} from "../../core/reference.ts";
import { refusalWords } from "../../core/refusal.ts";
import type { Words } from "../../core/words.ts";
import type { World } from "../../ports.ts";
import { commentOn } from "./comment-on.ts";
import { type NoHome, noHomeWords } from "./home.ts";
import { mayShow } from "./visible.ts";

/** The document could not be made, and somebody is waiting for it: the incident is the one place where they look. */
export async function tellRefusal(
  incident: Issue,
  home: RepoRef,
  error: Refused,
  isRetrospective: boolean,
  { say, render }: Words,
  world: World,
): Promise<void> {
  const { log } = world;
  const kind = isRetrospective ? "retrospective-not-opened" : "not-opened";
  // Whoever reads the incident may not even know that the other repository is there.
  const isOpen = await mayShow(world, home, incident.ref);
  const problem = isOpen
    ? say(`problems.${kind}`, { repo: formatRepo(home), why: refusalWords(error, say) })
    : say("problems.not-opened-privately");
  log.warn(
    { incident: formatIssue(incident.ref), why: error.message },
    `no document in ${formatRepo(home)}: GitHub refused it`,
  );
  const body = render("comment-refused", { marker: makeMarker("mend"), problem });
  await tellIncident(world, incident.ref, `${error.status}`, body);
}

/** Kept under "refused-opening" and the incident's name until its postmortem opens: who asked for it, and why it could not. */
type RefusedOpening = Pick<OpenPostmortem, "incident" | "by" | "at"> & NoHome;

/** Tried again so many at a time: more wait for the next day. */
const MOST_AGAIN = 20;

/** A sensitive incident's postmortem has no place to open: said once for each reason, and kept, so that it opens when that is mended. */
export async function refuseHome(
  { incident, by, at }: OpenPostmortem,
  none: NoHome,
  { say, render }: Words,
  world: World,
): Promise<void> {
  const { records, log } = world;
  const known = await records.get<RefusedOpening>("refused-opening", issueKey(incident));
  if (known?.why === none.why) return;
  log.warn(
    { incident: formatIssue(incident), why: none.why },
    "no postmortem: it has no private repository to open in",
  );
  const body = render("comment-refused", { marker: makeMarker("mend"), problem: noHomeWords(none, say) });
  await tellIncident(world, incident, `sensitive-${none.why}`, body);
  await records.put("refused-opening", issueKey(incident), {
    incident,
    by,
    at,
    ...none,
  } satisfies RefusedOpening);
}

/** It opened, or need not any more. */
export async function forgetRefusal({ records }: World, incident: IssueRef): Promise<void> {
  if (await records.get("refused-opening", issueKey(incident)))
    await records.delete("refused-opening", issueKey(incident));
}

/** The incidents of a repository whose postmortems had no place to open: once a day, and when the configuration changed, it is tried again. */
export async function refusedHere({ records }: World, repo: RepoRef): Promise<OpenPostmortem[]> {
  const found = await records.list<RefusedOpening>("refused-opening", `${repoKey(repo)}#`);
  return found
    .slice(0, MOST_AGAIN)
    .map(({ value: { incident, by, at } }) => ({ kind: "open-postmortem", incident, by, at }));
}

function tellIncident(world: World, incident: IssueRef, kind: string, body: string): Promise<void> {
  const effect = `refused/${formatIssue(incident)}/${kind}`;
  const comment = { effect, mayExist: true, issue: incident, body };
  return commentOn(world, comment, "nor could the incident be told");
}
