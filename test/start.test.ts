import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "../src/env.ts";
import { createLog } from "../src/log.ts";
import { start } from "../src/main.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";

const log = createLog({ logLevel: "silent", logFormat: "json" });

describe("starting", () => {
  let github: Sandbox;
  let folder: string;
  beforeEach(async () => {
    github = await createSandbox({ repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" } }] });
    folder = mkdtempSync(join(tmpdir(), "postmortem-"));
  });
  afterEach(async () => {
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const env = (changed: Record<string, string> = {}) =>
    readEnv(
      {
        ...github.variables,
        HOST: "127.0.0.1",
        PORT: "0",
        DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
        ...changed,
      },
      false,
    );

  it("serves health, readiness and metrics", async () => {
    const running = await start(env(), { log });
    const get = async (path: string) => {
      const answer = await fetch(running.url + path);
      return { status: answer.status, text: await answer.text() };
    };
    expect(await get("/healthz")).toEqual({ status: 200, text: '{"status":"alive"}' });
    expect(await get("/readyz")).toEqual({ status: 200, text: '{"store":true,"worker":true}' });
    expect((await get("/metrics")).text).toContain('postmortem_queue_jobs{state="dead"} 0');
    expect((await get("/elsewhere")).status).toBe(404);
    await running.stop();
  });

  it("refuses a key that is not this App's", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const PRIVATE_KEY = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    await expect(start(env({ PRIVATE_KEY }), { log })).rejects.toThrow(/does not accept APP_ID/);
  });

  it("refuses an App ID, or an address, of which GitHub knows nothing", async () => {
    github.faults.fail({ path: "/app" }, { status: 404 });
    await expect(start(env(), { log })).rejects.toMatchObject({
      message: expect.stringContaining("does not know APP_ID"),
      remedy: expect.stringContaining("GITHUB_API_URL"),
    });
  });

  it("refuses when GitHub cannot be reached and was never met", async () => {
    await expect(start(env({ GITHUB_API_URL: "http://127.0.0.1:9" }), { log })).rejects.toThrow(
      /cannot be reached/,
    );
  });

  it("starts without GitHub once it has met it", async () => {
    await (await start(env(), { log })).stop();
    github.faults.fail({ path: "/app", times: 9 }, "reset");
    const running = await start(env(), { log });
    await running.stop();
  });

  it("names a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const PORT = String((server.address() as AddressInfo).port);
    await expect(start(env({ PORT }), { log })).rejects.toThrow(`Port ${PORT} is taken`);
    server.close();
  });

  it("names a store that cannot be written", async () => {
    await expect(start(env({ DATABASE_URL: "sqlite:/dev/null/x/postmortem.db" }), { log })).rejects.toThrow(
      /database/,
    );
  });
});
