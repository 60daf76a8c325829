import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { type Running, start } from "../../src/main.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";

const TITLE = "Canary title: payroll of ACME leaked";
const BODY = "Canary body: the password was hunter2";

describe("secrets and people's text", () => {
  let github: Sandbox;
  let running: Running;
  let folder: string;
  const written: string[] = [];
  const tokens = new Set<string>();

  beforeEach(async () => {
    written.length = 0;
    folder = mkdtempSync(join(tmpdir(), "postmortem-secrets-"));
    github = await createSandbox({
      repos: [{ owner: "acme", name: "shop", private: true, roles: { ana: "admin", bo: "write" } }],
    });
    const env = readEnv(
      {
        ...github.variables,
        HOST: "127.0.0.1",
        PORT: "0",
        DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
        LOG_LEVEL: "trace",
      },
      false,
    );
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    running = await start(env, { log: createLog(env, sink), work: false });
    github.connect(`${running.url}${env.webhookPath}`);
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const token = new Headers(init?.headers).get("authorization")?.replace(/^(bearer|token) /i, "");
      if (token) tokens.add(token);
      return real(input, init);
    };
    restore = () => {
      globalThis.fetch = real;
    };
  });
  let restore = () => {};
  afterEach(async () => {
    restore();
    await running.stop();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function settle(): Promise<void> {
    await github.settled();
    await running.worker.drain();
    await github.settled();
  }

  it("stand in no log line at the most talkative level, in no metric and in no reason of a dead letter", async () => {
    const { faults, as } = github;
    const failures = [
      { status: 401, body: { message: "Bad credentials" } },
      { status: 403, body: { message: "Resource not accessible by integration" } },
      {
        status: 422,
        body: { message: "Validation Failed", errors: [{ field: "title", code: "invalid", value: TITLE }] },
      },
      { status: 500, body: { message: `cannot parse ${BODY}` } },
      "lose-answer",
      "reset",
    ] as const;
    for (const failure of failures) {
      faults.fail({ method: "POST", path: /\/(issues|labels|comments)$/ }, failure);
      await as("ana").request("POST", "/repos/acme/shop/issues", {
        title: TITLE,
        body: BODY,
        labels: ["incident"],
      });
      await settle();
      faults.clear();
    }
    // And at the door.
    await fetch(`${running.url}/api/github/webhooks`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-github-event": "issues",
        "x-github-delivery": "guid",
        "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
      },
      body: JSON.stringify({ issue: { title: TITLE } }),
    });
    const metrics = await (await fetch(`${running.url}/metrics`)).text();
    const log = written.join("");
    expect(log.split("\n").length).toBeGreaterThan(20);
    const canaries = [
      github.app.webhookSecret,
      github.app.privateKey.split("\n")[3] ?? "",
      ...tokens,
      "hunter2",
      "payroll",
    ];
    expect(tokens.size).toBeGreaterThan(2);
    for (const canary of canaries) {
      expect(canary.length).toBeGreaterThan(6);
      expect(log.includes(canary) ? `the log holds ${canary}` : "").toBe("");
      expect(metrics.includes(canary) ? `the metrics hold ${canary}` : "").toBe("");
    }
    // The store holds people's text, since the document is made of it, and never a secret.
    const store = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    for (const secret of [github.app.webhookSecret, github.app.privateKey.split("\n")[3] ?? "", ...tokens])
      expect(store.some((file) => file.includes(secret))).toBe(false);
  });
});
