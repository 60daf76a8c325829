import { createEmulator } from "emulate";
import { createCallers } from "./caller.ts";
import { mintInstallationToken } from "./mint-token.ts";
import type { SandboxOptions } from "./options.ts";
import type { Relay } from "./relay.ts";
import { setScene } from "./scene.ts";
import { type AppIdentity, appCard, installationIdsOf, PERMISSIONS, peopleOf, seedOf } from "./seed.ts";
import type { Site } from "./site.ts";
import { createUpstream } from "./upstream.ts";
import { createUpstreamTokens } from "./upstream-tokens.ts";
import { wakeBot } from "./wake-bot.ts";

/**
 * Starts the stateful GitHub of the `emulate` package and puts the repositories in place. Its own webhooks stay off:
 * they lack too much, and what has happened can be told better by comparing before and after.
 */
export async function openSite(
  options: SandboxOptions,
  app: AppIdentity,
  relay: Relay,
  url: string,
): Promise<{ site: Site; close: () => Promise<void> }> {
  const emulator = await createEmulator({ service: "github", port: 0, seed: seedOf(options, app) });
  const ghosts = new Set<string>();
  const upstream = createUpstream(emulator.url, url, { login: app.login, card: appCard(app), ghosts });
  await Promise.all(options.repos.map((repo) => setScene(upstream, repo)));
  const people = peopleOf(options);
  const installationIds = installationIdsOf(options);
  for (const { owner, name } of options.repos.slice(0, 1))
    await wakeBot(upstream, app, installationIds[owner] ?? 0, `${owner}/${name}`);
  const site: Site = {
    ...{ url, app, upstream, relay, people, installationIds },
    repos: options.repos,
    callers: createCallers(people),
    tokenFor: createUpstreamTokens(({ id, granted }) => mintInstallationToken(upstream, app, id, granted)),
    installations: new Map(),
    issues: new Map(),
    comments: new Map(),
    reasons: new Map(),
    permissions: { ...(options.app?.permissions ?? PERMISSIONS) },
    timelines: { byPath: new Map(), lastId: 15_000_000_000 },
    gone: new Map(),
    moved: new Map(),
    homes: new Map(),
    locked: new Map(),
    minimized: new Map(),
    deployments: [],
    statuses: [],
    checkRuns: [],
    reactions: new Map(),
    heads: new Map(),
    forks: new Map(),
    codes: new Map(),
    ghosts,
    children: options.subIssues === false ? null : new Map(),
  };
  return { site, close: () => emulator.close() };
}
