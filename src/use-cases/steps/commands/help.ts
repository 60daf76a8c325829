import { commandList } from "../../../core/commands.ts";
import type { Outcome, Run } from "./run.ts";

/** `/postmortem help`: the commands that work here; on nothing of ours, all. */
export async function help(_: null, { words, place, config, notes }: Run): Promise<Outcome> {
  const commands = commandList()
    .filter(({ where }) => place === "other" || where.includes(place))
    .map(({ usage, about }) => ({ usage, about: words.say(about) }));
  notes.push(words.render("comment-help", { commands, level: config.commands.permission }).trim());
  return "done";
}
