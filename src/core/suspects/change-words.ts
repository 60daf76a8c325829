import { linkOrWords } from "../course/safe-text.ts";
import type { Fact } from "../facts.ts";
import type { PullCourse, RecentChange } from "../history.ts";
import type { Account } from "../issue.ts";
import { escapeInline, truncate } from "../markdown.ts";
import { formatMoment } from "../moment.ts";
import { formatRepo, type RepoRef, sameRepo, shortIssue } from "../reference.ts";
import { deployedAt } from "./shipment.ts";
import { code } from "./signs.ts";

/** Where the words are read, and in which zone (IANA name). */
export type Reader = { home: RepoRef; timeZone: string };

/** So much of a title is shown, in code points. */
const TITLE = 120;

/** A change by its name, the time it happened, and who did it: `#41 Raise pool size, merged 2026-11-21 13:52 UTC by ana`. */
export function changeWords(change: RecentChange | PullCourse, reader: Reader): string {
  const { home, timeZone } = reader;
  if (!("kind" in change)) {
    const name = pullName(change, home);
    const { mergedAt, mergedBy } = change;
    return mergedAt ? `${name}, merged ${moment(mergedAt, timeZone)}${by(mergedBy)}` : `${name}, not merged`;
  }
  switch (change.kind) {
    case "pull":
      return `${pullName(change, home)}, merged ${moment(change.at, timeZone)}${by(change.mergedBy)}`;
    case "release":
      return `${releaseName(change, home)}, published ${moment(change.at, timeZone)}${by(change.by)}`;
    case "deployment": {
      const name = linkOrWords(`Deployment ${change.id}`, change.url);
      const ref = /^[0-9a-f]{40}$/.test(change.ref) ? change.ref.slice(0, 12) : change.ref;
      const to = `${code(ref)} to ${escapeInline(change.environment)}${elsewhere(change.repo, home)}`;
      return `${name} of ${to}, ${moment(change.at, timeZone)}${by(change.by)}`;
    }
  }
}

/**
 * The answer to what set an incident off, once a person confirmed it: one line of Markdown, with when it reached production.
 * @param changes what else is known: the deployment of its commit is looked for there
 */
export function triggerAnswer(
  change: RecentChange | PullCourse,
  changes: RecentChange[],
  reader: Reader,
): string {
  const deployed = deployedAt(change, changes);
  return `${changeWords(change, reader)}${deployed ? `, deployed ${moment(deployed, reader.timeZone)}` : ""}`;
}

/** The row of the facts table that says what mended it, once a person confirmed it. `stated`: who did, and the comment's address. */
export function confirmedFix(
  change: RecentChange | PullCourse,
  changes: RecentChange[],
  stated: { by: string; url: string },
  reader: Reader,
): Fact {
  const value = triggerAnswer(change, changes, reader);
  return { name: "Fix", value, source: `confirmed by ${linkOrWords(stated.by, stated.url)}` };
}

function pullName({ ref, title }: Pick<PullCourse, "ref" | "title">, home: RepoRef): string {
  return `${shortIssue(ref, home)} ${short(title)}`;
}

function releaseName(release: Extract<RecentChange, { kind: "release" }>, home: RepoRef): string {
  const { tag, name, url, repo } = release;
  const title = name && name !== tag ? ` ${short(name)}` : "";
  return `${linkOrWords(`Release ${tag}`, url)}${title}${elsewhere(repo, home)}`;
}

function elsewhere(repo: RepoRef, home: RepoRef): string {
  return sameRepo(repo, home) ? "" : ` (${formatRepo(repo)})`;
}

function by(account: Account | null): string {
  return account ? ` by ${escapeInline(account.login)}` : "";
}

function short(words: string): string {
  const { text, cut } = truncate(words, TITLE);
  return escapeInline(cut ? `${text}…` : text);
}

/** As it came where it is no moment: nothing that people's machines send may stop a document. */
function moment(iso: string, timeZone: string): string {
  return Number.isNaN(Date.parse(iso))
    ? escapeInline(iso)
    : formatMoment(new Date(iso).toISOString(), timeZone);
}
