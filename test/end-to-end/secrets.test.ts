import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listJobs } from "../../src/cli/jobs.ts";
import { type Env, readEnv } from "../../src/env.ts";
import { createLog } from "../../src/log.ts";
import { type Running, start } from "../../src/main.ts";
import { createSandbox, type Failure, type Sandbox } from "../../src/sandbox/index.ts";
import { terminalFor } from "../support/run-cli.ts";

const CONFIG = ".github/postmortem.yml";
const REPO = "/repos/acme/shop";
/** One for each thing that people write, so that what leaks is known at once. */
const PRIVATE = {
  title: "canary-title-payroll",
  body: "canary-body-hunter2",
  comment: "canary-comment-salary",
  label: "canary-label-merger",
  item: "canary-item-lawsuit",
  document: "canary-document-layoff",
  config: "canary-config-project",
  pull: "canary-pull-exploit",
  milestone: "canary-milestone-sale",
};

const FAILURES: [string, Failure][] = [
  ["401", { status: 401, body: { message: "Bad credentials" } }],
  ["403", { status: 403, body: { message: "Resource not accessible by integration" } }],
  ["404", { status: 404, body: { message: "Not Found", title: PRIVATE.title } }],
  [
    "422",
    {
      status: 422,
      body: {
        message: "Validation Failed",
        errors: [{ field: "title", code: "invalid", value: PRIVATE.title }],
      },
    },
  ],
  [
    "429",
    { status: 429, headers: { "retry-after": "1" }, body: { message: "slow down", for: PRIVATE.body } },
  ],
  ["500", { status: 500, body: { message: `cannot parse ${PRIVATE.body}` } }],
  ["502 in HTML", { status: 502, headers: { "content-type": "text/html" }, body: `<h1>${PRIVATE.body}` }],
  ["nonsense", { status: 200, body: [{ [PRIVATE.body]: PRIVATE.title }] }],
  ["words", { status: 200, body: PRIVATE.body }],
  ["an answer that is lost", "lose-answer"],
  ["a connection that breaks", "reset"],
];

