import { Probot } from "probot";
import { Problem } from "./core/problem.ts";
import type { RepoRef } from "./core/reference.ts";
import { formatRepo, repoOf } from "./core/reference.ts";
import type { CliEnv, Env } from "./env.ts";
import { createApp, createGitHub, Octokit, readRegistration } from "./github/index.ts";
import type { Logger } from "./log.ts";
import type { AppOnGitHub, Call, Registration, Store, Work, World } from "./ports.ts";
import { type Languages, loadLanguages } from "./templates.ts";

export type Connection = {
  probot: Probot;
  /** GitHub as the App itself sees it. */
  app: AppOnGitHub;
  /** What the App is registered for, and what its installations have accepted. */
  registration: () => Promise<Registration>;
  /** What a use-case is given, as one installation of the App. */
  worldFor: (installation: number, work: Work) => Promise<World>;
};

type Options<E> = {
  env: E;
  store: Store;
  log: Logger;
  /** ms since the epoch */
  now: () => number;
  /** The moment that use-cases take for the present, where it is not `now`. */
  asIf?: Date | undefined;
  onCall: (call: Call) => void;
  onTwin: () => void;
};

/** A command at a terminal: somebody waits, and nobody takes the work away. */
export const BY_HAND: Work = { background: false, willWrite: false, guard() {} };

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
    log: forProbot(log),
  });
  await probot.ready();
  const self = await whoAmI(probot, env, store);
  const languages = loadLanguages();
  return {
    probot,
    app: createApp((await probot.auth()) as Octokit, options.now),
    registration: async () => readRegistration((await probot.auth()) as Octokit),
    worldFor: async (installation, work) =>
      world(
        await probot.auth(installation),
        { self, languages, installation: String(installation), work },
        options,
      ),
  };
}

/**
 * For one command: as the App in the repository named, or as whoever the token belongs to; then there is no installation.
 */
export async function connectCli(
  options: Options<CliEnv> & { repo: RepoRef; work?: Work },
): Promise<{ world: World; installation: number | null }> {
  const { env, log, repo, work = BY_HAND } = options;
  if ("app" in env) {
    const { probot, worldFor } = await connect({ ...options, env });
    const { data } = await (await probot.auth())
      .request("GET /repos/{owner}/{repo}/installation", repoOf(repo))
      .catch((error: unknown) => {
        const words = `The app is not installed in ${formatRepo(repo)}`;
        throw new Problem(words, "Install it there, on the App's page.", { cause: error });
      });
    return { world: await worldFor(data.id, work), installation: data.id };
  }
  const probot = new Probot({
    githubToken: env.token,
    baseUrl: env.apiUrl,
    Octokit,
    log: forProbot(log),
  });
  const octokit = await probot.auth();
  const self = await tokenOwner(octokit, env.apiUrl);
  const who = { self, languages: loadLanguages(), installation: "token", work };
  return { world: world(octokit, who, options), installation: null };
}

type Who = { self: string; languages: Languages; installation: string; work: Work };

function world(octokit: Octokit, who: Who, options: Options<unknown>): World {
  const { store, log, now, asIf, onCall, onTwin } = options;
  const { records, effects } = store;
  const { self, languages, installation, work } = who;
  const github = createGitHub({ octokit, records, effects, self, installation, ...work, now, onCall });
  const speech = { words: languages.in, locales: languages.locales };
  return { github, records, ...speech, now: asIf ?? new Date(now()), log, self, onTwin };
}

/** Octokit logs whole requests when debugging, with everything that people wrote: it never gets that far. */
function forProbot(log: Logger): Logger {
  const talkative = log.isLevelEnabled("debug");
  return log.child({ name: "probot" }, talkative ? { level: "info" } : {});
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
    const status = error instanceof Error && "status" in error ? error.status : null;
    if (status === 404)
      throw new Problem(
        `GitHub at ${env.apiUrl} does not know APP_ID ${env.app.id}`,
        "Copy the App ID from the App's settings page, and check GITHUB_API_URL: an Enterprise Server's ends in /api/v3.",
        { cause: error },
      );
    if (status === 401)
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
