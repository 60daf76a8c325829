import type { Config } from "../../core/config.ts";
import { isoDateIn } from "../../core/due.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import type { Issue } from "../../core/issue.ts";
import { labelOf } from "../../core/labels.ts";
import { findMarker } from "../../core/markers.ts";
import { formatMoment } from "../../core/moment.ts";
import { isAway } from "../../core/problem.ts";
import { formatRepo, type IssueRef, type RepoRef, repoKey, sameIssue } from "../../core/reference.ts";
import { ledgerView } from "../../core/summary/ledger-view.ts";
import type { Records, World } from "../../ports.ts";
import { ensureLabels } from "./ensure.ts";
import type { HowThingsStand } from "./how-things-stand.ts";

/** What is remembered of a repository's summaries, under "summary" and its name. */
export type SummaryRecord = {
  /** ISO 8601: the period that has its summary. */
  period: string;
  /** The last one, which the next folds away. */
  comment?: SummaryComment;
  /** The one before it, where GitHub did not let it be folded: the next time tries once more. */
  unfolded?: SummaryComment;
  /** The day of the last one, when it could not be posted. */
  unposted?: string;
};

/** `nodeId` is null where it is not known. */
export type SummaryComment = { on: IssueRef; id: number; nodeId: string | null };

/** A ledger's body, and what tells whether it says something new. */
export type LedgerText = { body: string; print: string };

export function recallLedger(records: Records, repo: RepoRef): Promise<IssueRef | null> {
  return records.get<IssueRef>("ledger", repoKey(repo));
}

/** What the ledger should say now. */
export function ledgerText(
  { words, now }: World,
  home: RepoRef,
  { open, leftOut, links }: HowThingsStand,
  config: Config,
  unposted: string | null,
): LedgerText {
  const today = isoDateIn(now, config.time_zone);
  const { say, render } = words(config.locale);
  const view = (asOf: string) =>
    ledgerView({ open, asOf, today, home, allOpen: links.open, leftOut, unposted }, say);
  return {
    body: render("ledger", view(formatMoment(now.toISOString(), config.time_zone))),
    print: fingerprint(render("ledger", view(""))),
  };
}

/** Edits the ledger in place. Not `always`: only when it would say something new, whatever the hour. */
export async function writeLedger(
  { github, records }: World,
  ledger: IssueRef,
  { body, print }: LedgerText,
  always: boolean,
): Promise<void> {
  if (!always && (await records.get<string>("ledger-text", repoKey(ledger))) === print) return;
  await github.apply({ kind: "edit-issue", issue: ledger, body });
  await records.put("ledger-text", repoKey(ledger), print);
}

/**
 * The rolling issue: the one remembered, else one of ours on GitHub, else a new one. One that people closed is still the one:
 * whoever closes it wants it out of their list, and `summary.enabled` is how to have none.
 * @param lost the one before it, which is not there any more
 */
async function ensureLedger(
  world: World,
  repo: RepoRef,
  { body, print }: LedgerText,
  config: Config,
  period: string,
  lost: IssueRef | null,
): Promise<{ ref: IssueRef; isNew: boolean }> {
  const { github, records } = world;
  const id = repoKey(repo);
  const known = await recallLedger(records, repo);
  if (known) return { ref: known, isNew: false };
  const { say } = world.words(config.locale);
  const label = labelOf("ledger", config.labels.ledger, say);
  const listed = await github.issues(repo, { labels: [label.name], state: "all" });
  // GitHub's lists lag: the lost one may still stand in them.
  const found = pickLedger(
    listed.filter(({ ref }) => !lost || !sameIssue(ref, lost)),
    world.self,
  );
  if (found) {
    await records.put("ledger", id, found.ref);
    return { ref: found.ref, isNew: false };
  }
  await ensureLabels(world, repo, [label]);
  const { number } = await github.apply({
    kind: "create-issue",
    effect: `ledger/${formatRepo(repo)}/${period}${lost ? `/after-${lost.number}` : ""}`,
    repo,
    title: say("summary.ledger-title"),
    body,
    labels: [label.name],
    assignees: [],
    milestone: null,
  });
  // A dry run makes no ledger and still shows the comment that would go there.
  if (number === undefined) return { ref: { ...repo, number: 0 }, isNew: true };
  const ref = { owner: repo.owner, repo: repo.repo, number };
  await records.put("ledger", id, ref);
  await records.put("ledger-text", id, print);
  return { ref, isNew: true };
}

/** Does something on the ledger. People may have deleted or moved it: then another one is found, or made, for it. */
export async function onLedger<Result>(
  world: World,
  repo: RepoRef,
  text: LedgerText,
  config: Config,
  period: string,
  act: (ledger: { ref: IssueRef; isNew: boolean }) => Promise<Result>,
): Promise<Result> {
  const known = await recallLedger(world.records, repo);
  const attempt = async (lost: IssueRef | null) =>
    act(await ensureLedger(world, repo, text, config, period, lost));
  return attempt(null).catch(async (error) => {
    if (!isAway(error)) throw error;
    await forgetLedger(world.records, repo);
    return attempt(known);
  });
}

/** Of all that carry the label, the ledger: ours, an open one rather than a closed one, the newest. */
export function pickLedger(issues: Issue[], self: string): Issue | null {
  const ours = issues
    .filter((issue) => issue.author.login === self && findMarker(issue.body, "ledger") !== null)
    .sort((a, b) => b.ref.number - a.ref.number);
  return ours.find(({ state }) => state === "open") ?? ours[0] ?? null;
}

async function forgetLedger(records: Records, repo: RepoRef): Promise<void> {
  await records.delete("ledger", repoKey(repo));
  await records.delete("ledger-text", repoKey(repo));
}
