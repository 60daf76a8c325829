import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Variables } from "../credentials.ts";

/** A command's standard streams. `columns` of a terminal. */
type Stream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** Where a command runs: all that it sees of the process around it. */
export type Terminal = {
  /** The environment. */
  variables: Variables;
  /** Files that the command names stand in here. Absolute. */
  folder: string;
  input: AsyncIterable<Uint8Array | string>;
  output: Stream;
  errors: Stream;
  /** Tells `SIGINT` when somebody wants it to end. */
  signals: Pick<NodeJS.EventEmitter, "once" | "removeListener">;
  /** Lets time pass; `signal` ends it with an AbortError. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The terminal of this very process. */
export function processTerminal(): Terminal {
  const { stdin: input, stdout: output, stderr: errors } = process;
  return {
    ...{ variables: process.env, folder: process.cwd(), input, output, errors, signals: process },
    wait: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
  };
}

/** A line of the answer. */
export function print({ output }: Pick<Terminal, "output">, text: string): void {
  output.write(`${text}\n`);
}

/** A line to the person, beside the answer. */
export function warn({ errors }: Pick<Terminal, "errors">, text: string): void {
  errors.write(`${text}\n`);
}

/** A file that a command names, as an absolute path. */
export function pathOf({ folder }: Pick<Terminal, "folder">, file: string): string {
  return resolve(folder, file);
}
