import { type RepoRef, sameRepo } from "../../core/reference.ts";
import type { World } from "../../ports.ts";

/** Whether text of one repository may be shown in another: of the same owner, and never from a private one in a public one. */
export async function mayShow({ github }: World, from: RepoRef, to: RepoRef): Promise<boolean> {
  if (sameRepo(from, to)) return true;
  if (from.owner.toLowerCase() !== to.owner.toLowerCase()) return false;
  const [source, target] = [await github.repository(from), await github.repository(to)];
  return source !== null && target !== null && (target.private || !source.private);
}
