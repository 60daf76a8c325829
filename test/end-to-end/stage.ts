import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { type Running, start } from "../../src/main.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";

/** A Monday morning, UTC. Tests set the date and move it; only timers and sockets are real. */
export const MONDAY = "2026-11-23T08:00:00Z";

export const SHOP = { owner: "acme", repo: "shop" };

export type Stage = {
  github: Sandbox;
  /** Kill and start the app again on the same store. */
  restart(): Promise<void>;
  app(): Running;
  /** Lets every webhook arrive and every job run, delayed ones too, moving the date on as far as they wait (at most `horizon` ms). */
  settle(horizon?: number): Promise<void>;
  advance(ms: number): void;
  close(): Promise<void>;
};

/** A local GitHub and the real app before it, on a store in a folder of its own. */
export async function openStage(options: Partial<SandboxOptions> = {}): Promise<Stage> {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(MONDAY) });
  const folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  const github = await createSandbox({
    repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write", cy: "triage" } }],
    users: [{ login: "eve" }],
    ...options,
  });
  const env = readEnv(
    {
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKey,
      WEBHOOK_SECRET: github.app.webhookSecret,
      GITHUB_API_URL: github.url,
      HOST: "127.0.0.1",
      PORT: "0",
      DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
      LOG_LEVEL: process.env.TEST_LOG ?? "silent",
    },
    false,
  );
  const log = createLog(env);
  let running = await start(env, { log, work: false });
  github.connect(`${running.url}${env.webhookPath}`);
  const advance = (ms: number) => void vi.setSystemTime(Date.now() + ms);
  return {
    github,
    app: () => running,
    advance,
    async restart() {
      await running.stop();
      running = await start(env, { log, work: false });
      github.connect(`${running.url}${env.webhookPath}`);
    },
    async settle(horizon = 120_000) {
      const until = Date.now() + horizon;
      for (;;) {
        await github.settled();
        await running.worker.drain();
        await github.settled();
        const due = await running.nextDue();
        if (due === null || due > until) return;
        if (due > Date.now()) vi.setSystemTime(due);
      }
    },
    async close() {
      await running.stop();
      await github.close();
      rmSync(folder, { recursive: true, force: true });
      vi.useRealTimers();
    },
  };
}
