import { expect, test } from "vitest";
import type { Issue } from "../../src/sandbox/index.ts";
import { acme } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";

async function open(login: string, issue: object): Promise<Issue> {
  const { data } = await world.sandbox
    .as(login)
    .request<Issue>("POST", `${API}/issues`, { title: "Down", ...issue });
  return data;
}

const names = (issue: Issue) => issue.labels.map((label) => label.name);
const logins = (issue: Issue) => issue.assignees.map((user) => user.login);

test("gives issues ids that differ from their numbers, the same wherever they are read", async () => {
  const issue = await open("ann", {});
  expect(issue.id).toBeGreaterThan(2 ** 31);
  const { data } = await world.app.request("GET", `${API}/issues/${issue.number}`);
  expect(data.id).toBe(issue.id);
  await world.sandbox.settled();
  const told = world.sandbox.deliveries().at(-1)?.payload.issue as Issue;
  expect(told.id).toBe(issue.id);
});

test("finds an issue whose number was asked for before there was one", async () => {
  const next = (await world.sandbox.issues("acme", "api")).length + 1;
  expect((await world.app.request("GET", `${API}/issues/${next}`)).status).toBe(404);
  await open("ann", {});
  expect((await world.app.request("GET", `${API}/issues/${next}`)).status).toBe(200);
});

