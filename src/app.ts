import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApplicationFunction } from "probot";
import { eventRepo } from "./core/payload.ts";
import type { Delivery, NewJob } from "./ports.ts";

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<boolean> | boolean;

/** The Probot application: nothing but doors. Every webhook goes to the queue, and what it means is decided there. */
export function createApp(handlers: Handler[]): ApplicationFunction {
  return (_probot, { addHandler }) => {
    for (const handler of handlers) addHandler(handler);
  };
}

/** A delivery as a job. One GUID with one body runs once; deliveries of a repository keep their order. */
export function deliveryJob(delivery: Delivery, digest: string): NewJob {
  return {
    lane: `delivery:${eventRepo(delivery.body)?.toLowerCase() ?? "elsewhere"}`,
    task: { kind: "delivery", delivery },
    once: `delivery ${delivery.guid} ${digest}`,
  };
}
