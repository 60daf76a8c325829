import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BODY_LIMIT, PATIENCE } from "../src/intake.ts";
import { answerTo, type Door, headersFor, openDoor, PATH } from "./support/door.ts";

const MIB = 1 << 20;
const chunked = { ...headersFor("{}"), "transfer-encoding": "chunked" };

/** The head of a delivery as it goes over the wire. */
const head = (length: string, body = "{}") =>
  [
    `POST ${PATH} HTTP/1.1`,
    "host: x",
    length,
    ...Object.entries(headersFor(body)).map((pair) => pair.join(": ")),
  ]
    .join("\r\n")
    .concat("\r\n\r\n");

let door: Door;
afterEach(() => door.close());

/** A connection that says what it is told, whatever HTTP thinks of it. */
async function dial(): Promise<Socket> {
  const socket = connect(door.port, "127.0.0.1").on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** Begins a body without saying how long it will be, and waits until the door has these bytes. */
async function begin(bytes: Buffer) {
  const req = door.open(chunked);
  const answer = answerTo(req);
  answer.catch(() => {});
  const [incoming] = await Promise.all([once(door.server, "request"), req.flushHeaders()]);
  if (bytes.length > 0) {
    let missing = bytes.length;
    const arrived = new Promise<void>((resolve) =>
      incoming[0].on("data", (piece: Buffer) => {
        missing -= piece.length;
        if (missing <= 0) resolve();
      }),
    );
    req.write(bytes);
    await Promise.race([arrived, answer]);
  }
  return { req, answer };
}

describe("bodies that are read at once", () => {
  const ROOM = 8 * MIB;
  beforeEach(async () => {
    door = await openDoor({ room: ROOM });
  });

  it("share their room: the longest is refused when there is no more, and may come again later", async () => {
    const first = await begin(Buffer.alloc(5 * MIB, " "));
    const second = await begin(Buffer.alloc(4 * MIB, " "));
    const { status, headers, body } = await first.answer;
    expect([status, headers["retry-after"], headers.connection]).toEqual([503, "5", "close"]);
    expect(body).toBe('{"error":"too many bodies at once"}');
    second.req.destroy();
    expect((await door.send(`{"text":"${"x".repeat(5 * MIB)}"}`)).status).toBe(202);
  });

  it("leave room to a small delivery however much others send", async () => {
    const refused: Promise<unknown>[] = [];
    for (let n = 0; n < 8; n++) refused.push((await begin(Buffer.alloc(2 * MIB, " "))).answer);
    expect(await Promise.race(refused)).toMatchObject({ status: 503 });
    expect((await door.send("{}")).status).toBe(202);
  });

  it("are counted with what many small pieces cost", async () => {
    const socket = await dial();
    const piece = " ".repeat(512);
    socket.write(head("transfer-encoding: chunked"));
    // As many bytes as there is room: together with what each piece costs, twice as much.
    socket.write(`200\r\n${piece}\r\n`.repeat(ROOM / 512));
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 /);
  });

  it("are not listened to when they come in crumbs", async () => {
    const socket = await dial();
    socket.write(head("transfer-encoding: chunked"));
    socket.write("1\r\n \r\n".repeat(2_000));
    await once(socket, "close");
    expect(await door.taken[0]).toBe(true);
    expect(door.log.info).toHaveBeenCalledWith({}, "delivery refused: it came in crumbs");
  });

  it("may come slowly, in small pieces", async () => {
    const body = `{"text":"${"x".repeat(5_000)}"}`;
    const socket = await dial();
    socket.write(head("transfer-encoding: chunked", body));
    for (let at = 0; at < body.length; at += 7) {
      const piece = body.slice(at, at + 7);
      socket.write(`${piece.length}\r\n${piece}\r\n`);
    }
    socket.write("0\r\n\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 202 /);
    expect(door.accepted[0]?.body).toBe(body);
  });

  it("are counted until they are stored, and given back then", async () => {
    const stored = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const { accept } = door;
    door.accept = async (delivery) => {
      started.resolve();
      await stored.promise;
      await accept(delivery);
    };
    const slow = door.send(`{"text":"${"x".repeat(7 * MIB)}"}`);
    await started.promise;
    expect((await door.send(`{"text":"${"x".repeat(2 * MIB)}"}`)).status).toBe(503);
    stored.resolve();
    expect((await slow).status).toBe(202);
    expect((await door.send(`{"text":"${"x".repeat(2 * MIB)}"}`)).status).toBe(202);
  });

  it.each(["is refused", "goes away", "cannot be stored"])(
    "give their room back when one %s",
    async (how) => {
      const { accept } = door;
      for (let time = 0; time < 4; time++) {
        const text = `{"text":"${"x".repeat(5 * MIB)}"}`;
        if (how === "is refused") {
          const { status } = await door.send(text, { "x-hub-signature-256": `sha256=${"0".repeat(64)}` });
          expect(status).toBe(401);
        } else if (how === "cannot be stored") {
          door.accept = () => Promise.reject(new Error("disk full"));
          expect((await door.send(text)).status).toBe(503);
        } else {
          const { req } = await begin(Buffer.alloc(5 * MIB));
          req.destroy();
          await door.taken.at(-1);
        }
      }
      door.accept = accept;
      expect((await door.send(`{"text":"${"x".repeat(5 * MIB)}"}`)).status).toBe(202);
    },
  );
});

describe("slow clients", () => {
  const soon = { headersTimeout: 20, requestTimeout: 40, connectionsCheckingInterval: 10 };

  it.each([
    ["nothing at all", ""],
    ["half a head", `POST ${PATH} HTTP/1.1\r\nhost: x\r\nx-a`],
    ["half a body", `${head("content-length: 9")}{"a`],
  ])("that send %s are sent away", async (_, said) => {
    door = await openDoor(soon);
    const socket = await dial();
    const answers: Buffer[] = [];
    socket.on("data", (piece) => answers.push(piece)).write(said);
    await once(socket, "close");
    expect(Buffer.concat(answers).toString()).toMatch(/^HTTP\/1\.1 408 /);
    expect(door.accepted).toEqual([]);
    expect(door.log.error).not.toHaveBeenCalled();
  });

  it("are given no longer than GitHub would wait for an answer", () => {
    expect(PATIENCE.requestTimeout).toBeLessThanOrEqual(10_000);
    expect(PATIENCE.headersTimeout).toBeLessThanOrEqual(PATIENCE.requestTimeout);
    expect(PATIENCE.connectionsCheckingInterval).toBeLessThanOrEqual(1_000);
  });

  it("do not keep a delivery out, a thousand of them silent and hundreds in the middle of a body", async () => {
    door = await openDoor();
    const sockets: Socket[] = [];
    while (sockets.length < 1_200)
      sockets.push(...(await Promise.all(Array.from({ length: 100 }, () => dial()))));
    for (const socket of sockets.slice(0, 200)) socket.write(`${head(`content-length: ${BODY_LIMIT}`)}{`);
    expect((await door.send("{}")).status).toBe(202);
    for (const socket of sockets) socket.destroy();
  });
});

describe("many deliveries at once", () => {
  it("are all taken", async () => {
    door = await openDoor();
    const bodies = Array.from({ length: 100 }, (_, n) => JSON.stringify({ n, text: "x".repeat(18_000) }));
    const answers = await Promise.all(bodies.map((body) => door.send(body)));
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    expect(new Set(door.accepted.map(({ body }) => body))).toEqual(new Set(bodies));
  });
});
