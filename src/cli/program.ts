import { Command, CommanderError, Option } from "commander";
import { ZodError } from "zod";
import type { Intent } from "../core/intent.ts";
import { Problem } from "../core/problem.ts";
import type { IssueRef } from "../core/reference.ts";
import { stackOf } from "../log.ts";
import type { JobInfo, World } from "../ports.ts";
import { type BackfillFlags, backfill } from "./backfill.ts";
import { byHand, resync } from "./by-hand.ts";
import { checkConfigFile } from "./check-config.ts";
import { type Flags, issueOf, MOST_BACKFILLED, repoOf, toDate, toLimit, toRepo } from "./flags.ts";
import { dropJobs, listJobs, retryJobs } from "./jobs.ts";
import { lint } from "./lint.ts";
import { printReport, type ReportFlags } from "./print-report.ts";
import { printTimeline } from "./print-timeline.ts";
import { read } from "./read.ts";
import { REPORT_FORMATS } from "./report.ts";
import { toDay } from "./report-period.ts";
import { type Terminal, warn } from "./terminal.ts";

/** The same use-cases as the server's, run by hand. Exit codes: 0 done, 1 failed, 2 wrong usage. */
function program(terminal: Terminal): Command {
  const cli = new Command("postmortem")
    .description("Postmortems that end in learning, from the command line.")
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => void terminal.output.write(text),
      writeErr: (text) => void terminal.errors.write(text),
    })
    .addHelpText(
      "after",
      "\nNeeds the App's credentials, or GITHUB_TOKEN alone for one-off use (see README.md).",
    );
  inRepository(cli.command("open <issue>"))
    .description("open the postmortem of an incident: NUMBER with --repo, or owner/name#NUMBER")
    .action((issue: string, flags: Flags) => {
      const incident = issueOf(issue, flags);
      return byHand(flags, incident, (world) => openIntent(incident, world), terminal);
    });
  inRepository(cli.command("sync"))
    .description("bring every postmortem of a repository into step with its issues")
    .action((flags: Flags) => {
      const repo = repoOf(flags);
      return byHand(flags, repo, () => ({ kind: "sync-repository", repo, full: true }), terminal);
    });
  inRepository(cli.command("backfill"))
    .description("open the postmortems of incidents from before the app came, the youngest first")
    .addOption(new Option("--since <YYYY-MM-DD>", "only incidents opened then or later").argParser(toDay))
    .addOption(
      new Option("--limit <N>", `at most so many in one run, up to ${MOST_BACKFILLED}`)
        .default(20)
        .argParser(toLimit),
    )
    .option("--no-comment", "open them without a comment on each incident")
    .action(async (flags: BackfillFlags) => {
      if (!(await backfill(flags, terminal))) throw new CommanderError(1, PROBLEMS, "");
    });
  inRepository(cli.command("summary"))
    .description("post this period's summary if it was not posted yet")
    .option("--force", "post it although this period has one")
    .action((flags: Flags & { force?: boolean }) => {
      const repo = repoOf(flags);
      const force = flags.force ?? false;
      return byHand(flags, repo, () => ({ kind: "post-summary", repo, period: null, force }), terminal);
    });
  inRepository(cli.command("report"))
    .description(
      "print incidents, follow-ups and their figures: of the last 90 days, or from one day to another",
    )
    .addOption(new Option("--format <format>", "Markdown, CSV or JSON").choices(REPORT_FORMATS).default("md"))
    .addOption(new Option("--from <YYYY-MM-DD>", "first day, in the repository's time zone").argParser(toDay))
    .addOption(new Option("--to <YYYY-MM-DD>", "last day; without it today").argParser(toDay))
    .action((flags: ReportFlags) => printReport(flags, terminal));
  cli
    .command("timeline <issue|file>")
    .description(
      "print the timeline of an incident: NUMBER with --repo, owner/name#NUMBER, or an exported one as JSON (- for standard input)",
    )
    .option("--json", "machine-readable on standard output")
    .addOption(new Option("--repo <owner/name>", "the repository").argParser(toRepo))
    .addOption(new Option("--now <ISO>", "as if it were then").argParser(toDate))
    .exitOverride()
    .action((what: string, flags: Flags) => printTimeline(what, flags, terminal));
  common(cli.command("resync"))
    .description("learn everything anew from GitHub, e.g. after the database was lost")
    .action((flags: Flags) => resync(flags, terminal));
  cli
    .command("read <file>")
    .description("print what a postmortem document says, in whatever manner: FILE, or - for standard input")
    .option("--json", "machine-readable on standard output")
    .exitOverride()
    .action((file: string, flags: { json?: boolean }) => read(file, flags, terminal));
  cli
    .command("lint <file>")
    .description(
      "hint at sentences that blame a person, vague action items and impossible times: FILE, or - for standard input",
    )
    .option("--json", "machine-readable on standard output")
    .addHelpText("after", LINT_HELP)
    .exitOverride()
    .action((file: string, flags: { json?: boolean }) => lint(file, flags, terminal));
  cli
    .command("check-config [file]")
    .description(
      "say what is wrong with a configuration: FILE (- for standard input), or with --repo that of a repository and what it extends",
    )
    .option("--json", "machine-readable on standard output")
    .addOption(new Option("--repo <owner/name>", "the repository").argParser(toRepo))
    .exitOverride()
    .action(async (file: string | undefined, flags: Flags) => {
      if (!(await checkConfigFile(file, flags, terminal))) throw new CommanderError(1, PROBLEMS, "");
    });
  jobs(cli, terminal);
  return cli;
}

