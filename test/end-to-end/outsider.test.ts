import { readdirSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listen } from "../../src/listen.ts";
import type { Person } from "../../src/sandbox/index.ts";
import { liveParts } from "../support/live-parts.ts";
import { openStage, SHOP, type Stage } from "./stage.ts";

const REPO = "/repos/acme/shop";
const CONFIG = ".github/postmortem.yml";
const TITLE =
  "@acme/everyone closes #1 <!-- postmortem:end facts --> ![x](http://evil.test/x.png) | {{marker}} `";
const MARKED = [
  "<!-- postmortem:document of=acme/shop#1 -->",
  "<!-- postmortem:begin facts -->\n| Severity | sev0 |\n<!-- postmortem:end facts -->",
  "## Action items\n\n- [ ] Give eve admin @ana due 2026-12-01 P0\n<!-- postmortem:begin progress -->\n<!-- postmortem:end progress -->",
].join("\n\n");
const COMMANDS = [
  "/postmortem open",
  "/postmortem severity 0",
  "/postmortem lead @eve",
  "/postmortem cancel it is mine",
  "/postmortem close",
  "/action Give eve admin @ana",
  "/timeline 07:40 UTC evil began",
  "/done #1",
].join("\n");
const HOSTILE = [
  TITLE,
  MARKED,
  COMMANDS,
  "&#64;acme/everyone fixes #1",
  "</details><details open><summary>",
  "```\n[x]: http://evil.test/y.png",
].join("\n\n");

let stage: Stage;
let eve: Person;
beforeEach(async () => {
  stage = await openStage();
  eve = stage.github.as("eve");
});
afterEach(() => stage.close());

const issues = () => stage.github.issues(SHOP.owner, SHOP.repo);
/** What the app wrote on GitHub, but for the labels. */
async function written(): Promise<string[]> {
  const all = await issues();
  const own = all.filter(({ user }) => user.type === "Bot").map(({ body }) => body ?? "");
  const said = await Promise.all(all.map(({ number }) => stage.said(number)));
  return [...own, ...said.flat()];
}
/** What the app has changed on GitHub since `clearRequests`, thumbs left out. */
const changes = () => stage.calls().filter((call) => !call.startsWith("GET") && !call.endsWith("/reactions"));
const storeBytes = () =>
  readdirSync(stage.folder).reduce((sum, name) => sum + statSync(join(stage.folder, name)).size, 0);

async function open(title: string, body: string): Promise<number> {
  const { number } = await eve.submitForm(SHOP.owner, SHOP.repo, { title, body, labels: ["incident"] });
  await stage.settle();
  return number;
}

async function say(person: Person, number: number, body: string): Promise<number> {
  const { data } = await person.request<{ id: number }>("POST", `${REPO}/issues/${number}/comments`, {
    body,
  });
  return data.id;
}

async function label(by: string, number: number, name: string): Promise<void> {
  stage.advance(60_000);
  await stage.github.as(by).request("POST", `${REPO}/issues/${number}/labels`, { labels: [name] });
  await stage.settle();
}

async function unlabel(by: string, number: number, name: string): Promise<void> {
  stage.advance(60_000);
  await stage.github.as(by).request("DELETE", `${REPO}/issues/${number}/labels/${name}`);
  await stage.settle();
}

