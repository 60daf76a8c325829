import type { Caller, InstallationCaller } from "./caller.ts";

/** The emulator lets each token do 5,000 requests an hour; a storm of incidents within one simulated hour does more. */
const TOKEN_LASTS = 4_000;

/** Which token goes on to the emulator: an installation's own until it has done `lasts` requests, then fresh ones. */
export function createUpstreamTokens(
  mint: (caller: InstallationCaller) => Promise<string>,
  lasts = TOKEN_LASTS,
): (caller: Caller) => Promise<string | null> {
  const shares = new Map<string, { token: Promise<string>; uses: number }>();
  return async (caller) => {
    if (caller.kind !== "installation") return caller.token;
    const share = shares.get(caller.token) ?? { token: Promise.resolve(caller.token), uses: 0 };
    shares.set(caller.token, share);
    if (share.uses >= lasts) Object.assign(share, { token: mint(caller), uses: 0 });
    share.uses++;
    return share.token;
  };
}
