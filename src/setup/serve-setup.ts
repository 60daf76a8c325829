import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ENV_FILE, type SetupEnv } from "../env.ts";
import { endUnread, PATIENCE } from "../intake.ts";
import { listen } from "../listen.ts";
import { createLog, type Logger } from "../log.ts";
import { readManifest } from "./manifest.ts";
import { newSecret } from "./secrets.ts";
import { createSetupDoor } from "./setup-door.ts";

export type SetupRunning = { url: string; stop(): Promise<void> };

/**
 * Serves the setup page, and says in the log, once, with which address it opens: who can read the log may set the app up,
 * and nobody else. Throws a Problem as `listen` does.
 * @param options for tests: another log, clock (in ms) and file
 */
export async function serveSetup(
  env: SetupEnv,
  options: { log?: Logger; now?: () => number; envFile?: string } = {},
): Promise<SetupRunning> {
  // However quiet the log is to be later: without this line nobody gets in. The more talkative levels are for the app.
  const { log = createLog({ ...env, logLevel: "info" }), now = Date.now, envFile = ENV_FILE } = options;
  const { apiUrl, webhookPath } = env;
  const token = newSecret();
  const setup = createSetupDoor({ token, manifest: readManifest(), apiUrl, webhookPath, envFile, now, log });
  const server = createServer(PATIENCE, async (req, res) => {
    if (!(await setup.door(req, res))) answerElse(req, res, setup.isDone(), webhookPath);
  });
  const url = await listen(server, env);
  log.info(`not set up: open ${url}/setup?token=${token} (or the same path at the public address)`);
  return {
    url,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Health as the app would have it; GitHub is told to keep its webhooks, which the app then fetches from its list. */
function answerElse(req: IncomingMessage, res: ServerResponse, isDone: boolean, webhookPath: string): void {
  const path = (req.url ?? "").split("?")[0];
  const notYet = { error: isDone ? "set up, waiting for a restart" : "not set up" };
  if (path === "/healthz") answer(req, res, 200, { status: "alive" });
  else if (path === "/readyz" || path === webhookPath) answer(req, res, 503, notYet);
  else answer(req, res, 404, { error: "not found" });
}

function answer(req: IncomingMessage, res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "content-type": "application/json", connection: "close" });
  res.write(JSON.stringify(body));
  if (req.complete) res.end();
  else endUnread(req, res);
}
