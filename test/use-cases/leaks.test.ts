import { afterEach, describe, expect, it } from "vitest";
import type { IssueRef, RepoRef } from "../../src/core/reference.ts";
import { issuesIn, placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, OPS, openMemoryStage, SHOP } from "./memory-stage.ts";

const VAULT = { owner: "acme", repo: "vault" };
const HUB = { owner: "acme", repo: "hub" };
const OWNERS = { owner: "acme", repo: ".github" };
const ROLES = { ana: "admin", bo: "write", cy: "triage" };
const CONFIG = ".github/postmortem.yml";
const DAY = 24 * 3_600_000;
/** It stands only where not everybody reads. */
const CANARY = "quokka";

let stage: MemoryStage;
afterEach(() => stage.close());

type Repo = RepoRef & { private?: boolean; roles?: typeof ROLES; files?: Record<string, string> };

async function opened(...more: Repo[]): Promise<void> {
  stage = await openMemoryStage({ more: [{ ...VAULT, private: true, roles: ROLES }, ...more] });
}

async function configured(yaml: string, repo: RepoRef = SHOP): Promise<void> {
  stage.github.people.push("ana", repo, { [CONFIG]: yaml });
  await stage.tell();
}

async function declared(repo: RepoRef = SHOP, labels = ["incident"], title = "Down"): Promise<IssueRef> {
  const incident = stage.github.people.open("ana", repo, { title, labels });
  await stage.tell();
  await stage.tell();
  return incident;
}

async function commanded(on: IssueRef, text: string): Promise<void> {
  stage.clock.ms += 60_000;
  stage.github.people.comment("ana", on, text);
  await stage.tell();
}

async function written(document: IssueRef, ...lines: string[]): Promise<void> {
  stage.write(document, lines.map((line) => `- [ ] ${line}`).join("\n"));
  await stage.tell();
  await stage.tell();
}

/** A summary by hand, whatever the day is. */
async function summedUp(repo: RepoRef): Promise<void> {
  stage.clock.ms += 30 * DAY;
  const intent = { kind: "post-summary" as const, repo, period: null, force: true };
  await stage.store.queue.enqueue(
    [{ lane: "y", task: { kind: "intent", installation: 7, intent } }] as never,
    stage.clock.ms,
  );
  await stage.settle(0);
}

const documentsIn = (repo: RepoRef) =>
  issuesIn(stage.github.site, repo)
    .filter(({ issue }) => issue.title.startsWith("Postmortem"))
    .map(({ ref }) => ref);

/** All that the app wrote in a repository: issues, comments, labels, milestones, notes on commits. */
function writtenIn(repo: RepoRef): string {
  const { site } = stage.github;
  const { labels, milestones } = placeOf(site, repo) ?? {};
  const ours = issuesIn(site, repo).map(({ issue, comments }) => [
    issue.user.login === site.self ? [issue.title, issue.body] : [],
    comments.filter(({ user }) => user.login === site.self).map(({ body }) => body),
  ]);
  return JSON.stringify([ours, labels, milestones, site.checkRuns]).toLowerCase();
}

describe("while a sensitive incident opens", () => {
  it.each([
    ["issues", "issues"],
    ["contents", "contents"],
    ["pull_requests", "pull_requests"],
    ["checks", "checks"],
    ["deployments", "deployments"],
    ["statuses", "statuses"],
    ["metadata", "metadata"],
  ])("a missing permission makes no public one of its postmortem: %s", async (_, permission) => {
    await opened();
    await configured("sensitive: { repository: vault }\n");
    delete stage.github.site.grants[permission];
    await declared(SHOP, ["incident", "security"], "Token leaked");
    await stage.settle(2 * DAY);
    expect(documentsIn(SHOP)).toEqual([]);
    expect(writtenIn(SHOP)).not.toContain("vault");
    Object.assign(stage.github.site.grants, { [permission]: permission === "issues" ? "write" : "read" });
    await stage.settle(2 * DAY);
    expect(documentsIn(SHOP)).toEqual([]);
  });

  it("a configuration that may not be read is remembered: its own labels still are sensitive", async () => {
    await opened();
    await configured("sensitive: { labels: [privacy], repository: vault }\n");
    await declared();
    delete stage.github.site.grants.contents;
    stage.github.people.push("ana", SHOP, { "README.md": "x" });
    await declared(SHOP, ["incident", "privacy"]);
    await stage.settle(DAY);
    expect(documentsIn(SHOP)).toHaveLength(1);
    expect(documentsIn(VAULT)).toHaveLength(1);
  });
});

