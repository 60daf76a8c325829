import { readKeyTimeCommand } from "../key-times/key-time-command.ts";
import type { KeyTimeName } from "../key-times/key-times.ts";
import { readStatedChange } from "../suspects/stated-change.ts";
import type { Reader } from "./readers.ts";

const TAKEN_BACK = /^none$/i;

/** The key of the change that is meant. Null: taken back. */
export function readChangeStated(name: "trigger" | "fix"): Reader<string | null> {
  return (text, { on, say }) => {
    if (TAKEN_BACK.test(text)) return { value: null };
    const read = readStatedChange(name, text, on, say);
    return "problem" in read ? read : { value: read.said };
  };
}

/** The moment, ISO 8601. Null: taken back. */
export function readTimeStated(name: KeyTimeName): Reader<string | null> {
  return (text, { at, timeZone, say }) => {
    if (TAKEN_BACK.test(text)) return { value: null };
    const read = readKeyTimeCommand(name, text, at, timeZone, say);
    return "problem" in read ? read : { value: read.at };
  };
}
