import type { Change, CreateCheckRun, CreateIssue, CreatePull } from "../../../src/core/change.ts";
import { findMarkers, makeMarker } from "../../../src/core/markers.ts";
import { readComment, readIssue } from "../../../src/core/payload-issue.ts";
import type { IssueRef, RepoRef } from "../../../src/core/reference.ts";
import { explainError } from "../../../src/github/errors.ts";
import type { Applied, Effects } from "../../../src/ports.ts";
import { floorToPacificMidnight } from "../../../src/sandbox/pacific.ts";
import { announce, announceIssue } from "./announce.ts";
import { createBranch, createFile, createPull, pullsFrom } from "./branches.ts";
import { changeIssue } from "./change.ts";
import { addCheckRun, checkRunOf } from "./checks.ts";
import { doings } from "./doings.ts";
import { isCommit } from "./files.ts";
import { comment, nodeIdOf } from "./people.ts";
import {
  issuesIn,
  type Kept,
  keptAt,
  makeLabel,
  openIssue,
  type Place,
  placeOf,
  type Site,
  timeOn,
} from "./site.ts";
import { noteChanges, noteReferences } from "./timeline.ts";

type Creation = Extract<Change, { effect: string }>;
type Refusals = NonNullable<Applied["refused"]>;

/** Carries out a change as the App; a creation of the same effect is made once, whoever asks how often. */
export async function apply(site: Site, effects: Effects, change: Change): Promise<Applied> {
  if (!("effect" in change)) return carryOut(site, change);
  const known = await effects.find(change.effect);
  if (known?.result) return { ...known.result, already: true };
  const found = change.mayExist && !known ? readBack(site, change) : null;
  await effects.intend(change.effect, timeOn(site));
  try {
    const applied = found ?? create(site, change);
    const { issue: _, ...kept } = applied;
    await effects.finish(change.effect, kept);
    return found ? { ...applied, already: true } : applied;
  } catch (error) {
    await effects.drop(change.effect);
    throw error;
  }
}

function readBack(site: Site, change: Creation): Applied | null {
  if (change.kind === "create-check-run") {
    const run = checkRunOf(site, change);
    return run && { id: run.id };
  }
  const isOurs = ({ body, author }: { body: string; author: { login: string } }) =>
    author.login === site.self &&
    findMarkers(body).some(({ kind, attributes }) => kind === "effect" && attributes.id === change.effect);
  if (change.kind === "create-pull") {
    const place = demandPlace(site, change.repo);
    const pull = pullsFrom(site, place, change.head).find(isOurs);
    return pull ? { number: pull.ref.number } : null;
  }
  if (change.kind === "create-comment") {
    const said = keptAt(site, change.issue)?.comments.map(readComment).find(isOurs);
    return said ? { id: said.id, nodeId: said.nodeId } : null;
  }
  const issue = issuesIn(site, change.repo)
    .map(({ issue, ref }) => readIssue(issue, ref))
    .find(isOurs);
  return issue ? { number: issue.ref.number, id: issue.id, issue } : null;
}

function create(site: Site, change: Creation): Applied {
  if (change.kind === "create-check-run") return createCheckRun(site, change);
  const body = `${change.body.trimEnd()}\n\n${makeMarker("effect", { id: change.effect })}\n`;
  if (change.kind === "create-issue") return createIssue(site, { ...change, body });
  if (change.kind === "create-pull") return openPull(site, { ...change, body });
  const { place, kept } = demand(site, change.issue);
  if (kept.locked) throw refuse(403, "Unable to create comment because issue is locked.");
  const id = comment(site, place, kept, site.self, body);
  return { id, nodeId: nodeIdOf(id) };
}

function createCheckRun(site: Site, change: CreateCheckRun): Applied {
  const place = demandPlace(site, change.repo);
  if (place.refused.includes("checks")) throw refuse(403, "Resource not accessible by integration");
  if (!isCommit(site, place, change.sha)) throw refuse(422, `No commit found for SHA: ${change.sha}`);
  return { id: addCheckRun(site, place, change) };
}

function openPull(site: Site, change: CreatePull): Applied {
  const place = demandPlace(site, change.repo);
  const made = createPull(site, place, change);
  if (!made) throw refuse(422, "Validation Failed");
  return made;
}

function createIssue(site: Site, change: CreateIssue): Applied {
  const place = demandPlace(site, change.repo);
  const { given, refused } = taken(place, change.assignees, change.milestone);
  const { title, body, labels } = change;
  const kept = openIssue(site, place, { by: site.self, title, body, labels, assignees: given.assignees });
  kept.issue.milestone = place.milestones.find(({ number }) => number === given.milestone) ?? null;
  noteChanges(site, kept, null, site.self);
  noteReferences(site, kept, site.self, body);
  announceIssue(site, place, site.self, null, kept.issue);
  const issue = readIssue(kept.issue, kept.ref);
  return { number: issue.ref.number, id: issue.id, issue, ...refused };
}

