import type { IncomingMessage, ServerResponse } from "node:http";
import type { Delivery, Log } from "./ports.ts";

/** In bytes. GitHub sends nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_LIMIT = 25 * 1024 * 1024;

/** How long, in ms, the rest of a refused body is thrown away before the connection is closed. */
const LINGER_MS = 1_000;

/** Why a delivery is not taken, in the words of its answer. Nothing of the body or of our insides is in it. */
class Rejection extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The client went away in the middle of its body: there is nobody to answer. */
class Aborted extends Error {}

export type IntakeOptions = {
  /** Exactly this path is for us, whatever its query. */
  path: string;
  /** Whether GitHub signed the UTF-8 of this text, which is the body byte for byte. Must compare in constant time. */
  verify: (body: string, signature: string) => Promise<boolean>;
  /** Stores the delivery. It is answered only when this resolves, so that what GitHub was told is safe stays safe. */
  accept: (delivery: Delivery) => Promise<void>;
  log: Log;
};

/** The door for webhooks: size, signature, one durable insert, 202. True when the request was for it. */
export function createIntake(options: IntakeOptions) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<boolean> => {
    if ((req.url ?? "").split("?")[0] !== options.path) return false;
    try {
      await take(req, options);
      answer(res, 202, { accepted: true });
    } catch (error) {
      if (error instanceof Aborted) options.log.info({}, "delivery refused: the client went away");
      else refuse(req, res, error, options.log);
    }
    return true;
  };
}

async function take(req: IncomingMessage, { verify, accept }: IntakeOptions): Promise<void> {
  if (req.method !== "POST") throw new Rejection(405, "webhooks are sent by POST");
  if (!/^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? ""))
    throw new Rejection(415, "expected content type application/json");
  const name = header(req, "x-github-event", /^[a-z0-9_]{1,100}$/i);
  const guid = header(req, "x-github-delivery", /^[a-z0-9-]{1,100}$/i);
  const signature = header(req, "x-hub-signature-256", /^./);
  const body = decode(await readBody(req));
  // What has no text has no signature to check; whoever sent it learns nothing new.
  if (!body) throw new Rejection(400, "expected a JSON object in UTF-8");
  if (!(await verify(body, signature))) throw new Rejection(401, "the signature does not match");
  if (!isObject(body)) throw new Rejection(400, "expected a JSON object");
  await accept({ guid, name, body });
}

function header(req: IncomingMessage, name: string, shape: RegExp): string {
  const value = req.headers[name];
  if (typeof value !== "string" || value === "") throw new Rejection(400, `missing header ${name}`);
  if (!shape.test(value)) throw new Rejection(400, `malformed header ${name}`);
  return value;
}

/** Reads at most the limit: what is larger is refused when it says so, or as soon as it shows. */
async function readBody(req: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new Rejection(413, `expected at most ${BODY_LIMIT} bytes`);
  if (Number(req.headers["content-length"] ?? 0) > BODY_LIMIT) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > BODY_LIMIT) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Rejection ? error : new Aborted("aborted", { cause: error });
  }
  return Buffer.concat(chunks);
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
  if (error instanceof Rejection) {
    if (error.status === 405) res.setHeader("allow", "POST");
    log.info({ status: error.status }, `delivery refused: ${error.message}`);
    if (req.complete) answer(res, error.status, { error: error.message });
    else answerAndClose(req, res, error.status, { error: error.message });
    return;
  }
  log.error({ err: error }, "a delivery could not be stored");
  answer(res, 503, { error: "cannot be stored now, send it again" });
}

/**
 * Answers before the body was read, and closes. Until the client has stopped sending, for a moment, what still comes is
 * thrown away: closing on unread bytes would reset the connection, and the client might never see the answer.
 */
function answerAndClose(req: IncomingMessage, res: ServerResponse, status: number, body: object): void {
  res.setHeader("connection", "close");
  res.write(head(res, status, body));
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
