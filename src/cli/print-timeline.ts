import { Problem } from "../core/problem.ts";
import { formatIssue, type IssueRef, parseIssue } from "../core/reference.ts";
import type { CliEnv } from "../env.ts";
import { gatherIncident } from "../use-cases/index.ts";
import { lookInto } from "./by-hand.ts";
import { type Flags, issueOf } from "./flags.ts";
import { courseOf, printCourse, timeline } from "./timeline.ts";

/**
 * Prints the timeline of an incident: of an issue on GitHub (NUMBER with --repo, or owner/name#NUMBER), or of an exported one in a
 * file, which needs no GitHub.
 */
export async function printTimeline(what: string, flags: Flags, env: () => CliEnv): Promise<void> {
  if (!flags.repo && !parseIssue(what)) return timeline(what, flags);
  const ref = issueOf(what, flags);
  printCourse(await courseOnGitHub(ref, flags, env()), flags.json ?? false);
}

async function courseOnGitHub(ref: IssueRef, flags: Flags, env: CliEnv) {
  const { found, world } = await lookInto(env, flags, ref, (there) => gatherIncident(ref, there));
  if (!found)
    throw new Problem(
      `${formatIssue(ref)} cannot be seen`,
      "Check the number, and where the App is installed.",
    );
  const { timeZone, incidentLabels } = found;
  return courseOf(found.evidence, [], { timeZone, incidentLabels, self: world.self }, found.times);
}
