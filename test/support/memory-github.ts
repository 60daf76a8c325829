import type { Change } from "../../src/core/change.ts";
import type { Effects, GitHub } from "../../src/ports.ts";
import { apply } from "./memory-github/apply.ts";
import type { Doings } from "./memory-github/doings.ts";
import { permitted } from "./memory-github/grants.ts";
import { createPeople, type People } from "./memory-github/people.ts";
import { createReads } from "./memory-github/read.ts";
import { createSite, type PlaceOptions, type Site } from "./memory-github/site.ts";

export { INSTALLATION } from "./memory-github/announce.ts";
export type { People } from "./memory-github/people.ts";
export type { PlaceOptions } from "./memory-github/site.ts";

export type MemoryGitHub = {
  /** What the App sees of it. */
  port: GitHub;
  people: People & Doings;
  /** The webhooks sent to the App are in `site.sent`. */
  site: Site;
  /** What the App has asked for since `clearCalls`, by the port's names; changes by their kind: `issues`, `create-comment`. */
  calls(): string[];
  clearCalls(): void;
};

/**
 * A GitHub without network and server, for laws that need thousands of them. `test/contracts/github-contract.ts` holds it to
 * what the real port does.
 */
export function createMemoryGitHub(options: {
  /** ms since the epoch */
  now: () => number;
  self: string;
  repos: PlaceOptions[];
  effects: Effects;
}): MemoryGitHub {
  const { now, self, repos, effects } = options;
  const site = createSite({ now, self, repos });
  const port: GitHub = permitted(site, effects, {
    ...createReads(site),
    async forget() {},
    async renew() {},
    async alreadyMade(effect, applied) {
      await effects.intend(effect, new Date(now()).toISOString());
      await effects.finish(effect, applied);
    },
    apply: (change) => apply(site, effects, change),
  });
  let calls: string[] = [];
  return {
    port: counted(port, (call) => calls.push(call)),
    people: createPeople(site),
    site,
    calls: () => [...calls],
    clearCalls() {
      calls = [];
    },
  };
}

/** The same port; each call is told. */
function counted(port: GitHub, tell: (call: string) => void): GitHub {
  const wrapped = Object.entries(port).map(([name, ask]) => [
    name,
    (...args: unknown[]) => {
      tell(name === "apply" ? (args[0] as Change).kind : name);
      return (ask as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(wrapped) as GitHub;
}
