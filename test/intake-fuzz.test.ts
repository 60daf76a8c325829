import { createHmac } from "node:crypto";
import { request } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveryJob } from "../src/app.ts";
import { DEFAULT_CONFIG } from "../src/core/config.ts";
import { interpret, type Role } from "../src/core/interpret.ts";
import { readEvent } from "../src/core/payload.ts";
import { readEnv } from "../src/env.ts";
import { createLog } from "../src/log.ts";
import { type Running, start } from "../src/main.ts";
import { jobFor } from "../src/run-job.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { garbled, mutant } from "./fuzz/mutate.ts";
import { createDice } from "./support/dice.ts";

/** `FUZZ_RUNS=100000 npx vitest run test/intake-fuzz.test.ts`; with FUZZ_SEED others than always the same. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 3_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const MINUTES = 60_000;

const incident = { owner: "acme", repo: "shop", number: 1 };
/** What JSON can name and PostgreSQL cannot keep: NUL, and halves of characters. */
const UNKEPT = /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i;
const ROLES: (Role | null)[] = [
  null,
  { role: "incident", incident },
  { role: "postmortem", incident },
  { role: "action-item", incident },
];

/** All that is done with a delivery's body before GitHub or the store are asked anything. */
function understand(name: string, body: string): void {
  expect(deliveryJob({ guid: "guid", name, body }, "digest").lane).toMatch(/^delivery:[!-~]{1,201}$/);
  const event = readEvent(name, JSON.parse(body));
  if (!event) return;
  for (const role of ROLES) {
    const { intents } = interpret(event, role, DEFAULT_CONFIG, "postmortem[bot]");
    for (const intent of intents) {
      const job = jobFor(intent, event.installation ?? 0, 0, "guid");
      expect(Number.isFinite(job.runAt)).toBe(true);
      expect(job.lane).toMatch(/^[!-~]{1,300}$/);
      expect(JSON.stringify(job)).not.toMatch(UNKEPT);
    }
  }
}

/** Bytes in use after everything unneeded was thrown away. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

describe(`payloads gone wrong (FUZZ_SEED=${SEED})`, () => {
  it(
    `break nothing, take no time and leave nothing behind, ${RUNS} of them`,
    () => {
      const times: number[] = [];
      let before = 0;
      for (let run = 0; run < RUNS; run++) {
        if (run === 500) before = heap();
        const { name, body } = mutant(createDice(SEED * 1_000_003 + run));
        const began = performance.now();
        try {
          understand(name, body);
        } catch (cause) {
          throw new Error(`run ${run} of seed ${SEED}: ${name} ${body.slice(0, 2_000)}`, { cause });
        }
        times.push(performance.now() - began);
      }
      const grown = heap() - before;
      times.sort((a, b) => a - b);
      const [p50, p99, most] = [0.5, 0.99, 1].map((share) => times[Math.ceil(times.length * share) - 1] ?? 0);
      if (process.env.FUZZ_RUNS) console.log({ p50, p99, most, grown, rss: process.memoryUsage().rss });
      expect(p99).toBeLessThan(100);
      expect(most).toBeLessThan(2_000);
      expect(grown).toBeLessThan(30e6);
    },
    30 * MINUTES,
  );
});

describe(`the door under payloads gone wrong (FUZZ_SEED=${SEED})`, () => {
  let github: Sandbox;
  let app: Running;
  beforeAll(async () => {
    github = await createSandbox({ repos: [{ owner: "acme", name: "shop", roles: { ana: "admin" } }] });
    const DATABASE_URL = "sqlite::memory:";
    const env = readEnv({ ...github.variables, HOST: "127.0.0.1", PORT: "0", DATABASE_URL }, false);
    app = await start(env, { log: createLog({ logLevel: "silent", logFormat: "json" }), work: false });
  });
  afterAll(async () => {
    await app.stop();
    await github.close();
  });

  function send(name: string, body: string, guid: string): Promise<number | undefined> {
    const bytes = Buffer.from(body);
    const headers = {
      "content-type": "application/json",
      "x-github-event": name,
      "x-github-delivery": guid,
      "x-hub-signature-256": `sha256=${createHmac("sha256", github.app.webhookSecret).update(bytes).digest("hex")}`,
    };
    return new Promise((resolve, reject) => {
      const to = `${app.url}/api/github/webhooks`;
      request(to, { method: "POST", headers }, (res) => res.resume().on("end", () => resolve(res.statusCode)))
        .on("error", reject)
        .end(bytes);
    });
  }

  it(
    "takes or refuses each, and never fails",
    async () => {
      const counts = new Map<string, number>();
      for (let run = 0; run < RUNS / 10; run++) {
        const dice = createDice(SEED * 2_000_003 + run);
        const whole = mutant(dice);
        const isGarbled = dice.oneIn(3);
        const { name, body } = isGarbled ? garbled(whole, dice) : whole;
        const status = await send(name, body, `run-${run}`);
        const about = `${isGarbled ? "garbled" : "whole"} ${status}`;
        counts.set(about, (counts.get(about) ?? 0) + 1);
        const wanted = isGarbled ? [202, 400] : [202];
        if (!wanted.includes(status ?? 0))
          throw new Error(`run ${run} of seed ${SEED}: ${about}: ${name} ${body.slice(0, 2_000)}`);
      }
      expect([...counts.keys()].sort()).toEqual(["garbled 202", "garbled 400", "whole 202"]);
    },
    30 * MINUTES,
  );
});
