import type { Intent } from "../core/intent.ts";
import type { House } from "../ports.ts";
import type { RepositoryRecord } from "./steps/repository.ts";

/** Everything that must happen in each repository once a day, whatever webhooks came or were lost. */
export async function sweepRepositories({
  records,
}: House): Promise<{ intent: Intent; installation: number }[]> {
  const known = await records.list<RepositoryRecord>("repository");
  return known.flatMap(({ value: { owner, repo, installation } }) => [
    { installation, intent: { kind: "sync-repository" as const, repo: { owner, repo }, full: false } },
    { installation, intent: { kind: "plan-summary" as const, repo: { owner, repo } } },
    // Behind the comparison in its lane, so that nothing is escalated that was closed unheard of.
    { installation, intent: { kind: "escalate-overdue" as const, repo: { owner, repo } } },
    { installation, intent: { kind: "remind-owners" as const, repo: { owner, repo }, at: null } },
  ]);
}
