import type { IncomingMessage } from "node:http";
import { Aborted, Rejection, unavailable } from "./rejection.ts";

/** What a piece costs beside its bytes: sent byte by byte, a body takes hundreds of times its length. */
const PIECE_BYTES = 512;
/** So many pieces may be smaller than that on average. Further ones cost more time than a body is worth: nobody real sends so. */
const SMALL_PIECES = 1_000;

/** A body in memory: what it costs, and how to give it up while it is still being read. */
type Held = { cost: number; giveUp: () => void };

/**
 * Reads bodies of at most `limit` bytes each, which together, until `use` is through with them, hold about `room` bytes.
 * When there is no more room the longest that is still being read is refused: whoever fills the room without a signature
 * loses first, and small deliveries pass.
 */
export function createBodyReader({ limit, room }: { limit: number; room: number }) {
  const reading = new Set<Held>();
  let used = 0;

  function charge(held: Held, cost: number): void {
    held.cost += cost;
    used += cost;
    while (used > room && reading.size > 0)
      [...reading].reduce((longest, other) => (other.cost > longest.cost ? other : longest)).giveUp();
  }

  function release(held: Held): void {
    used -= held.cost;
    held.cost = 0;
  }

  async function read(req: IncomingMessage, held: Held): Promise<Buffer> {
    const tooLarge = new Rejection(413, `expected at most ${limit} bytes`);
    if (Number(req.headers["content-length"] ?? 0) > limit) throw tooLarge;
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const pieces: Buffer[] = [];
    let size = 0;
    const onData = (piece: Buffer) => {
      size += piece.length;
      if (size > limit) return fail(tooLarge);
      pieces.push(piece);
      if (pieces.length > SMALL_PIECES + size / PIECE_BYTES) return hangUp();
      charge(held, piece.length + PIECE_BYTES);
    };
    const onEnd = () => {
      stop();
      resolve(Buffer.concat(pieces));
    };
    const onGone = () => fail(new Aborted("the client went away"));
    const hangUp = () => {
      fail(new Aborted("it came in crumbs"));
      req.destroy();
    };
    held.giveUp = () => fail(unavailable("too many bodies at once"));
    reading.add(held);
    req.on("data", onData).on("end", onEnd).on("close", onGone);
    return promise;

    function fail(error: Error): void {
      stop();
      release(held);
      reject(error);
    }

    function stop(): void {
      reading.delete(held);
      req.off("data", onData).off("end", onEnd).off("close", onGone);
    }
  }

  return async <T>(req: IncomingMessage, use: (body: Buffer) => Promise<T>): Promise<T> => {
    const held: Held = { cost: 0, giveUp() {} };
    try {
      return await use(await read(req, held));
    } finally {
      release(held);
    }
  };
}
