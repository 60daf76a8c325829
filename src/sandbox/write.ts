import type { Call } from "./call.ts";
import type { Site } from "./site.ts";

/** Does a write in the emulator as the caller; gives its JSON in GitHub's shape or throws the refusal. */
export async function write(
  call: Call,
  site: Site,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const token = await site.tokenFor(call.caller);
  return site.upstream.parse(await site.upstream.send({ method, path, token, body }));
}
