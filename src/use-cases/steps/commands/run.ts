import type { Asked } from "../../../core/commands/asked.ts";
import type { Place } from "../../../core/commands.ts";
import type { Config } from "../../../core/config.ts";
import type { Intent, RunCommands } from "../../../core/intent.ts";
import type { Issue } from "../../../core/issue.ts";
import type { PostmortemRecord } from "../../../core/record.ts";
import type { RepoRef } from "../../../core/reference.ts";
import type { Words } from "../../../core/words.ts";
import type { World } from "../../../ports.ts";

/** What the commands of one comment share while they are run, and what they leave behind. */
export type Run = {
  world: World;
  intent: RunCommands;
  config: Config;
  words: Words;
  place: Place;
  /** Changed by the commands, and remembered when all are through. Null: there is no postmortem of this. */
  record: PostmortemRecord | null;
  /** The postmortem as last seen when the run began. Null: there is none, or it is gone. */
  document: Issue | null;
  /** Whether who wrote the words may command in this repository, too, as its own configuration says. */
  may(repo: RepoRef): Promise<boolean>;
  /** `/action`s are made together, when all else is done, so that the document is written once. */
  actions: Asked[];
  /** What only showed when some of them were made before the rest: not done and why, for people. */
  problems: string[];
  /** What follows from the commands. */
  follow: Intent[];
  /** What is said in answer although nothing is wrong. */
  notes: string[];
  /** The same, of what tells nothing of the postmortem: said where the comment is, whoever reads there. */
  openly: string[];
  /** Readers of the comment may not read the postmortem: what is to be said in answer is said there. */
  isApart: boolean;
};

/** A run about something that has its postmortem. */
export type CourseRun = Run & { record: PostmortemRecord };

/** What became of a command: done; not allowed; not yet possible; or what was expected, what came and what to do, for people. */
export type Outcome = "done" | "refused" | "waits" | { problem: string };
