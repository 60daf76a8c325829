import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { openStage, type Stage } from "./stage.ts";

const DAY = 24 * 3_600_000;
const CONFIG = ".github/postmortem.yml";
/** Where the private side is. Its name is private, too. */
const VAULT = "ospreys";
const ROLES = { ana: "admin", bo: "write", nightowl: "write" } as const;

/** Its name stands in the owner's private configuration, which holds for all of the owner's repositories. */
const OURS = `sensitive: { repository: ${VAULT} }
postmortem: { gate: warn, approvals: 1 }
review: monthly
`;
const PRIVATE = `_extends: .github
labels: { in_review: lynx-review, all_done: lynx-done, escalated: lynx-late }
milestones: { name: Narwhal }
escalation: { people: [nightowl], after_days: 2 }
`;
/** A public repository whose summary asks for the others. */
const HUB = `_extends: .github
summary: { repositories: [shop, ${VAULT}] }
`;

/** Words that stand only where the public does not read, each at another place. */
const CANARIES = {
  "the document's title": "mangrove",
  "its body": "walrus",
  "an action item": "quokka",
  "an action item that asks for a public repository": "axolotl",
  "an action item that names a public issue": "gecko",
  "a comment on the document": "ibex",
  "the reason of a closed item": "tapir",
  "the end of a conflict": "pangolin",
  "labels of the private configuration": "lynx",
  "its milestone": "narwhal",
  "who works there": "nightowl",
  "a branch and its pull request": "heron",
  "the words of an error of GitHub's": "cormorant",
  "what is private and not sensitive, beside a public group": "okapi",
  "the private repository": VAULT,
};

let stage: Stage;
/** What an outsider could read in the end, where it stands and its words. */
let open: { place: string; text: string }[];
let metrics: string;
let printed: string;
const log: string[] = [];
let incident: number;

const as = (login: string) => stage.github.as(login);
const vault = (number: number) => stage.github.issue("acme", VAULT, number);
const saidOn = async (repo: string, number: number) =>
  (await stage.github.commentsOf("acme", repo, number))
    .filter(({ user }) => user?.type === "Bot")
    .map(({ body }) => body ?? "");

async function say(by: string, repo: string, number: number, body: string): Promise<void> {
  stage.advance(60_000);
  await as(by).request("POST", `/repos/acme/${repo}/issues/${number}/comments`, { body });
  await stage.settle();
}

async function rewrite(number: number, change: (body: string) => string, more: object = {}): Promise<void> {
  stage.advance(60_000);
  const { body } = await vault(number);
  await as("ana").request("PATCH", `/repos/acme/${VAULT}/issues/${number}`, {
    body: change(body ?? ""),
    ...more,
  });
  await stage.settle();
}

const withLines =
  (...lines: string[]) =>
  (body: string) =>
    body.replace("## Ideas", `${lines.map((line) => `- [ ] ${line}`).join("\n")}\n\n## Ideas`);

async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    stage.advance(DAY);
    await stage.settle(0);
  }
  await stage.keepHouse();
}

/** The number of the private issue whose title holds these words. */
async function numberOf(words: string): Promise<number> {
  const issues = await stage.github.issues("acme", VAULT);
  return issues.find(({ title }) => title.includes(words))?.number ?? 0;
}

async function declared(title: string): Promise<[incident: number, document: number]> {
  const number = await stage.incident("ana", { title, labels: ["incident", "security", "sev1"] });
  return [number, await numberOf(title)];
}

