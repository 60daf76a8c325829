import { randomUUID } from "node:crypto";
import { attempt, type Delivery, type Hook } from "./delivery.ts";
import type { Json } from "./shapes.ts";
import { shuffled } from "./shuffle.ts";

export type WebhookEvent = { event: string; action: string | null; payload: Json };

export type WebhookFaults = {
  /** From now on each webhook is sent `n` times in all, with the same GUID and bytes. */
  duplicate(n: number): void;
  /** Webhooks wait until `release`. */
  hold(): void;
  /** Like `hold`, and `release` sends what waited in an order that `seed` decides. */
  shuffle(seed: number): void;
  /** Sends what waited and stops holding. */
  release(): Promise<void>;
  /** Webhooks for which this is true are lost: not sent, not in the list of deliveries. */
  drop(predicate: (webhook: WebhookEvent & { guid: string }) => boolean): void;
  /** Webhooks for which this is true do not reach the app and are listed as failed to connect, as while it is down. */
  lose(predicate: (webhook: WebhookEvent & { guid: string }) => boolean): void;
};

export type Relay = {
  hook: Hook;
  connect(url: string): void;
  push(event: WebhookEvent): void;
  /** Sends now, ahead of what is queued. */
  send(delivery: Pick<Delivery, "guid" | "event" | "body">): Promise<Delivery>;
  /** Queues the same bytes under the same GUID again. */
  repeat(delivery: Pick<Delivery, "guid" | "event" | "body">): void;
  deliveries(): Delivery[];
  settled(): Promise<void>;
  faults: WebhookFaults;
  clearFaults(): void;
};

type Waiting = { guid: string; event: string; body: string; lost?: boolean };

type Mood = {
  copies: number;
  /** What waits while webhooks are held; null: nothing is held. */
  held: Waiting[] | null;
  /** Decides the order of release; null: as it happened. */
  seed: number | null;
  drops: Parameters<WebhookFaults["drop"]>[0];
  loses: Parameters<WebhookFaults["lose"]>[0];
};

const NONE = { drops: () => false, loses: () => false };

/** Delivers webhooks one after the other in the order in which they happened, unless told to misbehave. */
export function createRelay(hook: Hook, firstUrl: string | null): Relay {
  const deliveries: Delivery[] = [];
  const guids = new Set<string>();
  const mood: Mood = { copies: 1, held: null, seed: null, ...NONE };
  let url = firstUrl;
  let work: Promise<unknown> = Promise.resolve();
  let nextId = 40_000_000_001;

  function push(event: WebhookEvent): void {
    const guid = randomUUID();
    if (mood.drops({ ...event, guid })) return;
    const lost = mood.loses({ ...event, guid });
    const waiting = { guid, event: event.event, body: JSON.stringify(event.payload), lost };
    if (mood.held) mood.held.push(...Array(mood.copies).fill(waiting));
    else for (let copy = 0; copy < mood.copies; copy++) queue(waiting);
  }

  function queue(waiting: Waiting): void {
    work = work.then(() => dispatch(waiting, waiting.lost ? null : url));
  }

  async function dispatch({ guid, event, body }: Waiting, to: string | null): Promise<Delivery> {
    const payload = parsed(body);
    const delivery: Delivery = {
      id: nextId++,
      guid,
      event,
      action: typeof payload.action === "string" ? payload.action : null,
      payload,
      body,
      deliveredAt: new Date().toISOString(),
      redelivery: guids.has(guid),
      ...(await attempt(to, { guid, event, body }, hook)),
    };
    guids.add(guid);
    deliveries.push(delivery);
    return delivery;
  }

  async function settled(): Promise<void> {
    for (let seen: unknown; seen !== work; ) {
      seen = work;
      await seen;
    }
  }

  function release(): Promise<void> {
    const { held, seed } = mood;
    Object.assign(mood, { held: null, seed: null });
    const waiting = held ?? [];
    for (const one of seed === null ? waiting : shuffled(waiting, seed)) queue(one);
    return settled();
  }

  function clearFaults(): void {
    void release();
    Object.assign(mood, { copies: 1, ...NONE });
  }

  const faults: WebhookFaults = {
    duplicate(copies) {
      mood.copies = copies;
    },
    hold() {
      mood.held ??= [];
    },
    shuffle(seed) {
      mood.held ??= [];
      mood.seed = seed;
    },
    release,
    drop(predicate) {
      mood.drops = predicate;
    },
    lose(predicate) {
      mood.loses = predicate;
    },
  };

  return {
    hook,
    connect(to) {
      url = to;
    },
    push,
    send: (delivery) => dispatch(delivery, url),
    repeat: ({ guid, event, body }) => queue({ guid, event, body }),
    deliveries: () => [...deliveries],
    settled,
    faults,
    clearFaults,
  };
}

/** Tests may send bytes that are no JSON; the list must still take them. */
function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return {};
  }
}
