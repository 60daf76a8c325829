import { afterEach, expect, test } from "vitest";
import { acme } from "./acme.ts";

const world = acme();
const ISSUES = "/repos/acme/api/issues";

afterEach(() => {
  world.sandbox.faults.clear();
  world.sandbox.clearRequests();
});

const count = async () => (await world.sandbox.issues("acme", "api")).length;
const open = () => world.app.request("POST", ISSUES, { title: "x" });

test("can lose the answer of a creation that happened", async () => {
  const before = await count();
  world.sandbox.faults.fail({ method: "POST", path: ISSUES }, "lose-answer");
  await expect(open()).rejects.toThrow();
  expect(await count()).toBe(before + 1);
  expect(world.sandbox.requests()).toMatchObject([
    { method: "POST", path: ISSUES, status: null, kind: "write" },
  ]);
});

test("can cut the connection before anything happens", async () => {
  const before = await count();
  world.sandbox.faults.fail({ method: "POST" }, "reset");
  await expect(open()).rejects.toThrow();
  expect(await count()).toBe(before);
});

test("can answer with any status, headers and body", async () => {
  const limited = {
    status: 403,
    headers: { "retry-after": "60" },
    body: { message: "secondary rate limit" },
  };
  world.sandbox.faults.fail({ method: "POST", path: /issues$/ }, limited);
  const { status, headers, data } = await open();
  expect([status, headers.get("retry-after"), data]).toEqual([
    403,
    "60",
    { message: "secondary rate limit" },
  ]);
  expect((await open()).status).toBe(201);
});

test("fails from the nth matching request on, as often as it is told", async () => {
  const fault = world.sandbox.faults.fail({ kind: "read", nth: 2, times: 2 }, { status: 502 });
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++) statuses.push((await world.app.request("GET", ISSUES)).status);
  expect(statuses).toEqual([200, 502, 502, 200]);
  expect(fault.hits).toBe(2);
});

test("can leave a request hanging", async () => {
  world.sandbox.faults.fail({ method: "GET" }, "hang");
  const response = fetch(world.sandbox.url + ISSUES, {
    headers: { authorization: `Bearer ${world.app.token}` },
    signal: AbortSignal.timeout(50),
  });
  await expect(response).rejects.toThrow(/timeout/);
});

test("can be slow", async () => {
  world.sandbox.faults.latency(30);
  const start = performance.now();
  await world.app.request("GET", ISSUES);
  expect(performance.now() - start).toBeGreaterThan(25);
});

test("leaves people's requests alone and out of the log", async () => {
  world.sandbox.faults.fail({ times: 99 }, { status: 500 });
  const { status } = await world.sandbox.as("ann").attempt("POST", ISSUES, { title: "x" });
  expect(status).toBe(201);
  expect(world.sandbox.requests()).toEqual([]);
});

test("logs the app's requests in the order in which they came", async () => {
  await open();
  await world.app.request("GET", `${ISSUES}?state=all`);
  await world.app.asApp(
    "POST",
    `/app/installations/${world.sandbox.app.installationIds.acme}/access_tokens`,
    {},
  );
  expect(world.sandbox.requests()).toEqual([
    { method: "POST", path: ISSUES, query: {}, body: { title: "x" }, status: 201, kind: "write" },
    { method: "GET", path: ISSUES, query: { state: "all" }, body: undefined, status: 200, kind: "read" },
    expect.objectContaining({ method: "POST", status: 201, kind: "token" }),
  ]);
});
