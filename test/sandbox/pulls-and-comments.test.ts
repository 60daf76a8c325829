import { expect, test } from "vitest";
import type { Comment, Issue } from "../../src/sandbox/index.ts";
import { acme, newsOf } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const ann = <T>(method: string, path: string, body?: unknown) =>
  world.sandbox.as("ann").request<T>(method, path, body);

async function openPull(): Promise<number> {
  const head = `branch-${(await world.sandbox.issues("acme", "api")).length}`;
  const { data } = await ann<Issue>("POST", `${API}/pulls`, { title: "Fix", head, base: "main", body: "b" });
  return data.number;
}

test("shows pull requests among the issues, with the pull_request key", async () => {
  const number = await openPull();
  const { data } = await world.app.request("GET", `${API}/issues/${number}`);
  expect(data).toMatchObject({ number, title: "Fix", body: "b", pull_request: { merged_at: null } });
  expect(data.html_url).toMatch(/\/acme\/api\/pull\/\d+$/);
  const list = await world.app.request("GET", `${API}/issues`);
  expect((list.data as Issue[]).find((issue) => issue.number === number)?.pull_request).toBeDefined();
});

test("gives a pull request another id as an issue", async () => {
  const number = await openPull();
  const [issue, pull] = [
    await world.sandbox.issue("acme", "api", number),
    await ann<Issue>("GET", `${API}/pulls/${number}`),
  ];
  expect(issue.id).not.toBe(pull.data.id);
});

test("edits a pull request through the issues API and tells of it as one", async () => {
  const number = await openPull();
  const seen = { count: 0 };
  await newsOf(world, seen);
  const edit = { title: "Mend", state: "closed", labels: ["sev1"] };
  const { data } = await world.app.request("PATCH", `${API}/issues/${number}`, edit);
  expect(data).toMatchObject({ title: "Mend", state: "closed", labels: [{ name: "sev1" }] });
  const told = ["edited", "labeled", "closed"].map((action) => `pull_request.${action}`);
  expect(await newsOf(world, seen)).toEqual(told);
});

test("tells of a merge", async () => {
  const number = await openPull();
  await ann("PUT", `${API}/pulls/${number}/merge`);
  await world.sandbox.settled();
  const { event, action, payload } = world.sandbox.deliveries().at(-1) ?? {};
  expect([event, action]).toEqual(["pull_request", "closed"]);
  expect(payload?.pull_request).toMatchObject({ merged: true, number });
});

test("takes comments on pull requests, and counts them", async () => {
  const number = await openPull();
  await ann("POST", `${API}/issues/${number}/comments`, { body: "one" });
  await world.sandbox.settled();
  const { event, payload } = world.sandbox.deliveries().at(-1) ?? {};
  expect(event).toBe("issue_comment");
  expect(payload?.issue).toMatchObject({ comments: 1, pull_request: { merged_at: null } });
});

test("gives comments ids of their own and finds them by those alone", async () => {
  const { number } = (await ann<Issue>("POST", `${API}/issues`, { title: "x" })).data;
  const { data } = await ann<Comment>("POST", `${API}/issues/${number}/comments`, { body: "c" });
  expect(data.id).toBeGreaterThan(2 ** 31);
  expect(data.html_url).toBe(`${world.sandbox.url}/acme/api/issues/${number}#issuecomment-${data.id}`);
  expect((await world.app.request("GET", `${API}/issues/comments/${data.id}`)).data.body).toBe("c");
  expect((await world.app.request("GET", `${API}/issues/comments/1`)).status).toBe(404);
  expect((await world.app.request("GET", `${API}/issues/comments/${data.id + 1}`)).status).toBe(404);
});

test("lists the comments of a whole repository, and of an issue since a moment", async () => {
  const { number } = (await ann<Issue>("POST", `${API}/issues`, { title: "x" })).data;
  const { data } = await ann<Comment>("POST", `${API}/issues/${number}/comments`, { body: "c" });
  const all = await world.app.request("GET", `${API}/issues/comments?sort=created&direction=desc&per_page=1`);
  expect(all.data).toMatchObject([{ id: data.id }]);
  expect(all.headers.get("link")).toContain('rel="next"');
  const none = await world.app.request("GET", `${API}/issues/${number}/comments?since=2999-01-01T00:00:00Z`);
  expect(none.data).toEqual([]);
  expect(await world.sandbox.commentsOf("acme", "api", number)).toMatchObject([{ body: "c" }]);
});

test("lets the author and writers edit a comment, nobody else", async () => {
  const { number } = (await ann<Issue>("POST", `${API}/issues`, { title: "x" })).data;
  const olga = world.sandbox.as("olga");
  const { data } = await olga.request<Comment>("POST", `${API}/issues/${number}/comments`, { body: "mine" });
  const path = `${API}/issues/comments/${data.id}`;
  expect((await olga.attempt("PATCH", path, { body: "still mine" })).status).toBe(200);
  expect((await world.sandbox.as("tri").attempt("PATCH", path, { body: "no" })).status).toBe(403);
  expect((await world.sandbox.as("wes").attempt("PATCH", path, { body: "yes" })).status).toBe(200);
});

test("refuses comments that are blank or too long", async () => {
  const { number } = (await ann<Issue>("POST", `${API}/issues`, { title: "x" })).data;
  const path = `${API}/issues/${number}/comments`;
  expect((await world.app.request("POST", path, { body: " " })).status).toBe(422);
  const { status, data } = await world.app.request("POST", path, { body: "b".repeat(65_537) });
  expect([status, data.errors[0].message]).toEqual([422, "Body is too long (maximum is 65536 characters)"]);
});