describe("an outsider who opens issues", () => {
  it("opens nothing, is told nothing and mentions nobody, until somebody who may says it is an incident", async () => {
    stage.github.clearRequests();
    const number = await open(TITLE, HOSTILE);
    await label("eve", number, "incident").catch(() => {});
    await eve.attempt("PATCH", `${REPO}/issues/${number}`, {
      labels: ["incident", "sev0"],
      assignees: ["ana"],
    });
    await stage.settle();
    expect(changes()).toEqual([]);
    expect(stage.calls().length).toBeLessThan(20);

    await unlabel("cy", number, "incident");
    await label("cy", number, "incident");
    const documents = (await issues()).filter(({ user }) => user.type === "Bot");
    expect(documents).toHaveLength(1);
    const texts = await written();
    expect(texts).toHaveLength(2);
    expect(texts.flatMap((text) => liveParts(text, ["ana", "bo", "cy"]))).toEqual([]);
    expect(await stage.titles("action-item")).toEqual([]);
    expect(texts[0]).not.toMatch(/^\| Severity \| sev0/m);
    // Nothing of the commands in its words was done.
    expect(documents[0]).toMatchObject({ state: "open", assignees: [{ login: "cy" }] });
  });

  it("may go on while the postmortem lives: the incident's new words are as harmless", async () => {
    const number = await open("Slow", "It is slow");
    await unlabel("cy", number, "incident");
    await label("cy", number, "incident");
    for (const [title, body] of [
      [TITLE, HOSTILE],
      [`Postmortem: ${TITLE}`, `${MARKED}\r\n${COMMANDS}\r\n`.repeat(20)],
      ["Slow", "@a ".repeat(10_000)],
    ]) {
      stage.advance(60_000);
      await eve.request("PATCH", `${REPO}/issues/${number}`, { title, body });
      await stage.settle();
      const texts = await written();
      expect(texts.flatMap((text) => liveParts(text, ["ana", "bo", "cy"]))).toEqual([]);
      expect(texts).toHaveLength(2);
    }
    await eve.request("PATCH", `${REPO}/issues/${number}`, { state: "closed" });
    await stage.settle();
    expect(await stage.titles("action-item")).toEqual([]);
    expect((await stage.issue(number + 1)).state).toBe("open");
  });

  it("has no postmortem by writing one: without our App's name on it markers and labels are words", async () => {
    const incident = await stage.incident("ana", { title: "Down" });
    stage.github.clearRequests();
    const fake = await eve.submitForm(SHOP.owner, SHOP.repo, {
      title: "Postmortem: Down",
      body: MARKED,
      labels: ["postmortem", "action-item", "follow-up-ledger", "postmortem-configuration"],
    });
    await say(eve, fake.number, COMMANDS);
    await eve.request("PATCH", `${REPO}/issues/${fake.number}`, { body: `${MARKED}\n- [x] Done` });
    await eve.request("PATCH", `${REPO}/issues/${fake.number}`, { state: "closed" });
    await stage.settle();
    expect(changes()).toEqual([]);
    // Also when the store has to be made anew from GitHub.
    await stage.loseDatabase();
    await stage.edit("ana", incident + 1, (body) => body.replace("## Ideas", "- [ ] Alert\n\n## Ideas"));
    await stage.keepHouse();
    const { state, body } = await stage.issue(fake.number);
    expect([state, body]).toEqual(["closed", `${MARKED}\n- [x] Done`]);
    expect(await stage.titles("action-item")).not.toContain("Give eve admin");
    expect(await stage.said(fake.number)).toEqual([]);
  });

  it("declares nothing in a fork or repository of their own but there", async () => {
    await stage.close();
    stage = await openStage({
      repos: [
        { owner: "acme", name: "shop", roles: { ana: "admin" }, labels: ["incident"] },
        { owner: "eve", name: "shop", ownerType: "User", roles: { eve: "admin" }, labels: ["incident"] },
      ],
    });
    await stage.github.as("eve").request("POST", "/repos/eve/shop/issues", {
      title: "Down",
      body: "acme/shop#1 closes acme/shop#1",
      labels: ["incident"],
    });
    await stage.settle();
    expect(await stage.titles("postmortem")).toEqual([]);
    expect(stage.calls().filter((call) => call.includes("/acme/"))).toEqual([]);
  });
});

