import { type Exchanged, exchange } from "./exchange.ts";
import { type Known, likeGitHub } from "./like-github.ts";
import { Refusal } from "./refusal.ts";
import { fields, type Json } from "./shapes.ts";
import { survives } from "./staleness.ts";

export type Reply = Exchanged;
export type UpstreamRequest = {
  method: string;
  path: string;
  token: string | null;
  body?: unknown;
  headers?: Record<string, string>;
};

export type Upstream = {
  /** One request to the emulator. Anything but a GET makes stale what was read before. */
  send(request: UpstreamRequest): Promise<Reply>;
  /** What a GET as the keeper (who may see everything) answers; null unless 200. Kept until a write makes it stale. */
  read(path: string): Promise<unknown>;
  /** All pages of a list, as the keeper. */
  readAll(path: string): Promise<Json[]>;
  /** A token of the keeper's that has requests left. */
  keeper(): string;
  /** A reply's JSON in GitHub's shape; throws a Refusal for 400 and above. */
  parse(reply: Reply): unknown;
};

/** The emulator takes any unknown token for its first user, and lets each token do 5,000 requests an hour. */
const TOKEN_LASTS = 4_000;

/** `emulatorUrl` is what the emulator calls itself in its answers; `url` is what it is called outside. */
export function createUpstream(emulatorUrl: string, url: string, app: Known): Upstream {
  const origin = emulatorUrl.replace("localhost", "127.0.0.1");
  const [inside, outside] = [new URL(emulatorUrl).host, new URL(url).host];
  const kept = new Map<string, Promise<string | null>>();
  let uses = 0;

  async function send({ method, path, token, body, headers }: UpstreamRequest): Promise<Reply> {
    const reply = await exchange(origin + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (method !== "GET") forget(path);
    return reply;
  }

  function forget(written: string): void {
    for (const path of kept.keys()) if (!survives(path, written)) kept.delete(path);
  }

  function keeper(): string {
    return `keeper-${Math.floor(uses++ / TOKEN_LASTS)}`;
  }

  async function readText(path: string): Promise<string | null> {
    const reply = await send({ method: "GET", path, token: keeper() });
    return reply.status === 200 ? reply.bytes.toString() : null;
  }

  function understand(text: string): unknown {
    return likeGitHub(JSON.parse(text.replaceAll(inside, outside)), app);
  }

  async function read(path: string): Promise<unknown> {
    const known = kept.get(path) ?? readText(path);
    kept.set(path, known);
    const text = await known;
    if (text === null) kept.delete(path);
    return text === null ? null : understand(text);
  }

  async function readAll(path: string): Promise<Json[]> {
    const all: Json[] = [];
    for (let page = 1; ; page++) {
      const glue = path.includes("?") ? "&" : "?";
      const items = ((await read(`${path}${glue}per_page=100&page=${page}`)) ?? []) as Json[];
      all.push(...items);
      if (items.length < 100) return all;
    }
  }

  function parse(reply: Reply): unknown {
    const json = reply.bytes.length ? understand(reply.bytes.toString()) : null;
    if (reply.status >= 400) throw new Refusal(reply.status, fields(json));
    return json;
  }

  return { send, read, readAll, keeper, parse };
}
