import type { Json } from "./shapes.ts";

/** An answer of 300 and above, thrown from wherever it becomes clear. */
export class Refusal extends Error {
  status: number;
  body: Json;
  headers: Record<string, string>;
  constructor(status: number, body: Json, headers: Record<string, string> = {}) {
    super(`${status} ${body.message}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function refuse(status: number, message: string, more: Json = {}): Refusal {
  const documentation_url = "https://docs.github.com/rest";
  return new Refusal(status, { message, ...more, documentation_url, status: String(status) });
}

export const notFound = () => refuse(404, "Not Found");
export const forbidden = () => refuse(403, "Must have admin rights to Repository.");

/** 422 as GitHub words it; `code` is one of https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export function invalid(error: { resource: string; field: string; code: string } & Json): Refusal {
  return refuse(422, "Validation Failed", { errors: [error] });
}
