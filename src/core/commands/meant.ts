import { commandList, typedAs } from "../commands.ts";
import { nearest } from "../nearest.ts";
import { SLASH_WORDS } from "./read-commands.ts";

/** The words behind `/postmortem`. */
const VERBS = commandList()
  .map(({ name }) => typedAs(name).split(" "))
  .flatMap(([slash, verb]) => (slash === "/postmortem" && verb ? [verb] : []));

/**
 * Of a line that is no command of ours: what of it stands for the command, and what was most likely meant, as it is typed. Null: nothing
 * is near enough.
 */
export function meantBy(line: string): { typed: string; meant: string | null } {
  const [slash = "", verb = ""] = line.split(" ");
  const isRight = SLASH_WORDS.includes(slash.toLowerCase());
  const word = isRight ? slash.toLowerCase() : (nearest(slash, SLASH_WORDS) ?? null);
  if (word !== "/postmortem" || verb === "") return { typed: slash, meant: isRight ? null : word };
  // Who reopens something means to open it.
  const near = nearest(verb, VERBS) ?? nearest(verb.replace(/^re/i, ""), VERBS);
  if (near) return { typed: `${slash} ${verb}`, meant: `${word} ${near}` };
  return { typed: `${slash} ${verb}`, meant: null };
}