test("writes times without milliseconds", async () => {
  const issue = await open("ann", {});
  expect(issue.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

test("finds repositories whatever the case of their names", async () => {
  expect((await world.app.request("GET", "/repos/ACME/Api/issues")).status).toBe(200);
});

test("refuses an unassignable owner with 422 and opens nothing", async () => {
  const before = (await world.sandbox.issues("acme", "api")).length;
  const { status, data } = await world.app.request("POST", `${API}/issues`, {
    title: "x",
    assignees: ["ann", "olga"],
  });
  expect(status).toBe(422);
  expect(data.message).toBe("Validation Failed");
  expect(data.errors).toEqual([{ resource: "Issue", field: "assignees", code: "invalid", value: "olga" }]);
  expect(await world.sandbox.issues("acme", "api")).toHaveLength(before);
});

test("refuses the same owner when an issue is edited", async () => {
  const { number } = await open("ann", {});
  const { status } = await world.app.request("PATCH", `${API}/issues/${number}`, {
    assignees: ["nobody-here"],
  });
  expect(status).toBe(422);
});

test("passes over unassignable owners on the assignees route, which answers 201", async () => {
  const { number } = await open("ann", {});
  const path = `${API}/issues/${number}/assignees`;
  const { status, data } = await world.app.request("POST", path, { assignees: ["olga", "WES"] });
  expect(status).toBe(201);
  expect(logins(data)).toEqual(["wes"]);
});

test.each([
  ["rea", 204],
  ["Ann", 204],
  ["olga", 404],
  ["postmortem[bot]", 404],
])("says whether %s can be assigned: %i", async (login, status) => {
  expect((await world.app.request("GET", `${API}/assignees/${encodeURIComponent(login)}`)).status).toBe(
    status,
  );
});

test("lets a commenter be assigned to the issue commented on, and to no other", async () => {
  const { number } = await open("ann", {});
  await world.sandbox.as("olga").request("POST", `${API}/issues/${number}/comments`, { body: "me" });
  expect((await world.app.request("GET", `${API}/issues/${number}/assignees/olga`)).status).toBe(204);
  expect((await world.app.request("GET", `${API}/assignees/olga`)).status).toBe(404);
});

test("drops labels, assignees and milestone of people who may not triage", async () => {
  const issue = await open("olga", { labels: ["Incident"], assignees: ["ann"] });
  expect([names(issue), logins(issue)]).toEqual([[], []]);
  expect(names(await open("tri", { labels: ["incident"] }))).toEqual(["Incident"]);
});

test("lets an issue form label for anyone", async () => {
  const form = { title: "Down", body: "### Severity\n\nsev1", labels: ["incident", "sev1"] };
  const issue = await world.sandbox.as("olga").submitForm("acme", "api", form);
  expect(issue.user.login).toBe("olga");
  expect(names(issue)).toEqual(["Incident", "sev1"]);
});

test("forbids outsiders to label and to edit, but not to edit their own", async () => {
  const { number } = await open("ann", {});
  const olga = world.sandbox.as("olga");
  expect((await olga.attempt("POST", `${API}/issues/${number}/labels`, { labels: ["sev1"] })).status).toBe(
    403,
  );
  expect((await olga.attempt("PATCH", `${API}/issues/${number}`, { state: "closed" })).status).toBe(403);
  const own = await open("olga", {});
  expect((await olga.attempt("PATCH", `${API}/issues/${own.number}`, { state: "closed" })).status).toBe(200);
});

test("hides private repositories from people without a role", async () => {
  expect((await world.sandbox.as("olga").attempt("GET", "/repos/acme/secret/issues")).status).toBe(404);
  expect((await world.sandbox.as("ann").attempt("GET", "/repos/acme/secret/issues")).status).toBe(200);
});

test("filters a list by labels, all of them, whatever their case", async () => {
  const both = await open("ann", { labels: ["incident", "sev1"] });
  await open("ann", { labels: ["sev1"] });
  const { data } = await world.app.request("GET", `${API}/issues?labels=INCIDENT,SEV1&creator=ann`);
  expect((data as Issue[]).map((issue) => issue.number)).toEqual([both.number]);
});

test("leads through a list by Link headers", async () => {
  const total = (await world.sandbox.issues("acme", "api")).length;
  const seen: number[] = [];
  let next: string | undefined = `${API}/issues?state=all&direction=asc&per_page=7`;
  while (next) {
    const { data, headers }: { data: Issue[]; headers: Headers } = await world.app.request("GET", next);
    seen.push(...data.map((issue) => issue.number));
    next = /<[^>]*?(\/repos[^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
  }
  expect(seen).toEqual(Array.from({ length: total }, (_, index) => index + 1));
});

test("counts the second of `since` in", async () => {
  const issue = await open("ann", {});
  const { data } = await world.app.request("GET", `${API}/issues?since=${issue.updated_at}`);
  expect((data as Issue[]).map((one) => one.number)).toContain(issue.number);
  expect((await world.app.request("GET", `${API}/issues?since=2999-01-01T00:00:00Z`)).data).toEqual([]);
});

test("keeps the reason for closing and who closed it", async () => {
  const { number } = await open("ann", {});
  const close = { state: "closed", state_reason: "duplicate" };
  const { data } = await world.sandbox.as("wes").request<Issue>("PATCH", `${API}/issues/${number}`, close);
  expect([data.state_reason, (data.closed_by as Issue["user"]).login]).toEqual(["duplicate", "wes"]);
  const again = { state_reason: "not_planned" };
  const ignored = await world.app.request("PATCH", `${API}/issues/${number}`, again);
  expect(ignored.data.state_reason).toBe("duplicate");
  const reopened = await world.app.request("PATCH", `${API}/issues/${number}`, { state: "open" });
  expect(reopened.data.state_reason).toBe("reopened");
});

test("marks what the app made", async () => {
  const { data } = await world.app.request("POST", `${API}/issues`, { title: "by the app" });
  expect(data.user).toMatchObject({ login: "postmortem[bot]", type: "Bot" });
  expect(data.performed_via_github_app).toMatchObject({ id: world.sandbox.app.id, slug: "postmortem" });
  const comment = await world.app.request("POST", `${API}/issues/${data.number}/comments`, { body: "hi" });
  expect(comment.data.performed_via_github_app.slug).toBe("postmortem");
  expect((await open("ann", {})).performed_via_github_app).toBeNull();
});

test.each([
  ["a title of 257 characters", { title: "é".repeat(257) }],
  ["a body of 65,537 characters", { title: "x", body: "é".repeat(65_537) }],
  ["no title", { body: "x" }],
  ["a milestone that there is not", { title: "x", milestone: 99 }],
  ["a label of 51 characters", { title: "x", labels: ["l".repeat(51)] }],
])("refuses %s", async (_what, issue) => {
  expect((await world.app.request("POST", `${API}/issues`, issue)).status).toBe(422);
});

test("counts characters as people do: 65,536 emoji fit into a body", async () => {
  const { status } = await world.app.request("POST", `${API}/issues`, {
    title: "x",
    body: "🔥".repeat(65_536),
  });
  expect(status).toBe(201);
});

test("answers 410 where issues are switched off", async () => {
  await world.sandbox.as("uma").request("PATCH", "/repos/uma/home", { has_issues: false });
  expect(
    (await world.sandbox.as("uma").attempt("POST", "/repos/uma/home/issues", { title: "x" })).status,
  ).toBe(410);
});
