import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "../../src/sandbox/index.ts";
import type { Order, Report } from "./app-process.ts";
import { sharedClock } from "./clock.ts";
import type { KillPlan } from "./kill-plan.ts";

/** The app under a supervisor, as on any host: it may die at any moment, and then it is started again. */
export type App = {
  /** Where its webhooks go; another place after each start. */
  url(): string;
  /** Lets it run all that is due, in as many lives as that takes. */
  work(): Promise<Report>;
  /** Whether what was planned has killed it. */
  killed(): boolean;
  /** How often it ended by itself after it had started. */
  crashes(): number;
  /** What it has logged: warnings and worse. */
  output(): string;
  stop(): Promise<void>;
};

const PROGRAM = fileURLToPath(new URL("./app-process.ts", import.meta.url));
/** It may fail to start when an answer of GitHub's is lost just then; more often is a bug. */
const MOST_LIVES = 4;

/**
 * Starts the app on a database, to be killed once as planned.
 * @param moved is told where webhooks go, after each start
 */
export async function startApp(options: {
  github: Sandbox;
  databaseUrl: string;
  plan: KillPlan | null;
  moved: (url: string) => void;
}): Promise<App> {
  const { github, databaseUrl, moved } = options;
  let plan = options.plan;
  let child: ChildProcess | null = null;
  let url = "";
  let lives = 0;
  let killed = false;
  let crashes = 0;
  let output = "";

  async function live(): Promise<Report> {
    for (;;) {
      if (lives === MOST_LIVES) throw new Error(`the app dies again and again\n${output}`);
      lives++;
      child = spawnApp(databaseUrl, github, plan);
      // One death is planned. What is started again is to do the rest.
      plan = null;
      for (const stream of [child.stdout, child.stderr])
        stream?.on("data", (bytes: Buffer) => {
          output += bytes.toString();
        });
      child.once("exit", (_, signal) => {
        killed ||= signal === "SIGKILL";
      });
      const report = await reported(child);
      if (!report) continue;
      url = report.url;
      moved(url);
      return report;
    }
  }

  async function work(): Promise<Report> {
    for (;;) {
      const report = await told("work");
      if (report) return report;
      if (child?.signalCode !== "SIGKILL") crashes++;
      await live();
    }
  }

  function told(order: Order["order"]): Promise<Report | null> {
    if (!child) return Promise.resolve(null);
    const report = reported(child);
    // A dead process takes no message, and that it is dead is seen by its exit.
    if (child.connected) child.send({ order, clockOffset: sharedClock.offset() } satisfies Order, () => {});
    return report;
  }

  await live();
  return {
    url: () => url,
    work,
    killed: () => killed,
    crashes: () => crashes,
    output: () => output,
    stop: async () => void (await told("stop")),
  };
}

/** Its next report; null: it died before that. */
function reported(child: ChildProcess): Promise<Report | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const settle = (report: Report | null) => {
      child.off("message", settle).off("exit", gone);
      resolve(report);
    };
    const gone = () => settle(null);
    child.once("message", settle).once("exit", gone);
  });
}

function spawnApp(databaseUrl: string, github: Sandbox, plan: KillPlan | null): ChildProcess {
  const env: Record<string, string> = {
    ...github.variables,
    HOST: "127.0.0.1",
    PORT: "0",
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: process.env.TEST_LOG ?? "warn",
    CHAOS_KILL: JSON.stringify(plan),
    CHAOS_CLOCK_OFFSET: String(sharedClock.offset()),
  };
  return spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
}
