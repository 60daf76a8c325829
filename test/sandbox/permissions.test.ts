import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { connectApp } from "./app-client.ts";

const API = "/repos/acme/shop";

describe("an installation that lacks a permission", () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await createSandbox({
      repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" }, files: { "a.md": "Hello" } }],
    });
  });
  afterEach(() => sandbox.close());

  const ask = async (method: string, path: string) => {
    const { token } = await connectApp(sandbox, "acme");
    const headers = { authorization: `token ${token}` };
    return fetch(`${sandbox.url}${API}${path}`, {
      method,
      headers,
      ...(method === "GET" ? {} : { body: "{}" }),
    });
  };

  it.each([
    ["issues", "GET", "/issues", "issues=read"],
    ["issues", "POST", "/issues", "issues=write"],
    ["issues", "GET", "/milestones", "issues=read"],
    ["issues", "POST", "/labels", "issues=write"],
    ["pull_requests", "GET", "/pulls", "pull_requests=read"],
    ["contents", "GET", "/contents/a.md", "contents=read"],
    ["contents", "GET", "/releases", "contents=read"],
    ["deployments", "GET", "/deployments", "deployments=read"],
    ["checks", "GET", "/commits/main/check-runs", "checks=read"],
    ["checks", "POST", "/check-runs", "checks=write"],
    ["statuses", "POST", "/statuses/main", "statuses=write"],
  ])("%s is refused, and told what it needs: %s %s", async (part, method, path, needed) => {
    sandbox.withhold(part);
    const answer = await ask(method, path);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("x-accepted-github-permissions")).toBe(needed);
    expect(await answer.json()).toMatchObject({ message: "Resource not accessible by integration" });
    expect((await ask("GET", "")).status).toBe(200);
  });

  it("may do it from the moment on at which the owner accepts it, and is told so", async () => {
    sandbox.withhold("contents");
    expect((await ask("GET", "/contents/a.md")).status).toBe(403);
    await sandbox.grant("acme", { contents: "read" });
    expect((await ask("GET", "/contents/a.md")).status).toBe(200);
    const last = sandbox.deliveries().at(-1);
    expect([last?.event, last?.action]).toEqual(["installation", "new_permissions_accepted"]);
    expect(last?.payload).toMatchObject({
      installation: { id: sandbox.app.installationIds.acme, permissions: { contents: "read" } },
    });
  });
});
