import { tokenOf } from "./caller.ts";
import { FORK_HEADER } from "./forks.ts";
import { FORM_HEADER } from "./issues.ts";
import { type Files, type Proposal, proposeChange, pushFiles } from "./propose.ts";
import { fields, type Issue, type Json } from "./shapes.ts";

export type PersonReply = { status: number; data: unknown };

/** Somebody who uses this GitHub with a token of their own. */
export type Person = {
  login: string;
  token: string;
  /** Throws for 400 and above. `data` is the parsed JSON. */
  request<T = Json>(method: string, path: string, body?: unknown): Promise<{ status: number; data: T }>;
  /** Like `request`, and gives refusals back instead of throwing. */
  attempt<T = Json>(method: string, path: string, body?: unknown): Promise<{ status: number; data: T }>;
  /** Opens an issue through an issue form, which may put labels on it whoever the person is. */
  submitForm(
    owner: string,
    repo: string,
    issue: { title: string; body: string; labels?: string[] },
  ): Promise<Issue>;
  /** Commits files (path → text) to a branch of their own and opens a pull request for it. Gives its number. */
  propose(owner: string, repo: string, change: Proposal): Promise<number>;
  /** Commits files to the branch of a pull request, one commit each. Gives the last SHA. */
  pushMore(owner: string, repo: string, number: number, files: Files): Promise<string>;
  /** Commits files to a branch, `main` by default, one commit each. Gives the last SHA. */
  push(
    owner: string,
    repo: string,
    files: Files,
    how?: { branch?: string; message?: string },
  ): Promise<string>;
  /** Edits a comment: one's own or, with write access, anybody's. */
  editComment(owner: string, repo: string, id: number, body: string): Promise<void>;
  /** Presses “Re-run” on a check run. */
  rerun(owner: string, repo: string, checkRun: number): Promise<void>;
  /** Approves a pull request. */
  approve(owner: string, repo: string, number: number): Promise<void>;
  /** Merges a pull request. Gives the merge's SHA. */
  merge(owner: string, repo: string, number: number): Promise<string>;
  /** Moves an issue to another repository of the same owner. Gives its new number. */
  transfer(owner: string, repo: string, number: number, to: string): Promise<number>;
  /** Deletes an issue for good. */
  delete(owner: string, repo: string, number: number): Promise<void>;
};

const TRANSFER = `mutation ($issueId: ID!, $repositoryId: ID!) {
  transferIssue(input: { issueId: $issueId, repositoryId: $repositoryId }) { issue { number } }
}`;
const DELETE = `mutation ($issueId: ID!) {
  deleteIssue(input: { issueId: $issueId }) { repository { name } }
}`;

export function createPerson(url: string, login: string): Person {
  const token = tokenOf(login);

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<PersonReply> {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, data: text ? JSON.parse(text) : null };
  }

  async function demand(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<PersonReply> {
    const reply = await send(method, path, body, headers);
    if (reply.status < 400) return reply;
    throw new Error(`${method} ${path} by ${login}: ${reply.status} ${JSON.stringify(reply.data)}`);
  }

  const read = async (method: string, path: string, body?: unknown) =>
    fields((await demand(method, path, body)).data);

  async function graphql(query: string, variables: Json): Promise<Json> {
    const { data, errors } = await read("POST", "/graphql", { query, variables });
    if (errors) throw new Error(`GraphQL by ${login}: ${JSON.stringify(errors)}`);
    return fields(data);
  }

  const at =
    (owner: string, repo: string, fork = false) =>
    async (method: string, path: string, body?: unknown) => {
      const headers: Record<string, string> = fork ? { [FORK_HEADER]: "true" } : {};
      return fields((await demand(method, `/repos/${owner}/${repo}${path}`, body, headers)).data);
    };
  const nodeOf = async (path: string) => (await read("GET", path)).node_id;

  return {
    login,
    token,
    request: <T>(method: string, path: string, body?: unknown) =>
      demand(method, path, body) as Promise<{ status: number; data: T }>,
    attempt: <T>(method: string, path: string, body?: unknown) =>
      send(method, path, body) as Promise<{ status: number; data: T }>,
    async submitForm(owner, repo, issue) {
      const { data } = await demand("POST", `/repos/${owner}/${repo}/issues`, issue, {
        [FORM_HEADER]: "true",
      });
      return data as Issue;
    },
    propose: (owner, repo, change) => proposeChange(at(owner, repo, change.fork), change),
    async pushMore(owner, repo, number, files) {
      const { head } = await at(owner, repo)("GET", `/pulls/${number}`);
      const isFork = fields(fields(head).repo).fork === true;
      return pushFiles(at(owner, repo, isFork), String(fields(head).ref), files);
    },
    push: (owner, repo, files, { branch = "main", message } = {}) =>
      pushFiles(at(owner, repo), branch, files, message),
    async editComment(owner, repo, id, body) {
      await at(owner, repo)("PATCH", `/issues/comments/${id}`, { body });
    },
    async rerun(owner, repo, checkRun) {
      await at(owner, repo)("POST", `/check-runs/${checkRun}/rerequest`);
    },
    async approve(owner, repo, number) {
      await demand("POST", `/repos/${owner}/${repo}/pulls/${number}/reviews`, { event: "APPROVE" });
    },
    async merge(owner, repo, number) {
      return String((await read("PUT", `/repos/${owner}/${repo}/pulls/${number}/merge`)).sha);
    },
    async transfer(owner, repo, number, to) {
      const issueId = await nodeOf(`/repos/${owner}/${repo}/issues/${number}`);
      const repositoryId = await nodeOf(`/repos/${owner}/${to}`);
      const { transferIssue } = await graphql(TRANSFER, { issueId, repositoryId });
      return Number(fields(fields(transferIssue).issue).number);
    },
    async delete(owner, repo, number) {
      await graphql(DELETE, { issueId: await nodeOf(`/repos/${owner}/${repo}/issues/${number}`) });
    },
  };
}
