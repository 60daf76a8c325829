import { expect, test } from "vitest";
import type { InstallationCaller } from "../../src/sandbox/caller.ts";
import { createUpstreamTokens } from "../../src/sandbox/upstream-tokens.ts";

const caller: InstallationCaller = {
  ...({ kind: "installation", id: 7, owner: "acme", token: "own" } as const),
  until: "2026-11-23T10:00:00Z",
  granted: { permissions: { issues: "read" } },
};

test("passes on an installation's own token until it has done its share, then fresh ones", async () => {
  let minted = 0;
  const tokenFor = createUpstreamTokens(async ({ id }) => `fresh-${id}-${++minted}`, 2);
  const used: (string | null)[] = [];
  for (let request = 0; request < 6; request++) used.push(await tokenFor(caller));
  expect(used).toEqual(["own", "own", "fresh-7-1", "fresh-7-1", "fresh-7-2", "fresh-7-2"]);
});

test("makes one fresh token for requests that come at the same time", async () => {
  let minted = 0;
  const tokenFor = createUpstreamTokens(async () => `fresh-${++minted}`, 1);
  await tokenFor(caller);
  expect(await Promise.all([tokenFor(caller), tokenFor({ kind: "nobody", token: null })])).toEqual([
    "fresh-1",
    null,
  ]);
  expect(minted).toBe(1);
});
