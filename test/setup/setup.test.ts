import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv, readSetupEnv } from "../../src/env.ts";
import { addEnvFile } from "../../src/env-file.ts";
import { createLog } from "../../src/log.ts";
import { readManifest } from "../../src/setup/manifest.ts";
import { type SetupRunning, serveSetup } from "../../src/setup/serve-setup.ts";
import { conversion, createFakeGithub, PEM, SECRET } from "./fake-github.ts";
import { type Page, readPage } from "./read-page.ts";

const HOUR = 3_600_000;
const PUBLIC = "https://postmortem.example.com";

describe("setting up", () => {
  let github: Awaited<ReturnType<typeof createFakeGithub>>;
  let setup: SetupRunning;
  let folder: string;
  let envFile: string;
  let logged: string;
  let now: number;

  beforeEach(async () => {
    github = await createFakeGithub();
    folder = mkdtempSync(join(tmpdir(), "postmortem-setup-"));
    envFile = join(folder, ".env");
    now = Date.parse("2026-11-23T09:00:00Z");
    setup = await serve({ GITHUB_API_URL: github.url });
  });
  afterEach(async () => {
    await setup.stop();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function serve(variables: Record<string, string>): Promise<SetupRunning> {
    logged = "";
    const sink = new Writable({
      write(chunk, _encoding, written) {
        logged += String(chunk);
        written();
      },
    });
    const log = createLog({ logLevel: "trace", logFormat: "json" }, sink);
    const env = readSetupEnv({ HOST: "127.0.0.1", PORT: "0", ...variables }, false);
    return serveSetup(env, { log, now: () => now, envFile });
  }

  async function again(variables: Record<string, string>): Promise<void> {
    await setup.stop();
    setup = await serve(variables);
  }

  const token = () => /\/setup\?token=([\w-]+)/.exec(logged)?.[1] ?? "";

  async function get(path: string, headers: Record<string, string> = {}) {
    const answer = await fetch(setup.url + path, { headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, page: readPage(text) };
  }

  async function post(fields: Record<string, string>, path = `/setup?token=${token()}`) {
    const answer = await fetch(setup.url + path, { method: "POST", body: new URLSearchParams(fields) });
    const text = await answer.text();
    return { status: answer.status, text, page: readPage(text) };
  }

  /** What the browser would post to GitHub, and what GitHub would send it back to. */
  async function toGithub(fields: Record<string, string> = {}) {
    const { page } = await post({ address: PUBLIC, organisation: "", ...fields });
    const form = page.querySelector("form");
    const manifest = JSON.parse(page.querySelector("[name=manifest]")?.value ?? "null");
    const action = new URL(form?.action ?? "");
    return { manifest, action, state: action.searchParams.get("state") ?? "" };
  }

  const back = (state: string, code = "c0de") => get(`/setup/created?code=${code}&state=${state}`);
  const problemsOf = (page: Page) => [...page.querySelectorAll(".problem")].map((p) => p.textContent);

  it("goes from the address in the log to credentials with which the app can start", async () => {
    const ask = await get(`/setup?token=${token()}`);
    expect(ask.status).toBe(200);
    const { manifest, action, state } = await toGithub();
    expect(action.href).toBe(`${github.url}/settings/apps/new?state=${state}`);
    expect(manifest).toEqual({
      ...readManifest(),
      hook_attributes: { url: `${PUBLIC}/api/github/webhooks`, active: true },
      redirect_url: `${setup.url}/setup/created`,
    });

    const end = await back(state);
    expect(end.status).toBe(200);
    expect(end.page.querySelector("a")?.href).toBe(`${github.url}/apps/postmortem-acme/installations/new`);
    expect(statSync(envFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual([".env"]);

    const variables = {};
    addEnvFile(variables, envFile);
    expect(readEnv(variables, false).app).toMatchObject({ id: 4242, webhookSecret: SECRET });
    expect(readEnv(variables, false).app.privateKey.trim()).toBe(PEM.trim());
  });

  it("says what will be created, with every permission and event of app.yml", async () => {
    const { page } = await get(`/setup?token=${token()}`);
    const rows = [...page.querySelectorAll("tr")].map((row) =>
      [...row.cells].map((cell) => cell.textContent),
    );
    const { default_permissions: permissions, default_events: events } = readManifest();
    expect(rows).toEqual(
      Object.entries(permissions).map(([name, access]) => [name.replace("_", " "), access]),
    );
    for (const event of events) expect(page.body.textContent).toContain(event.replace("_", " "));
  });

  it("shows and logs neither key nor secrets, nor the code", async () => {
    const { state } = await toGithub();
    const { text } = await back(state, "canary-code");
    for (const secret of [SECRET, "BEGIN RSA", Buffer.from(PEM).toString("base64"), "canary-code", state])
      expect(text + logged).not.toContain(secret);
    expect(logged.split(token())).toHaveLength(2);
  });

  it("loads nothing, keeps nothing, and lets nobody frame it or learn its address", async () => {
    const pages = [get(`/setup?token=${token()}`), get("/setup"), get("/setup/created?code=x&state=y")];
    for (const { headers, page } of await Promise.all(pages)) {
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' /,
      );
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("set-cookie")).toBeNull();
      expect(page.querySelectorAll("script, link, img, iframe")).toHaveLength(0);
    }
  });

  it("allows the one style that it has", async () => {
    const { page, headers } = await get(`/setup?token=${token()}`);
    const style = page.querySelector("style")?.textContent ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers.get("content-security-policy")).toContain(`style-src 'sha256-${hash}'`);
  });

  it.each([
    ["none", {}, ""],
    ["the browser's", { host: "pm.example.com:8080" }, "http://pm.example.com:8080"],
    [
      "a proxy's",
      { "x-forwarded-host": "pm.example.com, inner", "x-forwarded-proto": "https" },
      "https://pm.example.com",
    ],
    ["HTML", { "x-forwarded-host": '"><script>alert(1)</script>' }, ""],
  ])("proposes the public address by the headers: %s", async (_, headers, expected) => {
    const text = await rawGet(`/setup?token=${token()}`, headers);
    expect(readPage(text).querySelector("#address")?.value).toBe(expected);
    expect(text).not.toContain("<script");
  });

  /** `fetch` sets the host itself. */
  function rawGet(path: string, headers: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      request(setup.url + path, { headers }, async (answer) => {
        let text = "";
        for await (const piece of answer) text += piece;
        resolve(text);
      })
        .on("error", reject)
        .end();
    });
  }

  it("asks GitHub for an App of the organisation, and comes back to where the page is public", async () => {
    const { action } = await toGithub({ organisation: "acme-inc" });
    expect(action.pathname).toBe("/organizations/acme-inc/settings/apps/new");
    const { manifest } = await toGithub({ address: `${setup.url}/below/` });
    expect(manifest.redirect_url).toBe(`${setup.url}/below/setup/created`);
    expect(manifest.hook_attributes.url).toBe(`${setup.url}/below/api/github/webhooks`);
  });

  it.each([
    ["https://api.github.com", "https://github.com"],
    ["https://api.acme.ghe.com", "https://acme.ghe.com"],
    ["https://git.acme.com/api/v3", "https://git.acme.com"],
  ])("knows where people see the GitHub of %s", async (GITHUB_API_URL, web) => {
    await again({ GITHUB_API_URL });
    const { action } = await toGithub();
    expect(action.origin).toBe(web);
    const { headers } = await get(`/setup?token=${token()}`);
    expect(headers.get("content-security-policy")).toContain(`form-action 'self' ${web};`);
  });

  it.each([
    ["no address", { address: "" }, /^The public address: expected/],
    ["an address that is none", { address: "postmortem" }, /^The public address: expected/],
    ["a script for an address", { address: "javascript:alert(1)" }, /^The public address: expected/],
    ["an address with a password", { address: "https://ana:x@host" }, /^The public address: expected/],
    ["an endless address", { address: `https://host/${"a".repeat(400)}` }, /^The public address: expected/],
    [
      "HTML for an organisation",
      { organisation: '"><script>alert(1)</script>' },
      /^The organisation: expected/,
    ],
    ["a path for an organisation", { organisation: "../../evil" }, /^The organisation: expected/],
    ["an endless organisation", { organisation: "a".repeat(4_000) }, /^The organisation: expected/],
  ])("tells what is wrong with %s, and keeps what was typed as text", async (_, fields, expected) => {
    const { status, text, page } = await post({ address: PUBLIC, ...fields });
    expect(status).toBe(422);
    expect(problemsOf(page)).toEqual([expect.stringMatching(expected)]);
    expect(page.querySelectorAll("script")).toHaveLength(0);
    expect(text).not.toContain("<script");
    const kept = Object.keys(fields).map((name) => page.querySelector(`#${name}`)?.value);
    expect(kept).toEqual(Object.values(fields));
  });

  it("refuses this machine's own name where GitHub could not reach it", async () => {
    await again({ GITHUB_API_URL: "https://api.github.com" });
    const { status, page } = await post({ address: "http://localhost:3000" });
    expect([status, problemsOf(page)[0]]).toEqual([422, expect.stringContaining("GitHub cannot send")]);
  });

  it.each(["/setup", "/setup?token=", "/setup?token=wrong", `/setup?token=${"a".repeat(43)}`])(
    "opens for nobody without the token: %s",
    async (path) => {
      expect((await get(path)).status).toBe(403);
      expect((await post({ address: PUBLIC }, path)).status).toBe(403);
    },
  );

  describe("when GitHub sends the browser back", () => {
    it("takes no state that it did not give", async () => {
      for (const state of ["", "wrong", "a".repeat(43)]) expect((await back(state)).status).toBe(403);
      expect([github.asked, existsSync(envFile)]).toEqual([[], false]);
    });

    it("takes a state once", async () => {
      const { state } = await toGithub();
      expect((await back(state, "expired")).status).toBe(409);
      expect((await back(state)).status).toBe(403);
      expect(github.asked).toHaveLength(1);
    });

    it("takes a state for an hour", async () => {
      const [one, other] = [await toGithub(), await toGithub()];
      now += HOUR;
      expect((await back(one.state)).status).toBe(403);
      now -= 1;
      expect((await back(other.state)).status).toBe(403);
      const third = await toGithub();
      now += HOUR - 1;
      expect((await back(third.state)).status).toBe(200);
    });

    it("takes only what can be a code", async () => {
      const { state } = await toGithub();
      for (const code of ["", "a/../b", "a".repeat(300)])
        expect((await back(state, encodeURIComponent(code))).status).toBe(400);
      expect(github.asked).toEqual([]);
      expect((await back(state)).status).toBe(200);
    });

    it.each([404, 422])("says that the code is good no more (%d)", async (status) => {
      github.answers.push({ status, body: { message: "canary" } });
      const end = await back((await toGithub()).state);
      expect([end.status, problemsOf(end.page)[0]]).toEqual([
        409,
        expect.stringContaining("older than an hour"),
      ]);
      expect(end.text + logged).not.toContain("canary");
      expect(existsSync(envFile)).toBe(false);
    });

    it("can be asked again when GitHub had no time", async () => {
      github.answers.push({ status: 502, body: {} });
      const { state } = await toGithub();
      expect((await back(state)).status).toBe(503);
      expect((await back(state)).status).toBe(200);
    });

    it.each([
      ["no secret", { webhook_secret: null }],
      ["a secret with a line of its own", { webhook_secret: "x\nPORT=1" }],
      ["no key", { pem: "hush" }],
      ["no number", { id: "4242" }],
    ])("keeps nothing of an answer with %s", async (_, change) => {
      github.answers.push({ status: 201, body: { ...conversion(github.url), ...change } });
      const end = await back((await toGithub()).state);
      expect([end.status, existsSync(envFile)]).toEqual([409, false]);
      expect(end.text + logged).not.toContain("hush");
    });

    it("links nowhere but to GitHub", async () => {
      github.answers.push({
        status: 201,
        body: { ...conversion(github.url), html_url: "javascript:alert(1)" },
      });
      const { page } = await back((await toGithub()).state);
      expect(page.querySelectorAll("a")).toHaveLength(0);
    });
  });

  describe("the file", () => {
    it("keeps its other lines", async () => {
      writeFileSync(envFile, "# ours\nPORT=4000\nAPP_ID=\nLOG_LEVEL=debug", { mode: 0o644 });
      expect((await back((await toGithub()).state)).status).toBe(200);
      expect(readFileSync(envFile, "utf8")).toMatch(
        /^# ours\nPORT=4000\nAPP_ID=\nLOG_LEVEL=debug\nAPP_ID=4242\nPRIVATE_KEY=/,
      );
      expect(statSync(envFile).mode & 0o777).toBe(0o600);
      const variables = {};
      addEnvFile(variables, envFile);
      expect(readEnv(variables, false)).toMatchObject({ port: 4000, app: { id: 4242 } });
    });

    it.each(["APP_ID=1", "WEBHOOK_SECRET=x", "PRIVATE_KEY_PATH=key.pem"])(
      "is never replaced where it says %s",
      async (line) => {
        const { state } = await toGithub();
        writeFileSync(envFile, line);
        const end = await back(state);
        expect([end.status, problemsOf(end.page)[0]]).toEqual([
          409,
          expect.stringContaining("already holds credentials"),
        ]);
        expect([readFileSync(envFile, "utf8"), github.asked]).toEqual([line, []]);
      },
    );

    it("that cannot be written is told before GitHub is asked for anything", async () => {
      const { state } = await toGithub();
      rmSync(folder, { recursive: true });
      for (const answer of [await get(`/setup?token=${token()}`), await back(state)]) {
        expect(answer.status).toBe(409);
        expect(answer.page.body.textContent).toMatch(
          /cannot be written \(ENOENT\).*Start the app in a folder that it may write/s,
        );
      }
      expect(github.asked).toEqual([]);
      expect((await back("wrong")).status).toBe(403);
      mkdirSync(folder);
      expect((await back(state)).status).toBe(200);
    });
  });

  it("does nothing more once it is done", async () => {
    const [one, other] = [await toGithub(), await toGithub()];
    await back(one.state);
    const written = readFileSync(envFile, "utf8");
    const visits = [
      await get(`/setup?token=${token()}`),
      await get("/setup"),
      await back(one.state),
      await back(other.state, "another"),
    ];
    expect(visits.map(({ status }) => status)).toEqual([410, 410, 410, 410]);
    expect((await post({ address: PUBLIC })).status).toBe(410);
    expect([readFileSync(envFile, "utf8"), github.asked.length]).toEqual([written, 1]);
    expect(visits[0]?.text).toContain("Restart");
  });

  it("writes one set of credentials when two come back at once", async () => {
    const [one, other] = [await toGithub(), await toGithub()];
    const ends = await Promise.all([back(one.state, "one"), back(other.state, "two")]);
    expect(ends.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(readFileSync(envFile, "utf8").match(/APP_ID/g)).toHaveLength(1);
  });

  it("takes bodies that are forms, and short ones", async () => {
    const path = `${setup.url}/setup?token=${token()}`;
    const huge = await post({ address: "a".repeat(1_000_000) });
    const json = await fetch(path, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    const put = await fetch(path, { method: "PUT", body: "x".repeat(100_000) });
    expect([huge.status, json.status, put.status]).toEqual([413, 415, 405]);
  });

  it("answers health and webhooks as what is not set up", async () => {
    const shown = async (path: string, init?: RequestInit) => {
      const answer = await fetch(setup.url + path, init);
      return [answer.status, await answer.json()];
    };
    const delivery = { method: "POST", body: "x".repeat(500_000) };
    expect(await shown("/healthz")).toEqual([200, { status: "alive" }]);
    expect(await shown("/readyz")).toEqual([503, { error: "not set up" }]);
    expect(await shown("/api/github/webhooks", delivery)).toEqual([503, { error: "not set up" }]);
    expect(await shown("/elsewhere")).toEqual([404, { error: "not found" }]);
    await back((await toGithub()).state);
    expect(await shown("/readyz")).toEqual([503, { error: "set up, waiting for a restart" }]);
  });
});
