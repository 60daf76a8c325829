import { gatherFacts } from "../use-cases/index.ts";
import { lookInto } from "./by-hand.ts";
import { type Flags, repoOf } from "./flags.ts";
import { type ReportFormat, report } from "./report.ts";
import { reportPeriod } from "./report-period.ts";
import type { Terminal } from "./terminal.ts";

export type ReportFlags = Flags & { format: ReportFormat; from?: string; to?: string };

/** Prints the report of a repository, from what the store knows, or GitHub where there is no store that knows it. */
export async function printReport(flags: ReportFlags, terminal: Terminal): Promise<void> {
  const repo = repoOf(flags);
  const { found: facts, world } = await lookInto(flags, repo, (there) => gatherFacts(repo, there), terminal);
  const period = reportPeriod(flags, world.now, facts.timeZone);
  const format = flags.json ? "json" : flags.format;
  terminal.output.write(report(facts, period, format, world.words(facts.locale)));
}
