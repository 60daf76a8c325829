import { expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { acme, newsOf } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const as = (login: string) => world.sandbox.as(login);
const read = async (path: string, ref: string) => {
  const asked = `${API}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const { status, data } = await world.app.request("GET", asked);
  return status === 200 ? Buffer.from(data.content, "base64").toString() : status;
};

test("shows a pull request with what was pushed to its branch since, and tells of it", async () => {
  const number = await as("wes").propose("acme", "api", { title: "More", files: { "a.md": "1" } });
  const seen = { count: 0 };
  await newsOf(world, seen);
  const sha = await as("wes").pushMore("acme", "api", number, { "a.md": "2", "b.md": "3" });
  const told = ["push", "check_suite.requested", "pull_request.synchronize"];
  expect(await newsOf(world, seen)).toEqual([...told, ...told]);
  const { data } = await world.app.request("GET", `${API}/pulls/${number}`);
  expect(data.head.sha).toBe(sha);
  const list = await world.app.request("GET", `${API}/pulls`);
  expect(list.data.find((pull: { number: number }) => pull.number === number).head.sha).toBe(sha);
  expect(await read("a.md", `refs/pull/${number}/head`)).toBe("2");
  expect(await read("a.md", `pull/${number}/head`)).toBe("2");
  expect(await read("a.md", "refs/pull/9999/head")).toBe(404);
  const timeline = await world.app.request("GET", `${API}/issues/${number}/timeline`);
  const commits = timeline.data.filter(({ event }: { event: string }) => event === "committed");
  expect(commits.map(({ message }: { message: string }) => message)).toEqual([
    "Change a.md",
    "Change a.md",
    "Change b.md",
  ]);
});

test("merges two pull requests that were open at once, each with what it changes and no more", async () => {
  const one = await as("wes").propose("acme", "api", { title: "One", files: { "one.md": "1" } });
  const other = await as("wes").propose("acme", "api", { title: "Other", files: { "other.md": "2" } });
  await as("wes").pushMore("acme", "api", other, { "other.md": "3" });
  await as("ann").merge("acme", "api", one);
  const sha = await as("ann").merge("acme", "api", other);
  expect([await read("one.md", "main"), await read("other.md", "main")]).toEqual(["1", "3"]);
  const { data } = await world.app.request("GET", `${API}/pulls/${other}`);
  expect(data).toMatchObject({ merged: true, merge_commit_sha: sha });
  const push = world.sandbox.deliveries().findLast(({ event }) => event === "push")?.payload;
  expect(push).toMatchObject({ after: sha, commits: [{ added: ["other.md"], modified: [] }] });
  const commit = await world.app.request("GET", `${API}/commits/main`);
  expect(commit.data.sha).toBe(sha);
  expect(commit.data.commit.message).toContain(`#${other}`);
});

test("takes a pull request from a fork, of whose branch the App hears nothing but the pull request", async () => {
  const seen = { count: 0 };
  await newsOf(world, seen);
  const change = { title: "From outside", files: { "fork.md": "1" }, fork: true };
  const number = await as("olga").propose("acme", "api", change);
  expect(await newsOf(world, seen)).toEqual(["pull_request.opened"]);
  expect(world.sandbox.deliveries().at(-1)?.payload).toMatchObject({
    sender: { login: "olga" },
    pull_request: { user: { login: "olga" }, head: { repo: { full_name: "olga/api", fork: true } } },
  });
  const sha = await as("olga").pushMore("acme", "api", number, { "fork.md": "2" });
  expect(await newsOf(world, seen)).toEqual(["pull_request.synchronize"]);
  expect(await read("fork.md", `refs/pull/${number}/head`)).toBe("2");
  const { data } = await world.app.request("GET", `${API}/pulls/${number}`);
  expect(data.head).toMatchObject({ sha, label: expect.stringMatching(/^olga:/), repo: { fork: true } });
  expect(await world.sandbox.issue("acme", "api", number)).toMatchObject({ user: { login: "olga" } });
  const run = { name: "Notes", head_sha: sha, status: "completed", conclusion: "success" };
  expect((await world.app.request("POST", `${API}/check-runs`, run)).status).toBe(201);
  await as("ann").merge("acme", "api", number);
  expect(await read("fork.md", "main")).toBe("2");
  await expect(as("olga").push("acme", "api", { "fork.md": "3" })).rejects.toThrow("403");
});

test("lets people push files to the default branch, and take them away", async () => {
  const [added, removed] = [{ "docs/x y.md": "1" }, { "docs/x y.md": null }];
  await as("wes").push("acme", "api", added, { message: "Add a page" });
  expect(await read("docs/x%20y.md", "main")).toBe("1");
  const sha = await as("wes").push("acme", "api", removed);
  expect(await read("docs/x%20y.md", sha)).toBe(404);
  await expect(as("tri").push("acme", "api", added)).rejects.toThrow("403");
});

test("keeps the reactions to a comment, each of an account once", async () => {
  const place = `${API}/issues`;
  const { data: issue } = await as("ann").request<{ number: number }>("POST", place, { title: "x" });
  const said = `${place}/${issue.number}/comments`;
  const { id } = (await as("ann").request<{ id: number }>("POST", said, { body: "/help" })).data;
  const react = (content: string) =>
    world.app.request("POST", `${place}/comments/${id}/reactions`, { content });
  expect([(await react("+1")).status, (await react("+1")).status]).toEqual([201, 200]);
  expect((await react("meh")).status).toBe(422);
  await as("rea").request("POST", `${place}/comments/${id}/reactions`, { content: "+1" });
  const { data } = await world.app.request("GET", `${place}/comments/${id}/reactions`);
  expect(data).toMatchObject([
    { content: "+1", user: { login: "postmortem[bot]" } },
    { content: "+1", user: { login: "rea" } },
  ]);
  expect(world.sandbox.reactionsTo(id).map(({ by }) => by)).toEqual(["postmortem[bot]", "rea"]);
  await as("ann").request("DELETE", `${place}/comments/${id}`);
  expect((await react("+1")).status).toBe(404);
});

test("has the owner's .github repository as any other", async () => {
  const repo = {
    owner: "acme",
    name: ".github",
    roles: { ann: "admin" },
    files: { "a.yml": "a: 1\n" },
  } as const;
  const sandbox = await createSandbox({ repos: [repo] });
  await sandbox.as("ann").push("acme", ".github", { "a.yml": "a: 2\n" });
  await sandbox.settled();
  expect(sandbox.deliveries()[0]?.payload).toMatchObject({
    ...{ repository: { full_name: "acme/.github" }, commits: [{ modified: ["a.yml"] }] },
  });
  const { data } = await sandbox.as("ann").request("GET", "/repos/acme/.github/contents/a.yml");
  expect(Buffer.from(String(data.content), "base64").toString()).toBe("a: 2\n");
  await sandbox.close();
});
