import { createHmac } from "node:crypto";
import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BODY_LIMIT, createIntake } from "../src/intake.ts";
import type { Delivery, Log } from "../src/ports.ts";

const PATH = "/api/github/webhooks";
const SECRET = "hush";
const MIB = 1 << 20;
const sign = (body: string | Buffer) => `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

let server: Server;
let accepted: Delivery[];
let accept: (delivery: Delivery) => Promise<void>;
const verified = vi.fn(async (body: string, signature: string) => sign(body) === signature);
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() } satisfies Log;
/** What the door answered to "is this yours?", in order; pending while it works. */
let taken: Promise<boolean>[];

beforeEach(async () => {
  accepted = [];
  taken = [];
  accept = async (delivery) => void accepted.push(delivery);
  vi.clearAllMocks();
  const intake = createIntake({ path: PATH, verify: verified, accept: (delivery) => accept(delivery), log });
  server = createServer((req, res) => {
    const mine = intake(req, res);
    taken.push(mine);
    mine.then((isMine) => isMine || res.writeHead(404).end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const headersFor = (body: string | Buffer): OutgoingHttpHeaders => ({
  "content-type": "application/json",
  "x-github-event": "issues",
  "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
  "x-hub-signature-256": sign(body),
});

function open(headers: OutgoingHttpHeaders, method = "POST", path = PATH): ClientRequest {
  const { port } = server.address() as AddressInfo;
  return request({ host: "127.0.0.1", port, path, method, headers, agent: false }).on("error", () => {});
}

async function answerTo(req: ClientRequest): Promise<Answer> {
  // Rejects when the connection breaks before an answer; what could not be sent after it does not matter.
  const [res] = (await once(req, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of res) chunks.push(chunk);
  return { status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString() };
}

/** Sends a whole body; `headers` replace the right ones, undefined leaves one out. */
function send(body: string | Buffer, headers: OutgoingHttpHeaders = {}, method = "POST", path = PATH) {
  const all = Object.entries({ ...headersFor(body), ...headers }).filter(([, value]) => value !== undefined);
  const req = open(Object.fromEntries(all), method, path);
  req.end(body);
  return answerTo(req);
}

/** One byte more than is taken. */
const tooLarge = Buffer.alloc(BODY_LIMIT + 1, " ");
tooLarge.write("{}");

/** Sends a body of so many bytes in pieces, without saying how long it is. */
function sendInPieces(bytes: number): Promise<Answer> {
  const body = tooLarge.subarray(0, bytes);
  const req = open({ ...headersFor(body), "transfer-encoding": "chunked" });
  const pieces = Array.from({ length: Math.ceil(bytes / MIB) }, (_, n) =>
    body.subarray(n * MIB, (n + 1) * MIB),
  );
  Readable.from(pieces).pipe(req);
  return answerTo(req);
}

describe("the door for webhooks", () => {
  it("stores a signed delivery, its body unchanged, and says so", async () => {
    const body = '{ "title": "über 😀 \\ud800",\r\n\t"n": 1.0, "a": 1, "a": 2 }\n';
    const { status, headers, body: answer } = await send(body);
    expect([status, answer, headers["content-type"]]).toEqual([202, '{"accepted":true}', "application/json"]);
    expect(accepted).toEqual([{ guid: "72d3162e-cc78-11e3-81ab-4c9367dc0958", name: "issues", body }]);
    expect(verified).toHaveBeenCalledWith(body, sign(body));
    expect(await taken[0]).toBe(true);
  });

  it("answers only after the delivery is stored", async () => {
    const order: string[] = [];
    accept = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push("stored");
    };
    await send("{}");
    order.push("answered");
    expect(order).toEqual(["stored", "answered"]);
  });

  it("keeps a byte order mark, which was signed too, and refuses it as JSON", async () => {
    const body = "\uFEFF{}";
    expect((await send(body)).status).toBe(400);
    expect(verified).toHaveBeenCalledWith(body, sign(body));
  });

  it.each(["application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"])(
    "takes content type %s",
    async (type) => {
      expect((await send("{}", { "content-type": type })).status).toBe(202);
    },
  );

  it.each([
    "/",
    "/api/github/webhooks/",
    "/api/github/webhooks2",
    "/API/github/webhooks",
    "/x/api/github/webhooks",
  ])("leaves %s to others", async (path) => {
    expect((await send("{}", {}, "POST", path)).status).toBe(404);
    expect(await taken[0]).toBe(false);
  });

  it("does not mind a query", async () => {
    expect((await send("{}", {}, "POST", `${PATH}?x=1`)).status).toBe(202);
  });
});

describe("what the door refuses", () => {
  const text = "secret private text";
  it.each<[string, number, () => Promise<Answer>]>([
    ["GET", 405, () => send("", {}, "GET")],
    ["PUT", 405, () => send("{}", {}, "PUT")],
    ["a form", 415, () => send("payload={}", { "content-type": "application/x-www-form-urlencoded" })],
    ["no content type", 415, () => send("{}", { "content-type": undefined })],
    ["a type that only begins alike", 415, () => send("{}", { "content-type": "application/jsonp" })],
    ["no event", 400, () => send("{}", { "x-github-event": undefined })],
    ["no delivery id", 400, () => send("{}", { "x-github-delivery": undefined })],
    ["no signature", 400, () => send("{}", { "x-hub-signature-256": undefined })],
    [
      "a signature of the old kind alone",
      400,
      () => send("{}", { "x-hub-signature-256": undefined, "x-hub-signature": "sha1=0" }),
    ],
    ["an empty signature", 400, () => send("{}", { "x-hub-signature-256": "" })],
    ["a delivery id of 101 characters", 400, () => send("{}", { "x-github-delivery": "a".repeat(101) })],
    ["an odd delivery id", 400, () => send("{}", { "x-github-delivery": "../x" })],
    ["an odd event", 400, () => send("{}", { "x-github-event": "issues<script>" })],
    ["two delivery ids", 400, () => send("{}", { "x-github-delivery": ["a", "b"] })],
    ["another signature", 401, () => send("{}", { "x-hub-signature-256": sign("{ }") })],
    ["half a signature", 401, () => send("{}", { "x-hub-signature-256": sign("{}").slice(0, 40) })],
    ["more than a signature", 401, () => send("{}", { "x-hub-signature-256": `${sign("{}")}00` })],
    ["another kind of signature", 401, () => send("{}", { "x-hub-signature-256": sign("{}").slice(7) })],
    ["another body", 401, () => send("{ }", { "x-hub-signature-256": sign("{}") })],
    ["an unsigned body that is no JSON", 401, () => send(text, { "x-hub-signature-256": "sha256=0" })],
    ["an empty body", 400, () => send("")],
    ["text", 400, () => send(text)],
    ["JSON cut short", 400, () => send(`{"text": "${text}"`)],
    ["a list", 400, () => send(`["${text}"]`)],
    ["null", 400, () => send("null")],
    ["a number", 400, () => send("42")],
    ["a truth", 400, () => send("true")],
    ["compressed bytes", 400, () => send(gzipSync(`{"text":"${text}"}`), { "content-encoding": "gzip" })],
    ["a string", 400, () => send(`"${text}"`)],
    ["bytes that are no UTF-8", 400, () => send(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ["brackets without end", 400, () => send("[".repeat(1_000_000))],
  ])("%s: %i", async (_, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(answer.body)).toEqual({ error: expect.any(String) });
    expect(answer.body.length).toBeLessThan(120);
    expect(answer.body).not.toContain(text);
    expect(answer.headers.allow).toBe(status === 405 ? "POST" : undefined);
    expect(accepted).toEqual([]);
    expect(await taken[0]).toBe(true);
  });

  it("looks at what is cheap first", async () => {
    const wrong = { "content-type": "text/plain", "x-github-event": undefined, "x-hub-signature-256": "no" };
    expect((await send("no", wrong, "PATCH")).status).toBe(405);
    expect((await send("no", wrong)).status).toBe(415);
    expect((await send("no", { ...wrong, "content-type": "application/json" })).status).toBe(400);
    expect(verified).not.toHaveBeenCalled();
  });

  it("keeps the reasons for a failure to itself, and logs them whole", async () => {
    const error = new Error(`disk full while writing ${text}`);
    accept = async () => {
      throw error;
    };
    const { status, body } = await send("{}");
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({ error: "cannot be stored now, send it again" });
    expect(log.error).toHaveBeenCalledWith({ err: error }, expect.any(String));
  });

  it("answers 503 too when the signature cannot be checked", async () => {
    verified.mockRejectedValueOnce(new Error("no secret"));
    expect((await send("{}")).status).toBe(503);
    expect(accepted).toEqual([]);
  });
});

describe("a large body", () => {
  it("is taken up to the limit", async () => {
    expect((await sendInPieces(BODY_LIMIT)).status).toBe(202);
    expect(accepted[0]?.body).toHaveLength(BODY_LIMIT);
  });

  it("is refused one byte above it, and the connection ends", async () => {
    const { status, headers } = await sendInPieces(BODY_LIMIT + 1);
    expect([status, headers.connection]).toEqual([413, "close"]);
    expect(verified).not.toHaveBeenCalled();
  });

  it("is refused before it is sent when its length says so", async () => {
    const req = open({ ...headersFor("{}"), "content-length": BODY_LIMIT + 1 });
    req.flushHeaders();
    const { status, headers } = await answerTo(req);
    expect([status, headers.connection]).toEqual([413, "close"]);
    req.destroy();
  });

  it("that never ends is not read for ever", async () => {
    let sent = 0;
    function* endless(piece: Buffer) {
      for (; ; sent++) yield piece;
    }
    const req = open({ ...headersFor("{}"), "transfer-encoding": "chunked" });
    Readable.from(endless(Buffer.alloc(MIB, " "))).pipe(req);
    expect((await answerTo(req)).status).toBe(413);
    // Some pieces are on their way, in the buffers of sender and machine, when the answer comes.
    expect(sent).toBeLessThan(BODY_LIMIT / MIB + 100);
    expect(await taken[0]).toBe(true);
    expect(verified).not.toHaveBeenCalled();
    expect(accepted).toEqual([]);
  });
});

describe("a client that goes away", () => {
  it("in the middle of its body leaves nothing behind", async () => {
    const req = open({ ...headersFor("{}"), "content-length": 1_000 });
    const arrived = once(server, "request");
    req.write('{"half": ');
    await arrived;
    req.destroy();
    expect(await taken[0]).toBe(true);
    expect(accepted).toEqual([]);
    expect(log.error).not.toHaveBeenCalled();
    expect((await send("{}")).status).toBe(202);
  });

  it("while its delivery is stored loses nothing", async () => {
    const started = Promise.withResolvers<void>();
    const stored = Promise.withResolvers<void>();
    accept = async (delivery) => {
      started.resolve();
      await stored.promise;
      accepted.push(delivery);
    };
    const req = open(headersFor("{}"));
    req.end("{}");
    await started.promise;
    const closed = new Promise((resolve) => req.once("close", resolve));
    req.destroy();
    await closed;
    stored.resolve();
    expect(await taken[0]).toBe(true);
    expect(accepted).toHaveLength(1);
  });
});
