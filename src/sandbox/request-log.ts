import type { Caller } from "./caller.ts";
import { fields } from "./shapes.ts";

/** One request of the app's. */
export type ApiRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  /** What the app was answered; null when it was not: still under way, cut off or hanging. */
  status: number | null;
  kind: "read" | "write" | "token";
};

export function isApp(caller: Caller): boolean {
  return caller.kind === "app" || caller.kind === "installation";
}

/** A GraphQL question is a read, although it is a POST. */
export function kindOfRequest(method: string, path: string, body?: unknown): ApiRequest["kind"] {
  if (path === "/graphql") return isMutation(body) ? "write" : "read";
  if (/^\/app\/installations\/\d+\/access_tokens$/.test(path)) return "token";
  return method === "GET" || method === "HEAD" ? "read" : "write";
}

/** Whether a GraphQL request changes something; of a document with many operations, whether one of them does. */
export function isMutation(body: unknown): boolean {
  return /^\s*mutation\b/m.test(String(fields(body).query ?? ""));
}
