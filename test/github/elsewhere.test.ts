import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/github/app.ts";
import { Octokit } from "../../src/github/octokit.ts";
import { createReader } from "../../src/github/read.ts";
import { listen } from "../../src/listen.ts";

const LOCAL = { host: "127.0.0.1", port: 0 };

/** What a server was asked, and with which words of trust. */
type Asked = { path: string; token: string };

let home: { url: string; asked: Asked[]; server: Server };
let trap: typeof home;
/** What the host of the API answers with. */
let answer: { status: number; headers: Record<string, string>; body: unknown };

async function serve(): Promise<typeof home> {
  const asked: Asked[] = [];
  const server = createServer((req, res) => {
    asked.push({ path: req.url ?? "", token: req.headers.authorization ?? "" });
    res.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    res.end(JSON.stringify(answer.body));
  });
  return { url: await listen(server, LOCAL), asked, server };
}

beforeEach(async () => {
  answer = { status: 200, headers: {}, body: [] };
  [home, trap] = [await serve(), await serve()];
});
afterEach(() => {
  for (const { server } of [home, trap]) server.close();
});

const client = () => new Octokit({ baseUrl: home.url, auth: { token: "a-token" } as never });
const SHOP = { owner: "acme", repo: "shop" };
const AT = { ...SHOP, number: 12 };

/** Everything that is read, asked once. Whether it can be understood does not matter here. */
async function readEverything(): Promise<void> {
  const reads = { ...createReader(client()) } as unknown as Record<string, (...args: unknown[]) => unknown>;
  const window = { from: "2026-11-22T00:00:00Z", until: "2026-11-23T00:00:00Z" };
  const args: Record<string, unknown[]> = {
    may: [AT, "ana", "triage"],
    person: [SHOP, "ana"],
    file: [SHOP, "a/b.yml"],
    fileAt: [SHOP, "a/b.yml", "main"],
    recentChanges: [[SHOP], window, []],
    checkRuns: [SHOP, "main"],
  };
  const app = createApp(client(), Date.now) as unknown as typeof reads;
  const asks = [
    ...Object.entries(reads).map(
      ([name, read]) =>
        () =>
          read(...(args[name] ?? [AT, AT])),
    ),
    () => app.attempts?.(null),
    () => app.installations?.(),
    () => app.delivery?.({ id: 1, guid: "x", event: "issues" }),
  ];
  for (const ask of asks)
    await Promise.resolve()
      .then(ask)
      .catch(() => {});
  expect(asks.length).toBeGreaterThan(15);
}

describe("what GitHub's answers point to", () => {
  it.each([
    [
      "the next page",
      200,
      (url: string): Record<string, string> => ({ link: `<${url}/x?page=2>; rel="next"` }),
    ],
    [
      "the last page",
      200,
      (url: string): Record<string, string> => ({
        link: `<${url}/x?page=9>; rel="next", <${url}/x?page=9>; rel="last"`,
      }),
    ],
    [
      "a moved place",
      301,
      (url: string): Record<string, string> => ({ location: `${url}/repositories/1/issues/1` }),
    ],
    ["a found place", 302, (url: string): Record<string, string> => ({ location: `${url}/x` })],
    [
      "a place for the same request",
      307,
      (url: string): Record<string, string> => ({ location: `${url}/x` }),
    ],
    ["a lasting place", 308, (url: string): Record<string, string> => ({ location: `//${url.slice(7)}/x` })],
  ])("is not asked at another host: %s", async (_, status, headers) => {
    answer = { status, headers: headers(trap.url), body: [] };
    await readEverything();
    expect(home.asked.length).toBeGreaterThan(15);
    expect(trap.asked).toEqual([]);
  });

  it("is followed at the same host", async () => {
    const octokit = client();
    let pages = 0;
    home.server.prependListener("request", () => {
      pages++;
      const link = `<${home.url}/repos/acme/shop/labels?page=2>; rel="next"`;
      answer = { status: 200, headers: pages === 1 ? { link } : {}, body: [{ name: `label ${pages}` }] };
    });
    expect(await createReader(octokit).labels(SHOP)).toEqual(["label 1", "label 2"]);
    expect(home.asked.map(({ token }) => token)).toEqual(["token a-token", "token a-token"]);
  });
});

describe("a name that would lead elsewhere in the API", () => {
  it.each([
    { owner: "..", repo: ".." },
    { owner: "acme", repo: ".." },
    { owner: ".", repo: "." },
  ])("is nobody's, and not asked for: %j", async (repo) => {
    const read = createReader(client());
    expect(await read.issue({ ...repo, number: 1 })).toBeNull();
    expect(await read.comments({ ...repo, number: 1 }).catch(() => [])).toEqual([]);
    expect(await read.file(repo, "a.yml")).toBeNull();
    expect(home.asked).toEqual([]);
  });

  it("may hold dots", async () => {
    await createReader(client()).labels({ owner: "acme", repo: ".github" });
    expect(home.asked.map(({ path }) => path)).toEqual(["/repos/acme/.github/labels?per_page=100"]);
  });
});
