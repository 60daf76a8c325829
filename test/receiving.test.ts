import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readEnv } from "../src/env.ts";
import { PATIENCE } from "../src/intake.ts";
import { createLog } from "../src/log.ts";
import { type Running, start } from "../src/main.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";

const log = createLog({ logLevel: "silent", logFormat: "json" });
const DAY = 24 * 3_600_000;
const PATH = "/api/github/webhooks";
const pushed = (ref: string) => JSON.stringify({ ref, repository: { full_name: "acme/shop" } });

describe("receiving deliveries", () => {
  let github: Sandbox;
  let folder: string;
  let app: Running;
  let now: number;

  beforeEach(async () => {
    github = await createSandbox({ repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" } }] });
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
    now = Date.now();
  });
  afterEach(async () => {
    await app.stop();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(variables: Record<string, string> = {}): Promise<void> {
    const DATABASE_URL = `sqlite:${join(folder, "postmortem.db")}`;
    const all = { ...github.variables, HOST: "127.0.0.1", PORT: "0", DATABASE_URL, ...variables };
    app = await start(readEnv(all, false), { log, work: false, now: () => now });
  }

  /** Sends a delivery and gives the status of its answer. */
  async function send(
    body: string,
    { guid = randomUUID() as string, secret = github.app.webhookSecret, path = PATH } = {},
  ): Promise<number> {
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const headers = {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": guid,
      "x-hub-signature-256": signature,
    };
    const answer = await fetch(app.url + path, { method: "POST", headers, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** How many deliveries are in the store, whatever became of them. */
  async function stored(): Promise<number> {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    const counts = [...metrics.matchAll(/^postmortem_queue_jobs\{state="\w+"\} (\d+)$/gm)];
    return counts.reduce((sum, [, count]) => sum + Number(count), 0);
  }

  it("stores a delivery once that comes a hundred times at once, and takes every one of them", async () => {
    await run();
    const guid = randomUUID();
    const statuses = await Promise.all(
      Array.from({ length: 100 }, () => send(pushed("refs/heads/x"), { guid })),
    );
    expect(new Set(statuses)).toEqual(new Set([202]));
    expect(await stored()).toBe(1);
  });

  it("knows a GUID again after a week, when it is long done and the house was kept every day", async () => {
    await run();
    const guid = randomUUID();
    expect(await send(pushed("refs/heads/x"), { guid })).toBe(202);
    await app.worker.drain();
    for (let day = 1; day <= 7; day++) {
      now += DAY;
      await app.keepHouse();
      await app.worker.drain();
    }
    const before = await stored();
    expect(await send(pushed("refs/heads/x"), { guid })).toBe(202);
    expect(await stored()).toBe(before);
  });

  it("takes another body under the same GUID for another delivery", async () => {
    await run();
    const guid = randomUUID();
    expect(await send(pushed("refs/heads/x"), { guid })).toBe(202);
    expect(await send(pushed("refs/heads/y"), { guid })).toBe(202);
    expect(await stored()).toBe(2);
  });

  it("goes through a change of the secret without refusing a delivery", async () => {
    const [before, after] = [github.app.webhookSecret, "the next secret"];
    await run({ WEBHOOK_SECRET: after, WEBHOOK_SECRET_PREVIOUS: before });
    expect(await send(pushed("refs/heads/x"), { secret: before })).toBe(202);
    expect(await send(pushed("refs/heads/x"), { secret: after })).toBe(202);
    expect(await send(pushed("refs/heads/x"), { secret: "another" })).toBe(401);
    await app.stop();
    await run({ WEBHOOK_SECRET: after });
    expect(await send(pushed("refs/heads/x"), { secret: before })).toBe(401);
    expect(await send(pushed("refs/heads/x"), { secret: after })).toBe(202);
    expect(await stored()).toBe(3);
  });

  it.each([
    ["the path with a slash behind it", {}, `${PATH}/`],
    ["Probot's own path when ours is another", { WEBHOOK_PATH: "/hooks" }, PATH],
    ["any other path", {}, "/"],
  ])("says 2xx nowhere else, where nothing would be stored: %s", async (_, variables, path) => {
    await run(variables);
    expect(await send(pushed("refs/heads/x"), { path })).toBe(404);
    expect(await stored()).toBe(0);
  });

  it("has a server that is not patient with slow clients", async () => {
    const listen = vi.spyOn(Server.prototype, "listen");
    await run();
    expect(listen.mock.contexts.at(-1)).toMatchObject({
      headersTimeout: PATIENCE.headersTimeout,
      requestTimeout: PATIENCE.requestTimeout,
    });
    listen.mockRestore();
  });
});
