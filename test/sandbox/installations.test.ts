import { afterEach, beforeEach, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { ACME } from "./acme.ts";
import { connectApp } from "./app-client.ts";
import { startReceiver } from "./receiver.ts";

const ISSUES = "/repos/acme/api/issues";

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let app: Awaited<ReturnType<typeof connectApp>>;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await createSandbox({ ...ACME, webhookUrl: receiver.url });
  app = await connectApp(sandbox, "acme");
});
afterEach(async () => {
  await sandbox.close();
  receiver.close();
});

const id = () => sandbox.app.installationIds.acme;
const askToken = () => app.asApp("POST", `/app/installations/${id()}/access_tokens`, {});
const installations = async () => (await app.asApp("GET", "/app/installations")).data as { id: number }[];
const newest = async () => {
  await sandbox.settled();
  return sandbox.deliveries().at(-1);
};

test("refuses a suspended installation new tokens and the use of those it has", async () => {
  await sandbox.suspend("acme");
  for (const reply of [await askToken(), await app.request("GET", ISSUES)])
    expect([reply.status, reply.data.message]).toEqual([403, "This installation has been suspended"]);
  expect((await installations())[0]).toMatchObject({
    id: id(),
    suspended_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/),
    suspended_by: { login: "ann" },
  });
});

test("tells the app that it is suspended, and then nothing until it is so no more", async () => {
  await sandbox.suspend("acme");
  expect(await newest()).toMatchObject({
    event: "installation",
    action: "suspend",
    payload: {
      action: "suspend",
      installation: { id: id(), account: { login: "acme" }, suspended_at: expect.any(String) },
      sender: { login: "ann" },
    },
  });
  await sandbox.as("ann").request("POST", ISSUES, { title: "unheard" });
  expect((await newest())?.action).toBe("suspend");
  await sandbox.unsuspend("acme");
  expect((await newest())?.payload).toMatchObject({
    action: "unsuspend",
    installation: { suspended_at: null },
  });
  expect([(await askToken()).status, (await app.request("GET", ISSUES)).status]).toEqual([201, 200]);
});

test("knows nothing of an installation that was removed, and tells which repositories went with it", async () => {
  await sandbox.uninstall("acme");
  expect([(await askToken()).status, (await app.request("GET", ISSUES)).status]).toEqual([404, 401]);
  expect((await installations()).map((one) => one.id)).toEqual([sandbox.app.installationIds.uma]);
  expect((await app.asApp("GET", `/app/installations/${id()}`)).status).toBe(404);
  expect((await app.asApp("GET", "/repos/acme/api/installation")).status).toBe(404);
  expect((await newest())?.payload).toMatchObject({
    action: "deleted",
    installation: { id: id() },
    repositories: [
      { name: "api", full_name: "acme/api", private: false },
      { name: "secret", full_name: "acme/secret", private: true },
    ],
    sender: { login: "ann" },
  });
});

test("lists installations and repositories page by page", async () => {
  const first = await app.asApp("GET", "/app/installations?per_page=1");
  expect(first.data).toMatchObject([{ id: id() }]);
  expect(first.headers.get("link")).toContain('/app/installations?per_page=1&page=2>; rel="next"');
  const { data } = await app.asApp("GET", "/app/installations?per_page=1&page=2");
  expect(data).toMatchObject([{ id: sandbox.app.installationIds.uma }]);
  const second = await app.request("GET", "/installation/repositories?per_page=1&page=2");
  expect(second.data).toMatchObject({ total_count: 2, repositories: [{ full_name: "acme/secret" }] });
});

test("lets nobody write to an archived repository, and everybody read", async () => {
  await sandbox.as("ann").request("POST", ISSUES, { title: "before" });
  await sandbox.archive("acme", "api");
  for (const [method, path, body] of [
    ["POST", ISSUES, { title: "x" }],
    ["PATCH", `${ISSUES}/1`, { body: "x" }],
    ["POST", `${ISSUES}/1/comments`, { body: "x" }],
    ["POST", "/repos/acme/api/labels", { name: "x" }],
  ] as const) {
    const { status, data } = await app.request(method, path, body);
    expect([status, data.message]).toEqual([403, "Repository was archived so is read-only."]);
  }
  expect((await sandbox.as("ann").attempt("POST", ISSUES, { title: "x" })).status).toBe(403);
  expect((await app.request("GET", `${ISSUES}/1`)).status).toBe(200);
  const { data } = await app.request("GET", "/installation/repositories");
  expect(data.repositories).toMatchObject([{ archived: true }, { archived: false }]);
});

test("says of whom it knows no installation", async () => {
  await expect(sandbox.suspend("ghost")).rejects.toThrow(/installed for nobody called "ghost"/);
  await expect(sandbox.archive("acme", "ghost")).rejects.toThrow(/no repository "acme\/ghost"/);
});
