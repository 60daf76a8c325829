import type { IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import type { Delivery, Log } from "./ports.ts";
import { createBodyReader } from "./read-body.ts";
import { Aborted, Rejection, unavailable } from "./rejection.ts";
import { SIGNATURE } from "./signature.ts";

/** In bytes. GitHub sends nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_LIMIT = 25 * 1024 * 1024;

/** What all bodies together may hold, in bytes: four of the largest at once. Anybody can send one, signed or not. */
const BODIES_LIMIT = 4 * BODY_LIMIT;

/**
 * How long, in ms, the server bears slow clients. GitHub gives a delivery up after 10 s, so a request that is not whole by
 * then has nobody waiting for its answer; its head is one packet. Without these a silent connection may stay for a minute,
 * and a body for five: https://docs.github.com/webhooks/using-webhooks/best-practices-for-using-webhooks#respond-within-10-seconds
 */
export const PATIENCE = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
} satisfies ServerOptions;

/** How long, in ms, the rest of a refused body is thrown away before the connection is closed. */
const LINGER_MS = 1_000;

/** Whoever set the app up sees this in GitHub's list of deliveries, too. */
const WRONG_SECRET = "the signature does not match: is WEBHOOK_SECRET the secret on the App's settings page?";

export type IntakeOptions = {
  /** Exactly this path is for us, whatever its query. */
  path: string;
  /** Whether GitHub signed these bytes. Must compare in constant time. */
  verify: (body: Uint8Array, signature: string) => boolean;
  /** Stores the delivery. It is answered only when this resolves, so that what GitHub was told is safe stays safe. */
  accept: (delivery: Delivery) => Promise<void>;
  log: Log;
  /** What all bodies together may hold, in bytes. */
  room?: number;
};

/** The door for webhooks: size, signature, one durable insert, 202. True when the request was for it. */
export function createIntake(options: IntakeOptions) {
  const { path, log, room = BODIES_LIMIT } = options;
  const withBody = createBodyReader({ limit: BODY_LIMIT, room });
  return async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    if ((req.url ?? "").split("?")[0] !== path) return false;
    try {
      const head = readHead(req);
      await withBody(req, (body) => take(head, body, options));
      answer(res, 202, { accepted: true });
    } catch (error) {
      refuse(req, res, error, log);
    }
    return true;
  };
}

type Head = { name: string; guid: string; signature: string };

/** What can be refused before a byte of the body is kept. */
function readHead(req: IncomingMessage): Head {
  if (req.method !== "POST") throw new Rejection(405, "webhooks are sent by POST", { allow: "POST" });
  if (!/^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? ""))
    throw new Rejection(415, "expected content type application/json");
  // Nothing is ever unpacked: a few bytes could become gigabytes.
  if (!/^(identity)?$/i.test(req.headers["content-encoding"] ?? ""))
    throw new Rejection(415, "expected no content encoding", { "accept-encoding": "identity" });
  const name = header(req, "x-github-event", /^[a-z0-9_]{1,100}$/i);
  const guid = header(req, "x-github-delivery", /^[a-z0-9-]{1,100}$/i);
  const signature = req.headers["x-hub-signature-256"];
  if (typeof signature !== "string" || !SIGNATURE.test(signature))
    throw new Rejection(401, "expected a signature in x-hub-signature-256");
  return { name, guid, signature };
}

function header(req: IncomingMessage, name: string, shape: RegExp): string {
  const value = req.headers[name];
  if (typeof value !== "string" || value === "") throw new Rejection(400, `missing header ${name}`);
  if (!shape.test(value)) throw new Rejection(400, `malformed header ${name}`);
  return value;
}

async function take({ name, guid, signature }: Head, bytes: Buffer, options: IntakeOptions): Promise<void> {
  if (!options.verify(bytes, signature)) throw new Rejection(401, WRONG_SECRET);
  const body = decode(bytes);
  if (body === null || !isObject(body)) throw new Rejection(400, "expected a JSON object in UTF-8");
  await options.accept({ guid, name, body });
}

/** Null: not UTF-8, so as text these would be other bytes. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function refuse(req: IncomingMessage, res: ServerResponse, error: unknown, log: Log): void {
  if (error instanceof Aborted) {
    // Nobody hears it, but the metrics do: nothing was taken. nginx calls it "client closed request".
    res.statusCode = 499;
    log.info({}, `delivery refused: ${error.message}`);
    return;
  }
  if (!(error instanceof Rejection)) log.error({ err: error }, "a delivery could not be stored");
  const { status, message, headers } =
    error instanceof Rejection ? error : unavailable("cannot be stored now, send it again");
  if (error instanceof Rejection) log.info({ status }, `delivery refused: ${message}`);
  for (const [name, value] of Object.entries(headers)) if (value) res.setHeader(name, value);
  if (req.complete) answer(res, status, { error: message });
  else answerAndClose(req, res, status, { error: message });
}

/** Answers before the body was read, and closes. */
function answerAndClose(req: IncomingMessage, res: ServerResponse, status: number, body: object): void {
  res.setHeader("connection", "close");
  res.write(head(res, status, body));
  endUnread(req, res);
}

/**
 * Ends an answer whose request was not read. Until the client has stopped sending, for a moment, what still comes is
 * thrown away: closing on unread bytes would reset the connection, and the client might never see the answer.
 */
export function endUnread(req: IncomingMessage, res: ServerResponse): void {
  const timer = setTimeout(close, LINGER_MS);
  for (const event of ["end", "close", "error"]) req.once(event, close);
  req.resume();

  function close(): void {
    clearTimeout(timer);
    res.end();
  }
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.end(head(res, status, body));
}

/** Writes the head of an answer; returns its body. */
function head(res: ServerResponse, status: number, body: object): string {
  const text = JSON.stringify(body);
  res.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  return text;
}
