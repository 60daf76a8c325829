import { type Call, type Handler, loginOf, type Routes, repoOf } from "./call.ts";
import { namedComment } from "./comments.ts";
import { mayUse } from "./may-use.ts";
import { page } from "./paging.ts";
import { REACTIONS } from "./reaction-names.ts";
import { invalid, refuse } from "./refusal.ts";
import type { Json } from "./shapes.ts";
import { nodeId } from "./show-deployment.ts";
import type { Site } from "./site.ts";
import { actorOf } from "./timeline.ts";
import { timeNow } from "./timeline-log.ts";

/** `at` is ISO 8601. */
export type Reaction = { id: number; content: string; by: string; at: string };

/** Whoever can read may react; 200 when the same reaction of the same account is there. Nobody is told by webhook. */
const react: Handler = async (call, site) => {
  const comment = await namedComment(call, site);
  demandUse(call, site);
  const content = String(call.body.content);
  if (!Object.hasOwn(REACTIONS, content))
    throw invalid({ resource: "Reaction", code: "invalid", field: "content", value: call.body.content });
  const all = site.reactions.get(comment.id) ?? [];
  const by = loginOf(call.caller, site);
  const same = all.find((one) => one.by === by && one.content === content);
  if (same) return { status: 200, body: await shown(site, same) };
  const id = 260_000_000 + [...site.reactions.values()].flat().length * 3;
  const reaction = { id, content, by, at: timeNow() };
  site.reactions.set(comment.id, [...all, reaction]);
  return { status: 201, body: await shown(site, reaction) };
};

const list: Handler = async (call, site) => {
  const comment = await namedComment(call, site);
  const wanted = call.query.get("content");
  const all = (site.reactions.get(comment.id) ?? []).filter((one) => !wanted || one.content === wanted);
  return page(call, site.url, await Promise.all(all.map((one) => shown(site, one))));
};

export const reactionRoutes: Routes = {
  "GET /repos/:owner/:repo/issues/comments/:id/reactions": list,
  "POST /repos/:owner/:repo/issues/comments/:id/reactions": react,
};

async function shown(site: Site, { id, content, by, at }: Reaction): Promise<Json> {
  return { id, node_id: nodeId("Reaction", id), user: await actorOf(site, by), content, created_at: at };
}

/** Comments of pull requests go with either permission. */
function demandUse(call: Call, site: Site): void {
  if (call.caller.kind !== "installation") return;
  const may = (part: "issues" | "pull_requests") => mayUse(site, call.caller, repoOf(call), part, "write");
  if (!may("issues") && !may("pull_requests")) throw refuse(403, "Resource not accessible by integration");
}
