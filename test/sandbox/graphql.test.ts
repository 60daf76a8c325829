import { describe, expect, it } from "vitest";
import type { Comment, Issue } from "../../src/sandbox/index.ts";
import { acme } from "./acme.ts";

const world = acme();
const API = "/repos/acme/api";
const as = (login: string) => world.sandbox.as(login);

type Reply = {
  data?: { [field: string]: unknown; repository?: Record<string, unknown> };
  errors?: Record<string, unknown>[];
};

async function ask(query: string, variables: object = {}): Promise<Reply> {
  const { status, data } = await world.app.request("POST", "/graphql", { query, variables });
  expect(status).toBe(200);
  return data;
}

/** As another installation would ask whose permissions are these. */
async function askWith(permissions: Record<string, string>, query: string): Promise<Reply> {
  const path = `/app/installations/${world.sandbox.app.installationIds.acme}/access_tokens`;
  const { data } = await world.app.asApp("POST", path, { permissions });
  const reply = await fetch(`${world.sandbox.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${data.token}` },
    body: JSON.stringify({ query }),
  });
  return (await reply.json()) as Reply;
}

const inApi = (fields: string) => `{ repository(owner: "acme", name: "api") { ${fields} } }`;

async function propose(title: string, more: { body?: string } = {}): Promise<number> {
  return as("wes").propose("acme", "api", { title, files: { [`${title}.ts`]: title }, ...more });
}

describe("a pull request", () => {
  it("is told with its merge, files, reviews and labels", async () => {
    const number = await propose("told", { body: "Reverts #1\n\n**Bold** <!-- hidden -->words" });
    await as("rea").approve("acme", "api", number);
    await as("ann").request("POST", `${API}/issues/${number}/labels`, { labels: ["sev1"] });
    const sha = await as("ann").merge("acme", "api", number);
    const { data, errors } = await ask(
      inApi(`pullRequest(number: ${number}) {
        number title url body bodyText state merged mergedAt closedAt createdAt
        author { __typename login } mergedBy { login } mergeCommit { oid }
        files(first: 5) { nodes { path } totalCount }
        labels(first: 5) { nodes { name } }
        reviews(first: 5, states: [APPROVED]) { nodes { author { login } state submittedAt url } }
        none: reviews(first: 5, states: [CHANGES_REQUESTED]) { nodes { state } }
      }`),
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      repository: {
        pullRequest: {
          ...{ number, title: "told", state: "MERGED", merged: true, mergedBy: { login: "ann" } },
          ...{ author: { __typename: "User", login: "wes" }, mergeCommit: { oid: sha } },
          ...{ bodyText: "Reverts #1\n\nBold words", files: { nodes: [{ path: "told.ts" }], totalCount: 1 } },
          labels: { nodes: [{ name: "sev1" }] },
          reviews: { nodes: [{ author: { login: "rea" }, state: "APPROVED" }] },
          none: { nodes: [] },
        },
      },
    });
  });

  it("tells the checks and statuses of its last commit, the last word of each", async () => {
    const number = await propose("checked");
    const { data: pull } = await as("wes").request<{ head: { sha: string } }>(
      "GET",
      `${API}/pulls/${number}`,
    );
    const head_sha = pull.head.sha;
    const run = { name: "test", head_sha, status: "completed", details_url: "https://ci.example/1" };
    await as("wes").request("POST", `${API}/check-runs`, { ...run, conclusion: "failure" });
    for (const state of ["error", "success"])
      await as("wes").request("POST", `${API}/statuses/${head_sha}`, { state, context: "lint" });
    const rollup = `commits(last: 1) { nodes { commit { oid statusCheckRollup { state contexts(first: 10) { nodes {
      __typename
      ... on CheckRun { name conclusion completedAt detailsUrl }
      ... on StatusContext { context state }
    } } } } } }`;
    const query = inApi(`pullRequest(number: ${number}) { ${rollup} }`);
    const nodes = (reply: Reply) => JSON.stringify(reply.data);
    const told = await ask(query);
    expect(nodes(told)).toContain(`"state":"FAILURE"`);
    expect(nodes(told)).toContain(`"name":"test","conclusion":"FAILURE"`);
    expect(nodes(told)).toContain(`{"__typename":"StatusContext","context":"lint","state":"SUCCESS"}`);
    const pulls = { pull_requests: "read", contents: "read" };
    const partly = await askWith({ ...pulls, statuses: "read" }, query);
    expect(nodes(partly)).toContain(`"nodes":[null,{"__typename":"StatusContext"`);
    expect(partly.errors).toMatchObject([
      { type: "FORBIDDEN", path: expect.arrayContaining(["contexts", 0]) },
    ]);
    const hardly = await askWith(pulls, query);
    expect(nodes(hardly)).toContain(`"statusCheckRollup":null`);
    expect(hardly.errors).toMatchObject([
      { type: "FORBIDDEN", message: "Resource not accessible by integration" },
    ]);
  });

  it("has no author when the account was deleted, and a bot's login is bare", async () => {
    const { data } = await world.app.request("POST", `${API}/issues`, { title: "Ours" });
    const { data: told } = await ask(inApi(`issue(number: ${data.number}) { author { __typename login } }`));
    expect(told).toMatchObject({
      repository: { issue: { author: { __typename: "Bot", login: "postmortem" } } },
    });
    const left = await as("max").propose("acme", "api", { title: "left", files: { "left.ts": "" } });
    world.sandbox.forgetAccount("max");
    const reply = await ask(inApi(`pullRequest(number: ${left}) { author { login } }`));
    expect(reply).toEqual({ data: { repository: { pullRequest: { author: null } } } });
  });
});