describe("an outsider who comments", () => {
  let incident: number;
  beforeEach(async () => {
    incident = await stage.incident("ana", { title: "Down", labels: ["incident", "sev2"] });
    stage.github.clearRequests();
  });
  const thumbs = (id: number) => stage.github.reactionsTo(id).map(({ content }) => content);
  const opinion = async (number: number) => {
    const { title, state, assignees, labels } = await stage.issue(number);
    return {
      title,
      state,
      owners: assignees.map(({ login }) => login),
      labels: labels.map(({ name }) => name),
    };
  };

  it.each([
    ["as they stand", COMMANDS],
    ["in capitals and with odd white space", COMMANDS.toUpperCase().replaceAll(" ", "\u00a0")],
    ["between lines of Windows", COMMANDS.replaceAll("\n", "\r\n")],
  ])("runs no command: %s", async (_, body) => {
    const before = await opinion(incident + 1);
    for (const number of [incident, incident + 1]) {
      const id = await say(eve, number, body);
      await stage.settle();
      expect(thumbs(id).filter((content) => content !== "-1")).toEqual([]);
    }
    expect(await opinion(incident + 1)).toEqual(before);
    expect(await stage.titles("action-item")).toEqual([]);
    expect((await stage.issue(incident + 1)).body).not.toContain("| Severity | sev0");
    const replies = [...(await stage.said(incident)), ...(await stage.said(incident + 1))];
    expect(replies).toHaveLength(1);
  });

  it("runs none by being quoted, nor by an edit of somebody who may elsewhere in the words", async () => {
    const id = await say(eve, incident, `please\n\n${COMMANDS}`);
    await stage.settle();
    const quoted = COMMANDS.replace(/^/gm, "> ");
    await say(stage.github.as("ana"), incident, `${quoted}\n\nNo.\n\n\`\`\`\n${COMMANDS}\n\`\`\``);
    stage.advance(60_000);
    await stage.github.as("ana").editComment(SHOP.owner, SHOP.repo, id, `Please?\n\n${COMMANDS}`);
    await stage.settle();
    expect(await stage.titles("action-item")).toEqual([]);
    expect((await opinion(incident + 1)).owners).toEqual(["ana"]);
    expect((await stage.issue(incident + 1)).state).toBe("open");
  });

  it("may send a storm: few requests, a store that stays small, one document", async () => {
    const before = storeBytes();
    stage.github.faults.webhooks.hold();
    for (let n = 0; n < 40; n++)
      await say(eve, incident, n % 2 ? "/action Give eve admin\n".repeat(500) : `@a${n} `.repeat(5_000));
    for (let n = 0; n < 20; n++) await say(eve, incident, `/timeline 07:${10 + n} UTC evil ${n} ${TITLE}`);
    await stage.github.faults.webhooks.release();
    await stage.settle();
    expect(await stage.titles("action-item")).toEqual([]);
    // A permission is asked for again and again, and of each comment with commands one thumb; no words.
    expect(stage.calls().length).toBeLessThan(60 * 3);
    expect(changes().length).toBeLessThan(10);
    expect(storeBytes() - before).toBeLessThan(4 * 1024 * 1024);
    const texts = await written();
    expect(texts.flatMap((text) => liveParts(text, ["ana"]))).toEqual([]);
    expect(texts).toHaveLength(2);
    expect([...(texts[0] ?? "")].length).toBeLessThan(65_536);
  }, 60_000);
});

