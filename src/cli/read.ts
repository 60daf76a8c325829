import { type Reading, readDocument } from "../core/reading/reading.ts";
import { printReading } from "./print-reading.ts";
import { print, type Terminal } from "./terminal.ts";
import { textOfFile } from "./text-file.ts";

/** GitHub's own documents end at 65,536 characters. */
const DOCUMENT = { what: "a Markdown document", one: "one postmortem", megabytes: 5 };

/**
 * Prints what a postmortem says, without GitHub, database or environment.
 * @param file a path, or `-` for standard input
 */
export async function read(file: string, { json }: { json?: boolean }, terminal: Terminal): Promise<void> {
  const reading: Reading = readDocument(await textOfFile(file, DOCUMENT, terminal));
  print(terminal, json ? JSON.stringify(reading, null, 2) : printReading(reading));
}
