import type { Tally } from "./tally.ts";

/** Counts the requests to GitHub. One is done when GitHub has answered, and the app has not seen it yet. */
export function watchCalls(apiUrl: string, { begin }: Tally): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    if (!String(request[0]).startsWith(apiUrl)) return send(...request);
    const done = begin("call");
    try {
      return await send(...request);
    } finally {
      done();
    }
  };
}
