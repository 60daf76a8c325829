import { randomUUID } from "node:crypto";

/** A delivery to send again, or one made up: `body` wins over `payload`; without a guid it gets a new one. */
export type Sendable = { event: string; guid?: string; payload?: unknown; body?: string };

export function toWebhook({ event, guid, payload, body }: Sendable): {
  event: string;
  guid: string;
  body: string;
} {
  return { event, guid: guid ?? randomUUID(), body: body ?? JSON.stringify(payload ?? {}) };
}
