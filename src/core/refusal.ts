import { permissionWords, type Refused } from "./problem.ts";
import type { Say } from "./words.ts";

type Told = Pick<Refused, "status" | "said"> & Partial<Pick<Refused, "lacks" | "page">>;

/**
 * Why GitHub refused and what to do about it, as two sentences to the person who can. The error itself says the same in English, for
 * logs and the terminal, without the page where a missing permission can be granted.
 */
export function refusalWords({ status, said, lacks = [], page = null }: Told, say: Say): string {
  if (lacks.length === 0) return say(`problems.refused-${status}`, { said });
  const permissions = permissionWords(lacks);
  return page === null
    ? say("problems.refused-lacking", { permissions })
    : say("problems.refused-lacking-at", { permissions, page });
}