describe("lists", () => {
  it("come in pages, in the order asked for, by state", async () => {
    const numbers = [await propose("one"), await propose("two"), await propose("three")];
    const list = (more: string) =>
      inApi(`pullRequests(${more}) { nodes { number } pageInfo { hasNextPage endCursor } }`);
    const newest = `states: [OPEN], orderBy: {field: CREATED_AT, direction: DESC}`;
    const first = await ask(list(`${newest}, first: 2`));
    const { nodes, pageInfo } = listIn(first, "pullRequests");
    expect(nodes).toEqual([{ number: numbers[2] }, { number: numbers[1] }]);
    const second = await ask(list(`${newest}, first: 1, after: "${pageInfo.endCursor}"`));
    expect(listIn(second, "pullRequests").nodes).toEqual([{ number: numbers[0] }]);
    const merged = await ask(list("states: [MERGED], last: 100"));
    const all = listIn(merged, "pullRequests").nodes;
    expect(all).not.toContainEqual({ number: numbers[0] });
  });

  it("want a boundary, of a hundred at most, and fewer than 500,000 things in all", async () => {
    expect((await ask(inApi("releases { nodes { tagName } }"))).errors).toMatchObject([
      { type: "MISSING_PAGINATION_BOUNDARIES", path: ["repository", "releases"] },
    ]);
    expect((await ask(inApi("releases(first: 101) { nodes { tagName } }"))).errors).toMatchObject([
      { type: "EXCESSIVE_PAGINATION" },
    ]);
    const deep =
      "pullRequests(first: 100) { nodes { commits(first: 100) { nodes { commit { statusCheckRollup {";
    const huge = inApi(`${deep} contexts(first: 100) { nodes { __typename } } } } } } } }`);
    expect(await ask(huge)).toEqual({
      errors: [expect.objectContaining({ type: "MAX_NODE_LIMIT_EXCEEDED" })],
    });
  });

  it("tell of deployments and releases", async () => {
    const description = "Nightly";
    const { data } = await as("wes").request<{ id: number; sha: string }>("POST", `${API}/deployments`, {
      ...{ ref: "main", description },
    });
    for (const state of ["in_progress", "success"])
      await as("wes").request("POST", `${API}/deployments/${data.id}/statuses`, { state });
    await as("wes").request("POST", `${API}/releases`, { tag_name: "v1", name: "One" });
    await as("wes").request("POST", `${API}/releases`, { tag_name: "v2", draft: true });
    const reply = await ask(
      inApi(`
        deployments(first: 9, orderBy: {field: CREATED_AT, direction: DESC}) { nodes {
          databaseId environment commitOid createdAt description task ref { name prefix } creator { login }
          statuses(first: 9) { nodes { state createdAt } } latestStatus { state }
        } }
        releases(first: 9, orderBy: {field: CREATED_AT, direction: DESC}) { nodes {
          tagName name isPrerelease isDraft publishedAt author { login } url tagCommit { oid }
        } }`),
    );
    expect(reply.errors).toBeUndefined();
    expect(reply.data?.repository).toMatchObject({
      deployments: {
        nodes: [
          {
            ...{
              databaseId: data.id,
              environment: "production",
              commitOid: data.sha,
              description,
              task: "deploy",
            },
            ...{ ref: { name: "main", prefix: "refs/heads/" }, creator: { login: "wes" } },
            ...{ statuses: { nodes: [{ state: "SUCCESS" }, { state: "IN_PROGRESS" }] } },
            latestStatus: { state: "SUCCESS" },
          },
        ],
      },
      releases: {
        nodes: [{ tagName: "v1", name: "One", isDraft: false, tagCommit: { oid: expect.any(String) } }],
      },
    });
  });
});

