import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { vi } from "vitest";
import { runCommand } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const CLI = resolve(ROOT, "src/cli.ts");

export type Run = { code: number; out: string; err: string };

/** What a command finds around it. Its environment is these variables and nothing else. */
export type Around = {
  variables?: Record<string, string | undefined>;
  folder?: string;
  input?: string | Uint8Array;
  /** Gets `SIGINT` to interrupt it. */
  signals?: EventEmitter;
  /** Sees what it says on standard error as it comes. */
  onError?: (text: string) => void;
};

/** Runs a command in this process: starting one of its own takes half a second, and a few tests are enough for that. */
export async function runCli(args: string[], around: Around = {}): Promise<Run> {
  const { terminal, said } = terminalFor(around);
  const code = await runCommand(args, terminal);
  return { code, ...said };
}

/** Runs a command in a process of its own, as people do. Its code is -1 when it was killed. */
export function spawnCli(args: string[], around: Around = {}): { child: ChildProcess; ended: Promise<Run> } {
  const env = { PATH: process.env.PATH, ...around.variables };
  const child = spawn(process.execPath, [CLI, ...args], { cwd: around.folder ?? ROOT, env });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
    around.onError?.(text);
  });
  child.stdin.on("error", () => {});
  child.stdin.end(around.input ?? "");
  const ended = new Promise<Run>((done) => {
    child.on("close", (code) => done({ code: code ?? -1, ...said }));
  });
  return { child, ended };
}

/** A terminal that remembers what was said on it. Where a test sets the date, waiting moves it on. */
export function terminalFor({
  variables = {},
  folder = ROOT,
  input: given = "",
  signals = new EventEmitter(),
  onError,
}: Around): { terminal: Terminal; said: { out: string; err: string } } {
  const said = { out: "", err: "" };
  const into = (name: "out" | "err", seen?: (text: string) => void) =>
    new Writable({
      decodeStrings: false,
      write(text: string | Uint8Array, _encoding, done) {
        said[name] += String(text);
        seen?.(String(text));
        done();
      },
    });
  const [output, errors] = [into("out"), into("err", onError)];
  const bytes = typeof given === "string" ? Buffer.from(given) : given;
  const wait = async (ms: number) => {
    if (vi.isFakeTimers()) vi.setSystemTime(Date.now() + ms);
    else await sleep(ms);
  };
  const input = Readable.from([bytes]);
  return { terminal: { variables, folder, input, output, errors, signals, wait }, said };
}
