import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSandbox, type RateLimits, type Sandbox } from "../../src/sandbox/index.ts";
import { ACME } from "./acme.ts";
import { connectApp } from "./app-client.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ISSUES = "/repos/acme/api/issues";

let sandbox: Sandbox;
let app: Awaited<ReturnType<typeof connectApp>>;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: START }));
afterEach(async () => {
  await sandbox.close();
  vi.useRealTimers();
});

async function start(limits?: boolean | Partial<RateLimits>): Promise<void> {
  sandbox = await createSandbox({ ...ACME, limits });
  app = await connectApp(sandbox, "acme");
}

const at = (time: number) => void vi.setSystemTime(START + time);
const open = () => app.request("POST", ISSUES, { title: "x" });
const read = () => app.request("GET", `${ISSUES}/1`);
const rules = () => sandbox.violations().map(({ rule }) => rule);
const count = async () => (await sandbox.issues("acme", "api")).length;

async function times<T>(n: number, act: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let call = 0; call < n; call++) all.push(await act());
  return all;
}

const statuses = (replies: { status: number }[]) => [...new Set(replies.map(({ status }) => status))];

describe("secondary limits", () => {
  test("refuses the 81st issue of a minute and says when to come back", async () => {
    await start(true);
    expect(statuses(await times(80, open))).toEqual([201]);
    at(20_500);
    const { status, headers, data } = await open();
    expect([status, headers.get("retry-after")]).toEqual([403, "40"]);
    expect(data.message).toMatch(/^You have exceeded a secondary rate limit/);
    expect(data.documentation_url).toMatch(/#about-secondary-rate-limits$/);
    expect(await count()).toBe(80);
    at(60_500);
    expect((await open()).status).toBe(201);
    expect(sandbox.violations()).toEqual([
      {
        at: "2026-11-23T09:00:20.500Z",
        installation: sandbox.app.installationIds.acme,
        method: "POST",
        path: ISSUES,
        rule: "content-minute",
      },
    ]);
  });

  test("slides: each issue makes room for another one a minute later", async () => {
    await start({ contentPerMinute: 2, retryAfter: false });
    await open();
    at(30 * SECOND);
    await open();
    const later: number[] = [];
    for (const time of [MINUTE - 1, MINUTE, 90 * SECOND - 1, 90 * SECOND]) {
      at(time);
      later.push((await open()).status);
    }
    expect(later).toEqual([403, 201, 403, 201]);
  });

  test("refuses what makes more content in an hour than GitHub allows", async () => {
    await start({ contentPerHour: 3 });
    await times(3, open);
    at(10 * MINUTE);
    expect((await open()).headers.get("retry-after")).toBe(String(50 * 60));
    expect(rules()).toEqual(["content-hour"]);
  });

  test.each([
    ["POST", `${ISSUES}/1/comments`, { body: "y" }],
    ["POST", "/repos/acme/api/labels", { name: "new" }],
    ["POST", "/repos/acme/api/milestones", { title: "Q4" }],
    ["POST", `${ISSUES}/1/sub_issues`, { sub_issue_id: 1 }],
  ])("counts %s %s as content", async (method, path, body) => {
    await start({ contentPerMinute: 1 });
    await open();
    await app.request(method, path, body);
    expect(rules()).toEqual(["content-minute"]);
  });

  test("counts an edit as no content, and as five points", async () => {
    await start({ contentPerMinute: 1, pointsPerMinute: 17 });
    await open();
    const edit = () => app.request("PATCH", `${ISSUES}/1`, { body: "z" });
    expect(statuses([await edit(), await edit(), await read(), await read()])).toEqual([200]);
    expect((await read()).status).toBe(403);
    expect(rules()).toEqual(["points"]);
  });

  test("refuses a read when a minute's 900 points are spent", async () => {
    await start(true);
    await open();
    expect(statuses(await times(895, read))).toEqual([200]);
    expect((await read()).headers.get("retry-after")).toBe("60");
    expect(rules()).toEqual(["points"]);
  });

  test("refuses what comes while too many requests are under way", async () => {
    await start({ concurrent: 3 });
    sandbox.faults.latency(20);
    const all = await Promise.all(Array.from({ length: 5 }, () => app.request("GET", ISSUES)));
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 403, 403]);
    expect(rules()).toEqual(["concurrent", "concurrent"]);
    sandbox.faults.clear();
    at(SECOND);
    expect((await app.request("GET", ISSUES)).status).toBe(200);
  });

  test("holds it against the app when it asks before the time that it was told", async () => {
    await start({ contentPerMinute: 1 });
    await times(2, open);
    at(MINUTE - 1);
    const early = await read();
    expect([early.status, early.headers.get("retry-after")]).toEqual([403, "1"]);
    at(MINUTE);
    expect((await read()).status).toBe(200);
    expect(rules()).toEqual(["content-minute", "retry-after"]);
  });

  test("holds nothing against what was on its way when the app was refused", async () => {
    await start({ contentPerMinute: 1 });
    await Promise.all([open(), open(), open()]);
    expect(rules()).toEqual(["content-minute", "content-minute"]);
  });

  test("can keep to itself when to come back", async () => {
    await start({ contentPerMinute: 1, retryAfter: false });
    await open();
    expect((await open()).headers.has("retry-after")).toBe(false);
    expect((await read()).status).toBe(200);
    expect(rules()).toEqual(["content-minute"]);
  });
});

