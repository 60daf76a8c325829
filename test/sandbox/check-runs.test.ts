import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { ACME, acme, newsOf } from "./acme.ts";
import { connectApp } from "./app-client.ts";

const API = "/repos/acme/api";
const NOTE = { path: "a.yml", start_line: 2, end_line: 2, annotation_level: "failure", message: "No" };
const output = { title: "One problem", summary: "**Wrong**", annotations: [NOTE] };

describe("check runs", () => {
  const world = acme();
  const as = (login: string) => world.sandbox.as(login);
  let sha: string;
  beforeAll(async () => {
    sha = await as("wes").push("acme", "api", { "a.yml": "a: 1\nb\n" });
  });
  const run = (more: object = {}) => ({
    ...{ name: "Notes", head_sha: sha, status: "completed", conclusion: "failure", output },
    ...more,
  });
  const create = (body: object) => world.app.request("POST", `${API}/check-runs`, body);

  it("are shown as GitHub shows them, by number, commit, branch and name", async () => {
    const { status, data } = await create(run({ external_id: "x" }));
    expect([status, data]).toMatchObject([
      201,
      {
        ...{ name: "Notes", head_sha: sha, external_id: "x", status: "completed", conclusion: "failure" },
        app: { slug: "postmortem" },
        output: { title: "One problem", annotations_count: 1 },
      },
    ]);
    expect((await world.app.request("GET", `${API}/check-runs/${data.id}`)).data.id).toBe(data.id);
    expect((await world.app.request("GET", `${API}/check-runs/1`)).status).toBe(404);
    for (const ref of [sha, "main", "refs/heads/main", "heads/main"]) {
      const list = await world.app.request("GET", `${API}/commits/${ref}/check-runs?check_name=Notes`);
      expect(list.data).toMatchObject({ total_count: 1, check_runs: [{ id: data.id }] });
    }
    const none = await world.app.request("GET", `${API}/commits/${sha}/check-runs?check_name=Others`);
    expect(none.data).toEqual({ total_count: 0, check_runs: [] });
    const notes = await world.app.request("GET", `${API}/check-runs/${data.id}/annotations`);
    expect(notes.data).toMatchObject([{ ...NOTE, start_column: null, title: null }]);
  });

  it("show the latest of each name and App, unless all are asked for", async () => {
    const { data } = await create(run({ conclusion: "success" }));
    await as("wes").request("POST", `${API}/check-runs`, run());
    const ids = async (query: string) => {
      const list = await world.app.request("GET", `${API}/commits/${sha}/check-runs?${query}`);
      return list.data.check_runs.map((one: { id: number; app: { slug: string } }) => one.app.slug);
    };
    expect(await ids("check_name=Notes")).toEqual(["ci", "postmortem"]);
    expect(await ids("check_name=Notes&filter=all")).toEqual(["ci", "postmortem", "postmortem"]);
    expect(await ids(`app_id=${world.sandbox.app.id}`)).toEqual(["postmortem"]);
    const list = await world.app.request(
      "GET",
      `${API}/commits/${sha}/check-runs?app_id=${world.sandbox.app.id}`,
    );
    expect(list.data.check_runs[0].id).toBe(data.id);
  });

  it.each([
    ["no name", { name: "" }],
    ["no commit", { head_sha: undefined }],
    ["a commit that is not there", { head_sha: "1".repeat(40) }],
    ["an unknown status", { status: "done" }],
    ["an unknown conclusion", { conclusion: "fine" }],
    ["an end without a conclusion", { conclusion: undefined }],
    ["no title", { output: { summary: "" } }],
    ["a summary that is too long", { output: { ...output, summary: "s".repeat(65_536) } }],
    ["51 annotations", { output: { ...output, annotations: Array(51).fill(NOTE) } }],
    ["a line that is none", { output: { ...output, annotations: [{ ...NOTE, start_line: 0 }] } }],
    ["an end before its beginning", { output: { ...output, annotations: [{ ...NOTE, end_line: 1 }] } }],
    [
      "columns of two lines",
      { output: { ...output, annotations: [{ ...NOTE, end_line: 3, start_column: 1 }] } },
    ],
    ["an unknown level", { output: { ...output, annotations: [{ ...NOTE, annotation_level: "bad" }] } }],
    ["a message that says nothing", { output: { ...output, annotations: [{ ...NOTE, message: "" }] } }],
    [
      "a title of 256 characters",
      { output: { ...output, annotations: [{ ...NOTE, title: "t".repeat(256) }] } },
    ],
  ])("are refused with %s", async (_, more) => {
    expect((await create(run(more))).status).toBe(422);
  });

  it("tell the App when somebody wants its check run again, which stays as it is", async () => {
    const { data } = await create(run());
    const seen = { count: 0 };
    await newsOf(world, seen);
    await as("wes").rerun("acme", "api", data.id);
    expect(await newsOf(world, seen)).toEqual(["check_run.rerequested"]);
    expect(world.sandbox.deliveries().at(-1)?.payload).toMatchObject({
      check_run: { id: data.id, conclusion: "failure", head_sha: sha },
      sender: { login: "wes" },
    });
    const refused = await as("tri").attempt("POST", `${API}/check-runs/${data.id}/rerequest`);
    expect(refused.status).toBe(403);
  });
});

describe("an App that may only read checks", () => {
  let sandbox: Sandbox;
  let app: Awaited<ReturnType<typeof connectApp>>;
  beforeAll(async () => {
    const permissions = { checks: "read", contents: "read", issues: "read", metadata: "read" } as const;
    sandbox = await createSandbox({ ...ACME, app: { permissions } });
    app = await connectApp(sandbox, "acme");
  });
  afterAll(() => sandbox.close());

  it("creates none, reacts to nothing, and is not asked for any", async () => {
    const sha = await sandbox.as("wes").push("acme", "api", { "a.yml": "a: 1\n" });
    const run = { name: "Notes", head_sha: sha, status: "completed", conclusion: "success" };
    const { status, data } = await app.request("POST", `${API}/check-runs`, run);
    expect([status, data.message]).toEqual([403, "Resource not accessible by integration"]);
    expect((await app.request("GET", `${API}/commits/${sha}/check-runs`)).data.total_count).toBe(0);
    const wes = sandbox.as("wes");
    const issue = await wes.request<{ number: number }>("POST", `${API}/issues`, { title: "x" });
    const place = `${API}/issues/${issue.data.number}/comments`;
    const { id } = (await wes.request<{ id: number }>("POST", place, { body: "/help" })).data;
    const react = `${API}/issues/comments/${id}/reactions`;
    expect((await app.request("POST", react, { content: "+1" })).status).toBe(403);
    await sandbox.settled();
    expect(sandbox.deliveries().map(({ event }) => event)).not.toContain("check_suite");
  });
});
