/**
 * Sends signed deliveries as fast as they are answered, from a process of its own so that it takes no time from what it
 * measures: `node load.ts URL SECRET CONNECTIONS SECONDS`. Prints one JSON object.
 */
import { createHmac, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

const [url = "", secret = "", connections = "32", seconds = "3"] = process.argv.slice(2);
/** Until code is compiled and connections are open, in ms. */
const WARM_UP = 1_000;

/** Webhooks of so many repositories: each has a lane of its own. */
const REPOSITORIES = 100;

/** As large as GitHub's are, and of a kind that asks nothing of GitHub. */
const deliveries = Array.from({ length: REPOSITORIES }, (_, n) => {
  const name = `shop-${n}`;
  const repository = { name, full_name: `acme/${name}`, owner: { login: "acme" }, default_branch: "main" };
  const sender = { login: "ana", type: "User" };
  const filler = "x".repeat(17_800);
  const body = Buffer.from(JSON.stringify({ ref: "refs/heads/topic", repository, sender, filler }));
  return { body, signature: `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
});
let sent = 0;
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });

function send(): Promise<number | undefined> {
  const { body = Buffer.alloc(0), signature } = deliveries[sent++ % REPOSITORIES] ?? {};
  const headers = {
    "content-type": "application/json",
    "content-length": body.length,
    "x-github-event": "push",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": signature,
  };
  return new Promise((resolve, reject) => {
    request(url, { method: "POST", headers, agent }, (res) => {
      res.resume().on("end", () => resolve(res.statusCode));
    })
      .on("error", reject)
      .end(body);
  });
}

const took: number[] = [];
const began = performance.now() + WARM_UP;
const end = began + Number(seconds) * 1_000;

async function keepSending(): Promise<void> {
  for (let now = performance.now(); now < end; now = performance.now()) {
    const status = await send();
    if (status !== 200 && status !== 202) throw new Error(`answered ${status}`);
    if (now >= began) took.push(performance.now() - now);
  }
}

await Promise.all(Array.from({ length: Number(connections) }, keepSending));
took.sort((a, b) => a - b);
const at = (share: number) => took[Math.ceil(took.length * share) - 1] ?? 0;
console.log(JSON.stringify({ rate: took.length / Number(seconds), p50: at(0.5), p99: at(0.99) }));
agent.destroy();
