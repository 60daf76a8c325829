import type { Intent } from "../core/intent.ts";
import type { World } from "../ports.ts";
import { meet } from "./steps/repository.ts";

/** Every repository that an installation can see, to be learnt anew: what was known of it may be lost or wrong. */
export async function discover(installation: number, world: World): Promise<Intent[]> {
  const repositories = await world.github.repositories();
  for (const repo of repositories) await meet(repo, installation, world);
  return repositories.map((repo) => ({ kind: "sync-repository" as const, repo, full: true }));
}
