import { Probot } from "probot";
import { Problem } from "./core/problem.ts";
import type { Env } from "./env.ts";
import { createGitHub, Octokit } from "./github/index.ts";
import type { Logger } from "./log.ts";
import type { Store, World } from "./ports.ts";
import { loadTemplates } from "./templates.ts";

export type Connection = {
  probot: Probot;
  /** What a use-case is given, as one installation of the App. */
  worldFor: (installation: number) => Promise<World>;
};

/**
 * The App's connection to GitHub. Asks once who we are: only what our own bot account authored can carry a marker.
 * Throws a Problem when GitHub does not know these credentials.
 */
export async function connect(options: {
  env: Pick<Env, "app" | "apiUrl">;
  store: Store;
  log: Logger;
  now: () => number;
}): Promise<Connection> {
  const { env, store, log, now } = options;
  const probot = new Probot({
    appId: env.app.id,
    privateKey: env.app.privateKey,
    secret: env.app.webhookSecret,
    baseUrl: env.apiUrl,
    Octokit,
    log: log.child({ name: "probot" }),
  });
  await probot.ready();
  const self = await whoAmI(probot, env, store);
  const render = loadTemplates();
  return {
    probot,
    async worldFor(installation) {
      const octokit = await probot.auth(installation);
      const { records, effects } = store;
      const github = createGitHub({ octokit, records, effects, self, now });
      return { github, records, render, now: new Date(now()), log, self };
    },
  };
}

/** The bot account of this App, e.g. `postmortem[bot]`. Remembered, so that a start without GitHub still works. */
async function whoAmI(probot: Probot, env: Pick<Env, "app" | "apiUrl">, { records }: Store): Promise<string> {
  try {
    const { data } = await (await probot.auth()).request("GET /app");
    const login = `${data?.slug}[bot]`;
    await records.put("self", String(env.app.id), login);
    return login;
  } catch (error) {
    if (error instanceof Error && "status" in error && (error.status === 401 || error.status === 404))
      throw new Problem(
        `GitHub at ${env.apiUrl} does not accept APP_ID ${env.app.id} with this private key`,
        "Copy the App ID and generate a new private key on the App's settings page.",
        { cause: error },
      );
    const known = await records.get<string>("self", String(env.app.id));
    if (known) return known;
    throw new Problem(`GitHub at ${env.apiUrl} cannot be reached`, "Check GITHUB_API_URL and the network.", {
      cause: error,
    });
  }
}
