import type { Chore } from "../core/chore.ts";
import type { Intent } from "../core/intent.ts";
import type { House, World } from "../ports.ts";
import { announcePostmortem } from "./announce-postmortem.ts";
import { checkConfiguration } from "./check-configuration.ts";
import { checkPull } from "./check-pull.ts";
import { escalateOverdue } from "./escalate-overdue.ts";
import { followClosing } from "./follow-closing.ts";
import { healDeliveries } from "./heal-deliveries.ts";
import { noteContribution } from "./note-contribution.ts";
import { openPostmortem } from "./open-postmortem.ts";
import { postReview } from "./post-review.ts";
import { planSummary, postSummary } from "./post-summary.ts";
import { refreshIncidents } from "./refresh-incidents.ts";
import { refreshLedger } from "./refresh-ledger.ts";
import { refreshPostmortem } from "./refresh-postmortem.ts";
import { remindOwners } from "./remind-owners.ts";
import { runCommands } from "./run-commands.ts";
import { seekEvidence } from "./seek-evidence.ts";
import { sweepRepositories } from "./sweep-repositories.ts";
import { syncPostmortem } from "./sync-postmortem.ts";
import { syncRepository } from "./sync-repository.ts";

export { backfillIncident } from "./backfill-incident.ts";
export { diagnoseConfig } from "./diagnose-config.ts";
export { discover } from "./discover.ts";
export { findBacklog } from "./find-backlog.ts";
export { gatherFacts } from "./gather-facts.ts";
export { gatherIncident } from "./gather-incident.ts";
export { eventOf, receiveDelivery } from "./receive-delivery.ts";
export { endIfLacking, unlessLacking } from "./steps/lacking.ts";

type UseCases = {
  [Kind in Intent["kind"]]: (intent: Extract<Intent, { kind: Kind }>, world: World) => Promise<Intent[]>;
};

/** What the app can do, by what it can be asked. A missing one does not compile. */
const useCases = {
  "open-postmortem": openPostmortem,
  "refresh-postmortem": refreshPostmortem,
  "sync-postmortem": syncPostmortem,
  "run-commands": runCommands,
  "announce-postmortem": announcePostmortem,
  "follow-closing": followClosing,
  "note-contribution": noteContribution,
  "remind-owners": remindOwners,
  "refresh-incidents": refreshIncidents,
  "seek-evidence": seekEvidence,
  "sync-repository": syncRepository,
  "plan-summary": planSummary,
  "post-summary": postSummary,
  "post-review": postReview,
  "refresh-ledger": refreshLedger,
  "escalate-overdue": escalateOverdue,
  "check-pull": checkPull,
  "check-configuration": checkConfiguration,
} satisfies UseCases;

const chores = {
  heal: healDeliveries,
  sweep: sweepRepositories,
  prune: async ({ queue, now }) => {
    await queue.prune(now.getTime());
    return [];
  },
} satisfies Record<Chore, (house: House) => Promise<{ intent: Intent; installation: number }[]>>;

/** Does one of the app's own chores and returns what should follow from it. */
export function keepHouse(chore: Chore, house: House): Promise<{ intent: Intent; installation: number }[]> {
  return chores[chore](house);
}

/** Carries out one intent and returns what should follow from it. */
export function carryOut<Kind extends Intent["kind"]>(
  intent: Extract<Intent, { kind: Kind }>,
  world: World,
): Promise<Intent[]> {
  const useCase = useCases[intent.kind] as unknown as (intent: Intent, world: World) => Promise<Intent[]>;
  return useCase(intent, world);
}
