import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, vi } from "vitest";
import { readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { type Running, start } from "../../src/main.ts";
import { createSandbox, type Issue, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { requestProblems } from "../support/openapi.ts";

/** A Monday morning, UTC. Tests set the date and move it; only timers and sockets are real. */
export const MONDAY = "2026-11-23T08:00:00Z";

export const SHOP = { owner: "acme", repo: "shop" };

export type Stage = {
  github: Sandbox;
  /** Where the app's store is. */
  folder: string;
  /** Kill and start the app again on the same store. */
  restart(): Promise<void>;
  /** The same, and while it is down something happens: webhooks reach nobody. */
  downWhile(happens: () => Promise<unknown>): Promise<void>;
  /** Lets the app do the chores that are due, and what follows from them. */
  keepHouse(): Promise<void>;
  app(): Running;
  /** Start the app on an empty store. */
  loseDatabase(): Promise<void>;
  /** Lets every webhook arrive and every job run, delayed ones too, moving the date on as far as they wait (at most `horizon` ms). */
  settle(horizon?: number): Promise<void>;
  advance(ms: number): void;
  /** Somebody opens an issue with labels; the app does what it does. Returns the issue's number. */
  incident(
    by: string,
    issue: { title?: string; body?: string; labels?: string[]; assignees?: string[] },
  ): Promise<number>;
  /** Somebody edits an issue's body. */
  edit(by: string, number: number, change: (body: string) => string): Promise<void>;
  issue(number: number): Promise<Issue & { body: string }>;
  /** Every comment of the app's on an issue. */
  said(number: number): Promise<string[]>;
  titles(label: string): Promise<string[]>;
  /** What the app has asked of GitHub since `clearRequests`, tokens left out: `POST /repos/acme/shop/issues`. A GraphQL query is told as `GET`. */
  calls(): string[];
  /** Stops everything, and fails when the app asked GitHub something that GitHub does not document. */
  close(): Promise<void>;
};

/**
 * A local GitHub and the real app before it, on a store in a folder of its own.
 * @param logTo gets every line of the log, at the most talkative level
 */
export async function openStage(
  options: Partial<SandboxOptions> = {},
  logTo?: NodeJS.WritableStream,
): Promise<Stage> {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(MONDAY) });
  const folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  const github = await createSandbox({
    repos: [{ owner: "acme", name: "shop", roles: { ana: "admin", bo: "write", cy: "triage" } }],
    users: [{ login: "eve" }],
    ...options,
  });
  const env = readEnv(
    {
      ...github.variables,
      HOST: "127.0.0.1",
      PORT: "0",
      DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
      LOG_LEVEL: logTo ? "trace" : (process.env.TEST_LOG ?? "silent"),
    },
    false,
  );
  const log = createLog(env, logTo);
  let running = await start(env, { log, work: false });
  github.connect(`${running.url}${env.webhookPath}`);
  // Tests clear the list to count; what was in it is still to be checked.
  const asked = [] as ReturnType<Sandbox["requests"]>;
  const everything = () => [...asked, ...github.requests()];
  const clear = github.clearRequests;
  github.clearRequests = () => {
    asked.push(...github.requests());
    clear();
  };
  const advance = (ms: number) => void vi.setSystemTime(Date.now() + ms);
  const stage: Stage = {
    github,
    folder,
    app: () => running,
    advance,
    restart: () => stage.downWhile(async () => {}),
    async downWhile(happens) {
      await running.stop();
      await happens();
      await github.settled();
      running = await start(env, { log, work: false });
      github.connect(`${running.url}${env.webhookPath}`);
    },
    async keepHouse() {
      await running.keepHouse();
      await stage.settle();
    },
    loseDatabase: () =>
      stage.downWhile(async () => {
        for (const file of readdirSync(folder)) rmSync(join(folder, file));
      }),
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
    async incident(by, { title = "Checkout is down", body = "", labels = ["incident"], assignees = [] }) {
      const issue = { title, body, labels, assignees };
      const { data } = await github
        .as(by)
        .request<{ number: number }>("POST", "/repos/acme/shop/issues", issue);
      await stage.settle();
      return data.number;
    },
    async edit(by, number, change) {
      // GitHub's clock ticks in seconds; people do not edit twice in one.
      advance(5_000);
      const { body } = await stage.issue(number);
      await github.as(by).request("PATCH", `/repos/acme/shop/issues/${number}`, { body: change(body) });
      await stage.settle();
    },
    async issue(number) {
      const issue = await github.issue("acme", "shop", number);
      return { ...issue, body: issue.body ?? "" };
    },
    async said(number) {
      const comments = await github.commentsOf("acme", "shop", number);
      return comments.filter(({ user }) => user?.type === "Bot").map(({ body }) => body ?? "");
    },
    async titles(label) {
      const issues = await github.issues("acme", "shop");
      return issues
        .filter(({ labels }) => labels.some(({ name }) => name === label))
        .map(({ title }) => title);
    },
    calls: () =>
      github
        .requests()
        .filter(({ kind }) => kind !== "token")
        .map(({ method, path, kind }) => `${kind === "read" ? "GET" : method} ${path}`),
    async close() {
      const undocumented = everything().flatMap((request) => requestProblems(request));
      await running.stop();
      await github.close();
      rmSync(folder, { recursive: true, force: true });
      vi.useRealTimers();
      expect(undocumented).toEqual([]);
    },
  };
  return stage;
}
