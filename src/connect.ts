import { Probot } from "probot";
import { Problem } from "./core/problem.ts";
import type { RepoRef } from "./core/reference.ts";
import { formatRepo, repoOf } from "./core/reference.ts";
import type { CliEnv, Env } from "./env.ts";
import { createGitHub, Octokit } from "./github/index.ts";
import type { Logger } from "./log.ts";
import type { Render, Store, World } from "./ports.ts";
import { loadTemplates } from "./templates.ts";

export type Connection = {
  probot: Probot;
  /** What a use-case is given, as one installation of the App. */
  worldFor: (installation: number) => Promise<World>;
};

type Options<E> = { env: E; store: Store; log: Logger; now: () => number };

/**
 * The App's connection to GitHub. Asks once who we are: only what our own bot account authored can carry a marker.
 * Throws a Problem when GitHub does not know these credentials.
 */
export async function connect(options: Options<Pick<Env, "app" | "apiUrl">>): Promise<Connection> {
  const { env, store, log } = options;
  const { id, privateKey, webhookSecret } = env.app;
  const probot = new Probot({
    appId: id,
    privateKey,
    secret: webhookSecret,
    baseUrl: env.apiUrl,
    Octokit,
    log: log.child({ name: "probot" }),
  });
  await probot.ready();
  const self = await whoAmI(probot, env, store);
  const render = loadTemplates();
  return {
    probot,
    worldFor: async (installation) => world(await probot.auth(installation), self, render, options),
  };
}

/** For one command: as the App in the repository named, or as whoever the token belongs to. */
export async function connectCli(options: Options<CliEnv> & { repo: RepoRef | undefined }): Promise<World> {
  const { env, log, repo } = options;
  if ("app" in env) {
    const { probot, worldFor } = await connect({ ...options, env });
    if (!repo) throw new Problem("No repository named", "Add --repo owner/name.");
    const { data } = await (await probot.auth())
      .request("GET /repos/{owner}/{repo}/installation", repoOf(repo))
      .catch((error: unknown) => {
        const words = `The app is not installed in ${formatRepo(repo)}`;
        throw new Problem(words, "Install it there, on the App's page.", { cause: error });
      });
    return worldFor(data.id);
  }
  const probot = new Probot({
    githubToken: env.token,
    baseUrl: env.apiUrl,
    Octokit,
    log: log.child({ name: "probot" }),
  });
  const octokit = await probot.auth();
  return world(octokit, await tokenOwner(octokit, env.apiUrl), loadTemplates(), options);
}

function world(octokit: Octokit, self: string, render: Render, { store, log, now }: Options<unknown>): World {
  const { records, effects } = store;
  const github = createGitHub({ octokit, records, effects, self, now });
  return { github, records, render, now: new Date(now()), log, self };
}

/** An Actions token belongs to no user: then GitHub's own bot is who writes. */
async function tokenOwner(octokit: Octokit, apiUrl: string): Promise<string> {
  try {
    return (await octokit.request("GET /user")).data.login;
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 403) return "github-actions[bot]";
    throw new Problem(
      `GitHub at ${apiUrl} does not accept GITHUB_TOKEN`,
      "Use a token that is valid there.",
      { cause: error },
    );
  }
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
