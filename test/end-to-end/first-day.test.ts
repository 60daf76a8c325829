import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, it } from "vitest";
import { parse } from "yaml";
import { createSandbox, type Issue, type Sandbox } from "../../src/sandbox/index.ts";
import { readPage } from "../setup/read-page.ts";
import { requestProblems } from "../support/openapi.ts";

const START = resolve(import.meta.dirname, "../../src/start.ts");
const CONFIG = ".github/postmortem.yml";
const FORM = ".github/ISSUE_TEMPLATE/incident.yml";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Asks until the answer is there; the process under test has its own clock, so this is real time, bounded. */
async function eventually<T>(ask: () => Promise<T | null | undefined>, what: string): Promise<T> {
  const until = Date.now() + 20_000;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== undefined && answer !== null) return answer;
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

/** `npm start` in a folder of its own. */
function start(folder: string, port: number, github: Sandbox) {
  const variables = { GITHUB_API_URL: github.url, HOST: "127.0.0.1", PORT: String(port) };
  const child: ChildProcess = spawn(process.execPath, [START], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...variables, ...(process.env.TEST_LOG ? { LOG_LEVEL: "debug" } : {}) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
  const ended = once(child, "close").then(([code]) => code as number | null);
  closing.push(() => {
    if (process.env.TEST_LOG) console.log(output);
    child.kill("SIGKILL");
    return ended;
  });
  return {
    output: () => output,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** What GitHub makes of a form that is filled in. */
function filledIn(form: string, answers: Record<string, string>) {
  const { body, labels } = parse(form) as {
    body: { id: string; attributes: { label: string } }[];
    labels: string[];
  };
  const said = body.map(
    ({ id, attributes: { label } }) => `### ${label}\n\n${answers[id] ?? "_No response_"}`,
  );
  return { body: said.join("\n\n"), labels };
}

/** The files to which links of a comment lead, with the texts that GitHub's page would show. */
function prefilled(comment: string): { path: string; text: string; page: string }[] {
  return [...comment.matchAll(/\]\((http[^)]+\/new\/[^)]+)\)/g)].map(([, address = ""]) => {
    const url = new URL(address);
    const { filename = "", value = "" } = Object.fromEntries(url.searchParams);
    return { path: filename, text: value, page: url.pathname };
  });
}