describe("the primary limit", () => {
  test("refuses what comes after an hour's requests, until the reset that it tells", async () => {
    await start({ perHour: 3 });
    at(10 * SECOND);
    await times(3, () => app.request("GET", ISSUES));
    const { status, headers, data } = await read();
    expect([status, headers.get("x-ratelimit-remaining"), headers.get("retry-after")]).toEqual([
      403,
      "0",
      null,
    ]);
    expect(data.message).toMatch(/^API rate limit exceeded/);
    const reset = Number(headers.get("x-ratelimit-reset")) * 1000;
    expect(reset).toBe(START + 10 * SECOND + 60 * MINUTE);
    expect(rules()).toEqual(["primary"]);
    vi.setSystemTime(reset);
    app = await connectApp(sandbox, "acme");
    expect((await app.request("GET", ISSUES)).headers.get("x-ratelimit-remaining")).toBe("2");
  });

  test("counts no answer that says nothing has changed", async () => {
    await start({ perHour: 3 });
    const etag = (await app.request("GET", ISSUES)).headers.get("etag") ?? "";
    const again = () => app.request("GET", ISSUES, undefined, { "if-none-match": etag });
    expect(statuses(await times(5, again))).toEqual([304]);
    expect((await app.request("GET", ISSUES)).headers.get("x-ratelimit-remaining")).toBe("1");
  });
});

describe("enforcing limits", () => {
  test("is off unless asked for", async () => {
    await start();
    expect(statuses(await times(90, open))).toEqual([201]);
    expect(sandbox.violations()).toEqual([]);
  });

  test("counts each installation for itself, and people not at all", async () => {
    await start({ contentPerMinute: 1 });
    const uma = await connectApp(sandbox, "uma");
    await open();
    expect((await uma.request("POST", "/repos/uma/home/issues", { title: "x" })).status).toBe(201);
    await times(3, () => sandbox.as("ann").request("POST", ISSUES, { title: "x" }));
    expect(sandbox.violations()).toEqual([]);
  });

  test("shows a refused request in the log, and lets no fault happen to it", async () => {
    await start({ contentPerMinute: 1 });
    await open();
    sandbox.clearRequests();
    const fault = sandbox.faults.fail({ method: "POST" }, { status: 502 });
    await open();
    expect(fault.hits).toBe(0);
    expect(sandbox.requests()).toMatchObject([{ method: "POST", path: ISSUES, status: 403 }]);
  });
});

describe("GraphQL", () => {
  const question = () =>
    app.request("POST", "/graphql", { query: `{ repository(owner: "acme", name: "api") { name } }` });
  const mutation = () =>
    app.request("POST", "/graphql", {
      query: `mutation { minimizeComment(input: { subjectId: "x", classifier: OUTDATED }) { clientMutationId } }`,
    });

  test("counts a question as one point and a mutation as five", async () => {
    await start({ pointsPerMinute: 12 });
    expect(statuses([await mutation(), await mutation()])).toEqual([200]);
    expect(statuses(await times(2, question))).toEqual([200]);
    expect((await question()).status).toBe(403);
    expect(rules()).toEqual(["points"]);
  });

  test("has hours of its own, whose end it tells with status 200", async () => {
    await start({ perHour: 2 });
    const [first] = await times(2, question);
    expect(first?.headers.get("x-ratelimit-resource")).toBe("graphql");
    expect(first?.headers.get("x-ratelimit-remaining")).toBe("1");
    const { status, data } = await question();
    expect([status, data.errors[0].type]).toEqual([200, "RATE_LIMITED"]);
    expect((await read()).headers.get("x-ratelimit-remaining")).toBe("1");
  });

  test("is a read in the list of requests, and a mutation a write", async () => {
    await start();
    await question();
    await mutation();
    expect(sandbox.requests().map(({ kind }) => kind)).toEqual(["read", "write"]);
  });
});
