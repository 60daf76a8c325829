import { expect, test } from "vitest";
import type { Comment, Issue, RepoOptions } from "../../src/sandbox/index.ts";
import { ACME, acme, newsOf } from "./acme.ts";

const ROLES = { ann: "admin", wes: "write" } as const;
const WEB: RepoOptions = { owner: "acme", name: "web", roles: ROLES, labels: ["sev1"] };
const world = acme({ repos: [...ACME.repos, WEB] });
const API = "/repos/acme/api";
const as = (login: string) => world.sandbox.as(login);

async function open(more: object = {}): Promise<Issue> {
  const body = {
    title: "Moving",
    body: "Words",
    labels: ["sev1", "Incident"],
    assignees: ["wes", "max"],
    ...more,
  };
  return (await as("ann").request<Issue>("POST", `${API}/issues`, body)).data;
}

/** GitHub's redirects are for the client to follow. */
async function look(path: string, token = world.app.token) {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await fetch(world.sandbox.url + path, { headers, redirect: "manual" });
  return { status: reply.status, location: reply.headers.get("location"), data: await reply.json() };
}

test("moves an issue with its words, author, known labels and people, comments and past", async () => {
  const old = await open();
  const first = await as("rea").request<Comment>("POST", `${API}/issues/${old.number}/comments`, {
    body: "One",
  });
  await as("ann").request("PATCH", `${API}/issues/${old.number}`, {
    state: "closed",
    state_reason: "not_planned",
  });
  const number = await as("ann").transfer("acme", "api", old.number, "web");
  const moved = await world.sandbox.issue("acme", "web", number);
  expect(moved).toMatchObject({
    ...{ title: "Moving", body: "Words", state: "closed", state_reason: "not_planned", comments: 1 },
    ...{ created_at: old.created_at, user: { login: "ann" }, labels: [{ name: "sev1" }] },
    assignees: [{ login: "wes" }],
  });
  expect(moved.id).not.toBe(old.id);
  const said = await as("wes").request<Comment>("POST", `/repos/acme/web/issues/${number}/comments`, {
    body: "Two",
  });
  expect((await world.sandbox.commentsOf("acme", "web", number)).map(({ id }) => id)).toEqual([
    first.data.id,
    said.data.id,
  ]);
  const comment = `/repos/acme/web/issues/comments/${first.data.id}`;
  await as("rea").attempt("PATCH", comment, { body: "Still mine" });
  expect((await world.app.request("GET", comment)).data).toMatchObject({
    ...{ body: "Still mine", html_url: expect.stringContaining(`/acme/web/issues/${number}#`) },
  });
  const timeline = await world.app.request("GET", `/repos/acme/web/issues/${number}/timeline`);
  const events = timeline.data.map(({ event }: { event: string }) => event);
  expect(events.filter((event: string) => event !== "labeled")).toEqual([
    ...["assigned", "assigned", "commented", "closed", "transferred", "commented"],
  ]);
});

test("leads from the old place to the new one, by the repository's id", async () => {
  const { number: before } = await open();
  const after = await as("ann").transfer("acme", "api", before, "web");
  const gone = await look(`${API}/issues/${before}`);
  expect(gone.status).toBe(301);
  expect(gone.location).toMatch(new RegExp(`/repositories/\\d+/issues/${after}$`));
  expect(gone.data).toMatchObject({ message: "Moved Permanently", url: gone.location });
  const path = new URL(gone.location ?? "").pathname;
  expect(await look(path)).toMatchObject({ status: 200, data: { number: after, title: "Moving" } });
  expect((await look(`${API}/issues/${before}/comments`)).location).toMatch(/\/comments$/);
  expect((await look("/repositories/999999/issues/1")).status).toBe(404);
  const listed = await world.app.request("GET", `${API}/issues?state=all&per_page=100`);
  expect((listed.data as Issue[]).map(({ number }) => number)).not.toContain(before);
});

test("is not there for those who may not see the new place", async () => {
  const { number } = await open();
  await as("ann").transfer("acme", "api", number, "secret");
  expect((await look(`${API}/issues/${number}`, as("olga").token)).status).toBe(404);
  expect((await look(`${API}/issues/${number}`)).status).toBe(301);
});