/** What waits in the store. Needs no credentials, only DATABASE_URL. */
function jobs(cli: Command, terminal: Terminal): void {
  const group = cli
    .command("jobs")
    .description("what waits, and what could not be done and waits for you")
    .exitOverride();
  group
    .command("list", { isDefault: true })
    .description("dead letters, with the reason of each")
    .addOption(
      new Option("--state <state>", "which jobs").choices(["dead", "ready", "running"]).default("dead"),
    )
    .option("--json", "machine-readable on standard output")
    .exitOverride()
    .action((flags: { state: JobInfo["state"]; json?: boolean }) => listJobs(flags, terminal));
  group
    .command("retry <id...>")
    .description("run dead jobs again: their ids, or all")
    .exitOverride()
    .action((ids: string[]) => retryJobs(ids, terminal));
  group
    .command("drop <id...>")
    .description("throw dead jobs away: their ids, or all")
    .exitOverride()
    .action((ids: string[]) => dropJobs(ids, terminal));
}

const LINT_HELP = `
Prints FILE:LINE: RULE: “WORDS” – HINT, the hint the first time each kind is met. Rules: blame (English, Portuguese,
Spanish, French, German), vague-action, impossible-time. They are hints: it exits 0 whenever it could read.`;

/** What was asked for was done, and the answer is no. */
const PROBLEMS = "postmortem.problems";

function inRepository(command: Command): Command {
  return common(command).addOption(new Option("--repo <owner/name>", "the repository").argParser(toRepo));
}

function common(command: Command): Command {
  return command
    .exitOverride()
    .option("--json", "machine-readable on standard output, everything else on standard error")
    .option("--dry-run", "print the changes, make none")
    .addOption(new Option("--now <ISO>", "as if it were then").argParser(toDate));
}

/** Whoever runs this holds the credentials: that is permission enough. */
function openIntent(incident: IssueRef, { self, now }: World): Intent {
  return { kind: "open-postmortem", incident, by: { login: self, isBot: true }, at: now.toISOString() };
}

/** Runs the command of these arguments, and gives its exit code. Never throws. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await program(terminal).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === PROBLEMS) return error.exitCode;
      if (error.code.startsWith("postmortem.")) warn(terminal, `error: ${error.message}`);
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof Problem) warn(terminal, `${error.message}. ${error.remedy}`);
    else warn(terminal, error instanceof ZodError ? "GitHub answered something unexpected" : stackOf(error));
    return 1;
  }
}
