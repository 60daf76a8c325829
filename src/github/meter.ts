import { setTimeout as sleep } from "node:timers/promises";
import { type Budget, type Cost, close, costOf, endCall, FRESH, spend } from "../core/budget.ts";
import { RetryLater } from "../core/problem.ts";
import type { Call, Records, Work } from "../ports.ts";
import { pauseOf } from "./errors.ts";
import type { Octokit } from "./octokit.ts";
import { routeOf } from "./route.ts";

/** A place falls free as soon as a call ends: so often, and so far apart (ms), is looked before the job is put back. */
const PLACE_TRIES = 40;
const PLACE_MS = 50;

export type Metering = Work & {
  records: Records;
  /** Whose budget it is: an installation's id, or "token". */
  installation: string;
  /** ms since the epoch */
  now: () => number;
  onCall: (call: Call) => void;
};

/**
 * Puts every request of a client under the budget of its installation, which all processes share. What would go over it is
 * not sent: RetryLater says when to come back. So does GitHub itself, and then nothing else of the installation is sent.
 */
export function meter(octokit: Octokit, metering: Metering): void {
  const { guard, now, onCall } = metering;
  let { willWrite } = metering;
  octokit.hook.wrap("request", async (request, options) => {
    guard();
    const end = await take(costOf(options.method, options.url, options.query), { ...metering, willWrite });
    willWrite = false;
    const began = now();
    const count = (status: number | undefined) =>
      onCall({
        route: routeOf(options.method, options.url),
        status: String(status ?? "none"),
        ms: now() - began,
      });
    try {
      const response = await request(options);
      count(response.status);
      await end(null);
      return response;
    } catch (error) {
      count(error instanceof Error && "status" in error ? Number(error.status) : undefined);
      await end(pauseOf(error, now()));
      throw error;
    }
  });
}

async function take(cost: Cost, metering: Metering): Promise<(pauseUntil: number | null) => Promise<void>> {
  const { records, installation, background, willWrite, now } = metering;
  for (let tries = 1; ; tries++) {
    const answers: ReturnType<typeof spend>[] = [];
    await records.update<Budget>("budget", installation, (known) => {
      answers.push(spend(known ?? FRESH, cost, { background, willWrite, now: now() }));
      return answers.at(-1)?.budget ?? FRESH;
    });
    // A store may try its transaction more than once: the last answer is the one that was kept.
    const taken = answers.at(-1) ?? { budget: FRESH, waitUntil: now() };
    if ("call" in taken) return endOf(taken.call, metering);
    if (!taken.busy) throw new RetryLater("The budget of the installation is spent", taken.waitUntil);
    if (tries === PLACE_TRIES)
      throw new RetryLater("Too many calls are under way", now() + PLACE_TRIES * PLACE_MS);
    await sleep(PLACE_MS);
  }
}

/** Gives the place of a call back, and closes the budget when GitHub asked for a pause. */
function endOf(call: number, { records, installation }: Metering) {
  return async (pauseUntil: number | null): Promise<void> => {
    const end = (budget: Budget | null) => {
      const ended = endCall(budget ?? FRESH, call);
      return pauseUntil === null ? ended : close(ended, pauseUntil);
    };
    // A place that is not given back falls free by itself; the call was made, and its outcome is what counts.
    await records.update<Budget>("budget", installation, end).catch(() => {});
  };
}
