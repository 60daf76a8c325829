import type { Caller } from "./caller.ts";

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

export function kindOfRequest(method: string, path: string): ApiRequest["kind"] {
  if (/^\/app\/installations\/\d+\/access_tokens$/.test(path)) return "token";
  return method === "GET" || method === "HEAD" ? "read" : "write";
}
