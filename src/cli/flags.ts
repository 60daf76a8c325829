import { CommanderError, InvalidArgumentError } from "commander";
import { type IssueRef, parseIssue, parseRepo, type RepoRef } from "../core/reference.ts";

/** What every command understands. `now` replaces the present moment. */
export type Flags = { repo?: RepoRef | undefined; json?: boolean; dryRun?: boolean; now?: Date };

/** The repository of --repo. Throws a usage error when there is none. */
export function repoOf({ repo }: Flags): RepoRef {
  if (!repo) throw usage("--repo owner/name is needed");
  return repo;
}

/** NUMBER with --repo, or owner/name#NUMBER. */
export function issueOf(text: string, flags: Flags): IssueRef {
  const ref =
    parseIssue(text) ??
    (/^#?\d+$/.test(text) ? { ...repoOf(flags), number: Number(text.replace("#", "")) } : null);
  if (!ref) throw usage(`expected NUMBER or owner/name#NUMBER, got "${text}"`);
  return ref;
}

export function toRepo(text: string): RepoRef {
  const repo = parseRepo(text);
  if (!repo) throw new InvalidArgumentError("expected owner/name");
  return repo;
}

export function toDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError("expected an ISO 8601 moment");
  return date;
}

/** GitHub lets an App create 500 things in an hour, and people can take in fewer. */
export const MOST_BACKFILLED = 200;

export function toLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST_BACKFILLED)
    throw new InvalidArgumentError(`expected a number from 1 to ${MOST_BACKFILLED}`);
  return limit;
}

/** Wrong usage: exit code 2. */
export function usage(message: string): CommanderError {
  return new CommanderError(2, "postmortem.usage", message);
}
