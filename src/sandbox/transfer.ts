import { announce, readRepository } from "./announce.ts";
import { loginOf } from "./call.ts";
import type { Caller } from "./caller.ts";
import { readLabels, sameName } from "./label-names.ts";
import { mintInstallationToken } from "./mint-token.ts";
import type { RepoOptions } from "./options.ts";
import { readIssue } from "./read-issue.ts";
import { assignableLogins } from "./roles.ts";
import { personToken } from "./seed.ts";
import { type Issue, type IssueRef, issuePath, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { entriesOf, noteEntry } from "./timeline-log.ts";

/**
 * Moves an issue: it gets another number and id, and keeps its words, people, comments and past; labels where the other
 * repository has them too, or all. What is told of the new place by webhook beyond `opened` is a guess.
 * https://docs.github.com/issues/tracking-your-work-with-issues/administering-issues/transferring-an-issue-to-another-repository
 */
export async function transferIssue(
  site: Site,
  caller: Caller,
  from: IssueRef,
  to: RepoOptions,
  makeLabels: boolean,
): Promise<IssueRef> {
  const old = await readIssue(site, from);
  const place = { owner: to.owner, repo: to.name };
  const opened = await openAgain(site, old, place, to, makeLabels);
  const ref = { ...place, number: opened.number };
  site.gone.set(issuePath(from), ref);
  site.moved.set(issuePath(ref), { from, openedAt: old.created_at });
  moveWhatBelongs(site, from, ref, old.id, opened.id);
  noteEntry(site, ref, { event: "transferred", by: loginOf(caller, site) });
  const moved = await readIssue(site, ref);
  const changes = { new_issue: moved, new_repository: await readRepository(site, ref) };
  await announce(site, caller, from, [
    { event: "issues", action: "transferred", payload: { issue: old, changes } },
  ]);
  const before = { old_issue: old, old_repository: await readRepository(site, from) };
  await announce(site, caller, ref, [
    { event: "issues", action: "opened", payload: { issue: moved, changes: before } },
  ]);
  return ref;
}

/** The issue is there no more, nor its comments: every request for it answers 410. */
export async function deleteIssue(site: Site, caller: Caller, ref: IssueRef): Promise<void> {
  const issue = await readIssue(site, ref);
  site.gone.set(issuePath(ref), null);
  for (const [id, on] of site.comments) if (issuePath(on) === issuePath(ref)) site.comments.delete(id);
  site.children?.delete(issue.id);
  for (const [parent, ids] of site.children ?? [])
    site.children?.set(
      parent,
      ids.filter((id) => id !== issue.id),
    );
  await announce(site, caller, ref, [{ event: "issues", action: "deleted", payload: { issue } }]);
}

async function openAgain(
  site: Site,
  { title, body, labels, assignees, user, state, state_reason }: Issue,
  place: RepoRef,
  to: RepoOptions,
  makeLabels: boolean,
): Promise<Issue> {
  const known = await readLabels(site, place);
  const names = labels.map(({ name }) => name);
  const people = assignableLogins(to);
  const send = async (method: string, path: string, token: string, words: object) =>
    site.upstream.parse(await site.upstream.send({ method, path, token, body: words })) as Issue;
  const opened = await send("POST", `${repoPath(place)}/issues`, await tokenOf(site, user.login, to.owner), {
    ...{ title, body },
    labels: names.filter((name) => makeLabels || known.some((label) => sameName(label.name, name))),
    assignees: assignees.map(({ login }) => login).filter((login) => people.includes(login)),
  });
  if (state === "open") return opened;
  const path = issuePath({ ...place, number: opened.number });
  if (state_reason === "duplicate") site.reasons.set(opened.id, "duplicate");
  return send("PATCH", path, site.upstream.keeper(), { state, state_reason });
}

/** It stays its author's. */
async function tokenOf(site: Site, author: string, owner: string): Promise<string> {
  if (author !== site.app.login) return personToken(author);
  return mintInstallationToken(site.upstream, site.app, site.installationIds[owner] ?? 0, {});
}

function moveWhatBelongs(site: Site, from: IssueRef, to: IssueRef, oldId: number, newId: number): void {
  site.timelines.byPath.set(issuePath(to), [...entriesOf(site, from)]);
  for (const [id, on] of site.comments) {
    if (issuePath(on) !== issuePath(from)) continue;
    site.homes.set(id, site.homes.get(id) ?? from);
    site.comments.set(id, to);
  }
  const reason = site.locked.get(issuePath(from));
  if (reason !== undefined) site.locked.set(issuePath(to), reason);
  for (const [parent, ids] of [...(site.children ?? [])]) {
    site.children?.delete(parent);
    site.children?.set(
      parent === oldId ? newId : parent,
      ids.map((id) => (id === oldId ? newId : id)),
    );
  }
}
