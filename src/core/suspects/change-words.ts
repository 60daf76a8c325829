import { linkOrWords } from "../course/safe-text.ts";
import { type Fact, fact } from "../facts.ts";
import type { Deployment, PullCourse, RecentChange, Release } from "../history.ts";
import type { Account } from "../issue.ts";
import { escapeInline, truncate } from "../markdown.ts";
import { formatMoment } from "../moment.ts";
import { formatRepo, type RepoRef, sameRepo, shortIssue } from "../reference.ts";
import type { Say } from "../words.ts";
import { deployedAt } from "./shipment.ts";
import { code } from "./signs.ts";

/** Where the words are read, in which zone (IANA name) and in which language. */
export type Reader = { home: RepoRef; timeZone: string; say: Say };

/** So much of a title is shown, in code points. */
const TITLE = 120;

/** A change by its name, the time it happened, and who did it: `#41 Raise pool size, merged 2026-11-21 13:52 UTC by ana`. */
export function changeWords(change: RecentChange | PullCourse, reader: Reader): string {
  const { home, timeZone, say } = reader;
  if (!("kind" in change)) {
    const { mergedAt, mergedBy } = change;
    const name = pullName(change, home);
    return mergedAt
      ? mergedWords(name, mergedAt, mergedBy, reader)
      : say("suspects.not-merged", { change: name });
  }
  switch (change.kind) {
    case "pull":
      return mergedWords(pullName(change, home), change.at, change.mergedBy, reader);
    case "release": {
      const words = { change: releaseName(change, reader), at: moment(change.at, timeZone) };
      const { by } = change;
      return by
        ? say("suspects.published-by", { ...words, who: by.login })
        : say("suspects.published", words);
    }
    case "deployment":
      return deploymentWords(change, reader);
  }
}

function mergedWords(change: string, at: string, by: Account | null, { timeZone, say }: Reader): string {
  const words = { change, at: moment(at, timeZone) };
  return by ? say("suspects.merged-by", { ...words, who: by.login }) : say("suspects.merged", words);
}

function deploymentWords(deployment: Deployment, { home, timeZone, say }: Reader): string {
  const { id, url, ref, environment, repo, by } = deployment;
  const words = {
    change: linkOrWords(say("suspects.deployment", { id }), url),
    what: code(/^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 12) : ref),
    environment: escapeInline(environment) + elsewhere(repo, home),
    at: moment(deployment.at, timeZone),
  };
  return by
    ? say("suspects.deployment-of-by", { ...words, who: by.login })
    : say("suspects.deployment-of", words);
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
  const words = changeWords(change, reader);
  return deployed
    ? reader.say("suspects.in-production", { change: words, at: moment(deployed, reader.timeZone) })
    : words;
}

/** The row of the facts table that says what mended it, once a person confirmed it. `stated`: who did, and the comment's address. */
export function confirmedFix(
  change: RecentChange | PullCourse,
  changes: RecentChange[],
  stated: { by: string; url: string },
  reader: Reader,
): Fact {
  const value = triggerAnswer(change, changes, reader);
  const source = reader.say("suspects.confirmed-by", { who: linkOrWords(stated.by, stated.url) });
  return fact("fix", value, source, reader.say);
}

function pullName({ ref, title }: Pick<PullCourse, "ref" | "title">, home: RepoRef): string {
  return `${shortIssue(ref, home)} ${short(title)}`;
}

function releaseName(release: Release, { home, say }: Reader): string {
  const { tag, name, url, repo } = release;
  const title = name && name !== tag ? ` ${short(name)}` : "";
  return `${linkOrWords(say("suspects.release", { tag }), url)}${title}${elsewhere(repo, home)}`;
}

function elsewhere(repo: RepoRef, home: RepoRef): string {
  return sameRepo(repo, home) ? "" : ` (${formatRepo(repo)})`;
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
