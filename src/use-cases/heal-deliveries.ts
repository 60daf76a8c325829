import { HEEDED } from "../core/event-names.ts";
import type { Attempt } from "../core/task.ts";
import type { House } from "../ports.ts";

/** GitHub keeps deliveries for three days: https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/viewing-webhook-deliveries */
const KEPT_MS = 3 * 24 * 3_600_000;
/** Attempts may be listed late: each walk goes so much, in ms, beyond where the one before began. */
const OVERLAP_MS = 15 * 60_000;

/** How far the list of deliveries is known, ISO 8601, and the walk that is under way. */
type Healing = { knownTo: string; walk: { cursor: string; began: string } | null };

/**
 * Fetches what GitHub could not deliver, or we never stored, and runs it as if it had come: GitHub does not deliver again
 * by itself (https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries). Walks the list from the
 * newest to where the last walk began; interrupted, it goes on at the page where it was.
 */
export async function healDeliveries(house: House): Promise<[]> {
  const { app, records, now, log } = house;
  const known = await records.get<Healing>("healing", "deliveries");
  const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
  const until = [oldest, known?.knownTo ?? oldest].sort().at(-1) ?? oldest;
  const began = known?.walk?.began ?? new Date(now.getTime() - OVERLAP_MS).toISOString();
  let cursor = known?.walk?.cursor ?? null;
  // GitHub may no longer know the page where the last run was interrupted: then the next try begins anew.
  if (cursor !== null)
    await records.put("healing", "deliveries", { knownTo: until, walk: null } satisfies Healing);
  let healed = 0;
  for (;;) {
    const { attempts, next } = await app.attempts(cursor);
    healed += await healPage(attempts, house);
    cursor = next;
    if (cursor === null || attempts.some(({ at }) => at < until)) break;
    await records.put("healing", "deliveries", { knownTo: until, walk: { cursor, began } } satisfies Healing);
  }
  await records.put("healing", "deliveries", { knownTo: began, walk: null } satisfies Healing);
  if (healed > 0) log.warn({ healed }, "deliveries that had never arrived were fetched");
  return [];
}

/** Takes in what of a page is not known here, the oldest first. One GUID is one delivery, however often it was tried. */
async function healPage(attempts: Attempt[], { app, queue, accept, log }: House): Promise<number> {
  const ours = attempts.filter(({ event }) => HEEDED.includes(event));
  const byGuid = new Map(ours.map((attempt) => [attempt.guid, attempt]));
  const known = await queue.known([...byGuid.keys()].map(prefixOf));
  const missing = [...byGuid.values()].filter(({ guid }) => !known.has(prefixOf(guid)));
  let healed = 0;
  for (const attempt of missing.reverse()) {
    const delivery = await app.delivery(attempt);
    if (!delivery) continue;
    await accept(delivery);
    log.info({ delivery: attempt.guid, event: attempt.event }, "delivery fetched");
    healed++;
  }
  return healed;
}

/** A delivery's identity in the queue begins so: see `deliveryJob`. */
function prefixOf(guid: string): string {
  return `delivery ${guid} `;
}
