import { expect, test } from "vitest";
import type { Issue } from "../../src/sandbox/index.ts";
import { acme, newsOf } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const as = (login: string) => world.sandbox.as(login);

async function open(title: string): Promise<number> {
  return (await as("ann").request<Issue>("POST", `${API}/issues`, { title })).data.number;
}

test("shows the files of a pull request, what is new and what is changed", async () => {
  const files = { "src/a.ts": "a", ".github/postmortem.yml": "labels: [sev1]\n" };
  const number = await as("wes").propose("acme", "api", { title: "Two files", files });
  const { data } = await world.app.request("GET", `${API}/pulls/${number}/files`);
  expect(data.map(({ filename, status }: Record<string, string>) => `${status} ${filename}`).sort()).toEqual([
    "added src/a.ts",
    "modified .github/postmortem.yml",
  ]);
  expect((await world.app.request("GET", `${API}/pulls/9999/files`)).status).toBe(404);
});

test("merges with a push and the merge's SHA, and closes what the pull request says it closes", async () => {
  const incident = await open("Down");
  const body = `Closes #${incident}.`;
  const number = await as("wes").propose("acme", "api", { title: "Mend", body, files: { "mend.ts": "1" } });
  const seen = { count: 0 };
  await newsOf(world, seen);
  const sha = await as("ann").merge("acme", "api", number);
  expect(await newsOf(world, seen)).toEqual([
    "push",
    "check_suite.requested",
    "pull_request.closed",
    "issues.closed",
  ]);
  const pull = await world.app.request("GET", `${API}/pulls/${number}`);
  expect(pull.data).toMatchObject({ merged: true, merge_commit_sha: sha, merged_by: { login: "ann" } });
  const push = world.sandbox.deliveries().findLast(({ event }) => event === "push");
  expect(push?.payload).toMatchObject({
    ref: "refs/heads/main",
    after: sha,
    commits: [{ added: ["mend.ts"] }],
  });
  expect(await world.sandbox.issue("acme", "api", incident)).toMatchObject({
    ...{ state: "closed", state_reason: "completed", closed_by: { login: "ann" } },
  });
  const { data } = await world.app.request("GET", `${API}/issues/${incident}/timeline`);
  expect(data).toMatchObject([
    {
      event: "cross-referenced",
      source: { issue: { number, pull_request: { merged_at: expect.any(String) } } },
    },
    { event: "closed", commit_id: null, actor: { login: "ann" } },
  ]);
});

test("lets nobody merge who may not write, and nobody approve what is their own", async () => {
  const number = await as("wes").propose("acme", "api", { title: "Mine", files: { "mine.ts": "1" } });
  expect((await as("tri").attempt("PUT", `${API}/pulls/${number}/merge`)).status).toBe(403);
  await expect(as("wes").approve("acme", "api", number)).rejects.toThrow("422");
  await as("rea").approve("acme", "api", number);
  const { data } = await world.app.request("GET", `${API}/pulls/${number}/reviews`);
  expect(data).toMatchObject([{ state: "APPROVED", user: { login: "rea" } }]);
});

test("tells the course of a pull request: commits, reviews, merge, closing", async () => {
  const number = await as("wes").propose("acme", "api", { title: "Course", files: { "course.ts": "1" } });
  await as("rea").approve("acme", "api", number);
  const sha = await as("ann").merge("acme", "api", number);
  const { data } = await world.app.request("GET", `${API}/issues/${number}/timeline`);
  expect(data).toMatchObject([
    { event: "committed", message: "Change course.ts", committer: { date: expect.any(String) } },
    { event: "reviewed", state: "approved", user: { login: "rea" }, submitted_at: expect.any(String) },
    { event: "merged", commit_id: sha, actor: { login: "ann" } },
    { event: "closed", actor: { login: "ann" } },
  ]);
});

test("closes nothing that stands in code, is on another branch, or is not for the merger to close", async () => {
  const [code, away, foreign] = [await open("Code"), await open("Away"), await open("Foreign")];
  const content = Buffer.from("x").toString("base64");
  const main = await as("wes").request<{ object: { sha: string } }>("GET", `${API}/git/ref/heads/main`);
  const { sha } = main.data.object;
  await as("wes").request("POST", `${API}/git/refs`, { ref: "refs/heads/away", sha });
  const commit = { message: `Fixes #${away}`, content, branch: "away" };
  await as("wes").request("PUT", `${API}/contents/away.txt`, commit);
  const body = `\`closes #${code}\`\n\n\`\`\`\ncloses #${code}\n\`\`\`\n<!-- closes #${code} -->`;
  const own = await as("wes").propose("acme", "api", { title: "Code", body, files: { "code.ts": "1" } });
  await as("wes").merge("acme", "api", own);
  const elsewhere = { message: `Fixes acme/api#${foreign}`, content };
  await as("uma").request("PUT", "/repos/uma/home/contents/a.txt", elsewhere);
  for (const number of [code, away, foreign])
    expect((await world.sandbox.issue("acme", "api", number)).state).toBe("open");
});