/** People on the private side. */
async function work(document: number): Promise<void> {
  const wish = await as("bo").request<{ number: number }>("POST", "/repos/acme/shop/issues", {
    title: "An old wish",
  });
  await rewrite(
    document,
    (body) =>
      withLines(
        "Rotate the quokka keys @nightowl due 2026-11-25 P1",
        "Publish the axolotl notice repo: acme/shop @bo",
        `acme/shop#${wish.data.number} gecko words @nightowl due 2026-12-24`,
        "Read the logs of the walrus due 03/04/2027",
      )(body).replace("_", "walrus _"),
    { title: "Postmortem: the mangrove" },
  );
  await say(
    "nightowl",
    VAULT,
    document,
    "ibex told us: the key is in the build log\n\n/action Ask the ibex due 2026-12-03",
  );
  await say("bo", VAULT, document, "/timeline 10:12 UTC – the ibex saw it");
  const pull = await as("nightowl").propose("acme", VAULT, {
    title: "A heron in the pipeline",
    body: `for acme/shop#${incident}`,
    branch: "heron",
    files: { "heron.txt": "heron\n" },
  } as never);
  await as("nightowl").merge("acme", VAULT, pull);
  await stage.settle();
  await conflict(await numberOf("quokka"), document);
  await as("bo").request("POST", `/repos/acme/${VAULT}/issues/${await numberOf("ibex")}/comments`, {
    body: "/done tapir",
  });
  await stage.settle();
}

/** No label calls it sensitive, and a public summary asks for it: what stands there is not for it all the same. */
async function plainIncident(): Promise<void> {
  const labels = ["incident", "sev2"];
  await as("ana").request("POST", `/repos/acme/${VAULT}/issues`, { title: "The okapi is slow", labels });
  await stage.settle();
  const document = await numberOf(": The okapi");
  await rewrite(
    document,
    withLines("Feed the okapi @bo due 2026-11-24", "Wash the okapi @nightowl due 2026-12-24"),
  );
}

/** Both sides of an item change at once. */
async function conflict(item: number, document: number): Promise<void> {
  const { body } = await vault(document);
  await stage.downWhile(async () => {
    stage.advance(60_000);
    await as("bo").request("PATCH", `/repos/acme/${VAULT}/issues/${item}`, { title: "Rotate every quokka" });
    await as("ana").request("PATCH", `/repos/acme/${VAULT}/issues/${document}`, {
      body: (body ?? "").replace("Rotate the quokka keys", "Rotate the pangolin"),
    });
  });
  await stage.settle();
}

/** People on the public side, whose own words are public. */
async function commands(): Promise<void> {
  for (const text of [
    ...[
      "open",
      "help",
      "refresh",
      "close",
      "review",
      "severity 2",
      "setup",
      "lead @eve",
      "approve",
      "frobnicate",
    ].map((command) => `/postmortem ${command}`),
    "/postmortem close anyway nothing else to do",
    "/timeline 10:30 UTC – customers were told",
    "/action Tell the customers @bo due 2026-12-09",
    "/action Tell the press repo: acme/hub",
    "/action commit",
    "/done acme/shop#1 no",
  ])
    await say("bo", "shop", incident, text);
  await say("eve", "shop", incident, "/postmortem open");
}

/** GitHub fails, and what it says then may repeat what it was sent. */
async function trouble(document: number): Promise<void> {
  const { faults } = stage.github;
  const path = `/repos/acme/${VAULT}/issues/${document}`;
  for (const status of [403, 404, 422]) {
    faults.fail(
      { method: "PATCH", path, times: 20 },
      { status, body: { message: "cormorant: walrus is invalid" } },
    );
    await say("bo", "shop", incident, "/postmortem lead @bo");
    await say("bo", "shop", incident, "/action Call the bank due 2026-12-11");
    faults.clear();
  }
  faults.fail(
    { path: new RegExp(`/${VAULT}/`), times: 400 },
    { status: 500, body: { message: "cormorant walrus" } },
  );
  await say("bo", "shop", incident, "/postmortem refresh");
  await stage.settle(3 * DAY);
  faults.clear();
}

async function everythingOpen(): Promise<{ place: string; text: string }[]> {
  const found: { place: string; text: string }[] = [];
  const look = async (place: string) => {
    const reply = await as("eve").attempt<unknown>("GET", place);
    if (reply.status < 400) found.push({ place, text: JSON.stringify(reply.data) });
    return reply;
  };
  for (const repo of ["shop", "hub"]) {
    const base = `/repos/acme/${repo}`;
    const issues = await look(`${base}/issues?state=all&per_page=100`);
    for (const { number } of issues.data as { number: number }[])
      for (const part of ["", "/comments", "/timeline", "/events", "/sub_issues", "/labels"])
        await look(`${base}/issues/${number}${part}?per_page=100`);
    for (const part of [
      "labels",
      "milestones?state=all",
      "issues/comments",
      "pulls?state=all",
      "commits/main/check-runs",
    ])
      await look(`${base}/${part}`);
  }
  for (const repo of [VAULT, ".github"]) expect((await look(`/repos/acme/${repo}/issues`)).status).toBe(404);
  return found;
}

