#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ZodError } from "zod";
import { connectCli } from "./connect.ts";
import { type Change, describeChange } from "./core/change.ts";
import type { Intent } from "./core/intent.ts";
import { Problem } from "./core/problem.ts";
import { type IssueRef, parseIssue, parseRepo, type RepoRef } from "./core/reference.ts";
import { readCliEnv } from "./env.ts";
import { dryRun, told } from "./github/index.ts";
import { createLog } from "./log.ts";
import type { World } from "./ports.ts";
import { openStore } from "./store/index.ts";
import { scratchRecords } from "./store/scratch-records.ts";
import { carryOut } from "./use-cases/index.ts";

type Flags = { repo?: RepoRef | undefined; json?: boolean; dryRun?: boolean; now?: Date };

/** The same use-cases as the server's, run by hand. Exit codes: 0 done, 1 failed, 2 wrong usage. */
function program(): Command {
  const cli = new Command("postmortem")
    .description("Postmortems that end in learning, from the command line.")
    .exitOverride()
    .showHelpAfterError()
    .addHelpText(
      "after",
      "\nNeeds the App's credentials, or GITHUB_TOKEN alone for one-off use (see README.md).",
    );
  common(cli.command("open <issue>"))
    .description("open the postmortem of an incident: NUMBER with --repo, or owner/name#NUMBER")
    .action((issue: string, flags: Flags) => {
      const incident = issueOf(issue, flags);
      return run({ ...flags, repo: incident }, (world) => openIntent(incident, world));
    });
  common(cli.command("sync"))
    .description("bring every postmortem of a repository into step with its issues")
    .action((flags: Flags) => {
      const repo = repoOf(flags);
      return run(flags, () => ({ kind: "sync-repository", repo }));
    });
  common(cli.command("summary"))
    .description("post this period's summary if it was not posted yet")
    .option("--force", "post it although this period has one")
    .action((flags: Flags & { force?: boolean }) => {
      const repo = repoOf(flags);
      return run(flags, () => ({ kind: "post-summary", repo, period: null, force: flags.force ?? false }));
    });
  return cli;
}

function common(command: Command): Command {
  return command
    .exitOverride()
    .addOption(new Option("--repo <owner/name>", "the repository").argParser(toRepo))
    .option("--json", "machine-readable on standard output, everything else on standard error")
    .option("--dry-run", "print the changes, make none")
    .addOption(new Option("--now <ISO>", "as if it were then").argParser(toDate));
}

/** Whoever runs this holds the credentials: that is permission enough. */
function openIntent(incident: IssueRef, { self, now }: World): Intent {
  return { kind: "open-postmortem", incident, by: { login: self, isBot: true }, at: now.toISOString() };
}

/** Carries out an intent and what follows from it at once; what is planned for a later date is the server's. */
async function perform(intent: Intent, world: World): Promise<void> {
  for (const next of await carryOut(intent, world))
    if (next.kind !== "post-summary") await perform(next, world);
}

async function run(flags: Flags, asked: (world: World) => Intent): Promise<void> {
  const env = readCliEnv(process.env, false);
  // Standard output belongs to the answer, and a person at a terminal wants that answer, not every job.
  const log = createLog(
    { logLevel: env.logLevel === "info" ? "warn" : env.logLevel, logFormat: "json" },
    process.stderr,
  );
  const now = () => flags.now?.getTime() ?? Date.now();
  const store = openStore(env.databaseUrl);
  try {
    const world = await connectCli({ env, store, log, now, repo: flags.repo });
    const made: Change[] = [];
    const tell = (change: Change) => void made.push(change);
    const used = flags.dryRun
      ? { ...world, github: dryRun(world.github, tell), records: scratchRecords(world.records) }
      : { ...world, github: told(world.github, tell) };
    await perform(asked(world), used);
    print(made, flags);
  } finally {
    await store.close();
  }
}

function print(changes: Change[], { json, dryRun: isDry }: Flags): void {
  if (json) {
    console.log(JSON.stringify({ changes }, null, 2));
    return;
  }
  for (const change of changes) {
    console.log(`${isDry ? "would " : ""}${describeChange(change)}`);
    if (isDry && "body" in change && change.body) console.log(`\n${change.body.trimEnd()}\n`);
  }
  if (changes.length === 0) console.log("nothing to do");
}

function repoOf({ repo }: Flags): RepoRef {
  if (!repo) throw new CommanderError(2, "postmortem.repo", "--repo owner/name is needed");
  return repo;
}

function issueOf(text: string, flags: Flags): IssueRef {
  const ref =
    parseIssue(text) ??
    (/^#?\d+$/.test(text) ? { ...repoOf(flags), number: Number(text.replace("#", "")) } : null);
  if (!ref)
    throw new CommanderError(2, "postmortem.issue", `expected NUMBER or owner/name#NUMBER, got "${text}"`);
  return ref;
}

function toRepo(text: string): RepoRef {
  const repo = parseRepo(text);
  if (!repo) throw new InvalidArgumentError("expected owner/name");
  return repo;
}

function toDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError("expected an ISO 8601 moment");
  return date;
}

async function main(): Promise<number> {
  try {
    await program().parseAsync(process.argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code.startsWith("postmortem.")) console.error(`error: ${error.message}`);
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof Problem) console.error(`${error.message}. ${error.remedy}`);
    else console.error(error instanceof ZodError ? "GitHub answered something unexpected" : error);
    return 1;
  }
}

process.exitCode = await main();