test("tells of a transfer at both places, with where it went and where it came from", async () => {
  const { number } = await open();
  const seen = { count: 0 };
  await newsOf(world, seen);
  const after = await as("ann").transfer("acme", "api", number, "web");
  expect(await newsOf(world, seen)).toEqual(["issues.transferred", "issues.opened"]);
  const [left, came] = world.sandbox.deliveries().slice(-2);
  expect(left?.payload).toMatchObject({
    ...{ repository: { name: "api" }, issue: { number } },
    changes: { new_issue: { number: after }, new_repository: { name: "web" } },
  });
  expect(came?.payload).toMatchObject({
    ...{ repository: { name: "web" }, issue: { number: after } },
    changes: { old_issue: { number }, old_repository: { name: "api" } },
  });
});

test("keeps sub-issues together, and forgets those that were deleted", async () => {
  const [parent, child, second] = [await open(), await open(), await open()];
  for (const { id } of [child, second])
    await as("ann").request("POST", `${API}/issues/${parent.number}/sub_issues`, { sub_issue_id: id });
  const moved = await as("ann").transfer("acme", "api", child.number, "web");
  await as("ann").delete("acme", "api", second.number);
  const children = await world.sandbox.subIssuesOf("acme", "api", parent.number);
  expect(children.map(({ number }) => number)).toEqual([moved]);
  expect(await world.sandbox.issue("acme", "api", parent.number)).toMatchObject({
    sub_issues_summary: { total: 1 },
  });
});

test("deletes for administrators alone, and answers 410 from then on", async () => {
  const { number } = await open();
  await expect(as("wes").delete("acme", "api", number)).rejects.toThrow("FORBIDDEN");
  const seen = { count: 0 };
  await newsOf(world, seen);
  await as("ann").delete("acme", "api", number);
  expect(await newsOf(world, seen)).toEqual(["issues.deleted"]);
  expect(await look(`${API}/issues/${number}`)).toMatchObject({
    ...{ status: 410, data: { message: "This issue was deleted" } },
  });
  const edit = await world.app.request("PATCH", `${API}/issues/${number}`, { title: "Back?" });
  expect(edit.status).toBe(410);
});

test("moves nothing without write access in both places, nor to another owner, nor from private to public", async () => {
  const { number } = await open();
  await expect(as("max").transfer("acme", "api", number, "web")).rejects.toThrow("FORBIDDEN");
  const hidden = await as("ann").request<Issue>("POST", "/repos/acme/secret/issues", { title: "Hidden" });
  await expect(as("ann").transfer("acme", "secret", hidden.data.number, "web")).rejects.toThrow(
    "UNPROCESSABLE",
  );
});

test("locks a conversation for those who may not write, the App among them", async () => {
  const { number } = await open();
  const path = `${API}/issues/${number}`;
  expect((await as("tri").attempt("PUT", `${path}/lock`)).status).toBe(403);
  const seen = { count: 0 };
  await newsOf(world, seen);
  await as("wes").request("PUT", `${path}/lock`, { lock_reason: "resolved" });
  expect(await newsOf(world, seen)).toEqual(["issues.locked"]);
  expect(await world.sandbox.issue("acme", "api", number)).toMatchObject({
    ...{ locked: true, active_lock_reason: "resolved" },
  });
  const refused = await world.app.request("POST", `${path}/comments`, { body: "Hello" });
  expect([refused.status, refused.data.message]).toEqual([
    403,
    "Unable to create comment because issue is locked.",
  ]);
  expect((await as("rea").attempt("POST", `${path}/comments`, { body: "Hello" })).status).toBe(403);
  expect((await as("wes").attempt("POST", `${path}/comments`, { body: "Hello" })).status).toBe(201);
  expect((await world.app.request("PATCH", path, { body: "Edited" })).status).toBe(200);
  await as("wes").request("DELETE", `${path}/lock`);
  expect((await world.app.request("POST", `${path}/comments`, { body: "Hello" })).status).toBe(201);
  expect((await as("wes").attempt("PUT", `${path}/lock`, { lock_reason: "boring" })).status).toBe(422);
});

test("tells of comments that people edit and delete", async () => {
  const { number } = await open();
  const { data } = await as("rea").request<Comment>("POST", `${API}/issues/${number}/comments`, {
    body: "Old",
  });
  const seen = { count: 0 };
  await newsOf(world, seen);
  await as("rea").request("PATCH", `${API}/issues/comments/${data.id}`, { body: "New" });
  await as("wes").request("DELETE", `${API}/issues/comments/${data.id}`);
  expect(await newsOf(world, seen)).toEqual(["issue_comment.edited", "issue_comment.deleted"]);
  const [edited, deleted] = world.sandbox.deliveries().slice(-2);
  expect(edited?.payload).toMatchObject({ comment: { body: "New" }, changes: { body: { from: "Old" } } });
  expect(deleted?.payload).toMatchObject({ comment: { id: data.id }, issue: { comments: 0 } });
});
