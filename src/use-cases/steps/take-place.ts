import { type RepoRef, repoKey } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** More on one day is a flood that nobody acts on. */
const MOST_A_DAY = 10;

/**
 * Takes one of the places that a repository has on a day for comments which mention people. False when it has had them all. A run
 * that failed and comes again has no more.
 * @param kind of what, for each there are ten: the kind under which they are counted
 * @param day `YYYY-MM-DD`
 */
export async function takePlace(
  { records }: World,
  kind: "escalations" | "reminders",
  repo: RepoRef,
  day: string,
): Promise<boolean> {
  const { count } = await records.update<{ day: string; count: number }>(kind, repoKey(repo), (known) => ({
    day,
    count: known?.day === day ? known.count + 1 : 1,
  }));
  return count <= MOST_A_DAY;
}
