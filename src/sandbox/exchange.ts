import { request } from "node:http";
import { headersOf, readBytes } from "./wire.ts";

/** Names of headers in small letters. */
export type Exchanged = { status: number; headers: Record<string, string>; bytes: Buffer };

type Asked = {
  method: string;
  headers: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal;
};

/**
 * One request over plain HTTP and its whole answer. A test is hundreds of them on one machine, and `fetch` takes three times as
 * long. Follows no redirection. Rejects when there is no answer, or with the reason of `signal`.
 */
export function exchange(url: string, { method, headers, body, signal }: Asked): Promise<Exchanged> {
  return new Promise((done, fail) => {
    const failed = (error: unknown) => fail(signal?.aborted ? signal.reason : error);
    // Node says nothing of the length of what a DELETE carries.
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const asked = request(
      url,
      { method, headers: { ...length, ...headers }, ...(signal ? { signal } : {}) },
      (answer) => {
        readBytes(answer).then((bytes) => {
          done({ status: answer.statusCode ?? 0, headers: headersOf(answer), bytes });
        }, failed);
      },
    );
    asked.on("error", failed);
    asked.end(body);
  });
}
