import { createHmac } from "node:crypto";
import examples from "@octokit/webhooks-examples/api.github.com/index.json" with { type: "json" };
import { expect, test } from "vitest";
import type { Issue } from "../../src/sandbox/index.ts";
import { acme, newsOf } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const seen = { count: 0 };
const ann = (method: string, path: string, body?: unknown) =>
  world.sandbox.as("ann").request<Issue>(method, path, body);

async function openQuietly(issue: object = {}): Promise<Issue> {
  const { data } = await ann("POST", `${API}/issues`, { title: "Down", body: "as it was", ...issue });
  await newsOf(world, seen);
  return data;
}

test("delivers with a GUID and a valid signature over the bytes sent", async () => {
  await ann("POST", `${API}/issues`, { title: "Ärger 🔥" });
  await newsOf(world, seen);
  const { headers, body } = world.receiver.received.at(-1) ?? { headers: {}, body: "" };
  const hmac = createHmac("sha256", world.sandbox.app.webhookSecret).update(body).digest("hex");
  expect(headers["x-hub-signature-256"]).toBe(`sha256=${hmac}`);
  expect(headers["x-github-delivery"]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(headers["x-github-event"]).toBe("issues");
  expect(headers["user-agent"]).toMatch(/^GitHub-Hookshot\//);
  expect(headers["x-github-hook-installation-target-id"]).toBe(String(world.sandbox.app.id));
});

test("tells opened first, then each label, assignee and milestone that it was opened with", async () => {
  await ann("POST", `${API}/milestones`, { title: "Q4" });
  await newsOf(world, seen);
  const opened = { title: "Down", labels: ["incident", "sev1"], assignees: ["wes"], milestone: 1 };
  await ann("POST", `${API}/issues`, opened);
  const told = ["opened", "labeled", "labeled", "assigned", "milestoned"].map((action) => `issues.${action}`);
  expect(await newsOf(world, seen)).toEqual(told);
  const { payload } = world.sandbox.deliveries().at(-3) ?? {};
  expect(payload?.label).toMatchObject({
    name: "sev1",
    color: "ededed",
    url: expect.stringContaining("/labels/sev1"),
  });
});

test("tells what an edit changed from", async () => {
  const { number } = await openQuietly();
  await ann("PATCH", `${API}/issues/${number}`, {
    title: "Up",
    body: "as it is",
    labels: ["sev1"],
    state: "closed",
  });
  expect(await newsOf(world, seen)).toEqual(["issues.edited", "issues.labeled", "issues.closed"]);
  const [edited, , closed] = world.sandbox.deliveries().slice(-3);
  expect(edited?.payload.changes).toEqual({ title: { from: "Down" }, body: { from: "as it was" } });
  expect(closed?.payload.issue).toMatchObject({ state: "closed", state_reason: "completed" });
});

test("tells nothing when nothing changed", async () => {
  const { number } = await openQuietly({ labels: ["sev1"] });
  await ann("PATCH", `${API}/issues/${number}`, { title: "Down", state: "open", labels: ["SEV1"] });
  await ann("POST", `${API}/issues/${number}/labels`, { labels: ["sev1"] });
  expect(await newsOf(world, seen)).toEqual([]);
});

test("tells of each label when all are taken away", async () => {
  const { number } = await openQuietly({ labels: ["sev1", "incident"] });
  await ann("DELETE", `${API}/issues/${number}/labels`);
  expect(await newsOf(world, seen)).toEqual(["issues.unlabeled", "issues.unlabeled"]);
  expect(world.sandbox.deliveries().at(-1)?.payload.label).toHaveProperty("node_id");
});

test("tells of labels on a pull request as pull_request events", async () => {
  const { data } = await ann("POST", `${API}/pulls`, {
    title: "Fix",
    head: "fix",
    base: "main",
    body: "Fixes it",
  });
  expect(await newsOf(world, seen)).toEqual(["pull_request.opened"]);
  await ann("POST", `${API}/issues/${data.number}/labels`, { labels: ["incident"] });
  expect(await newsOf(world, seen)).toEqual(["pull_request.labeled"]);
  const { payload } = world.sandbox.deliveries().at(-1) ?? {};
  expect(payload).toMatchObject({ number: data.number, label: { name: "Incident" } });
  const pull = { number: data.number, title: "Fix", body: "Fixes it", labels: [{ name: "Incident" }] };
  expect(payload?.pull_request).toMatchObject({ ...pull, head: { ref: "fix" }, base: { ref: "main" } });
});

test("tells of comments on issues and pull requests, and what an edit replaced", async () => {
  const { number } = await openQuietly();
  const { data } = await ann("POST", `${API}/issues/${number}/comments`, { body: "/action fix" });
  await ann("PATCH", `${API}/issues/comments/${data.id}`, { body: "/action fix it" });
  await ann("DELETE", `${API}/issues/comments/${data.id}`);
  expect(await newsOf(world, seen)).toEqual(
    ["created", "edited", "deleted"].map((action) => `issue_comment.${action}`),
  );
  const edited = world.sandbox.deliveries().at(-2)?.payload;
  expect(edited).toMatchObject({ changes: { body: { from: "/action fix" } }, comment: { id: data.id } });
  expect(edited?.issue).toMatchObject({ number, comments: 1 });
});

test("tells of a push when a file is committed", async () => {
  const content = Buffer.from("labels: []\n").toString("base64");
  await ann("PUT", `${API}/contents/docs/new.md`, { message: "Add", content });
  expect(await newsOf(world, seen)).toEqual(["push", "check_suite.requested"]);
  const payload = world.sandbox.deliveries().at(-2)?.payload;
  expect(payload).toMatchObject({
    ref: "refs/heads/main",
    head_commit: { added: ["docs/new.md"], modified: [] },
  });
});

test("says who acted, where, and for which installation", async () => {
  await world.app.request("POST", `${API}/issues`, { title: "by the app" });
  await newsOf(world, seen);
  expect(world.sandbox.deliveries().at(-1)?.payload).toMatchObject({
    sender: { login: "postmortem[bot]", type: "Bot" },
    repository: { full_name: "acme/api", owner: { login: "acme", type: "Organization" } },
    organization: { login: "acme" },
    installation: { id: world.sandbox.app.installationIds.acme },
  });
  await world.sandbox.as("uma").request("POST", "/repos/uma/home/issues", { title: "x" });
  await newsOf(world, seen);
  expect(world.sandbox.deliveries().at(-1)?.payload).not.toHaveProperty("organization");
});

test("sends payloads with every field that GitHub's recorded ones have", async () => {
  const ours = new Map(world.sandbox.deliveries().map((one) => [`${one.event}.${one.action}`, one.payload]));
  for (const { name, examples: recorded } of examples) {
    for (const example of recorded as { action?: string }[]) {
      const payload = ours.get(`${name}.${example.action ?? null}`);
      if (payload && !("changes" in example && name === "issues" && example.action === "opened"))
        expect({ name, missing: missing(example, payload) }).toEqual({ name, missing: [] });
    }
  }
});

/** Old examples name fields that GitHub has since dropped, or that only some repositories have. */
function missing(example: object, payload: object): string[] {
  return Object.keys(example).filter(
    (key) => !["organization", "compare"].includes(key) && !(key in payload),
  );
}
