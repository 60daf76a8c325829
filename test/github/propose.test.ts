import nock from "nock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Change } from "../../src/core/change.ts";
import { Refused, RetryLater } from "../../src/core/problem.ts";
import { createGitHub, Octokit } from "../../src/github/index.ts";
import type { GitHub, Store } from "../../src/ports.ts";
import { openStore } from "../../src/store/index.ts";

const HOST = "https://api.github.test";
const REPO = { owner: "acme", repo: "shop" };
const SHOP = "/repos/acme/shop";
const SELF = "postmortem[bot]";
const HEAD = "postmortem/setup";
const BRANCH: Change = { kind: "create-branch", repo: REPO, name: HEAD, sha: "a".repeat(40) };
const FILE: Change = {
  ...{ kind: "create-file", repo: REPO, branch: HEAD, path: ".github/a b.yml" },
  ...{ text: "é: 1\n", message: "Add" },
};
const PULL = {
  ...{ kind: "create-pull" as const, effect: "setup/acme/shop/1", repo: REPO },
  ...{ title: "Set up", body: "Both.", head: HEAD, base: "main" },
};

/** What GitHub answers, in its words: https://docs.github.com/rest/repos/contents#create-or-update-file-contents */
describe("a proposal", () => {
  let store: Store;
  let now = Date.parse("2026-11-23T08:00:00Z");
  let github: GitHub;
  beforeAll(async () => {
    nock.disableNetConnect();
    store = await openStore("sqlite::memory:");
    const { records, effects } = store;
    github = createGitHub({
      octokit: new Octokit({ auth: { token: "x" } as never, baseUrl: HOST }),
      ...{ records, effects, self: SELF, installation: "1", background: false, willWrite: false },
      ...{ guard() {}, now: () => now, onCall() {} },
    });
  });
  afterEach(() => {
    now += 120_000;
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });
  afterAll(async () => {
    nock.enableNetConnect();
    await store.close();
  });

  const answer = (method: "get" | "post" | "put", path: RegExp | string, status: number, body: object) => {
    let sent: unknown;
    nock(HOST)
      [method](path, (asked) => {
        sent = asked;
        return true;
      })
      .reply(status, body);
    return () => sent;
  };
  const put = new RegExp(`^${SHOP}/contents/\\.github%2Fa%20b\\.yml$`);

  it("asks for a branch at a commit; that it is there already is what was wanted", async () => {
    const sent = answer("post", `${SHOP}/git/refs`, 201, {});
    expect(await github.apply(BRANCH)).toEqual({});
    expect(sent()).toEqual({ ref: `refs/heads/${HEAD}`, sha: "a".repeat(40) });
    answer("post", `${SHOP}/git/refs`, 422, { message: "Reference already exists", status: "422" });
    expect(await github.apply(BRANCH)).toEqual({});
    answer("post", `${SHOP}/git/refs`, 422, { message: "Object does not exist" });
    await expect(github.apply(BRANCH)).rejects.toMatchObject({ status: 422 });
  });

  it("asks for a file in a commit; one that is there stays, of which GitHub speaks in a second line", async () => {
    const sent = answer("put", put, 201, {});
    expect(await github.apply(FILE)).toEqual({});
    expect(sent()).toEqual({
      branch: HEAD,
      message: "Add",
      content: Buffer.from("é: 1\n").toString("base64"),
    });
    const message = 'Invalid request.\n\n"sha" wasn\'t supplied.';
    answer("put", put, 422, { message, documentation_url: "https://docs.github.com/rest" });
    expect(await github.apply(FILE)).toEqual({});
    answer("put", put, 422, {
      message: "Invalid request.\n\nFor 'properties/content', nil is not a string.",
    });
    await expect(github.apply(FILE)).rejects.toMatchObject({ status: 422 });
  });

  it("is refused where a rule forbids it, and tried again where another commit came between", async () => {
    const rule = "Repository rule violations found\n\nChanges must be made through a pull request.\n";
    answer("put", put, 409, { message: rule });
    await expect(github.apply(FILE)).rejects.toThrow(Refused);
    answer("put", put, 409, { message: "is at 6dcb09b but expected 553c207" });
    const failed = github.apply(FILE).catch((error: unknown) => error);
    expect(await failed).not.toBeInstanceOf(Refused);
  });

  it("whose answer was lost is found by its branch and its mark, whatever else came from that branch", async () => {
    nock(HOST).post(`${SHOP}/pulls`).replyWithError("socket hang up");
    await expect(github.apply(PULL)).rejects.toThrow();
    const marked = `Both.\n\n<!-- postmortem:effect id=${PULL.effect} -->\n`;
    const listed = (number: number, login: string, body: string) => ({
      ...{ number, state: "open", user: { login, type: "Bot" }, body },
    });
    nock(HOST)
      .get(`${SHOP}/pulls`)
      .query({ head: `acme:${HEAD}`, state: "all", per_page: "100" })
      .reply(200, [listed(9, "eve", marked), listed(8, SELF, "Other"), listed(7, SELF, marked)]);
    expect(await github.apply(PULL)).toMatchObject({ number: 7 });
    expect(await github.apply(PULL)).toMatchObject({ number: 7, already: true });
  });

  it("that was never made is asked for again only after two looks", async () => {
    const again = { ...PULL, effect: "setup/acme/shop/2" };
    nock(HOST).post(`${SHOP}/pulls`).replyWithError("socket hang up");
    await expect(github.apply(again)).rejects.toThrow();
    nock(HOST)
      .get(/\/pulls\?/)
      .times(2)
      .reply(200, []);
    await expect(github.apply(again)).rejects.toThrow(RetryLater);
    now += 10_000;
    const sent = answer("post", `${SHOP}/pulls`, 201, { number: 12 });
    expect(await github.apply(again)).toMatchObject({ number: 12 });
    expect(sent()).toMatchObject({ title: "Set up", head: HEAD, base: "main" });
  });

  it("finds no branch in a repository without a commit, and none where there is none", async () => {
    answer("get", /\/git\/ref\/heads%2Fmain$/, 409, { message: "Git Repository is empty." });
    expect(await github.branchTip(REPO, "main")).toBeNull();
    answer("get", /\/git\/ref\/heads%2Fmain$/, 404, { message: "Not Found" });
    expect(await github.branchTip(REPO, "main")).toBeNull();
    answer("get", /\/git\/ref\/heads%2Fmain$/, 200, { ref: "refs/heads/main", object: { sha: "b1" } });
    expect(await github.branchTip(REPO, "main")).toBe("b1");
  });

  it("knows of no grants where it works with a person's token", async () => {
    expect(await github.grants()).toBeNull();
  });
});
