import { brief } from "./announce.ts";
import { standing } from "./installations.ts";
import { mintAppToken } from "./mint-token.ts";
import type { RepoOptions } from "./options.ts";
import { sameLogin } from "./roles.ts";
import { KEEPER } from "./seed.ts";
import type { Json } from "./shapes.ts";
import type { Site } from "./site.ts";

/** The owner's administrators install the app for all repositories: it is told by webhook, and was there to be asked for before. */
export async function install(site: Site, owner: string): Promise<void> {
  const { installation, by } = await look(site, owner);
  const own = site.repos.filter((repo) => sameLogin(repo.owner, owner));
  const repositories = await Promise.all(own.map((repo) => card(site, repo)));
  tell(site, "created", { installation: standing(site, installation), repositories, sender: by });
}

/** The owner's administrators switch the app off: it is told by webhook and may do nothing until it is switched on again. */
export async function suspend(site: Site, owner: string): Promise<void> {
  const { id, installation, by } = await look(site, owner);
  const at = new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  site.installations.set(id, { kind: "suspended", at, by });
  tell(site, "suspend", { installation: standing(site, installation), sender: by });
}

export async function unsuspend(site: Site, owner: string): Promise<void> {
  const { id, installation, by } = await look(site, owner);
  site.installations.delete(id);
  tell(site, "unsuspend", { installation, sender: by });
}

/** The owner's administrators accept that the app may do more: it is told by webhook, which needs no subscription. */
export async function grant(site: Site, owner: string, permissions: Site["permissions"]): Promise<void> {
  const { installation, by } = await look(site, owner);
  Object.assign(site.permissions, permissions);
  tell(site, "new_permissions_accepted", { installation: standing(site, installation), sender: by });
}

/** The app is removed for good; it is told by webhook with which repositories it loses. */
export async function uninstall(site: Site, owner: string): Promise<void> {
  const { id, installation, by } = await look(site, owner);
  const own = site.repos.filter((repo) => sameLogin(repo.owner, owner));
  const repositories = await Promise.all(own.map((repo) => card(site, repo)));
  const last = standing(site, installation);
  site.installations.set(id, { kind: "uninstalled" });
  tell(site, "deleted", { installation: last, repositories, sender: by });
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#installation */
function tell(site: Site, action: string, payload: Json): void {
  site.relay.push({ event: "installation", action, payload: { action, ...payload } });
}

async function look(site: Site, owner: string): Promise<{ id: number; installation: Json; by: Json }> {
  const name = Object.keys(site.installationIds).find((one) => sameLogin(one, owner));
  const id = name === undefined ? undefined : site.installationIds[name];
  if (name === undefined || id === undefined)
    throw new Error(`the app is installed for nobody called "${owner}"`);
  if (site.installations.get(id)?.kind === "uninstalled")
    throw new Error(`the app is not installed for "${owner}" any more`);
  const token = mintAppToken(site.app);
  const reply = await site.upstream.send({ method: "GET", path: `/app/installations/${id}`, token });
  const raw = site.upstream.parse(reply) as Json;
  const account = raw.account as Json;
  const by = brief((await site.upstream.read(`/users/${administratorOf(site, name)}`)) as Json);
  return { id, installation: { ...raw, target_id: account.id }, by };
}

/** A personal owner, or somebody with the role in one of the organization's repositories. */
function administratorOf(site: Site, owner: string): string {
  const own = site.repos.filter((repo) => repo.owner === owner);
  if (own.some((repo) => repo.ownerType === "User")) return owner;
  const roles = own.flatMap((repo) => Object.entries(repo.roles ?? {}));
  return roles.find(([, role]) => role === "admin")?.[0] ?? KEEPER;
}

async function card(site: Site, { owner, name }: RepoOptions): Promise<Json> {
  const repository = (await site.upstream.read(`/repos/${owner}/${name}`)) as Json;
  const { id, node_id, full_name } = repository;
  return { id, node_id, name: repository.name, full_name, private: repository.private };
}
