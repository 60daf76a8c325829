import type { Intent } from "../core/intent.ts";
import { isRefusedForGood } from "../core/problem.ts";
import { formatIssue, type RepoRef, repoKey } from "../core/reference.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { howThingsStand } from "./steps/how-things-stand.ts";
import { ledgerText, recallLedger, type SummaryRecord, writeLedger } from "./steps/ledger.ts";
import { hostOf } from "./steps/summary-group.ts";

/** Shows on the ledger what has changed since; a ledger that says it already is left as it is, and none is made for it. */
export async function refreshLedger({ repo }: { repo: RepoRef }, world: World): Promise<Intent[]> {
  const { records, log } = world;
  const ledger = await recallLedger(records, repo);
  if (!ledger || (await hostOf(records, repo))) return [];
  const config = await configOf(world, repo);
  const now = await howThingsStand(world, repo, config);
  const summary = await records.get<SummaryRecord>("summary", repoKey(repo));
  try {
    const text = ledgerText(world, repo, now, config, summary?.unposted ?? null);
    await writeLedger(world, ledger, text, false);
  } catch (error) {
    // Locked, deleted or moved: the next summary finds out, and makes another where it must.
    if (!isRefusedForGood(error)) throw error;
    log.warn({ on: formatIssue(ledger), why: error.message }, "the ledger could not be edited");
  }
  return [];
}
