import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes the file, empty, and its folders where they are missing, readable by nobody else: webhooks hold people's text.
 * SQLite gives the files beside it (`-wal`, `-shm`) the same mode. What is there already keeps the mode it was given.
 * Throws what the file system throws.
 */
export function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