describe("text of a private repository stays out of a public one", () => {
  it("by a line that asks for a private repository: its issue is made here", async () => {
    await opened();
    await declared();
    const [document] = documentsIn(SHOP) as [IssueRef];
    await written(document, "Look into it repo: acme/vault @bo");
    expect(stage.body(document)).not.toMatch(/acme\/vault#\d/);
    expect(issuesIn(stage.github.site, VAULT)).toEqual([]);
    expect(stage.said(document).join()).toContain("`repo: acme/vault` cannot be used");
  });

  it("by an action item that is moved out of it", async () => {
    await opened();
    await declared(VAULT);
    const [document] = documentsIn(VAULT) as [IssueRef];
    await written(document, `Feed it @bo`);
    const item = issuesIn(stage.github.site, VAULT).find(({ issue }) => issue.title === "Feed it")
      ?.ref as IssueRef;
    stage.github.people.transfer("ana", item, SHOP);
    await stage.tell();
    stage.clock.ms += 60_000;
    stage.github.people.edit("ana", document, {
      body: stage.body(document).replace("Feed it", `Feed the ${CANARY}`),
    });
    await stage.tell();
    await stage.settle(2 * DAY);
    expect(writtenIn(SHOP)).not.toContain(CANARY);
  });

  it("by the mistakes of the owner's private configuration", async () => {
    await opened({ ...OWNERS, private: true, roles: ROLES });
    await configured(`incident: { labels: [${CANARY}, ${CANARY}x] }\n${CANARY}: 1\n`, OWNERS);
    await configured(`_extends: .github\nsummary: { day: noday }\n`);
    const pull = stage.github.people.propose("cy", SHOP, {
      title: "Change",
      files: { [CONFIG]: "_extends: .github\nlocale: xx\n" },
    } as never);
    await stage.tell();
    await stage.settle(2 * DAY);
    expect(pull.number).toBeGreaterThan(0);
    expect(writtenIn(SHOP)).toContain("noday");
    expect(writtenIn(SHOP)).not.toContain(CANARY);
  });

  it("by a private template that a public configuration names", async () => {
    const template = `## {{title}}\n${CANARY}\n{{> facts}}\n`;
    await opened({
      ...OWNERS,
      private: true,
      roles: ROLES,
      files: { ".github/pm.md": template, "pm.md": template },
    });
    await configured("postmortem: { template: .github/pm.md }\n");
    await declared();
    expect(documentsIn(SHOP)).toHaveLength(1);
    expect(writtenIn(SHOP)).not.toContain(CANARY);
  });

  it("by the comment on a public incident whose postmortem opens in private", async () => {
    await opened();
    await configured("postmortem: { repository: vault }\n");
    const incident = await declared();
    const [document] = documentsIn(VAULT) as [IssueRef];
    stage.github.people.edit("ana", document, { title: `Postmortem: the ${CANARY}` });
    await written(document, `Feed the ${CANARY} @bo due 2026-11-25`);
    for (const command of ["close", "review", `close anyway`, "refresh", "open"]) {
      await commanded(document, `/postmortem ${command} ${command === "close anyway" ? CANARY : ""}`);
      await commanded(incident, `/postmortem ${command}`);
    }
    await summedUp(SHOP);
    await stage.settle(20 * DAY);
    expect(stage.said(incident)[0]).toContain("acme/vault#1");
    expect(writtenIn(SHOP)).not.toContain(CANARY);
  });

  it("by a public summary, of a public postmortem whose incident is private", async () => {
    await opened({ ...HUB, roles: ROLES, files: { [CONFIG]: "summary: { repositories: [vault, shop] }\n" } });
    stage.github.people.setPrivate("ana", OPS, true);
    await configured("postmortem: { repository: vault }\n", OPS);
    await declared();
    await written(documentsIn(SHOP)[0] as IssueRef, "Cache the pages @bo due 2026-11-25");
    await declared(OPS, ["incident"], `The ${CANARY} is out`);
    await written(documentsIn(VAULT)[0] as IssueRef, "Feed them @bo due 2026-11-25");
    stage.github.people.setPrivate("ana", VAULT, false);
    stage.github.people.open("ana", HUB, { title: "Hello" });
    await stage.tell();
    await summedUp(HUB);
    expect(writtenIn(HUB)).toContain("cache the pages");
    expect(writtenIn(HUB)).not.toMatch(new RegExp(`${CANARY}|acme/ops`));
  });
});
