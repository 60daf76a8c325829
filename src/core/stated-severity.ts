import { linkOrWords } from "./course/safe-text.ts";
import { type Fact, fact } from "./facts.ts";
import type { Severity } from "./incident.ts";
import type { PostmortemRecord, Statement } from "./record.ts";
import type { Say } from "./words.ts";

/** The severity that somebody stated by command, which goes before labels and text. Null: nobody did, or it was taken back. */
export function statedSeverity({ stated }: Pick<PostmortemRecord, "stated">): Severity | null {
  const said = stated?.severity?.said ?? "";
  return /^[0-4]$/.test(said) ? (Number(said) as Severity) : null;
}

/** The row of the facts table that says so, with a link to the comment. */
export function severityStatement({ said, by, url }: Statement, say: Say): Fact {
  const source = say("commands.stated-by", { person: linkOrWords(by, url) });
  return fact("severity", `sev${said}`, source, say);
}