async function command(...args: string[]): Promise<string> {
  const database = { DATABASE_URL: `sqlite:${join(stage.folder, "postmortem.db")}` };
  const { out, err } = await runCli(args, { variables: { ...stage.github.variables, ...database } });
  return `${args.join(" ")}\n${out}${err}`;
}

describe("a security incident in public", () => {
  beforeAll(async () => {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log.push(String(chunk));
        done();
      },
    });
    stage = await openStage(
      {
        repos: [
          { owner: "acme", name: "shop", roles: { ana: "admin", bo: "write", cy: "triage" } },
          { owner: "acme", name: "hub", roles: { ana: "admin", bo: "write" }, files: { [CONFIG]: HUB } },
          { owner: "acme", name: VAULT, private: true, roles: ROLES, files: { [CONFIG]: PRIVATE } },
          {
            owner: "acme",
            name: ".github",
            private: true,
            roles: ROLES,
            files: { "postmortem.yml": OURS, [CONFIG]: OURS },
          },
        ],
        users: [{ login: "eve" }],
      },
      sink,
    );
    await as("ana").push("acme", "hub", { "README.md": "Where the others are summed up\n" });
    const [number, document] = await declared("A token in a public log");
    incident = number;
    await work(document);
    await plainIncident();
    await commands();
    await trouble(document);
    await as("nightowl").request("POST", `/repos/acme/${VAULT}/issues/${document}/comments`, {
      body: "/postmortem approve",
    });
    await days(16);
    const plain = (await stage.incident("ana", { title: "Slow pages", labels: ["incident"] })) + 1;
    await stage.edit("ana", plain, withLines("Cache the pages @bo due 2026-12-10"));
    const [again] = await declared("Another token");
    await say("bo", "shop", again, `/postmortem duplicate of #${incident}`);
    const [third] = await declared("A false alarm");
    await say("bo", "shop", third, "/postmortem cancel it was the test");
    await as("ana").request("PATCH", `/repos/acme/${VAULT}/issues/${document}`, { state: "closed" });
    await as("ana").request("PATCH", `/repos/acme/shop/issues/${incident}`, { state: "closed" });
    await days(20);
    open = await everythingOpen();
    metrics = await (await fetch(`${stage.app().url}/metrics`)).text();
    const outputs = [
      await command("report", "--repo", "acme/shop"),
      await command("report", "--repo", "acme/shop", "--format", "json"),
      await command("report", "--repo", "acme/hub", "--format", "csv"),
      await command("timeline", `acme/shop#${incident}`),
      await command("summary", "--repo", "acme/shop", "--force", "--dry-run"),
      await command("summary", "--repo", "acme/hub", "--force", "--dry-run"),
      await command("check-config", "--repo", "acme/shop"),
    ];
    printed = outputs.join("\n");
  }, 240_000);
  afterAll(() => stage.close());

  it("has had its whole life on the private side", async () => {
    const document = await numberOf("mangrove");
    const { body, state } = await vault(document);
    const said = (await saidOn(VAULT, document)).join("\n");
    const titles = (await stage.github.issues("acme", VAULT)).map(({ title }) => title).join("\n");
    expect(state).toBe("closed");
    for (const words of ["walrus", "tapir", "Tell the customers", "axolotl"]) expect(body).toContain(words);
    for (const words of ["pangolin", "03/04/2027", "To the comment of", "cormorant", "repo: acme/shop"])
      expect(said).toContain(words);
    for (const words of ["Follow-up ledger", "quokka", "axolotl", "Tell the press", "Feed the okapi"])
      expect(titles).toContain(words);
    const items = await saidOn(VAULT, await numberOf("quokka"));
    expect(items.join()).toContain("@nightowl");
  });

  it("is answered in the open, and of the postmortem only that there is one", async () => {
    const said = (await saidOn("shop", incident)).join("\n");
    expect(said).toContain("There is a postmortem, where only the team can read it.");
    expect(said).toContain("The answer is on the postmortem, where only the team can read it.");
  });

  it("sums up what is public, in public", () => {
    const summed = open.filter(
      ({ place, text }) => place.includes("/hub/") && text.includes("Cache the pages"),
    );
    expect(summed.length).toBeGreaterThan(1);
  });

  it.each(Object.entries(CANARIES))("shows nobody outside %s", (_, canary) => {
    const shown = open.filter(({ text }) => text.toLowerCase().includes(canary));
    expect(open.length).toBeGreaterThan(30);
    expect(shown.map(({ place, text }) => `${place}: ${around(text, canary)}`)).toEqual([]);
  });

  it("names no private number", () => {
    expect(open.filter(({ text }) => new RegExp(`${VAULT}(?:#|/issues/)\\d`, "i").test(text))).toEqual([]);
  });

  it.each(Object.entries(CANARIES).filter(([, canary]) => canary !== VAULT))(
    "logs and counts nothing of %s, at the most talkative level",
    (_, canary) => {
      const lines = log.join("").split("\n");
      expect(lines.length).toBeGreaterThan(200);
      expect(lines.filter((line) => line.toLowerCase().includes(canary))).toEqual([]);
      expect(metrics.toLowerCase()).not.toContain(canary);
    },
  );

  it("counts by no name", () => {
    expect(metrics).toContain("postmortem_");
    expect(metrics.split("\n").filter((line) => line.includes(VAULT))).toEqual([]);
  });

  it("prints nothing of it for the public repositories", () => {
    expect(printed).toContain("report --repo acme/shop");
    for (const canary of Object.values(CANARIES))
      expect(printed.toLowerCase().includes(canary) ? around(printed, canary) : "").toBe("");
  });

  it("gives no dead letter a reason with people's words", async () => {
    const jobs = await command("jobs", "--json");
    for (const [where, canary] of Object.entries(CANARIES))
      if (canary !== VAULT) expect(jobs.includes(canary) ? where : "").toBe("");
  });
});

