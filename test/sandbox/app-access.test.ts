import { afterEach, expect, test, vi } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { ACME, acme } from "./acme.ts";
import { appToken } from "./app-client.ts";

const world = acme();

afterEach(() => void vi.useRealTimers());

function ask(path: string, token?: string) {
  return fetch(world.sandbox.url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
}

test("tells the app who it is", async () => {
  const { status, data } = await world.app.asApp("GET", "/app");
  expect(status).toBe(200);
  expect(data).toMatchObject({ id: world.sandbox.app.id, slug: "postmortem", owner: { login: "acme" } });
});

test("shows installations and the repositories of one", async () => {
  const { acme: acmes, uma } = world.sandbox.app.installationIds;
  const { data } = await world.app.asApp("GET", "/app/installations");
  expect(data.map((one: { id: number }) => one.id)).toEqual([acmes, uma]);
  expect((await world.app.asApp("GET", "/repos/uma/home/installation")).data.id).toBe(uma);
  const mine = await world.app.request("GET", "/installation/repositories");
  expect(mine.data).toMatchObject({
    total_count: 2,
    repositories: [{ full_name: "acme/api" }, { full_name: "acme/secret" }],
  });
});

test("refuses unknown tokens, forged app tokens, and the app's own token where an installation's is due", async () => {
  expect((await ask("/repos/acme/api/issues", "ghs_made_up")).status).toBe(401);
  const [head, payload] = appToken(world.sandbox.app).split(".");
  expect((await ask("/app/hook/deliveries", `${head}.${payload}.Zm9yZ2Vk`)).status).toBe(401);
  expect((await ask("/repos/acme/api/issues", appToken(world.sandbox.app))).status).toBe(401);
});

test("lets anybody read what is public, and nobody without a token write", async () => {
  expect((await ask("/repos/acme/api/issues")).status).toBe(200);
  expect((await ask("/repos/acme/secret/issues")).status).toBe(404);
  const post = fetch(`${world.sandbox.url}/repos/acme/api/issues`, { method: "POST", body: '{"title":"x"}' });
  expect((await post).status).toBe(401);
});

test("lets an installation's token expire after an hour", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61 * 60_000 });
  expect((await world.app.request("GET", "/repos/acme/api/issues")).status).toBe(401);
});

test("keeps an installation within its owner's repositories", async () => {
  const { status } = await world.app.request("POST", "/repos/uma/home/issues", { title: "x" });
  expect(status).toBe(403);
});

test("takes the time from the clock that tests can set", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-23T09:00:00.123Z") });
  const { data } = await world.sandbox.as("ann").request("POST", "/repos/acme/api/issues", { title: "x" });
  expect(data.created_at).toBe("2026-11-23T09:00:00Z");
});

test.each([
  ["ann", "admin", "admin"],
  ["max", "write", "maintain"],
  ["wes", "write", "write"],
  ["tri", "read", "triage"],
  ["rea", "read", "read"],
  ["olga", "read", "read"],
  ["postmortem[bot]", "none", "none"],
])("says what %s may do: %s, as %s", async (login, permission, role_name) => {
  const path = `/repos/acme/api/collaborators/${encodeURIComponent(login)}/permission`;
  const { data } = await world.app.request("GET", path);
  expect(data).toMatchObject({ permission, role_name, user: { login } });
});

test("says that outsiders may do nothing in a private repository, and strangers do not exist", async () => {
  const path = (login: string) => `/repos/acme/secret/collaborators/${login}/permission`;
  expect((await world.app.request("GET", path("olga"))).data.permission).toBe("none");
  expect((await world.app.request("GET", path("no-such-person"))).status).toBe(404);
});

test("answers 304 to whoever has the file already", async () => {
  const path = "/repos/acme/api/contents/.github/postmortem.yml";
  const { data, headers } = await world.app.request("GET", path);
  expect(Buffer.from(data.content, "base64").toString()).toBe("labels: [incident]\n");
  const again = await world.app.request("GET", path, undefined, {
    "if-none-match": headers.get("etag") ?? "",
  });
  expect([again.status, again.data]).toEqual([304, null]);
});

test("gives a file's bare text to whoever accepts raw", async () => {
  const headers = { authorization: `Bearer ${world.app.token}`, accept: "application/vnd.github.raw+json" };
  const response = await fetch(`${world.sandbox.url}/repos/acme/api/contents/.github/postmortem.yml`, {
    headers,
  });
  expect(response.headers.get("content-type")).toMatch(/; charset=utf-8$/);
  expect(await response.text()).toBe("labels: [incident]\n");
});

test("lets several local GitHubs live side by side, and names its bot after the slug", async () => {
  const other = await createSandbox({ ...ACME, app: { slug: "other" } });
  await other.as("ann").request("POST", "/repos/acme/api/issues", { title: "only there" });
  expect(other.app.slug).toBe("other");
  const titles = (await world.sandbox.issues("acme", "api")).map((issue) => issue.title);
  expect(titles).not.toContain("only there");
  await other.close();
});

test("says whom it does not know", () => {
  expect(() => world.sandbox.as("ghost")).toThrow(/nobody called "ghost"/);
});
