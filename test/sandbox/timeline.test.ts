import { expect, test } from "vitest";
import type { Comment, Issue } from "../../src/sandbox/index.ts";
import { acme } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const as = (login: string) => world.sandbox.as(login);

type Event = Record<string, unknown> & {
  event: string;
  actor: { login: string } | null;
  source?: { issue: Issue & { repository: { full_name: string } } };
};

async function open(title: string, more: object = {}): Promise<number> {
  const { data } = await as("ann").request<Issue>("POST", `${API}/issues`, { title, ...more });
  return data.number;
}

async function timeline(number: number, query = ""): Promise<Event[]> {
  return (await world.app.request("GET", `${API}/issues/${number}/timeline${query}`)).data;
}

test("keeps labels, people and milestones, the state and the title, each with who and when", async () => {
  const number = await open("Down", { labels: ["sev1"] });
  const path = `${API}/issues/${number}`;
  await as("tri").request("PATCH", path, { assignees: ["wes"] });
  await as("tri").request("PATCH", path, { assignees: [] });
  await as("wes").request("PATCH", path, { title: "Up again", body: "Words" });
  await as("wes").request("DELETE", `${path}/labels/sev1`);
  await as("wes").request("PATCH", path, { state: "closed", state_reason: "not_planned" });
  await as("wes").request("PATCH", path, { state: "open" });
  const events = await timeline(number);
  expect(events.map(({ event, actor }) => `${event} ${actor?.login}`)).toEqual([
    "labeled ann",
    "assigned tri",
    "unassigned tri",
    "renamed wes",
    "unlabeled wes",
    "closed wes",
    "reopened wes",
  ]);
  expect(events[0]).toMatchObject({
    label: { name: "sev1" },
    commit_id: null,
    performed_via_github_app: null,
  });
  expect(events[1]).toMatchObject({ assignee: { login: "wes" } });
  expect(events[3]).toMatchObject({ rename: { from: "Down", to: "Up again" } });
  expect(events[5]).toMatchObject({ state_reason: "not_planned", commit_id: null });
  expect(events.every(({ created_at }) => /T\d\d:\d\d:\d\dZ$/.test(String(created_at)))).toBe(true);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});

test("shows comments among the events, without those that were deleted", async () => {
  const number = await open("Talk");
  const comments = `${API}/issues/${number}/comments`;
  const { data } = await as("rea").request<Comment>("POST", comments, { body: "Hm." });
  await as("rea").request("POST", comments, { body: "Aha." });
  await as("rea").request("DELETE", `${API}/issues/comments/${data.id}`);
  const events = await timeline(number);
  expect(events.map(({ event }) => event).sort()).toEqual(["comment_deleted", "commented"]);
  expect(events.find(({ event }) => event === "commented")).toMatchObject({
    body: "Aha.",
    actor: { login: "rea" },
  });
});

test("tells of what mentions an issue once, from a body or a comment, as it stands now", async () => {
  const target = await open("Down");
  const source = await open("Why", { body: `See #${target}, acme/api#${target} and \`#1\`.` });
  await as("ann").request("POST", `${API}/issues/${source}/comments`, { body: `Again GH-${target}` });
  await as("ann").request("PATCH", `${API}/issues/${source}`, { title: "Because" });
  const mentions = (await timeline(target)).filter(({ event }) => event === "cross-referenced");
  expect(mentions).toHaveLength(1);
  expect(mentions[0]?.source?.issue).toMatchObject({ number: source, title: "Because" });
  expect(mentions[0]?.source?.issue.repository.full_name).toBe("acme/api");
});

test("does not tell strangers of mentions in private repositories", async () => {
  const target = await open("Public");
  await as("ann").request("POST", "/repos/acme/secret/issues", {
    title: "Hidden",
    body: `acme/api#${target}`,
  });
  const path = `${API}/issues/${target}/timeline`;
  expect((await as("olga").request<Event[]>("GET", path)).data).toEqual([]);
  expect((await as("ann").request<Event[]>("GET", path)).data).toHaveLength(1);
});

test("refers to commits that name an issue, and closes with those on the default branch that say so", async () => {
  const [named, closed] = [await open("Named"), await open("Closed")];
  const content = Buffer.from("x").toString("base64");
  const message = `Mend it\n\nFixes #${closed}, see #${named}`;
  const { data } = await as("wes").request<{ commit: { sha: string } }>("PUT", `${API}/contents/a.txt`, {
    ...{ message, content },
  });
  const commit_id = data.commit.sha;
  expect(await timeline(named)).toMatchObject([{ event: "referenced", commit_id }]);
  expect((await world.sandbox.issue("acme", "api", named)).state).toBe("open");
  expect(await timeline(closed)).toMatchObject([
    { event: "referenced", commit_id },
    { event: "closed", commit_id, state_reason: "completed", actor: { login: "wes" } },
  ]);
});

test("comes in pages, oldest first, and is not there for what is not there", async () => {
  const number = await open("Long", { labels: ["a", "b", "c", "d", "e"] });
  const first = await world.app.request("GET", `${API}/issues/${number}/timeline?per_page=2`);
  expect(first.data.map(({ label }: { label: { name: string } }) => label.name)).toEqual(["a", "b"]);
  expect(first.headers.get("link")).toContain('page=3>; rel="last"');
  expect((await timeline(number, "?per_page=2&page=3")).map(({ event }) => event)).toEqual(["labeled"]);
  expect((await world.app.request("GET", `${API}/issues/9999/timeline`)).status).toBe(404);
});

test("has nobody for actor where the account was deleted, and a ghost for author", async () => {
  const { data } = await as("olga").request<Issue>("POST", `${API}/issues`, { title: "Left behind" });
  await as("olga").request("PATCH", `${API}/issues/${data.number}`, { title: "Left" });
  world.sandbox.forgetAccount("olga");
  expect(await timeline(data.number)).toMatchObject([{ event: "renamed", actor: null }]);
  const issue = await world.app.request("GET", `${API}/issues/${data.number}`);
  expect(issue.data.user.login).toBe("ghost");
  expect((await world.app.request("GET", "/users/olga")).status).toBe(404);
});
