import { sameLogin } from "../roles.ts";
import type { Site } from "../site.ts";
import type { Fields } from "./asking.ts";

/** An account, without the `[bot]` that a bot's login has elsewhere. Null: it was deleted. */
export function actorNode(site: Site, login: unknown): Fields | null {
  if (typeof login !== "string" || login === "ghost" || site.ghosts.has(login)) return null;
  const isBot = login.endsWith("[bot]");
  const isOrganization = site.repos.some(
    ({ owner, ownerType }) => sameLogin(owner, login) && ownerType !== "User",
  );
  const short = login.replace(/\[bot\]$/, "");
  return {
    __typename: isBot ? "Bot" : isOrganization ? "Organization" : "User",
    id: Buffer.from(`0:User:${login}`).toString("base64"),
    login: short,
    url: `${site.url}/${isBot ? "apps/" : ""}${short}`,
    resourcePath: `/${isBot ? "apps/" : ""}${short}`,
    avatarUrl: () => `${site.url}/avatars/u/${login}`,
    name: () =>
      site.upstream.read(`/users/${login}`).then((user) => (user as { name?: string } | null)?.name ?? null),
  };
}

/** Where there must be somebody. */
export function somebodyNode(site: Site, login: unknown): Fields {
  return (
    actorNode(site, login) ?? {
      ...{ __typename: "User", id: "MDQ6VXNlcjEwMTM3", login: "ghost", name: () => "Deleted user" },
      ...{ url: `${site.url}/ghost`, resourcePath: "/ghost", avatarUrl: () => `${site.url}/avatars/u/ghost` },
    }
  );
}