describe("what may not be seen", () => {
  it("is not found", async () => {
    expect(await ask(`{ repository(owner: "acme", name: "none") { name } }`)).toMatchObject({
      data: { repository: null },
      errors: [
        {
          ...{ type: "NOT_FOUND", path: ["repository"], locations: [{ line: 1, column: 3 }] },
          message: "Could not resolve to a Repository with the name 'acme/none'.",
        },
      ],
    });
    const stranger = await as("olga").request("POST", "/graphql", {
      query: `{ repository(owner: "acme", name: "secret") { name } }`,
    });
    expect(stranger.data).toMatchObject({ data: { repository: null }, errors: [{ type: "NOT_FOUND" }] });
    expect(await ask(inApi("pullRequest(number: 9999) { title }"))).toMatchObject({
      data: { repository: { pullRequest: null } },
      errors: [{ type: "NOT_FOUND", path: ["repository", "pullRequest"] }],
    });
  });

  it("takes with it what it stands in, by GraphQL's rules, and nothing else", async () => {
    const query = `{
      a: repository(owner: "acme", name: "api") { deployments(first: 1) { totalCount } }
      b: repository(owner: "acme", name: "api") { releases(first: 1) { nodes { tagName } } }
    }`;
    const reply = await askWith({ contents: "read" }, query);
    expect(reply).toMatchObject({
      data: { a: null, b: { releases: { nodes: expect.any(Array) } } },
      errors: [{ type: "FORBIDDEN", path: ["a", "deployments"], extensions: { saml_failure: false } }],
    });
  });

  it("is an error in words when the question is wrong, without data", async () => {
    const unknown = await ask(inApi("nonsense"));
    expect(unknown.data).toBeUndefined();
    expect(unknown.errors?.[0]?.message).toContain("nonsense");
    expect((await ask("{ repository(")).errors).toHaveLength(1);
    expect(
      (await ask(`query ($n: Int!) { repository(owner: "acme", name: "api") { issue(number: $n) { id } } }`))
        .errors,
    ).toHaveLength(1);
    expect((await world.app.request("POST", "/graphql", {})).data.errors).toHaveLength(1);
    const nobody = await fetch(`${world.sandbox.url}/graphql`, { method: "POST", body: "{}" });
    expect(nobody.status).toBe(401);
  });
});

describe("minimising a comment", () => {
  const MINIMIZE = `mutation ($id: ID!) {
    minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) {
      minimizedComment { isMinimized minimizedReason }
    }
  }`;

  async function say(): Promise<Comment> {
    const { data } = await as("ann").request<Issue>("POST", `${API}/issues`, { title: "Talk" });
    return (await world.app.request("POST", `${API}/issues/${data.number}/comments`, { body: "Old" })).data;
  }

  it("is kept, with the reason, until it is taken back", async () => {
    const { id, node_id } = await say();
    expect(await ask(MINIMIZE, { id: node_id })).toEqual({
      data: { minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: "outdated" } } },
    });
    expect(world.sandbox.minimized(id)).toBe("outdated");
    const node = await ask(
      "query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized body } } }",
      {
        id: node_id,
      },
    );
    expect(node.data).toEqual({ node: { isMinimized: true, body: "Old" } });
    await ask(
      `mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }`,
      { id: node_id },
    );
    expect(world.sandbox.minimized(id)).toBeNull();
  });

  it("is for those who may write, and for comments that are there", async () => {
    const { id, node_id } = await say();
    const variables = { id: node_id };
    const { data } = await as("rea").request("POST", "/graphql", { query: MINIMIZE, variables });
    expect(data).toMatchObject({ data: { minimizeComment: null }, errors: [{ type: "FORBIDDEN" }] });
    await as("ann").request("DELETE", `${API}/issues/comments/${id}`);
    expect(await ask(MINIMIZE, variables)).toMatchObject({
      errors: [{ type: "NOT_FOUND", path: ["minimizeComment"] }],
    });
    expect((await ask(MINIMIZE, { id: "nonsense" })).errors).toMatchObject([{ type: "NOT_FOUND" }]);
  });
});

type List = { nodes: unknown[]; pageInfo: { endCursor: string } };

function listIn({ data }: Reply, field: string): List {
  return data?.repository?.[field] as List;
}
