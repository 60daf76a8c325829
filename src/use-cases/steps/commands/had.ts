import { MOST_COMMANDS } from "../../../core/commands/asked.ts";
import type { Records } from "../../../ports.ts";

/** The commands that a comment has had, by `settledId`: carried out, or refused. GitHub gives no two comments one id. */
export async function recallHad(records: Records, comment: number): Promise<Set<string>> {
  const had = await records.get<{ had: string[] }>("commands", `${comment}`);
  return new Set(had?.had);
}

export async function rememberHad(records: Records, comment: number, had: string[]): Promise<void> {
  if (had.length > 0) await records.put("commands", `${comment}`, { had: had.slice(-MOST_COMMANDS) });
}
