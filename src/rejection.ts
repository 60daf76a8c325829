import type { OutgoingHttpHeaders } from "node:http";

/** Why a request is not taken, in the words of its answer. Nothing of its body or of our insides is in it. */
export class Rejection extends Error {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;

  constructor(status: number, message: string, headers: OutgoingHttpHeaders = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** The connection ended in the middle of a body: there is nobody to answer. */
export class Aborted extends Error {}

/** Not now. GitHub sends nothing again by itself, but proxies and our own tools heed the seconds. */
export function unavailable(message: string): Rejection {
  return new Rejection(503, message, { "retry-after": "5" });
}
