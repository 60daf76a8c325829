import { readSeverity } from "../../../core/commands/readers.ts";
import type { Config } from "../../../core/config.ts";
import type { Severity } from "../../../core/incident.ts";
import type { RunCommands } from "../../../core/intent.ts";
import type { Say } from "../../../core/words.ts";
import type { World } from "../../../ports.ts";
import { mayCommand } from "../visible.ts";

/**
 * The severity that somebody who may has commanded before the postmortem opens, so that it opens with the template and the date of
 * that. The commands themselves are run when it is there. Null: nobody did, or it was taken back.
 * @param asked what was commanded by then, the oldest comment first
 */
export async function severityBefore(
  asked: RunCommands[],
  { commands: { permission }, time_zone: timeZone }: Config,
  say: Say,
  world: World,
): Promise<Severity | null> {
  for (const intent of asked.toReversed()) {
    const { on, at, isItem } = intent.comment;
    const said = intent.commands
      .filter(({ name }) => name === "severity")
      .map(({ text }) => readSeverity(text, { on, at, isItem, timeZone, say }))
      .findLast((one) => "value" in one);
    if (said && (await mayCommand(world, on, intent, permission)))
      return said.value === null ? null : (Number(said.value) as Severity);
  }
  return null;
}