describe("an outsider who opens pull requests", () => {
  const bomb = (levels: number) =>
    Array.from({ length: levels }, (_, n) => `a${n}: &a${n} [${`*a${n - 1},`.repeat(n && 9)}lol]`).join("\n");
  const runsOf = async (pull: number) =>
    (await stage.github.checkRunsOf(SHOP.owner, SHOP.repo, `refs/pull/${pull}/head`)).filter(
      ({ ours }) => ours,
    );

  it.each<[string, string]>([
    ["a billion laughs", bomb(10)],
    [
      "keys of prototypes",
      "__proto__:\n  labels: [x]\nconstructor: { prototype: { polluted: true } }\nincident: { __proto__: { labels: [x] } }\n",
    ],
    [
      "code",
      "incident: !!js/function 'function () { process.exit(1) }'\nlabels: !!python/object/apply:os.system ['id']\n",
    ],
    ["a megabyte", `incident:\n  labels: [${'"x",'.repeat(260_000)}]\n`],
    ["brackets without end", "[".repeat(100_000)],
    ["tabs", "incident:\n\tlabels: [x]\n"],
    ["a file of somebody else's", "_extends: eve/evil\nincident: { labels: [bug] }\n"],
    ["words for people", `${JSON.stringify(TITLE)}: ${JSON.stringify(TITLE)}\n`],
  ])("changes nothing by a configuration with %s: it is noted, and not used", async (_, text) => {
    const number = await eve.propose(SHOP.owner, SHOP.repo, {
      title: TITLE,
      body: HOSTILE,
      files: { [CONFIG]: text },
      fork: true,
    });
    const began = performance.now();
    await stage.settle();
    expect(performance.now() - began).toBeLessThan(5_000);
    const [run, ...more] = await runsOf(number);
    expect(more).toEqual([]);
    expect(run?.conclusion).toBe("failure");
    expect(liveParts(run?.summary ?? "")).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(await written()).toEqual([]);
    // What is in force is what was.
    await stage.incident("ana", { title: "Down", labels: ["x", "bug"] });
    expect(await stage.titles("postmortem")).toEqual([]);
    await stage.incident("ana", { title: "Down" });
    expect(await stage.titles("postmortem")).toEqual(["Postmortem: Down"]);
  });

  it.each([
    ["a section in a section in a section", "{{#labels}}".repeat(5_000)],
    [
      "what is no tag",
      "{{constructor}} {{__proto__.x}} {{#each this}}x{{/each}} {{> /etc/passwd}} {{=<% %>=}}",
    ],
    ["a megabyte", "## Action items\n".repeat(65_000)],
    ["markers", `${MARKED}\n<!-- postmortem:effect id=evil -->`],
  ])("changes nothing by a template with %s", async (_, text) => {
    const number = await eve.propose(SHOP.owner, SHOP.repo, {
      title: "Our template",
      files: { [CONFIG]: "templates: { default: .github/t.md }\n", ".github/t.md": text },
      fork: true,
    });
    const began = performance.now();
    await stage.settle();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await runsOf(number)).toMatchObject([{ conclusion: "failure" }]);
    await stage.incident("ana", { title: "Down" });
    const document = (await issues()).find(({ title }) => title === "Postmortem: Down");
    expect(document?.body).toContain("## Review record");
  });

  it("closes nothing and is no evidence by closing words, merged or not", async () => {
    const incident = await stage.incident("ana", { title: "Down" });
    await stage.edit("ana", incident + 1, (body) => body.replace("## Ideas", "- [ ] Alert\n\n## Ideas"));
    const item = (await issues()).find(({ title }) => title === "Alert")?.number ?? 0;
    expect(item).toBeGreaterThan(0);
    const pull = await eve.propose(SHOP.owner, SHOP.repo, {
      title: `closes #${incident} ${TITLE}`,
      body: `fixes #${item}, closes #${incident + 1}\n\n${HOSTILE}`,
      files: { "a.txt": "a" },
      fork: true,
    });
    await stage.settle();
    await eve.request("PATCH", `${REPO}/issues/${pull}`, { state: "closed" });
    stage.advance(60_000);
    await stage.settle();
    for (const number of [incident, incident + 1, item])
      expect((await stage.issue(number)).state).toBe("open");
    const texts = await written();
    expect(texts.flatMap((text) => liveParts(text, ["ana", "bo", "cy"]))).toEqual([]);
    expect(texts.join()).not.toMatch(/done by/);
  });
});

describe("addresses in what others wrote", () => {
  let trap: Server;
  let url: string;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    trap = createServer((req, res) => {
      asked.push(req.url ?? "");
      res.end("{}");
    });
    url = await listen(trap, { host: "127.0.0.1", port: 0 });
  });
  afterEach(() => void trap.close());

  it("are never asked for: of a webhook, a text, a configuration or a template", async () => {
    const words = `${url}/a ![x](${url}/b.png) [c](${url}/c) ${url}/acme/shop/issues/1 <${url}/d>`;
    await stage.github.as("ana").push(SHOP.owner, SHOP.repo, {
      [CONFIG]: `_extends: ${url}/evil.yml\ntemplates: { default: "${url}/t.md" }\n`,
    });
    await stage.settle();
    await stage.github.as("ana").push(SHOP.owner, SHOP.repo, {
      [CONFIG]: "templates: { default: .github/t.md }\n",
      ".github/t.md": `# ${words}\n\n{{{facts}}}\n\n## Action items\n\n{{{progress}}}\n`,
    });
    const incident = await stage.incident("ana", { title: `Down ${url}/title`, body: words });
    await say(
      stage.github.as("ana"),
      incident,
      `/action ${words}\n/done ${url}/acme/shop/issues/1\n/postmortem trigger ${url}/acme/shop/pull/1`,
    );
    await stage.settle();
    const everything = stage.github.deliveries();
    for (const { event, body } of everything) {
      const elsewhere = body.replace(/https?:\/\/[^/"\\]+/g, url);
      await stage.github.deliver({ event, body: elsewhere });
    }
    await stage.settle();
    expect(everything.length).toBeGreaterThan(5);
    expect((await written()).join()).toContain(`${url}/a`);
    expect(asked).toEqual([]);
  });
});
