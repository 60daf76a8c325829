import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer, Call } from "./call.ts";
import { Refusal, refuse } from "./refusal.ts";
import { fields, type Json } from "./shapes.ts";

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The JSON of a request; undefined for an empty one. */
export function bodyOf(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw refuse(400, "Problems parsing JSON");
  }
}

/** What handlers see of a body. Labels and assignees may also come as a bare list. */
export function fieldsOf(body: unknown): Json {
  return Array.isArray(body) ? { labels: body, assignees: body } : fields(body);
}

export function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

export function asAnswer(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, body: error.body, headers: error.headers };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: refuse(500, message).body };
}

/** A GET's answer with its ETag, or 304 for whoever has it already. */
export function withEtag({ method, headers }: Pick<Call, "method" | "headers">, answer: Answer): Answer {
  if (method !== "GET" || answer.status !== 200) return answer;
  const etag = `W/"${createHash("sha256").update(bytesOf(answer.body)).digest("hex")}"`;
  const more = { ...answer.headers, etag };
  return headers["if-none-match"] === etag ? { status: 304, headers: more } : { ...answer, headers: more };
}

export function writeAnswer(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = body === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
  const id = randomUUID().replaceAll("-", ":").toUpperCase();
  const own = { "x-github-request-id": id, "x-github-media-type": "github.v3; format=json" };
  response.writeHead(status, { ...own, ...type, ...headers });
  response.end(body === undefined ? undefined : bytesOf(body));
}

function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? null));
}
