import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeGithub, SECRET } from "./fake-github.ts";

const START = resolve(import.meta.dirname, "../../src/start.ts");

describe("npm start", () => {
  let github: Awaited<ReturnType<typeof createFakeGithub>>;
  let folder: string;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    github = await createFakeGithub();
    folder = mkdtempSync(join(tmpdir(), "postmortem-start-"));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function run(variables: Record<string, string> = {}) {
    const env = {
      PATH: process.env.PATH,
      GITHUB_API_URL: github.url,
      HOST: "127.0.0.1",
      PORT: "0",
      ...variables,
    };
    const child = spawn(process.execPath, [START], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes: Buffer) => {
        output += bytes.toString();
      });
    const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
    const opened = new Promise<string>((found) =>
      child.stdout.on("data", () => {
        const [url] = /http:\/\/\S+\/setup\?token=[\w-]+/.exec(output) ?? [];
        if (url) found(url);
      }),
    );
    return { child, ended, opened };
  }

  it.each<Record<string, string>>([{}, { NODE_ENV: "production", LOG_LEVEL: "silent" }])(
    "without credentials serves the setup page, and with those it wrote, the app: %j",
    async (variables) => {
      const setup = run(variables);
      const url = new URL(await setup.opened);
      const form = {
        method: "POST",
        body: new URLSearchParams({ address: "https://postmortem.example.com" }),
      };
      const state = /state=([\w-]+)/.exec(await (await fetch(url, form)).text())?.[1];
      expect((await fetch(new URL(`/setup/created?code=c0de&state=${state}`, url))).status).toBe(200);
      setup.child.kill("SIGTERM");
      expect((await setup.ended).code).toBe(0);

      // This GitHub knows nothing else; that it is asked about the App shows that the app itself has started.
      const app = await run(variables).ended;
      expect(github.asked).toContain("GET /app");
      expect(app.output).not.toMatch(new RegExp(`not set up|${SECRET}`));
    },
  );

  it.each([
    ["in the environment", { APP_ID: "1" }, ""],
    ["in .env", {}, "APP_ID=1\n"],
  ])("ends with 1 and says what is missing when only some credentials are %s", async (_, variables, file) => {
    writeFileSync(join(folder, ".env"), file);
    const { code, output } = await run(variables).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/PRIVATE_KEY or PRIVATE_KEY_PATH is missing.*WEBHOOK_SECRET is missing/s);
  });
});
