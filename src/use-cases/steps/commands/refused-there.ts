import { shortCode } from "../../../core/commands/quoted.ts";
import { formatRepo, type RepoRef } from "../../../core/reference.ts";
import { configOf } from "../config.ts";
import type { Run } from "./run.ts";

/**
 * Commands reach into other repositories of the owner: there, too, only with permission.
 * @param command as it was typed
 * @returns why not, for people; null: they may
 */
export async function refusedThere(run: Run, repo: RepoRef, command: string): Promise<string | null> {
  if (await run.may(repo)) return null;
  const { permission: level } = (await configOf(run.world, repo)).commands;
  const told = { command: shortCode(command), repo: formatRepo(repo), level };
  return run.words.say("commands.not-allowed-there", told);
}
