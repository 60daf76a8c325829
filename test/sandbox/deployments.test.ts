import { expect, test } from "vitest";
import { acme, newsOf } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const as = (login: string) => world.sandbox.as(login);

type Deployment = { id: number; sha: string; environment: string };

async function deploy(more: object = {}): Promise<Deployment> {
  return (await as("wes").request<Deployment>("POST", `${API}/deployments`, { ref: "main", ...more })).data;
}

test("deploys what a branch, tag or commit stands for, and tells the app", async () => {
  const seen = { count: 0 };
  await newsOf(world, seen);
  const made = await deploy({ description: "Nightly", payload: { build: 7 } });
  expect(await newsOf(world, seen)).toEqual(["deployment.created"]);
  expect(made).toMatchObject({
    ...{ environment: "production", task: "deploy", description: "Nightly", payload: { build: 7 } },
    ...{ creator: { login: "wes" }, ref: "main", production_environment: true },
  });
  expect(made.sha).toMatch(/^[0-9a-f]{40}$/);
  expect((await deploy({ ref: made.sha })).sha).toBe(made.sha);
  const missing = await as("wes").attempt("POST", `${API}/deployments`, { ref: "nowhere" });
  expect([missing.status, missing.data.message]).toEqual([422, "No ref found for: nowhere"]);
  expect((await as("wes").attempt("POST", `${API}/deployments`, {})).status).toBe(422);
});

test("lists deployments newest first, by environment when asked", async () => {
  const [one, two] = [await deploy({ environment: "stage" }), await deploy({ environment: "stage" })];
  const { data } = await world.app.request("GET", `${API}/deployments?environment=stage`);
  expect(data.map(({ id }: Deployment) => id)).toEqual([two.id, one.id]);
  expect((await world.app.request("GET", `${API}/deployments/${one.id}`)).data.id).toBe(one.id);
  expect((await world.app.request("GET", `${API}/deployments/1`)).status).toBe(404);
});

test("tells how a deployment goes, and that the one before it is no longer up", async () => {
  const [old, young] = [await deploy({ environment: "eu" }), await deploy({ environment: "eu" })];
  const say = (id: number, state: string) =>
    as("wes").request("POST", `${API}/deployments/${id}/statuses`, {
      state,
      log_url: "https://ci.example/1",
    });
  const elsewhere = await deploy({ environment: "us" });
  for (const { id } of [old, elsewhere]) await say(id, "success");
  const seen = { count: 0 };
  await newsOf(world, seen);
  await say(young.id, "in_progress");
  await say(young.id, "success");
  expect(await newsOf(world, seen)).toEqual(Array(3).fill("deployment_status.created"));
  const states = async (id: number) =>
    (await world.app.request("GET", `${API}/deployments/${id}/statuses`)).data.map(
      ({ state }: { state: string }) => state,
    );
  expect(await states(young.id)).toEqual(["success", "in_progress"]);
  expect(await states(old.id)).toEqual(["inactive", "success"]);
  expect(await states(elsewhere.id)).toEqual(["success"]);
  const told = world.sandbox.deliveries().findLast(({ payload }) => payload.deployment_status);
  expect(told?.payload).toMatchObject({
    deployment: { id: old.id },
    deployment_status: { state: "inactive" },
  });
  const bad = await as("wes").attempt("POST", `${API}/deployments/${old.id}/statuses`, { state: "fine" });
  expect(bad.status).toBe(422);
});

test("lets those deploy who may write, and the App read as far as its permissions go", async () => {
  expect((await as("tri").attempt("POST", `${API}/deployments`, { ref: "main" })).status).toBe(403);
  expect((await world.app.request("POST", `${API}/deployments`, { ref: "main" })).status).toBe(403);
  const id = world.sandbox.app.installationIds.acme;
  const path = `/app/installations/${id}/access_tokens`;
  const narrow = await world.app.asApp("POST", path, { permissions: { issues: "write" } });
  const request = await fetch(`${world.sandbox.url}${API}/deployments`, {
    headers: { authorization: `Bearer ${narrow.data.token}` },
  });
  expect([request.status, ((await request.json()) as { message: string }).message]).toEqual([
    403,
    "Resource not accessible by integration",
  ]);
});

test("publishes a release with its tag, tells of it, and keeps a draft back", async () => {
  const seen = { count: 0 };
  await newsOf(world, seen);
  const release = { tag_name: "v2.3.1", name: "Two" };
  await as("wes").request("POST", `${API}/releases`, release);
  expect(await newsOf(world, seen)).toEqual(["release.created", "release.published", "release.released"]);
  expect((await deploy({ ref: "v2.3.1" })).sha).toMatch(/^[0-9a-f]{40}$/);
  await newsOf(world, seen);
  await as("wes").request("POST", `${API}/releases`, { tag_name: "v2.4.0-rc1", prerelease: true });
  expect((await newsOf(world, seen)).at(-1)).toBe("release.prereleased");
  await as("wes").request("POST", `${API}/releases`, { tag_name: "v3", draft: true });
  expect(await newsOf(world, seen)).toEqual(["release.created"]);
  expect((await as("tri").attempt("POST", `${API}/releases`, { tag_name: "v4" })).status).toBe(403);
});

test("keeps check runs and commit statuses of those who may write", async () => {
  const { sha } = await deploy();
  const run = { name: "test", head_sha: sha, status: "completed", conclusion: "failure" };
  await as("wes").request("POST", `${API}/check-runs`, run);
  const checks = await world.app.request("GET", `${API}/commits/${sha}/check-runs`);
  expect(checks.data.check_runs).toMatchObject([{ name: "test", conclusion: "failure" }]);
  await as("wes").request("POST", `${API}/statuses/${sha}`, { state: "error", context: "ci/old" });
  const statuses = await world.app.request("GET", `${API}/commits/main/statuses`);
  expect(statuses.data).toMatchObject([{ state: "error", context: "ci/old" }]);
  expect((await as("rea").attempt("POST", `${API}/check-runs`, run)).status).toBe(403);
  expect((await as("rea").attempt("POST", `${API}/statuses/${sha}`, { state: "error" })).status).toBe(403);
});
