import { connectCli } from "../connect.ts";
import type { CliEnv } from "../env.ts";
import { createLog } from "../log.ts";
import { openStore } from "../store/index.ts";
import { gatherFacts } from "../use-cases/index.ts";
import { patiently } from "./by-hand.ts";
import { type Flags, repoOf } from "./flags.ts";
import { type ReportFormat, report } from "./report.ts";
import { reportPeriod } from "./report-period.ts";

export type ReportFlags = Flags & { format: ReportFormat; from?: string; to?: string };

/** Prints the report of a repository, from what the store knows, or GitHub where there is no store that knows it. */
export async function printReport(env: CliEnv, flags: ReportFlags): Promise<void> {
  const repo = repoOf(flags);
  const logLevel = env.logLevel === "info" ? "warn" : env.logLevel;
  const log = createLog({ logLevel, logFormat: "json" }, process.stderr);
  const store = await openStore(env.databaseUrl);
  try {
    const options = { env, store, log, repo, now: Date.now, asIf: flags.now, onCall() {}, onTwin() {} };
    const { world } = await connectCli(options);
    const facts = await patiently(() => gatherFacts(repo, world));
    const period = reportPeriod(flags, world.now, facts.timeZone);
    process.stdout.write(report(facts, period, flags.json ? "json" : flags.format));
  } finally {
    await store.close();
  }
}
