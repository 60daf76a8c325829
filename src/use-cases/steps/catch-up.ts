import type { Intent } from "../../core/intent.ts";
import type { Event } from "../../core/payload.ts";
import { repoOf } from "../../core/reference.ts";
import type { World } from "../../ports.ts";
import { takeUndone } from "./lacking.ts";
import type { RepositoryRecord } from "./repository.ts";

/**
 * The owner accepted new permissions: what was refused before is tried again in every repository that the app has heard of, and what
 * is known of files and abilities no longer holds.
 * https://docs.github.com/webhooks/webhook-events-and-payloads#installation
 */
export async function catchUp(
  { installation }: Event,
  world: World,
): Promise<{ intents: Intent[]; reason: string }> {
  const { records, github, log } = world;
  const known = (await records.list<RepositoryRecord>("repository")).map(({ value }) => value);
  const repos = known.filter((one) => one.installation === installation).map(repoOf);
  await github.renew();
  const intents: Intent[] = [];
  for (const repo of repos) {
    await github.forget(repo);
    intents.push({ kind: "sync-repository", repo, full: true }, { kind: "plan-summary", repo });
    intents.push({ kind: "escalate-overdue", repo }, ...(await takeUndone(world, repo)));
  }
  log.info({ installation, repositories: repos.length }, "installation new_permissions_accepted");
  return { intents, reason: repos.length > 0 ? "" : "of no repository that the app has heard of" };
}
