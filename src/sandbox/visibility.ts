import { announce } from "./announce.ts";
import { sameLogin } from "./roles.ts";
import { personToken } from "./seed.ts";
import { repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";

/**
 * Somebody makes a repository public, or private again; the app is told by webhook.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#repository
 */
export async function changeVisibility(
  site: Site,
  by: string,
  { owner, name }: { owner: string; name: string },
  isPrivate: boolean,
): Promise<void> {
  const place = site.repos.find((one) => sameLogin(one.owner, owner) && sameLogin(one.name, name));
  if (!place) throw new Error(`there is no repository "${owner}/${name}"`);
  const repo = { owner: place.owner, repo: place.name };
  const request = { method: "PATCH", path: repoPath(repo), token: site.upstream.keeper() };
  site.upstream.parse(await site.upstream.send({ ...request, body: { private: isPrivate } }));
  place.private = isPrivate;
  const action = isPrivate ? "privatized" : "publicized";
  const caller = { kind: "person", login: by, token: personToken(by) } as const;
  await announce(site, caller, repo, [{ event: "repository", action, payload: {} }]);
}
