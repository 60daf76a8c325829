import { createHmac } from "node:crypto";
import { once } from "node:events";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BODY_LIMIT } from "../src/intake.ts";
import {
  type Answer,
  answerTo,
  type Door,
  GUID,
  headersFor,
  openDoor,
  PATH,
  SECRET,
  sign,
} from "./support/door.ts";

const MIB = 1 << 20;

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

/** One byte more than is taken. */
const tooLarge = Buffer.alloc(BODY_LIMIT + 1, " ");
tooLarge.write("{}");

/** Sends a body of so many bytes in pieces, without saying how long it is. */
function sendInPieces(bytes: number): Promise<Answer> {
  const body = tooLarge.subarray(0, bytes);
  const req = door.open({ ...headersFor(body), "transfer-encoding": "chunked" });
  const pieces = Array.from({ length: Math.ceil(bytes / MIB) }, (_, n) =>
    body.subarray(n * MIB, (n + 1) * MIB),
  );
  Readable.from(pieces).pipe(req);
  return answerTo(req);
}

describe("the door for webhooks", () => {
  it("stores a signed delivery, its body unchanged, and says so", async () => {
    const body = '{ "title": "über 😀 \\ud800",\r\n\t"n": 1.0, "a": 1, "a": 2 }\n';
    const { status, headers, body: answer } = await door.send(body);
    expect([status, answer, headers["content-type"]]).toEqual([202, '{"accepted":true}', "application/json"]);
    expect(door.accepted).toEqual([{ guid: GUID, name: "issues", body }]);
    expect(door.verified).toHaveBeenCalledWith(Buffer.from(body), sign(body));
    expect(await door.taken[0]).toBe(true);
  });

  it("answers only after the delivery is stored", async () => {
    const order: string[] = [];
    door.accept = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push("stored");
    };
    await door.send("{}");
    order.push("answered");
    expect(order).toEqual(["stored", "answered"]);
  });

  it("keeps a byte order mark, which was signed too, and refuses it as JSON", async () => {
    const body = "\uFEFF{}";
    expect((await door.send(body)).status).toBe(400);
    expect(door.verified).toHaveBeenCalledWith(Buffer.from(body), sign(body));
  });

  it.each(["application/json; charset=utf-8", "Application/JSON", "application/json ;x=y"])(
    "takes content type %s",
    async (type) => {
      expect((await door.send("{}", { "content-type": type })).status).toBe(202);
    },
  );

  it.each([
    "/",
    "/api/github/webhooks/",
    "/api/github/webhooks2",
    "/API/github/webhooks",
    "/x/api/github/webhooks",
  ])("leaves %s to others", async (path) => {
    expect((await door.send("{}", {}, "POST", path)).status).toBe(404);
    expect(await door.taken[0]).toBe(false);
  });

  it("does not mind to be told that nothing is encoded", async () => {
    expect((await door.send("{}", { "content-encoding": "identity" })).status).toBe(202);
  });

  it("does not mind a query", async () => {
    expect((await door.send("{}", {}, "POST", `${PATH}?x=1`)).status).toBe(202);
  });
});

