import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "./index.ts";
import { listen } from "./listen.ts";

/** How many jobs of the app are in which state, as its `/metrics` say. */
export type Jobs = { ready: number; running: number; done: number; dead: number };

/** The real app, as its own process: it is started with variables and killed with signals, like anywhere else. */
export type DemoApp = {
  url: string;
  start(clockOffset: number): Promise<void>;
  /** `kill -9` */
  kill(): Promise<void>;
  /** SIGTERM, as a deployment does. */
  stop(): Promise<void>;
  setClock(offset: number): Promise<void>;
  jobs(): Promise<Jobs>;
  /** What it has logged: warnings and worse. */
  output(): string;
};

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
const CLOCK = new URL("./demo-app-clock.ts", import.meta.url).href;
/** For slow machines; it takes about a second. */
const START_MS = 30_000;

export async function createDemoApp(app: Sandbox["app"], apiUrl: string, folder: string): Promise<DemoApp> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const variables: Record<string, string> = {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    // Of the person's own environment nothing of the app's may count.
    PRIVATE_KEY_PATH: "",
    WEBHOOK_SECRET: app.webhookSecret,
    WEBHOOK_PATH: "",
    GITHUB_API_URL: apiUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
    DATABASE_URL: `sqlite:${folder}/postmortem.db`,
    LOG_LEVEL: "warn",
    LOG_FORMAT: "json",
  };
  let child: ChildProcess | null = null;
  let output = "";
  process.once("exit", () => child?.kill("SIGKILL"));

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  function running(): ChildProcess {
    if (child?.connected) return child;
    throw new Error(`the app is not running\n${output}`);
  }

  return {
    url,
    async start(clockOffset) {
      const started = spawn(process.execPath, ["--import", CLOCK, MAIN], {
        env: { ...process.env, ...variables, DEMO_CLOCK_OFFSET: String(clockOffset) },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      child = started;
      for (const stream of [started.stdout, started.stderr])
        stream?.on("data", (bytes: Buffer) => {
          output += bytes.toString();
        });
      const deadline = performance.now() + START_MS;
      while (!(await isReady(url))) {
        if (started.exitCode !== null || performance.now() > deadline)
          throw new Error(`the app did not start\n${output}`);
        await sleep(25);
      }
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    async setClock(offset) {
      const app = running();
      const taken = once(app, "message");
      app.send({ clockOffset: offset });
      await taken;
    },
    async jobs() {
      running();
      const text = await (await fetch(`${url}/metrics`)).text();
      const counts = [...text.matchAll(/^postmortem_queue_jobs\{state="(\w+)"\} (\d+)$/gm)];
      return Object.fromEntries(counts.map(([, state, count]) => [state, Number(count)])) as Jobs;
    },
    output: () => output,
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<string> {
  const server = createServer();
  const { port } = new URL(await listen(server, 0));
  await new Promise((resolve) => server.close(resolve));
  return port;
}
