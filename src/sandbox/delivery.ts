import { createHmac } from "node:crypto";
import { exchange } from "./exchange.ts";
import type { Json } from "./shapes.ts";

/** One attempt to deliver a webhook. Attempts of one delivery share guid and body, byte for byte. */
export type Delivery = {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  payload: Json;
  body: string;
  deliveredAt: string;
  redelivery: boolean;
  /** "OK", or what went wrong. */
  status: string;
  statusCode: number;
  /** What the app answered. */
  response: string;
};

export type Hook = { id: number; appId: number; secret: string };

/** GitHub cuts the connection after ten seconds. https://docs.github.com/webhooks/using-webhooks/best-practices-for-using-webhooks */
const PATIENCE = 10_000;

/** https://docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers */
export function deliveryHeaders(
  delivery: Pick<Delivery, "guid" | "event" | "body">,
  hook: Hook,
): Record<string, string> {
  const sign = (algorithm: "sha1" | "sha256") =>
    `${algorithm}=${createHmac(algorithm, hook.secret).update(delivery.body).digest("hex")}`;
  return {
    accept: "*/*",
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/0000000",
    "x-github-delivery": delivery.guid,
    "x-github-event": delivery.event,
    "x-github-hook-id": String(hook.id),
    "x-github-hook-installation-target-id": String(hook.appId),
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature": sign("sha1"),
    "x-hub-signature-256": sign("sha256"),
  };
}

/** Sends it once and says how it went. Never throws, never tries again: https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries */
export async function attempt(
  url: string | null,
  delivery: Pick<Delivery, "guid" | "event" | "body">,
  hook: Hook,
): Promise<Pick<Delivery, "status" | "statusCode" | "response">> {
  try {
    if (!url) throw new Error("no webhook URL");
    const { status: statusCode, bytes } = await exchange(url, {
      method: "POST",
      headers: deliveryHeaders(delivery, hook),
      body: delivery.body,
      signal: AbortSignal.timeout(PATIENCE),
    });
    const isTaken = statusCode >= 200 && statusCode < 300;
    const status = isTaken ? "OK" : `Invalid HTTP Response: ${statusCode}`;
    return { status, statusCode, response: bytes.toString() };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      return { status: "timed out", statusCode: 504, response: "" };
    return { status: "failed to connect to host", statusCode: 502, response: "" };
  }
}
