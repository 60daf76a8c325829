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
  type ServerOptions,
} from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";
import { createIntake } from "../../src/intake.ts";
import type { Delivery, Log } from "../../src/ports.ts";
import { createSignatureCheck } from "../../src/signature.ts";

export const PATH = "/api/github/webhooks";
export const SECRET = "hush";
export const GUID = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

export const sign = (body: string | Buffer, secret = SECRET) =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

export const headersFor = (body: string | Buffer): OutgoingHttpHeaders => ({
  "content-type": "application/json",
  "x-github-event": "issues",
  "x-github-delivery": GUID,
  "x-hub-signature-256": sign(body),
});

/** Rejects when the connection breaks before an answer; what could not be sent after it does not matter. */
export async function answerTo(req: ClientRequest): Promise<Answer> {
  const [res] = (await once(req, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of res) chunks.push(chunk);
  return { status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString() };
}

/** The door alone behind a server of its own, with a store that is a list. */
export async function openDoor({ room, ...options }: ServerOptions & { room?: number } = {}) {
  const accepted: Delivery[] = [];
  const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() } satisfies Log;
  const verified = vi.fn(createSignatureCheck([SECRET]));
  /** What the door answered to "is this yours?", in order; pending while it works. */
  const taken: Promise<boolean>[] = [];
  const door = {
    accepted,
    log,
    verified,
    taken,
    server: undefined as unknown as Server,
    port: 0,
    accept: async (delivery: Delivery) => void accepted.push(delivery),
    open(headers: OutgoingHttpHeaders, method = "POST", path = PATH): ClientRequest {
      const to = { host: "127.0.0.1", port: door.port, path, method, headers, agent: false as const };
      return request(to).on("error", () => {});
    },
    /** Sends a whole body; `headers` replace the right ones, undefined leaves one out. */
    send(body: string | Buffer, headers: OutgoingHttpHeaders = {}, method = "POST", path = PATH) {
      const all = Object.entries({ ...headersFor(body), ...headers }).filter(
        ([, value]) => value !== undefined,
      );
      const req = door.open(Object.fromEntries(all), method, path);
      req.end(body);
      return answerTo(req);
    },
    close() {
      door.server.closeAllConnections();
      door.server.close();
    },
  };
  const accept = (delivery: Delivery) => door.accept(delivery);
  const intake = createIntake({ path: PATH, verify: verified, accept, log, ...(room ? { room } : {}) });
  door.server = createServer(options, (req, res) => {
    const mine = intake(req, res);
    taken.push(mine);
    mine.then((isMine) => isMine || res.writeHead(404).end());
  });
  door.server.listen(0, "127.0.0.1");
  await once(door.server, "listening");
  door.port = (door.server.address() as AddressInfo).port;
  return door;
}

export type Door = Awaited<ReturnType<typeof openDoor>>;
