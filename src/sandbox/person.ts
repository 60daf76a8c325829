import { tokenOf } from "./caller.ts";
import { FORM_HEADER } from "./issues.ts";
import type { Issue, Json } from "./shapes.ts";

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
};

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
  };
}
