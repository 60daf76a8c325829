import type { CliEnv } from "../env.ts";
import { gatherFacts } from "../use-cases/index.ts";
import { lookInto } from "./by-hand.ts";
import { type Flags, repoOf } from "./flags.ts";
import { type ReportFormat, report } from "./report.ts";
import { reportPeriod } from "./report-period.ts";

export type ReportFlags = Flags & { format: ReportFormat; from?: string; to?: string };

/** Prints the report of a repository, from what the store knows, or GitHub where there is no store that knows it. */
export async function printReport(env: CliEnv, flags: ReportFlags): Promise<void> {
  const repo = repoOf(flags);
  const { found: facts, world } = await lookInto(env, flags, repo, (there) => gatherFacts(repo, there));
  const period = reportPeriod(flags, world.now, facts.timeZone);
  process.stdout.write(report(facts, period, flags.json ? "json" : flags.format, world.words(facts.locale)));
}
