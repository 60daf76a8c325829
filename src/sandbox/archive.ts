import { sameLogin } from "./roles.ts";
import { repoPath } from "./shapes.ts";
import type { Site } from "./site.ts";

/** From now on the repository can only be read. The app is not told: it heeds nothing of it. */
export async function archive(site: Site, owner: string, name: string): Promise<void> {
  const repo = site.repos.find((one) => sameLogin(one.owner, owner) && sameLogin(one.name, name));
  if (!repo) throw new Error(`there is no repository "${owner}/${name}"`);
  const path = repoPath({ owner: repo.owner, repo: repo.name });
  const token = site.upstream.keeper();
  site.upstream.parse(await site.upstream.send({ method: "PATCH", path, token, body: { archived: true } }));
}
