import { pino } from "pino";
import pretty from "pino-pretty";
import type { Env } from "./env.ts";

export type Logger = pino.Logger;

/** Where secrets could stand in what is logged: Octokit's errors carry their request with its headers. */
const REDACT = [
  "err.request.headers.authorization",
  "err.response.headers",
  "err.response.data",
  "err.request.body",
  "err.cause",
  "headers.authorization",
];

/** Pino, as Probot uses it: JSON for machines, `pretty` for people. `to` is standard output unless that is taken. */
export function createLog(
  { logLevel, logFormat }: Pick<Env, "logLevel" | "logFormat">,
  to: NodeJS.WritableStream = process.stdout,
): Logger {
  const options = { level: logLevel, redact: { paths: REDACT, censor: "[redacted]" } };
  const human = { colorize: true, ignore: "pid,hostname", translateTime: "HH:MM:ss" };
  return pino(options, logFormat === "pretty" ? pretty({ ...human, destination: to }) : to);
}