it("goes from nothing to a configured repository: credentials, installation, first incident, configuration", async () => {
  const github = await createSandbox({
    repos: ["shop", "web"].map((name) => ({ owner: "acme", name, roles: { ana: "admin", bo: "write" } })),
    users: [{ login: "eve" }],
  });
  closing.push(() => github.close());
  const folder = mkdtempSync(join(tmpdir(), "postmortem-first-day-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;

  // Without credentials: the setup page, at the address that the log shows.
  const setup = start(folder, port, github);
  const page = await eventually(
    async () => /http:\/\/\S+\/setup\?token=[\w-]+/.exec(setup.output())?.[0],
    "the address",
  );
  const sent = await fetch(page, {
    method: "POST",
    body: new URLSearchParams({ address, organisation: "acme" }),
  });
  const confirm = readPage(await sent.text());
  const manifest = JSON.parse(confirm.querySelector("[name=manifest]")?.value ?? "null");
  const onGithub = new URL(confirm.querySelector("form")?.action ?? "");
  expect(onGithub.href).toMatch(`${github.url}/organizations/acme/settings/apps/new?state=`);
  const back = new URL(manifest.redirect_url);
  back.search = new URLSearchParams({
    code: github.confirm(manifest),
    state: onGithub.searchParams.get("state") ?? "",
  }).toString();
  const end = readPage(await (await fetch(back)).text());
  expect(end.querySelector("a")?.href).toBe(`${github.url}/apps/postmortem/installations/new`);
  expect([readdirSync(folder), statSync(join(folder, ".env")).mode & 0o777]).toEqual([[".env"], 0o600]);
  expect(readFileSync(join(folder, ".env"), "utf8")).toContain(`APP_ID=${github.app.id}`);
  expect(await setup.stop()).toBe(0);

  // With them: the app. Installing it writes nothing.
  const app = start(folder, port, github);
  await eventually(async () => (await fetch(`${address}/readyz`)).ok || null, "the app ready");
  await github.install("acme");
  await github.settled();
  expect(github.deliveries()).toMatchObject([{ event: "installation", statusCode: 202 }]);

  const ana = github.as("ana");
  const repoPath = (repo: string) => `/repos/acme/${repo}`;
  const said = async (repo: string, number: number) =>
    (await github.commentsOf("acme", repo, number))
      .filter(({ user }) => user?.type === "Bot")
      .map(({ body }) => body ?? "");
  const documentOf = (repo: string, title: string) =>
    eventually(
      async () => (await github.issues("acme", repo)).find((one) => one.title === `Postmortem: ${title}`),
      `the postmortem of ${title}`,
    );
  const openIncident = async (repo: string, title: string, body = "", labels = ["incident"]) => {
    const { data } = await ana.request<Issue>("POST", `${repoPath(repo)}/issues`, { title, body, labels });
    const document = await documentOf(repo, title);
    const comment = await eventually(
      async () => (await said(repo, data.number)).find((one) => one.includes(`#${document.number}`)),
      `the comment about ${title}`,
    );
    return { number: data.number, document: document.body ?? "", comment };
  };
  const command = async (repo: string, number: number) => {
    const before = (await said(repo, number)).length;
    await ana.request("POST", `${repoPath(repo)}/issues/${number}/comments`, { body: "/postmortem setup" });
    const answers = await eventually(async () => {
      const now = await said(repo, number);
      return now.length > before ? now.slice(before) : null;
    }, "the answer to /postmortem setup");
    expect(answers).toHaveLength(1);
    return answers[0] ?? "";
  };
  const textOf = async (repo: string, path: string, ref = "main") => {
    const asked = `${repoPath(repo)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
    const { status, data } = await ana.attempt<{ content?: string }>("GET", asked);
    return status === 200 ? Buffer.from(data.content ?? "", "base64").toString() : null;
  };

  expect(await github.issues("acme", "shop")).toEqual([]);
  const writes = github.requests().filter(({ kind }) => kind === "write");
  expect(writes).toEqual([]);

  // The first incident. Its comment has two links to new files, filled in.
  const first = await openIncident("shop", "Checkout is down", "Cards fail.");
  const files = prefilled(first.comment);
  expect(files.map(({ path, page }) => [path, page])).toEqual([
    [CONFIG, "/acme/shop/new/main"],
    [FORM, "/acme/shop/new/main"],
  ]);
  expect(first.comment.split("\n").filter((line) => line.includes("/new/main"))).toHaveLength(1);

  // Somebody follows them, chooses a time zone and commits.
  for (const { path, text } of files)
    await ana.push("acme", "shop", {
      [path]: text.replace("# time_zone: UTC", "time_zone: America/Sao_Paulo"),
    });
  expect(await textOf("shop", CONFIG)).toMatch(/^time_zone: America\/Sao_Paulo$/m);
  await github.settled();

  // The next incident comes by the form, and goes by the configuration.
  const { body, labels } = filledIn((await textOf("shop", FORM)) ?? "", {
    severity: "sev1 – an important part is down for many",
    description: "Nobody can pay by card.",
    impact: "Every third order",
    detection: "Two customers wrote",
    links: "https://grafana.example.com/d/1",
  });
  const second = await openIncident("shop", "Cards again", body, labels);
  expect(second.document).toContain("| Severity | sev1 |");
  for (const answer of [
    "Nobody can pay by card.",
    "Every third order",
    "Two customers wrote",
    "grafana.example.com",
  ])
    expect(second.document).toContain(answer);
  expect(second.document).toMatch(/[−-]03|Sao_Paulo/);
  expect(first.document).not.toMatch(/[−-]03|Sao_Paulo/);
  expect(prefilled(second.comment)).toEqual([]);
  expect(await command("shop", second.number)).toContain("Nothing is missing here");

  // In the other repository, where nothing ever happened, the app is asked to do it, which it may not yet.
  const question = { title: "How do we begin?" };
  const { data: other } = await ana.request<Issue>("POST", `${repoPath("web")}/issues`, question);
  const refused = await command("web", other.number);
  expect(refused).toContain("it was not given `contents: write`, `pull_requests: write`.");
  expect(prefilled(refused).map(({ path }) => path)).toEqual([CONFIG, FORM]);
  expect((await github.issues("acme", "web")).filter((one) => one.pull_request)).toEqual([]);

  // Granted, it opens one pull request, though an answer of GitHub's is lost on the way; the check on it is green.
  await github.grant("acme", { contents: "write", pull_requests: "write" });
  github.faults.fail({ method: "PUT", path: /\/contents\// }, "lose-answer");
  const opened = await command("web", other.number);
  const [pull, ...more] = (await github.issues("acme", "web")).filter((one) => one.pull_request);
  expect(more).toEqual([]);
  expect(opened).toContain(`#${pull?.number} adds what is missing here`);
  expect(pull).toMatchObject({ title: "Set up Postmortem", user: { login: "postmortem[bot]" } });
  const head = `refs/pull/${pull?.number}/head`;
  const [check] = await eventually(async () => {
    const runs = await github.checkRunsOf("acme", "web", head);
    return runs.length > 0 ? runs : null;
  }, "the check of the configuration");
  expect(check).toMatchObject({ name: "Postmortem configuration", conclusion: "success", annotations: [] });
  expect(await textOf("web", FORM, "postmortem/setup")).toContain('labels: ["incident"]');

  // Asked twice it names that one; merged, nothing is missing, and nothing has changed but that.
  expect(await command("web", other.number)).toContain(`#${pull?.number} adds`);
  await ana.merge("acme", "web", pull?.number ?? 0);
  expect(await command("web", other.number)).toContain("Nothing is missing here");
  expect((await github.issues("acme", "web")).filter((one) => one.pull_request)).toHaveLength(1);

  expect(await app.stop()).toBe(0);
  expect(github.requests().flatMap((request) => requestProblems(request))).toEqual([]);
  for (const secret of [github.app.webhookSecret, "BEGIN RSA"])
    expect(setup.output() + app.output()).not.toContain(secret);
}, 120_000);
