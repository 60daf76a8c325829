import type { IncomingMessage, ServerResponse } from "node:http";
import type { Delivery, Log } from "./ports.ts";

/** GitHub sends nothing larger: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const BODY_LIMIT = 25 * 1024 * 1024;

const HEADERS = ["x-github-event", "x-github-delivery", "x-hub-signature-256"] as const;
const WORD = /^[A-Za-z0-9_-]{1,100}$/;

/** Why a delivery is not taken, in the words of its answer. Nothing of the body or of our insides is in it. */
class Rejection extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type IntakeOptions = {
  path: string;
  /** Whether GitHub signed these very bytes with our secret. Must compare in constant time. */
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
      if (res.destroyed || req.destroyed) return true;
      refuse(res, error, options.log);
    }
    return true;
  };
}

async function take(req: IncomingMessage, { verify, accept }: IntakeOptions): Promise<void> {
  if (req.method !== "POST") throw new Rejection(405, "webhooks are sent by POST");
  if (!/^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? ""))
    throw new Rejection(415, "expected content type application/json");
  const [name, guid, signature] = HEADERS.map((header) => {
    const value = req.headers[header];
    if (typeof value !== "string" || value === "") throw new Rejection(400, `missing header ${header}`);
    return value;
  }) as [string, string, string];
  if (!WORD.test(name) || !WORD.test(guid)) throw new Rejection(400, "malformed event or delivery header");
  const bytes = await readBody(req);
  if (bytes.length === 0) throw new Rejection(400, "expected a JSON object, got nothing");
  const body = decode(bytes);
  if (body === null || !(await verify(body, signature)))
    throw new Rejection(401, "the signature does not match");
  if (!isObject(body)) throw new Rejection(400, "expected a JSON object");
  await accept({ guid, name, body });
}

/** Reads at most the limit: what is larger is refused when it says so, or as soon as it shows. */
async function readBody(req: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new Rejection(413, `expected at most ${BODY_LIMIT} bytes`);
  if (Number(req.headers["content-length"] ?? 0) > BODY_LIMIT) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Null: not UTF-8, so its bytes cannot be what was signed once they are text. */
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

function refuse(res: ServerResponse, error: unknown, log: Log): void {
  if (error instanceof Rejection) {
    if (error.status === 405) res.setHeader("allow", "POST");
    // The rest of an unread body is not waited for.
    if (error.status === 413) res.setHeader("connection", "close");
    log.info({ status: error.status }, `delivery refused: ${error.message}`);
    answer(res, error.status, { error: error.message });
    return;
  }
  log.error({ err: error }, "a delivery could not be stored");
  answer(res, 503, { error: "cannot be stored now, send it again" });
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "content-type": "application/json" });
  res.end(JSON.stringify(body));
}
