import { type Change, describeChange } from "../core/change.ts";
import type { GitHub } from "../ports.ts";

/** The same GitHub, for looking: reads pass through, changes are handed to `tell` instead of being made. */
export function dryRun(github: GitHub, tell: (description: string, change: Change) => void): GitHub {
  return {
    ...github,
    forget: async () => {},
    async apply(change) {
      tell(describeChange(change), change);
      return {};
    },
  };
}
