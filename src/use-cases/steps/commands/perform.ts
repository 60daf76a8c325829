import type { Asked } from "../../../core/commands/asked.ts";
import { meantBy } from "../../../core/commands/meant.ts";
import { shortCode } from "../../../core/commands/quoted.ts";
import { COMMANDS, type Place, typedAs } from "../../../core/commands.ts";
import { Refused } from "../../../core/problem.ts";
import { refusalWords } from "../../../core/refusal.ts";
import { handle } from "./handlers.ts";
import type { Outcome, Run } from "./run.ts";

/** Carries commands out in their order, each once. Whoever wrote them must be allowed to here and where the document is. */
export async function perform(run: Run, commands: Asked[]): Promise<Outcome[]> {
  if (!(await isHeard(run))) return commands.map(() => "refused");
  const outcomes: Outcome[] = [];
  for (const asked of commands) outcomes.push(await performOne(run, asked));
  return outcomes;
}

/** Whether who wrote the words may command here and where the document is: nobody else gets a word in answer. */
export async function isHeard({ record, intent, may }: Run): Promise<boolean> {
  return (await may(intent.comment.on)) && (!record || (await may(record.ref)));
}

async function performOne(run: Run, asked: Asked): Promise<Outcome> {
  const { say } = run.words;
  if (asked.name === "unknown") return { problem: unknown(asked.text, run) };
  const command = shortCode(typedAs(asked.name));
  const where: readonly Place[] = COMMANDS[asked.name].where;
  if (!where.includes(run.place)) return { problem: say("commands.not-here", { command }) };
  try {
    return await handle(asked.name, run, asked);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { problem: say("commands.failed", { command, why: refusalWords(error, say) }) };
  }
}

function unknown(line: string, { words: { say } }: Run): string {
  const { typed, meant } = meantBy(line);
  const command = shortCode(typed);
  return meant
    ? say("commands.unknown-near", { command, nearest: meant })
    : say("commands.unknown", { command });
}
