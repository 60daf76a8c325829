import type { Answer, Call } from "./call.ts";
import type { Site } from "./site.ts";

/** Lets the emulator answer as it does, with ids, times and links as on GitHub. */
export async function passThrough(call: Call, site: Site): Promise<Answer> {
  const query = call.query.size ? `?${call.query}` : "";
  const { accept } = call.headers;
  const reply = await site.upstream.send({
    method: call.method,
    path: call.path + query,
    token: await site.tokenFor(call.caller),
    body: call.method === "GET" ? undefined : call.body,
    headers: accept ? { accept } : {},
  });
  const type = reply.headers["content-type"] ?? "";
  const link = reply.headers.link?.replace(/https?:\/\/[^/>]+/g, site.url);
  const json = type.includes("application/json");
  return {
    status: reply.status,
    body: json ? site.upstream.parse(reply) : reply.bytes,
    headers: { ...(json || !type ? {} : { "content-type": bareType(type) }), ...(link ? { link } : {}) },
  };
}

/** A file's bare text is text on GitHub (Octokit makes a string of it), and a stream of bytes in the emulator. */
function bareType(type: string): string {
  return type.includes("octet-stream") ? "application/vnd.github.raw+json; charset=utf-8" : type;
}
