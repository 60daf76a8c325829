import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createEmulator } from "emulate";
import { afterEach, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const APP_ID = 4711;
const SECRET = "a secret of this test";

type Json = Record<string, unknown> & {
  number: number;
  title: string;
  body: string;
  labels: { name: string }[];
};

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Asks until the answer is there; the process under test has its own clock, so this is real time, bounded. */
async function eventually<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error(`never saw ${what}`);
    await new Promise((again) => setTimeout(again, 25));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

it("does the same job for issues before a bare emulator, which has no sub-issues, as `npm start` runs it", async () => {
  const port = await freePort();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const permissions = { issues: "write", contents: "read", metadata: "read", pull_requests: "read" };
  const events = ["issues", "issue_comment", "pull_request", "push", "label", "milestone"];
  const app = {
    app_id: APP_ID,
    slug: "postmortem",
    name: "postmortem",
    private_key: key,
    permissions,
    events,
    webhook_url: `http://127.0.0.1:${port}/api/github/webhooks`,
    webhook_secret: SECRET,
    installations: [{ installation_id: 99, account: "acme", permissions }],
  };
  const emulator = await createEmulator({
    service: "github",
    port: await freePort(),
    seed: {
      tokens: { "ana-token": { login: "ana" } },
      github: {
        users: [{ login: "ana" }],
        orgs: [{ login: "acme", members: [{ login: "ana", role: "admin" }] }],
        repos: [{ owner: "acme", name: "shop" }],
        apps: [app],
      },
    },
  });
  closing.push(() => emulator.close());
  const folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));

  const child: ChildProcess = spawn(process.execPath, ["src/main.ts"], {
    cwd: ROOT,
    stdio: process.env.TEST_LOG ? "inherit" : "ignore",
    env: {
      PATH: process.env.PATH,
      APP_ID: String(APP_ID),
      PRIVATE_KEY: key,
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: emulator.url,
      HOST: "127.0.0.1",
      PORT: String(port),
      DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
    },
  });
  const exited = new Promise<number | null>((exit) => child.once("exit", exit));
  closing.push(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  await eventually(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return answer.ok || undefined;
  }, "the app ready");

  const github = async <T = Json>(method: string, path: string, body?: object): Promise<T> => {
    const headers = { authorization: "Bearer ana-token" };
    const answer = await fetch(emulator.url + path, { method, headers, body: body && JSON.stringify(body) });
    return (await answer.json()) as T;
  };
  const issues = () => github<Json[]>("GET", "/repos/acme/shop/issues?state=all");
  const find = (title: string) => async () => (await issues()).find((issue) => issue.title === title);

  await github("POST", "/repos/acme/shop/issues", {
    title: "Disk full",
    body: "since 9",
    labels: ["incident"],
  });
  const document = await eventually(find("Postmortem: Disk full"), "the postmortem");
  await eventually(async () => {
    const comments = await github<Json[]>("GET", "/repos/acme/shop/issues/1/comments");
    return comments.find(({ body }) => body.includes(`#${document.number}`));
  }, "the comment on the incident");
  await github("PATCH", `/repos/acme/shop/issues/${document.number}`, {
    body: document.body.replace(
      "## Ideas",
      "- [ ] Alert on disk use @ana due 2027-01-10 P1 detect\n\n## Ideas",
    ),
  });
  const item = await eventually(find("Alert on disk use"), "the action item");
  expect(item.labels.map(({ name }) => name)).toContain("action-item");
  const line = new RegExp(
    `- \\[ \\] #${item.number} Alert on disk use · @ana · due 2027-01-10 · P1 · detect`,
  );
  const bodyWith = (pattern: RegExp) => async () => (await issues()).find(({ body }) => pattern.test(body));
  await eventually(bodyWith(line), "the line with its number");
  await github("PATCH", `/repos/acme/shop/issues/${item.number}`, { state: "closed" });
  await eventually(bodyWith(new RegExp(`- \\[x\\] #${item.number} `)), "the ticked line");

  child.kill("SIGTERM");
  expect(await exited).toBe(0);
}, 60_000);
