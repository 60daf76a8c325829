import type { Change } from "../core/change.ts";
import type { GitHub } from "../ports.ts";

/** The same GitHub, for looking: reads pass through, changes are told instead of being made. */
export function dryRun(github: GitHub, tell: (change: Change) => void): GitHub {
  return {
    ...github,
    forget: async () => {},
    renew: async () => {},
    alreadyMade: async () => {},
    async apply(change) {
      tell(change);
      return {};
    },
  };
}

/** The same GitHub, telling each change once it is made. */
export function told(github: GitHub, tell: (change: Change) => void): GitHub {
  return {
    ...github,
    async apply(change) {
      const applied = await github.apply(change);
      if (!applied.already) tell(change);
      return applied;
    },
  };
}
