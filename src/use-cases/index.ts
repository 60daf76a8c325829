import type { Intent } from "../core/intent.ts";
import type { World } from "../ports.ts";
import { addActionItems } from "./add-action-items.ts";
import { openPostmortem } from "./open-postmortem.ts";
import { planSummary, postSummary } from "./post-summary.ts";
import { refreshPostmortem } from "./refresh-postmortem.ts";
import { syncPostmortem } from "./sync-postmortem.ts";
import { syncRepository } from "./sync-repository.ts";

export { eventOf, type RepositoryRecord, receiveDelivery } from "./receive-delivery.ts";

type UseCases = {
  [Kind in Intent["kind"]]: (intent: Extract<Intent, { kind: Kind }>, world: World) => Promise<Intent[]>;
};

/** What the app can do, by what it can be asked. A missing one does not compile. */
const useCases = {
  "open-postmortem": openPostmortem,
  "refresh-postmortem": refreshPostmortem,
  "sync-postmortem": syncPostmortem,
  "add-action-items": addActionItems,
  "sync-repository": syncRepository,
  "plan-summary": planSummary,
  "post-summary": postSummary,
} satisfies UseCases;

/** Carries out one intent and returns what should follow from it. */
export function carryOut<Kind extends Intent["kind"]>(
  intent: Extract<Intent, { kind: Kind }>,
  world: World,
): Promise<Intent[]> {
  const useCase = useCases[intent.kind] as unknown as (intent: Intent, world: World) => Promise<Intent[]>;
  return useCase(intent, world);
}