describe("what the door refuses", () => {
  const text = "secret private text";
  const noText = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
  const oldSign = (body: string) => `sha1=${createHmac("sha1", SECRET).update(body).digest("hex")}`;
  it.each<[string, number, () => Promise<Answer>]>([
    ["GET", 405, () => door.send("", {}, "GET")],
    ["PUT", 405, () => door.send("{}", {}, "PUT")],
    ["a form", 415, () => door.send("payload={}", { "content-type": "application/x-www-form-urlencoded" })],
    ["no content type", 415, () => door.send("{}", { "content-type": undefined })],
    ["a type that only begins alike", 415, () => door.send("{}", { "content-type": "application/jsonp" })],
    ["compressed bytes", 415, () => door.send(gzipSync("{}"), { "content-encoding": "gzip" })],
    ["bytes compressed twice", 415, () => door.send("{}", { "content-encoding": "identity, br" })],
    ["no event", 400, () => door.send("{}", { "x-github-event": undefined })],
    ["no delivery id", 400, () => door.send("{}", { "x-github-delivery": undefined })],
    ["no signature", 401, () => door.send("{}", { "x-hub-signature-256": undefined })],
    [
      "a signature of the old kind alone",
      401,
      () => door.send("{}", { "x-hub-signature-256": undefined, "x-hub-signature": oldSign("{}") }),
    ],
    ["an empty signature", 401, () => door.send("{}", { "x-hub-signature-256": "" })],
    ["a delivery id of 101 characters", 400, () => door.send("{}", { "x-github-delivery": "a".repeat(101) })],
    ["an odd delivery id", 400, () => door.send("{}", { "x-github-delivery": "../x" })],
    ["an odd event", 400, () => door.send("{}", { "x-github-event": "issues<script>" })],
    ["two delivery ids", 400, () => door.send("{}", { "x-github-delivery": ["a", "b"] })],
    ["another signature", 401, () => door.send("{}", { "x-hub-signature-256": sign("{ }") })],
    ["half a signature", 401, () => door.send("{}", { "x-hub-signature-256": sign("{}").slice(0, 40) })],
    ["more than a signature", 401, () => door.send("{}", { "x-hub-signature-256": `${sign("{}")}00` })],
    ["another kind of signature", 401, () => door.send("{}", { "x-hub-signature-256": sign("{}").slice(7) })],
    ["two signatures", 401, () => door.send("{}", { "x-hub-signature-256": [sign("{}"), sign("{}")] })],
    ["a signature by another secret", 401, () => door.send("{}", { "x-hub-signature-256": sign("{}", "x") })],
    ["another body", 401, () => door.send("{ }", { "x-hub-signature-256": sign("{}") })],
    [
      "the same body in another order",
      401,
      () => door.send('{"b":2,"a":1}', { "x-hub-signature-256": sign('{"a":1,"b":2}') }),
    ],
    ["unsigned bytes that are no UTF-8", 401, () => door.send(noText, { "x-hub-signature-256": sign("{}") })],
    ["an unsigned body that is no JSON", 401, () => door.send(text, { "x-hub-signature-256": "sha256=0" })],
    ["an empty body", 400, () => door.send("")],
    ["text", 400, () => door.send(text)],
    ["JSON cut short", 400, () => door.send(`{"text": "${text}"`)],
    ["a list", 400, () => door.send(`["${text}"]`)],
    ["null", 400, () => door.send("null")],
    ["a number", 400, () => door.send("42")],
    ["a truth", 400, () => door.send("true")],
    ["a string", 400, () => door.send(`"${text}"`)],
    ["bytes that are no UTF-8", 400, () => door.send(noText)],
    ["brackets without end", 400, () => door.send("[".repeat(1_000_000))],
  ])("%s: %i", async (_, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(answer.body)).toEqual({ error: expect.any(String) });
    expect(answer.body.length).toBeLessThan(120);
    expect(answer.body).not.toContain(text);
    expect(answer.headers.allow).toBe(status === 405 ? "POST" : undefined);
    expect(door.accepted).toEqual([]);
    expect(await door.taken[0]).toBe(true);
  });

  it("looks at what is cheap first", async () => {
    const wrong = { "content-type": "text/plain", "x-github-event": undefined, "x-hub-signature-256": "no" };
    expect((await door.send("no", wrong, "PATCH")).status).toBe(405);
    expect((await door.send("no", wrong)).status).toBe(415);
    const json = { ...wrong, "content-type": "application/json" };
    expect((await door.send("no", { ...json, "content-encoding": "gzip" })).status).toBe(415);
    expect((await door.send("no", json)).status).toBe(400);
    expect((await door.send("no", { ...json, "x-github-event": "issues" })).status).toBe(401);
    expect(door.verified).not.toHaveBeenCalled();
  });

  it("says where to look when the secret is another one", async () => {
    const { status, body } = await door.send("{}", { "x-hub-signature-256": sign("{}", "x") });
    expect(status).toBe(401);
    expect(JSON.parse(body).error).toContain("WEBHOOK_SECRET");
    expect(door.log.info).toHaveBeenCalledWith({ status }, expect.stringContaining("WEBHOOK_SECRET"));
  });

  it("keeps the reasons for a failure to itself, and logs them whole", async () => {
    const error = new Error(`disk full while writing ${text}`);
    door.accept = async () => {
      throw error;
    };
    const { status, headers, body } = await door.send("{}");
    expect([status, headers["retry-after"]]).toEqual([503, "5"]);
    expect(JSON.parse(body)).toEqual({ error: "cannot be stored now, send it again" });
    expect(door.log.error).toHaveBeenCalledWith({ err: error }, expect.any(String));
  });

  it("takes the same delivery once it can be stored", async () => {
    const { accept } = door;
    door.accept = () => Promise.reject(new Error("disk full"));
    expect((await door.send("{}")).status).toBe(503);
    door.accept = accept;
    expect((await door.send("{}")).status).toBe(202);
    expect(door.accepted).toHaveLength(1);
  });
});

describe("a large body", () => {
  it("is taken up to the limit", async () => {
    expect((await sendInPieces(BODY_LIMIT)).status).toBe(202);
    expect(door.accepted[0]?.body).toHaveLength(BODY_LIMIT);
  });

  it("is refused one byte above it, and the connection ends", async () => {
    const { status, headers } = await sendInPieces(BODY_LIMIT + 1);
    expect([status, headers.connection]).toEqual([413, "close"]);
    expect(door.verified).not.toHaveBeenCalled();
  });

  it("is refused before it is sent when its length says so", async () => {
    const req = door.open({ ...headersFor("{}"), "content-length": BODY_LIMIT + 1 });
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
    const req = door.open({ ...headersFor("{}"), "transfer-encoding": "chunked" });
    Readable.from(endless(Buffer.alloc(MIB, " "))).pipe(req);
    expect((await answerTo(req)).status).toBe(413);
    // Some pieces are on their way, in the buffers of sender and machine, when the answer comes.
    expect(sent).toBeLessThan(BODY_LIMIT / MIB + 100);
    expect(await door.taken[0]).toBe(true);
    expect(door.verified).not.toHaveBeenCalled();
    expect(door.accepted).toEqual([]);
  });
});

describe("a client that goes away", () => {
  it("in the middle of its body leaves nothing behind", async () => {
    const req = door.open({ ...headersFor("{}"), "content-length": 1_000 });
    const arrived = once(door.server, "request");
    req.write('{"half": ');
    await arrived;
    req.destroy();
    expect(await door.taken[0]).toBe(true);
    expect(door.accepted).toEqual([]);
    expect(door.log.error).not.toHaveBeenCalled();
    expect((await door.send("{}")).status).toBe(202);
  });

  it("while its delivery is stored loses nothing", async () => {
    const started = Promise.withResolvers<void>();
    const stored = Promise.withResolvers<void>();
    door.accept = async (delivery) => {
      started.resolve();
      await stored.promise;
      door.accepted.push(delivery);
    };
    const req = door.open(headersFor("{}"));
    req.end("{}");
    await started.promise;
    const closed = new Promise((resolve) => req.once("close", resolve));
    req.destroy();
    await closed;
    stored.resolve();
    expect(await door.taken[0]).toBe(true);
    expect(door.accepted).toHaveLength(1);
  });
});
