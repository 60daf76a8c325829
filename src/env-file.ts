import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { Problem } from "./core/problem.ts";
import { hasCredentials, type Variables } from "./credentials.ts";

/** What GitHub gives when an App is created: `pem` is its private key. */
export type NewCredentials = { id: number; pem: string; webhookSecret: string };

const BY_HAND =
  "Start the app in a folder that it may write, or create the App by hand and set the variables (docs/running.md).";

/**
 * Adds what the file says and the environment does not. A key by path in the environment also wins over a key in the file.
 * Throws a Problem when the file is there and cannot be read.
 */
export function addEnvFile(variables: Variables, path: string): void {
  const inFile = parseEnv(readText(path));
  if (variables.PRIVATE_KEY_PATH) delete inFile.PRIVATE_KEY;
  for (const [name, value] of Object.entries(inFile)) variables[name] ??= value;
}

/** Whether the file already holds any of the App's credentials. Throws as `addEnvFile` does. */
export function holdsCredentials(path: string): boolean {
  return hasCredentials(parseEnv(readText(path)));
}

/** Throws a Problem when `writeCredentials` could not work here: better known before GitHub made a key that nobody can keep. */
export function checkWritable(path: string): void {
  if (holdsCredentials(path)) throw alreadyThere(path);
  try {
    const probe = nextTo(path);
    writeFileSync(probe, "", { flag: "wx", mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/**
 * Adds the credentials to the file, for its owner's eyes only; the other lines stay. All of it or nothing. Throws a Problem
 * when it cannot be written, or holds credentials already: those are never replaced.
 */
export function writeCredentials(path: string, { id, pem, webhookSecret }: NewCredentials): void {
  if (holdsCredentials(path)) throw alreadyThere(path);
  const before = readText(path);
  const added = {
    APP_ID: String(id),
    // In base64 it is one line without quotes, which shells, systemd and container hosts all read alike.
    PRIVATE_KEY: Buffer.from(pem).toString("base64"),
    WEBHOOK_SECRET: webhookSecret,
  };
  const lines = Object.entries(added).map(([name, value]) => `${name}=${value}\n`);
  const text = `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${lines.join("")}`;
  replace(path, text);
}

function replace(path: string, text: string): void {
  const beside = nextTo(path);
  try {
    writeFileSync(beside, text, { flag: "wx", mode: 0o600, flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw notWritable(path, error);
  }
}

function readText(path: string): string {
  try {
    // A pipe would block the start.
    if (!statSync(path).isFile()) throw new Problem(`${path} is not a file`, "Move it away.");
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (codeOf(error) === "ENOENT") return "";
    throw new Problem(`${path} cannot be read (${codeOf(error)})`, "Let the app's user read it.");
  }
}

function alreadyThere(path: string): Problem {
  return new Problem(
    `${path} already holds credentials`,
    "Restart the app to use them, or move the file away.",
  );
}

function notWritable(path: string, error: unknown): Problem {
  return new Problem(`${path} cannot be written (${codeOf(error)})`, BY_HAND);
}

function nextTo(path: string): string {
  return `${path}.${randomBytes(6).toString("hex")}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
