import { announce } from "./announce.ts";
import { demand, type Handler, type Routes, refOf } from "./call.ts";
import { fields, type Json, type RepoRef, repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";
import { write } from "./write.ts";

/** https://docs.github.com/rest/releases/releases#create-a-release: a tag that is missing is made, where `target_commitish` says. */
const createRelease: Handler = async (call, site) => {
  demand(call, "write");
  const release = (await write(call, site, "POST", `${repoPath(refOf(call))}/releases`, call.body)) as Json;
  if (!release.draft) await tag(site, refOf(call), release);
  const actions = release.draft
    ? ["created"]
    : ["created", "published", release.prerelease ? "prereleased" : "released"];
  const news = actions.map((action) => ({ event: "release", action, payload: { release } }));
  await announce(site, call.caller, refOf(call), news);
  return { status: 201, body: release };
};

export const releaseRoutes: Routes = {
  "POST /repos/:owner/:repo/releases": createRelease,
};

async function tag(site: Site, repo: RepoRef, { tag_name, target_commitish }: Json): Promise<void> {
  const { sha } = fields(await site.upstream.read(`${repoPath(repo)}/commits/${target_commitish}`));
  const token = site.upstream.keeper();
  const body = { ref: `refs/tags/${tag_name}`, sha };
  // One that is there already is refused, and stays where it is.
  await site.upstream.send({ method: "POST", path: `${repoPath(repo)}/git/refs`, token, body });
}
