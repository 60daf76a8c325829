import { pino } from "pino";
import pretty from "pino-pretty";
import type { Env } from "./env.ts";

export type Logger = pino.Logger;

/** Wherever a request's headers are logged, by us or by a library. */
const REDACT = ["headers.authorization", "*.headers.authorization"];

/**
 * An error as the log shows it. Octokit's carry their whole request and answer, and pino would add the words of every
 * cause: tokens and people's text. Where it was thrown, and what its kind is, is enough to find it.
 */
function showError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name: type, message, stack, cause } = error;
  const status = "status" in error && typeof error.status === "number" ? { status: error.status } : {};
  const behind = cause instanceof Error ? { cause: { type: cause.name, stack: framesOf(cause) } } : {};
  return { type, message, stack, ...status, ...behind };
}

/** An error for a terminal: what it is and where, for the same reasons nothing of what it carries. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return `an error of type ${typeof error}`;
  const { stack = `${error.name}: ${error.message}`, cause } = error;
  return cause instanceof Error ? `${stack}\ncaused by ${cause.name}\n${framesOf(cause)}` : stack;
}

/** The places of a stack, without the message that it begins with. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}

/** Pino, as Probot uses it: JSON for machines, `pretty` for people. `to` is standard output unless that is taken. */
export function createLog(
  { logLevel, logFormat }: Pick<Env, "logLevel" | "logFormat">,
  to: NodeJS.WritableStream = process.stdout,
): Logger {
  const options = {
    level: logLevel,
    redact: { paths: REDACT, censor: "[redacted]" },
    serializers: { err: showError, error: showError },
  };
  const human = { colorize: true, ignore: "pid,hostname", translateTime: "HH:MM:ss" };
  return pino(options, logFormat === "pretty" ? pretty({ ...human, destination: to }) : to);
}
