import { setTimeout as sleep } from "node:timers/promises";
import { RetryLater } from "../core/problem.ts";

/** `tell`: what is waited for, and until when. `signal` ends the waiting, which then throws. */
export type Patience = { tell?: (words: string) => void; signal?: AbortSignal };

/** GitHub is asked for one creation a second: at many of them each waits a little, which is not worth a word. */
const UNNOTICED_MS = 30_000;

/** There is no queue to come back from: where GitHub or its budget asks to wait, the command waits. */
export async function patiently<T>(
  act: () => Promise<T>,
  { tell = console.error, signal }: Patience = {},
): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      const ms = Math.max(1_000, error.at - Date.now());
      if (ms > UNNOTICED_MS) tell(`${error.message}: waiting until ${new Date(error.at).toISOString()}`);
      await sleep(ms, undefined, signal ? { signal } : {});
    }
  }
}