describe("a private repository that is made public", () => {
  beforeAll(async () => {
    stage = await openStage({
      repos: [
        { owner: "acme", name: "shop", roles: { ana: "admin", bo: "write" }, files: { [CONFIG]: OURS } },
        { owner: "acme", name: VAULT, private: true, roles: ROLES },
      ],
      users: [{ login: "eve" }],
    });
  }, 60_000);
  afterAll(() => stage.close());

  const warned = async (number: number) =>
    (await saidOn(VAULT, number)).filter((text) => text.includes("Everybody can read this postmortem"));

  it("is noticed by webhook or by the daily sweep, said once, and given nothing more", async () => {
    const [, first] = await declared("The first token");
    await stage.github.setPrivate("ana", "acme", VAULT, false);
    await stage.settle();
    expect(await warned(first)).toEqual([expect.stringContaining("@ana: ")]);
    const [second] = await declared("The second token");
    expect((await saidOn("shop", second)).join()).toContain("`acme/ospreys`, which is public");
    await stage.github.setPrivate("ana", "acme", VAULT, true);
    await days(1);
    const third = await numberOf("The second token");
    expect(third).toBeGreaterThan(0);
    await stage.downWhile(() => stage.github.setPrivate("ana", "acme", VAULT, false));
    // Nobody told of it, and what is remembered of the repository says that it is private.
    expect((await declared("The third token"))[1]).toBe(0);
    await days(2);
    expect(await warned(first)).toHaveLength(2);
    expect(await warned(third)).toHaveLength(1);
    const { body } = await vault(first);
    await as("ana").request("PATCH", "/repos/acme/shop/issues/1", { title: "The payroll token" });
    await stage.settle();
    expect((await vault(first)).body).toBe(body);
  }, 60_000);
});

function around(text: string, canary: string): string {
  const at = text.toLowerCase().indexOf(canary);
  return text.slice(Math.max(0, at - 120), at + 120);
}
