import type { Answer, Call, Handler, Routes } from "./call.ts";
import { passThrough } from "./pass-through.ts";
import type { Site } from "./site.ts";
import { write } from "./write.ts";

/**
 * Says that a branch is in a fork of the caller's. The emulator's forks share no history with what they are forks of; here
 * the branch is among the repository's own, with everything that GitHub shows of it and tells about it as if it were not.
 */
export const FORK_HEADER = "x-sandbox-fork";

/** Whose fork a request is about: whoever can read can fork, and may write there. Null: none. */
export function forkOf({ caller, headers }: Call): string | null {
  return caller.kind === "person" && headers[FORK_HEADER] === "true" ? caller.login : null;
}

/** A write as the caller, or, in a fork, by the keeper for the caller, whom the emulator would not let in. */
export async function writeThere(
  call: Call,
  site: Site,
  method: string,
  path: string,
  body: object,
): Promise<unknown> {
  const owner = forkOf(call);
  if (!owner) return write(call, site, method, path, body);
  const token = site.upstream.keeper();
  const author = { name: owner, email: `${owner}@users.noreply.github.com` };
  const signed = method === "POST" ? body : { ...body, author };
  return site.upstream.parse(await site.upstream.send({ method, path, token, body: signed }));
}

const createRef: Handler = async (call, site): Promise<Answer> =>
  forkOf(call)
    ? { status: 201, body: await writeThere(call, site, "POST", call.path, call.body) }
    : passThrough(call, site);

export const forkRoutes: Routes = { "POST /repos/:owner/:repo/git/refs": createRef };
