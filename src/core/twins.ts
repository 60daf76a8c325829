import type { Issue } from "./issue.ts";
import { findMarkers } from "./markers.ts";
import { formatIssue } from "./reference.ts";

/** The effects that an issue or a comment of ours was made for: their identities, as its markers tell. */
export function effectsIn(body: string): string[] {
  return findMarkers(body)
    .filter(({ kind }) => kind === "effect")
    .map(({ attributes }) => attributes.id ?? "")
    .filter((id) => id !== "");
}

/**
 * Issues of ours that were made for the same effect: GitHub has no idempotency key, so a creation that it showed too late
 * has been made twice. Of each such group the one that counts is the one the app works with, and where it works with none,
 * the oldest; the others are its twins.
 * @param isKnown whether the app works with this issue
 * @param self our own App's bot login: anybody can copy a marker
 */
export function findTwins(
  issues: Issue[],
  self: string,
  isKnown: (issue: Issue) => boolean,
): { twin: Issue; of: Issue }[] {
  const groups = new Map<string, Issue[]>();
  const unique = new Map(issues.map((issue) => [formatIssue(issue.ref), issue]));
  for (const issue of [...unique.values()].sort((a, b) => a.ref.number - b.ref.number))
    if (issue.author.login === self)
      for (const effect of effectsIn(issue.body)) groups.set(effect, [...(groups.get(effect) ?? []), issue]);
  return [...groups.values()].flatMap((group) => {
    const of = group.find(isKnown) ?? group[0];
    return of ? group.filter((one) => one !== of && !isKnown(one)).map((twin) => ({ twin, of })) : [];
  });
}
