import { actionItemView, itemLabels } from "../../core/action-item-issue.ts";
import type { Config } from "../../core/config.ts";
import { defaultDue, isoDateIn } from "../../core/due.ts";
import type { Commitment } from "../../core/follow-up.ts";
import type { Issue } from "../../core/issue.ts";
import { type Item, issueFacts, type LineFacts } from "../../core/item.ts";
import { truncateTitle } from "../../core/markdown.ts";
import { isRefusedForGood } from "../../core/problem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import {
  formatRepo,
  type IssueRef,
  type RepoRef,
  repoOf,
  sameRepo,
  shortIssue,
} from "../../core/reference.ts";
import { refusalWords } from "../../core/refusal.ts";
import type { Say } from "../../core/words.ts";
import type { Applied, World } from "../../ports.ts";
import { suggestedOwners } from "./code-owners.ts";
import { ensureLabels, ensureMilestone } from "./ensure.ts";
import { seen } from "./memory.ts";
import { mayShare } from "./visible.ts";
import { wordsOf } from "./words.ts";

type Wanted = {
  effect: string;
  line: LineFacts;
  /** Names on the line that are nobody's login. */
  names: string[];
  key: string;
  notes: string;
  placed: boolean;
  /** Where the line wants its issue; null: beside the postmortem. */
  repo: RepoRef | null;
};

/**
 * Makes the issue behind one line, and notes what GitHub did not take of it. A line that GitHub refuses altogether must not
 * keep the others from theirs. Returns null then, and in a dry run.
 */
export async function createItem(
  world: World,
  record: PostmortemRecord,
  config: Config,
  wanted: Wanted,
): Promise<{ item: Item; agreed: LineFacts } | null> {
  try {
    return await makeItem(world, record, config, wanted);
  } catch (error) {
    if (!isRefusedForGood(error)) throw error;
    const { say } = wordsOf(world, record);
    const told = { title: wanted.line.title, why: refusalWords(error, say) };
    record.untold.push(say("problems.item-not-made", told));
    return null;
  }
}

async function makeItem(
  world: World,
  record: PostmortemRecord,
  config: Config,
  wanted: Wanted,
): Promise<{ item: Item; agreed: LineFacts } | null> {
  const repo = await targetOf(world, record, wanted.repo);
  const { say, render } = wordsOf(world, record);
  const agreed = withOwner(withDue(wanted.line, record, config, world.now), wanted.names, config);
  const labels = itemLabels(config.labels.action_item, agreed, world.words(config.locale).say);
  await ensureLabels(world, repo, labels);
  const milestone = await ensureMilestone(world, repo, agreed.due, config);
  const { incidentTitle } = record;
  const applied = await world.github.apply({
    kind: "create-issue",
    effect: wanted.effect,
    repo,
    title: truncateTitle(agreed.title),
    body: render(
      "action-item",
      actionItemView(
        {
          title: agreed.title,
          commitment: commitmentOf(record, agreed),
          owners: agreed.owners,
          notes: wanted.notes,
          incidentTitle,
          suggested: agreed.owners.length > 0 ? [] : await suggestedOwners(world, record.incident),
        },
        repo,
        say,
      ),
    ),
    labels: labels.map(({ name }) => name) as [string, ...string[]],
    assignees: people(agreed.owners),
    milestone: milestone?.number ?? null,
  });
  if (applied.number === undefined || applied.id === undefined) return null;
  const ref = { owner: repo.owner, repo: repo.repo, number: applied.number };
  let issue = applied.issue;
  if (agreed.done)
    issue = (await world.github.apply({ kind: "edit-issue", issue: ref, state: "closed" })).issue ?? issue;
  if (issue) await seen(world.records, issue);
  const name = shortIssue(ref, record.ref);
  record.untold.push(...refusals(name, people(agreed.owners), applied, milestone, say));
  return { agreed, item: asItem(world, ref, applied, issue, agreed, wanted) };
}

/** The repository that a line asks for, where the app may write and both may be told of each other; else the postmortem's own. */
async function targetOf(world: World, record: PostmortemRecord, wanted: RepoRef | null): Promise<RepoRef> {
  const home = repoOf(record.ref);
  if (!wanted || sameRepo(wanted, home)) return home;
  if ((await world.github.repository(wanted)) && (await mayShare(world, home, wanted))) return wanted;
  const { say } = wordsOf(world, record);
  record.untold.push(say("problems.repo-not-usable", { repo: formatRepo(wanted) }));
  return home;
}

/** The login owners: GitHub cannot assign a team. */
export function people(owners: string[]): string[] {
  return owners.filter((owner) => !owner.includes("/"));
}

export function commitmentOf(record: PostmortemRecord, line: LineFacts): Commitment {
  const { due, dueIsDefault, priority, type } = line;
  const { ref: postmortem, incident, severity, isRetrospective } = record;
  const kind = isRetrospective ? { isRetrospective } : {};
  return { postmortem, incident, severity, ...kind, due, dueIsDefault, priority, type };
}

/** A commitment without a date gets the default one, marked as such. */
export function withDue(line: LineFacts, record: PostmortemRecord, config: Config, now: Date): LineFacts {
  // A date that could not be told is asked for, not replaced.
  if (line.due || line.dueText) return line;
  const from = isoDateIn(now, config.time_zone);
  const severity = record.severity as 0 | 1 | 2 | 3 | 4 | null;
  const due = defaultDue({ priority: line.priority, severity, from, rules: config.due });
  return { ...line, due, dueIsDefault: true };
}

/** A commitment that names nobody is the configured owner's. Whose name fits no login is somebody all the same. */
function withOwner(line: LineFacts, names: string[], config: Config): LineFacts {
  const { owner } = config.action_items;
  return owner && line.owners.length === 0 && names.length === 0 ? { ...line, owners: [owner] } : line;
}

/** What GitHub did not take, in words for whoever can mend it. The issue itself tells, whichever try made it. */
export function refusals(
  name: string,
  owners: string[],
  { issue, refused }: Pick<Applied, "issue" | "refused">,
  milestone: { title: string; closed: boolean } | null,
  say: Say,
): string[] {
  const assigned = new Set(issue?.assignees.map((login) => login.toLowerCase()));
  const left = issue ? owners.filter((login) => !assigned.has(login.toLowerCase())) : [];
  const unassigned = left.map((login) => say("problems.not-assigned", { item: name, login }));
  if (!milestone) return unassigned;
  const told = { item: name, milestone: milestone.title };
  if (refused?.milestone) return [...unassigned, say("problems.milestone-refused", told)];
  return milestone.closed ? [...unassigned, say("problems.milestone-closed", told)] : unassigned;
}

function asItem(
  { self }: World,
  ref: IssueRef,
  applied: Applied,
  issue: Issue | undefined,
  agreed: LineFacts,
  wanted: { key: string; placed: boolean },
): Item {
  const assigned = people(agreed.owners).filter((login) => !applied.refused?.assignees.includes(login));
  return {
    ref,
    id: applied.id ?? 0,
    line: agreed,
    issue: issue
      ? issueFacts(issue, self)
      : { ...agreed, title: truncateTitle(agreed.title), owners: assigned, milestone: null, reason: null },
    placed: wanted.placed,
    key: wanted.key,
    made: true,
    linked: false,
  };
}
