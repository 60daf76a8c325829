import { announce } from "./announce.ts";
import { type Call, demand, type Handler, type Routes, refOf } from "./call.ts";
import { floorToPacificMidnight } from "./pacific.ts";
import { invalid, notFound } from "./refusal.ts";
import { type Json, type Milestone, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { write } from "./write.ts";

const createMilestone: Handler = async (call, site) => {
  demand(call, "write");
  const milestone = (await write(
    call,
    site,
    "POST",
    path(call),
    await checked(call, site, null),
  )) as Milestone;
  await tell(call, site, "created", { milestone });
  return { status: 201, body: milestone };
};

const editMilestone: Handler = async (call, site) => {
  demand(call, "write");
  const before = await named(call, site);
  const body = await checked(call, site, before);
  const milestone = (await write(call, site, "PATCH", path(call, before), body)) as Milestone;
  const changes = changesOf(before, milestone);
  if (Object.keys(changes).length) await tell(call, site, "edited", { milestone, changes });
  if (before.state !== milestone.state)
    await tell(call, site, milestone.state === "closed" ? "closed" : "opened", { milestone });
  return { status: 200, body: milestone };
};

const deleteMilestone: Handler = async (call, site) => {
  demand(call, "write");
  const milestone = await named(call, site);
  await write(call, site, "DELETE", path(call, milestone));
  await tell(call, site, "deleted", { milestone });
  return { status: 204 };
};

/** GitHub lists milestones that are due first first. */
const listMilestones: Handler = async (call, site) => {
  if (!call.query.has("direction")) call.query.set("direction", "asc");
  const reply = await site.upstream.send({
    method: "GET",
    path: `${path(call)}?${call.query}`,
    token: site.upstream.keeper(),
  });
  const link = reply.headers.link;
  return { status: 200, body: site.upstream.parse(reply), headers: link ? { link } : undefined };
};

export const milestoneRoutes: Routes = {
  "GET /repos/:owner/:repo/milestones": listMilestones,
  "POST /repos/:owner/:repo/milestones": createMilestone,
  "PATCH /repos/:owner/:repo/milestones/:number": editMilestone,
  "DELETE /repos/:owner/:repo/milestones/:number": deleteMilestone,
};

/** A milestone's fields as they will be stored: the title is its own in the repository, the due date loses its time. */
async function checked(call: Call, site: Site, own: Milestone | null): Promise<Json> {
  const { body } = call;
  const { title, due_on } = body;
  if (!own && (typeof title !== "string" || !title.trim()))
    throw invalid({ resource: "Milestone", code: "missing_field", field: "title" });
  const all = (await site.upstream.readAll(`${path(call)}?state=all`)) as Milestone[];
  if (all.some((other) => other.title === title && other.number !== own?.number))
    throw invalid({ resource: "Milestone", code: "already_exists", field: "title" });
  if (typeof due_on !== "string") return body;
  if (Number.isNaN(Date.parse(due_on)))
    throw invalid({ resource: "Milestone", code: "invalid", field: "due_on" });
  return { ...body, due_on: floorToPacificMidnight(due_on) };
}

function changesOf(before: Milestone, after: Milestone): Json {
  const changed = ["title", "description", "due_on"].filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, { from: before[field] }]));
}

async function named(call: Call, site: Site): Promise<Milestone> {
  const milestone = await site.upstream.read(`${path(call)}/${encodeURIComponent(call.params.number ?? "")}`);
  if (!milestone) throw notFound();
  return milestone as Milestone;
}

function path(call: Call, milestone?: Milestone): string {
  const all = `${repoPath(refOf(call))}/milestones`;
  return milestone ? `${all}/${milestone.number}` : all;
}

function tell(call: Call, site: Site, action: string, payload: Json): Promise<void> {
  return announce(site, call.caller, refOf(call), [{ event: "milestone", action, payload }]);
}
