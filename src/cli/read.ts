import { createReadStream } from "node:fs";
import { Problem } from "../core/problem.ts";
import { type Reading, readDocument } from "../core/reading/reading.ts";
import { printReading } from "./print-reading.ts";

/** What no document is larger than, in bytes: GitHub's own end at 65,536 characters. */
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * Prints what a postmortem says, without GitHub, database or environment.
 * @param file a path, or `-` for standard input
 */
export async function read(file: string, { json }: { json?: boolean }): Promise<void> {
  const reading: Reading = readDocument(await textOf(file));
  console.log(json ? JSON.stringify(reading, null, 2) : printReading(reading));
}

async function textOf(file: string): Promise<string> {
  const name = file === "-" ? "Standard input" : file;
  const bytes = await bytesOf(file, name);
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.slice(0, 8192).includes("\0")) return text;
  } catch {
    // Said below: it is the same for the person.
  }
  throw new Problem(`${name} is not text`, "Give a Markdown document in UTF-8.");
}

/** What some Windows programs save says so in its first two bytes. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

async function bytesOf(file: string, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file === "-" ? process.stdin : createReadStream(file)) {
      chunks.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > MOST_BYTES) break;
    }
  } catch (error) {
    throw new Problem(`${name} cannot be read: ${reason(error)}`, "Give the path of a Markdown document.");
  }
  if (size > MOST_BYTES)
    throw new Problem(`${name} is larger than 5 MB`, "Give one postmortem, not a collection of them.");
  return Buffer.concat(chunks);
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known: Record<string, string> = {
    ENOENT: "there is no such file",
    EISDIR: "it is a folder",
    EACCES: "permission denied",
  };
  return known[code] ?? (code || "it ended early");
}
