import { commandList } from "../../../core/commands.ts";
import { configOf } from "../config.ts";
import type { Outcome, Run } from "./run.ts";

/** `/postmortem help`: the commands that work here; on nothing of ours, all. */
export async function help(_: null, { world, intent, words, place, openly }: Run): Promise<Outcome> {
  const { permission: level } = (await configOf(world, intent.comment.on)).commands;
  const commands = commandList()
    .filter(({ where }) => place === "other" || where.includes(place))
    .map(({ usage, about }) => ({ usage, about: words.say(about) }));
  openly.push(words.render("comment-help", { commands, level, isElsewhere: place === "other" }).trim());
  return "done";
}