let github: Sandbox;
let running: Running;
let env: Env;
let folder: string;
let logged: string;
const tokens = new Set<string>();
let restore = () => {};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T08:00:00Z") });
  logged = "";
  tokens.clear();
  folder = mkdtempSync(join(tmpdir(), "postmortem-secrets-"));
  github = await createSandbox({
    repos: [{ owner: "acme", name: "shop", private: true, roles: { ana: "admin", bo: "write" } }],
  });
  env = readEnv(
    {
      ...github.variables,
      HOST: "127.0.0.1",
      PORT: "0",
      WEBHOOK_SECRET_PREVIOUS: "canary-old-webhook-secret",
      DATABASE_URL: `sqlite:${join(folder, "postmortem.db")}`,
      LOG_LEVEL: "trace",
    },
    false,
  );
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
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
afterEach(async () => {
  restore();
  await running.stop();
  await github.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

/** Lets everything happen that is due within two minutes, or in `horizon` ms. */
async function settle(horizon = 120_000): Promise<void> {
  const until = Date.now() + horizon;
  for (;;) {
    await github.settled();
    await running.worker.drain();
    await github.settled();
    const due = await running.nextDue();
    if (due === null || due > until) return;
    if (due > Date.now()) vi.setSystemTime(due);
  }
}

const as = (login: string) => github.as(login);
const edit = (number: number, change: object) =>
  as("ana").request("PATCH", `${REPO}/issues/${number}`, change);
const say = (number: number, body: string) =>
  as("ana").request("POST", `${REPO}/issues/${number}/comments`, { body });

/** Everything that people write, and that the app makes of it. Some of it fails, so nothing is waited for. */
async function live(): Promise<void> {
  const { data } = await as("ana").request<{ number: number }>("POST", `${REPO}/issues`, {
    title: PRIVATE.title,
    body: PRIVATE.body,
    labels: ["incident", PRIVATE.label],
  });
  await settle();
  await say(data.number, `07:40 UTC ${PRIVATE.comment}\n\n/timeline 07:41 UTC ${PRIVATE.comment}`);
  await say(data.number, `/action ${PRIVATE.item} @ana\n/postmortem ${PRIVATE.comment}`);
  await settle();
  const documents = (await github.issues("acme", "shop")).filter(({ title }) =>
    title.startsWith("Postmortem"),
  );
  for (const { number, body } of documents.slice(-1))
    await edit(number, { body: (body ?? "").replace("## Ideas", `- [ ] ${PRIVATE.document}\n\n## Ideas`) });
  await settle();
  await edit(data.number, { title: `${PRIVATE.title} again` });
  await settle();
}

/** Where secrets are, whatever the app is asked. */
const secrets = () => [
  env.app.webhookSecret,
  "canary-old-webhook-secret",
  ...env.app.privateKey.split("\n").filter((line) => line.length > 40 && !line.includes("-----")),
  ...tokens,
];

function hits(text: string, canaries: readonly string[]): string[] {
  return canaries
    .filter((canary) => canary.length > 6 && text.includes(canary))
    .map((one) => one.slice(0, 30));
}

/** What the command line says of the jobs. */
async function printedJobs(): Promise<string> {
  const { terminal, said } = terminalFor({ variables: { DATABASE_URL: env.databaseUrl } });
  for (const state of ["dead", "ready", "running"] as const)
    for (const json of [false, true]) await listJobs({ state, json }, terminal);
  return said.out + said.err;
}

/** Which column of which table holds one of these. */
function columnsWith(canaries: readonly string[]): Set<string> {
  const db = new DatabaseSync(join(folder, "postmortem.db"), { readOnly: true });
  const found = new Set<string>();
  for (const { name } of db.prepare("select name from sqlite_master where type = 'table'").all())
    for (const row of db.prepare(`select * from "${name}"`).all())
      for (const [column, value] of Object.entries(row))
        if (hits(String(value), canaries).length > 0) found.add(`${name}.${column}`);
  db.close();
  return found;
}

describe("secrets and people's text", () => {
  it("stand in no log line at the most talkative level, in no answer, metric, or list of jobs, whatever fails", async () => {
    await as("ana").push("acme", "shop", {
      [CONFIG]: `milestones: { rule: fixed, name: ${PRIVATE.milestone} }\n`,
    });
    await settle();
    const asked = [
      { method: "POST", path: /\/(issues|labels|comments|milestones)$/ },
      { method: "POST", path: /access_tokens$/ },
      { method: "GET", path: /\/(issues\/\d+|comments|timeline|permission|labels)$/ },
      { method: "PATCH" },
    ];
    for (const [, failure] of FAILURES) {
      for (const match of asked) github.faults.fail(match, failure);
      await live();
      github.faults.clear();
    }
    // One that never ends well.
    github.faults.fail({ path: /./, times: 10_000 }, { status: 500, body: { message: PRIVATE.title } });
    await live();
    await settle(8 * 24 * 3_600_000);
    github.faults.clear();
    await as("ana").push("acme", "shop", { [CONFIG]: `${PRIVATE.config}: ${PRIVATE.config}\n` });
    await as("bo").propose("acme", "shop", {
      title: PRIVATE.pull,
      body: `closes #1 ${PRIVATE.pull}`,
      files: { [CONFIG]: `${PRIVATE.config}: [` },
    });
    await settle(24 * 3_600_000);
    await running.keepHouse();
    await settle(8 * 24 * 3_600_000);

    // And at the door.
    const body = JSON.stringify({ issue: { title: PRIVATE.title } });
    const answers: string[] = [];
    for (const signature of ["", "sha256=0", `sha256=${"0".repeat(64)}`]) {
      const headers = {
        "content-type": "application/json",
        "x-github-event": "issues",
        "x-github-delivery": "g",
      };
      const answer = await fetch(`${running.url}${env.webhookPath}`, {
        ...{ method: "POST", headers: { ...headers, "x-hub-signature-256": signature }, body },
      });
      expect(answer.status).toBe(401);
      answers.push(JSON.stringify([...answer.headers]), await answer.text());
    }
    for (const path of ["/metrics", "/healthz", "/readyz", `/${PRIVATE.title}`, "/api/github/webhooks"])
      answers.push(await (await fetch(running.url + path)).text());
    const jobs = await printedJobs();
    expect(logged.split("\n").length).toBeGreaterThan(100);
    expect(tokens.size).toBeGreaterThan(2);
    const canaries = [...secrets(), ...Object.values(PRIVATE)];
    expect({
      log: hits(logged, canaries),
      answers: hits(answers.join(), canaries),
      jobs: hits(jobs, canaries),
    }).toEqual({
      log: [],
      answers: [],
      jobs: [],
    });
    // It did happen: there are dead letters and errors to be seen.
    expect(jobs).toMatch(/attempt/);
    expect(logged).toMatch(/"level":[45]0/);
  }, 120_000);

  it("are apart in the store: people's text in jobs and records, and of what is done only in records; secrets nowhere", async () => {
    await live();
    await settle();
    const db = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect(db.flatMap((file) => hits(file, secrets()))).toEqual([]);
    expect(secrets().length).toBeGreaterThan(10);
    expect(columnsWith(secrets())).toEqual(new Set());
    expect(columnsWith(Object.values(PRIVATE))).toEqual(new Set(["record.value"]));
    // What is not done yet, or failed for good, is kept as it came, so that it can be run.
    github.faults.fail({ path: /./, times: 10_000 }, { status: 500 });
    await live();
    expect([...columnsWith(Object.values(PRIVATE))].toSorted()).toEqual(["job_task.task", "record.value"]);
  });

  it.each(["json", "pretty"])(
    "are in nothing that is printed when the program crashes (%s)",
    async (format) => {
      vi.useRealTimers();
      const carried = { request: { body: PRIVATE.body, headers: { authorization: "token canary-token" } } };
      // As soon as the program runs.
      const crash = join(folder, "crash.mjs");
      writeFileSync(
        crash,
        `const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (chunk, ...rest) => {
        if (String(chunk).includes("listening")) setTimeout(() => {
          throw Object.assign(new Error("boom", { cause: new Error("${PRIVATE.title}") }), ${JSON.stringify(carried)});
        });
        return write(chunk, ...rest);
      };`,
      );
      const program = resolve(import.meta.dirname, "../../src/start.ts");
      const variables: Record<string, string | undefined> = {
        PATH: process.env.PATH,
        ...github.variables,
        HOST: "127.0.0.1",
        PORT: "0",
        DATABASE_URL: `sqlite:${join(folder, "other.db")}`,
        LOG_LEVEL: "trace",
        LOG_FORMAT: format,
      };
      const child = spawn(process.execPath, ["--import", crash, program], {
        cwd: folder,
        env: variables,
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (bytes: Buffer) => {
          output += bytes.toString();
        });
      const [code] = await once(child, "close");
      expect(code).toBe(1);
      expect(output).toMatch(/crashed/);
      expect(output).toMatch(/boom/);
      expect(hits(output, [...secrets(), ...Object.values(PRIVATE), "canary-token"])).toEqual([]);
    },
  );
});
