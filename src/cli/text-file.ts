import { createReadStream } from "node:fs";
import { Problem } from "../core/problem.ts";
import { pathOf, type Terminal } from "./terminal.ts";

type From = Pick<Terminal, "folder" | "input">;

/** What a file should hold, for people: "a Markdown document", "one postmortem"; and what none of its kind is larger than. */
export type Wanted = { what: string; one: string; megabytes: number };

/** A file as people call it: standard input has no name. */
export function nameOf(file: string): string {
  return file === "-" ? "Standard input" : file;
}

/**
 * The text of a file, in UTF-8 or in what some Windows programs write (UTF-16, which its first two bytes say).
 * @param file a path, or `-` for standard input
 */
export async function textOfFile(file: string, wanted: Wanted, from: From): Promise<string> {
  const bytes = await bytesOf(file, wanted, from);
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.slice(0, 8192).includes("\0")) return text;
  } catch {
    // Said below: it is the same for the person.
  }
  throw new Problem(`${nameOf(file)} is not text`, `Give ${wanted.what} in UTF-8.`);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

async function bytesOf(file: string, { what, one, megabytes }: Wanted, from: From): Promise<Uint8Array> {
  const most = megabytes * 1024 * 1024;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file === "-" ? from.input : createReadStream(pathOf(from, file))) {
      chunks.push(Buffer.from(chunk));
      size += chunk.length;
      if (size > most) break;
    }
  } catch (error) {
    throw new Problem(`${nameOf(file)} cannot be read: ${reason(error)}`, `Give the path of ${what}.`);
  }
  if (size > most)
    throw new Problem(
      `${nameOf(file)} is larger than ${megabytes} MB`,
      `Give ${one}, not a collection of them.`,
    );
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
