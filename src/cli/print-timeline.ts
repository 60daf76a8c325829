import { Problem } from "../core/problem.ts";
import { formatIssue, type IssueRef, parseIssue } from "../core/reference.ts";
import { gatherIncident } from "../use-cases/index.ts";
import { lookInto } from "./by-hand.ts";
import { type Flags, issueOf } from "./flags.ts";
import type { Terminal } from "./terminal.ts";
import { courseOf, printCourse, timeline } from "./timeline.ts";

/**
 * Prints the timeline of an incident: of an issue on GitHub (NUMBER with --repo, or owner/name#NUMBER), or of an exported one in a
 * file, which needs no GitHub.
 */
export async function printTimeline(what: string, flags: Flags, terminal: Terminal): Promise<void> {
  if (!flags.repo && !parseIssue(what)) return timeline(what, flags, terminal);
  const ref = issueOf(what, flags);
  printCourse(await courseOnGitHub(ref, flags, terminal), flags.json ?? false, terminal);
}

async function courseOnGitHub(ref: IssueRef, flags: Flags, terminal: Terminal) {
  const { found, world } = await lookInto(flags, ref, (there) => gatherIncident(ref, there), terminal);
  if (!found)
    throw new Problem(
      `${formatIssue(ref)} cannot be seen`,
      "Check the number, and where the App is installed.",
    );
  const { timeZone, incidentLabels } = found;
  return courseOf(found.evidence, [], { timeZone, incidentLabels, self: world.self }, found.times);
}
