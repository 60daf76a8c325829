import { RetryLater } from "../core/problem.ts";

export type Patience = {
  /** What is waited for, and until when. */
  tell: (words: string) => void;
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Ends the waiting, which then throws. */
  signal?: AbortSignal;
};

/** GitHub is asked for one creation a second: at many of them each waits a little, which is not worth a word. */
const UNNOTICED_MS = 30_000;

/** There is no queue to come back from: where GitHub or its budget asks to wait, the command waits. */
export async function patiently<T>(act: () => Promise<T>, { tell, wait, signal }: Patience): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      const ms = Math.max(1_000, error.at - Date.now());
      if (ms > UNNOTICED_MS) tell(`${error.message}: waiting until ${new Date(error.at).toISOString()}`);
      await wait(ms, signal);
    }
  }
}
