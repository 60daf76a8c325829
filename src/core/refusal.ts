import type { Refused } from "./problem.ts";
import type { Say } from "./words.ts";

/**
 * Why GitHub refused and what to do about it, as two sentences to the person who can. The error itself says the same in English, for
 * logs and the terminal.
 */
export function refusalWords({ status, said }: Pick<Refused, "status" | "said">, say: Say): string {
  return say(`problems.refused-${status}`, { said });
}
