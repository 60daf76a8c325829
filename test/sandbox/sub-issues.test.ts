import { expect, test } from "vitest";
import { createSandbox, type Issue } from "../../src/sandbox/index.ts";
import { ACME, acme, newsOf } from "./acme.ts";

const world = acme();
const seen = { count: 0 };

async function open(repo = "acme/api"): Promise<Issue> {
  const who = repo.startsWith("uma/") ? "uma" : "ann";
  const { data } = await world.sandbox
    .as(who)
    .request<Issue>("POST", `/repos/${repo}/issues`, { title: "x" });
  return data;
}

function link(parent: Issue, sub_issue_id: number, more = {}) {
  return world.app.request("POST", `/repos/acme/api/issues/${parent.number}/sub_issues`, {
    sub_issue_id,
    ...more,
  });
}

test("links sub-issues by id and refuses a second parent", async () => {
  const [parent, other, child] = [await open(), await open(), await open("acme/secret")];
  expect((await link(parent, child.number)).status).toBe(404);
  expect((await link(parent, child.id)).status).toBe(201);
  const second = await link(other, child.id);
  expect([second.status, second.data.message]).toEqual([422, "Sub issue may only have one parent"]);
  expect((await link(parent, child.id)).status).toBe(422);
});

test("moves a child to another parent when asked to replace", async () => {
  const [parent, other, child] = [await open(), await open(), await open()];
  await link(parent, child.id);
  expect((await link(other, child.id, { replace_parent: true })).status).toBe(201);
  expect(await world.sandbox.subIssuesOf("acme", "api", parent.number)).toEqual([]);
  expect(await world.sandbox.subIssuesOf("acme", "api", other.number)).toMatchObject([{ id: child.id }]);
});

test("shows the link from both sides", async () => {
  const [parent, child] = [await open(), await open()];
  await link(parent, child.id);
  await world.sandbox
    .as("ann")
    .request("PATCH", `/repos/acme/api/issues/${child.number}`, { state: "closed" });
  const path = `/repos/acme/api/issues/${child.number}`;
  const above = await world.sandbox.issue("acme", "api", parent.number);
  expect(above.sub_issues_summary).toEqual({ total: 1, completed: 1, percent_completed: 100 });
  const { data } = await world.app.request("GET", path);
  expect(data.parent_issue_url).toBe(`${world.sandbox.url}/repos/acme/api/issues/${parent.number}`);
  expect((await world.app.request("GET", `${path}/parent`)).data.id).toBe(parent.id);
  const list = await world.app.request("GET", `/repos/acme/api/issues/${parent.number}/sub_issues`);
  expect(list.data).toMatchObject([{ id: child.id, state: "closed" }]);
});

test("removes a link", async () => {
  const [parent, child] = [await open(), await open()];
  await link(parent, child.id);
  const path = `/repos/acme/api/issues/${parent.number}/sub_issue`;
  expect((await world.app.request("DELETE", path, { sub_issue_id: child.id })).status).toBe(200);
  expect((await world.app.request("DELETE", path, { sub_issue_id: child.id })).status).toBe(404);
  expect((await world.app.request("GET", `/repos/acme/api/issues/${child.number}/parent`)).status).toBe(404);
});

test("tells the parent's repository and the child's", async () => {
  const [parent, child] = [await open(), await open("acme/secret")];
  await newsOf(world, seen);
  await link(parent, child.id);
  expect(await newsOf(world, seen)).toEqual(["sub_issues.sub_issue_added", "sub_issues.parent_issue_added"]);
  const [above, below] = world.sandbox.deliveries().slice(-2);
  const both = { sub_issue_id: child.id, parent_issue_id: parent.id };
  const [api, secret] = [{ full_name: "acme/api" }, { full_name: "acme/secret" }];
  expect(above?.payload).toMatchObject({ ...both, repository: api, sub_issue_repo: secret });
  expect(below?.payload).toMatchObject({ ...both, repository: secret, parent_issue_repo: api });
});

test("refuses a child of another owner, an ancestor, and the issue itself", async () => {
  const [parent, child, strangers] = [await open(), await open(), await open("uma/home")];
  expect((await link(parent, strangers.id)).status).toBe(422);
  expect((await link(parent, parent.id)).status).toBe(422);
  await link(parent, child.id);
  expect((await link(child, parent.id)).status).toBe(422);
});

test("keeps an installation from linking issues of an owner it does not serve", async () => {
  const [parent, child] = [await open("uma/home"), await open("uma/home")];
  const path = `/repos/uma/home/issues/${parent.number}/sub_issues`;
  expect((await world.app.request("POST", path, { sub_issue_id: child.id })).status).toBe(403);
});

test("takes a hundred children, closed ones among them, and no more", async () => {
  const parent = await open();
  for (let number = 0; number < 100; number++) await link(parent, (await open()).id);
  const { status, data } = await link(parent, (await open()).id);
  expect([status, data.message]).toEqual([422, "Parent cannot have more than 100 sub-issues"]);
});

test("can be a GitHub without sub-issues", async () => {
  const old = await createSandbox({ ...ACME, subIssues: false });
  const { data } = await old.as("ann").request<Issue>("POST", "/repos/acme/api/issues", { title: "x" });
  expect(data).not.toHaveProperty("sub_issues_summary");
  const path = "/repos/acme/api/issues/1/sub_issues";
  expect((await old.as("ann").attempt("GET", path)).status).toBe(404);
  expect((await old.as("ann").attempt("POST", path, { sub_issue_id: data.id })).status).toBe(404);
  await old.close();
});