function carryOut(site: Site, change: Exclude<Change, Creation>): Applied {
  switch (change.kind) {
    case "edit-comment": {
      editComment(site, change);
      return {};
    }
    case "create-label": {
      const place = demandPlace(site, change.repo);
      const { name, color, description } = change;
      if (place.labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) return {};
      const label = makeLabel(place, name, { color, description });
      announce(site, place, site.self, "label", { action: "created", label });
      return {};
    }
    case "create-branch":
      if (createBranch(site, demandPlace(site, change.repo), change) === null)
        throw refuse(422, "Object does not exist");
      return {};
    case "create-file": {
      const made = createFile(site, demandPlace(site, change.repo), change);
      if (made === null) throw refuse(404, "Not Found");
      return {};
    }
    case "create-milestone":
      return createMilestone(site, demandPlace(site, change.repo), change);
    case "link-sub-issue":
      return link(site, change);
    case "add-labels": {
      const { place, kept } = demand(site, change.issue);
      const names = [...kept.issue.labels.map(({ name }) => name), ...change.labels];
      changeIssue(site, place, kept, site.self, { labels: names });
      return {};
    }
    case "minimize-comment": {
      const found = site.kept.find(
        ({ comments, gone }) => !gone && comments.some(({ node_id }) => node_id === change.comment.nodeId),
      );
      if (!found)
        throw refuse(404, `Could not resolve to a node with the global id of '${change.comment.nodeId}'`);
      demand(site, found.ref);
      site.minimized.add(change.comment.id);
      return {};
    }
    case "add-reaction": {
      const { comment, content } = change;
      const { kept } = demand(site, comment.on);
      if (!kept.comments.some(({ id }) => id === comment.id)) throw refuse(404, "Not Found");
      const own = { comment: comment.id, by: site.self, content };
      if (!site.reactions.some((one) => JSON.stringify(one) === JSON.stringify(own)))
        site.reactions.push(own);
      return {};
    }
    case "edit-issue": {
      const { place, kept } = demand(site, change.issue);
      const { kind: _, issue: __, stateReason, assignees, milestone, ...rest } = change;
      const here = kept.issue.assignees.map(({ login }) => login);
      const { given, refused } = taken(place, assignees ?? [], milestone ?? null, here);
      changeIssue(site, place, kept, site.self, {
        ...rest,
        ...(stateReason ? { state_reason: stateReason } : {}),
        ...(assignees ? { assignees: given.assignees } : {}),
        ...(milestone === undefined || (milestone !== null && given.milestone === null)
          ? {}
          : { milestone: given.milestone }),
      });
      return { issue: readIssue(kept.issue, kept.ref), ...refused };
    }
  }
}

/** Only its own. The webhook tells of it as it does of a person's edit. */
function editComment(
  site: Site,
  { comment: { id, on }, madeBy, body }: Extract<Change, { kind: "edit-comment" }>,
): void {
  const { place, kept } = demand(site, on);
  const said = kept.comments.find((one) => one.id === id);
  if (!said) throw refuse(404, "Not Found");
  if (said.user.login !== site.self) throw refuse(403, "Must have admin rights to Repository.");
  if (kept.locked) throw refuse(403, "Unable to create comment because issue is locked.");
  const text = `${body.trimEnd()}\n\n${makeMarker("effect", { id: madeBy })}\n`;
  if (text === said.body) return;
  doings(
    site,
    () => ({ place, kept }),
    () => place,
  ).editComment(site.self, on, id, text);
}

function createMilestone(
  site: Site,
  place: Place,
  { title, dueOn }: { title: string; dueOn: string | null },
): Applied {
  const same = place.milestones.find((milestone) => milestone.title === title);
  if (same) return { number: same.number };
  const number = place.milestones.length + 1;
  const due_on = dueOn && floorToPacificMidnight(dueOn);
  const milestone = { number, title, state: "open", due_on };
  place.milestones.push(milestone);
  announce(site, place, site.self, "milestone", { action: "created", milestone });
  return { number };
}

function link(site: Site, { parent, child, childId }: Extract<Change, { kind: "link-sub-issue" }>): Applied {
  const { kept } = demand(site, parent);
  const below = demand(site, child).kept.issue;
  if (below.id !== childId) throw refuse(404, "Not Found");
  const ids = site.children.get(kept.issue.id) ?? [];
  if (ids.includes(childId)) throw refuse(422, "Issue may not contain duplicate sub-issues");
  if ([...site.children.values()].some((others) => others.includes(childId)))
    throw refuse(422, "Sub issue may only have one parent");
  if (childId === kept.issue.id) throw refuse(422, "Sub issue cannot be an ancestor of the parent issue");
  site.children.set(kept.issue.id, [...ids, childId]);
  return {};
}

/** What of assignees and milestone GitHub takes, and what was left out. `here`: who is on the issue already. */
function taken(
  place: Place,
  assignees: string[],
  milestone: number | null,
  here: string[] = [],
): {
  given: { assignees: string[]; milestone: number | null };
  refused: { refused?: Refusals };
} {
  const known = new Set([...Object.keys(place.roles), ...here].map((login) => login.toLowerCase()));
  const bad = assignees.filter((login) => !known.has(login.toLowerCase()));
  const hasMilestone = milestone === null || place.milestones.some(({ number }) => number === milestone);
  return {
    given: {
      assignees: assignees.filter((login) => !bad.includes(login)),
      milestone: hasMilestone ? milestone : null,
    },
    refused: bad.length > 0 || !hasMilestone ? { refused: { assignees: bad, milestone: !hasMilestone } } : {},
  };
}

function demandPlace(site: Site, repo: RepoRef): Place {
  const place = placeOf(site, repo);
  if (!place?.installed) throw refuse(404, "Not Found");
  return place;
}

function demand(site: Site, ref: IssueRef): { place: Place; kept: Kept } {
  const place = demandPlace(site, ref);
  const kept = keptAt(site, ref);
  if (!kept) throw refuse(404, "Not Found");
  if (kept.gone === 410) throw refuse(410, "This issue was deleted");
  if (kept.gone === 301) throw refuse(301, "moved to another place");
  return { place, kept };
}

/** In the words in which the real port refuses. */
function refuse(status: number, message: string): unknown {
  return explainError(Object.assign(new Error(message), { status }), 0);
}
