import type { Config } from "../../core/config.ts";
import { readDocumentMarker } from "../../core/document-marker.ts";
import { readCommitment } from "../../core/follow-up.ts";
import { hasLabel } from "../../core/incident.ts";
import type { Comment, Issue } from "../../core/issue.ts";
import { findMarker } from "../../core/markers.ts";
import { titleOfIncident } from "../../core/postmortem.ts";
import type { PostmortemRecord } from "../../core/record.ts";
import { formatIssue, formatRepo, type IssueRef, type RepoRef, sameRepo } from "../../core/reference.ts";
import { renamed } from "../../core/renamed.ts";
import { effectsIn } from "../../core/twins.ts";
import type { Applied, World } from "../../ports.ts";
import { rememberFollowUps } from "./follow-ups.ts";
import { pickLedger, type SummaryRecord } from "./ledger.ts";
import { recallPostmortem, rememberPostmortem, rememberRole, seen } from "./memory.ts";
import { spokenBy } from "./words.ts";

/** So long, in ms, a webhook may still be delivered that asks again for what was made then. */
const REPLAYED_MS = 3 * 24 * 3_600_000;

/**
 * The first time a store meets a repository it learns what exists there: a lost database must not lead to a second of
 * anything. Read from GitHub's lists, never from its search, whose index lags.
 */
export async function learnRepository(world: World, repo: RepoRef, config: Config): Promise<void> {
  const { github, records } = world;
  const id = formatRepo(repo).toLowerCase();
  if (await records.get("documents-found", id)) return;
  const { labels } = config;
  const all = (label: string) => github.issues(repo, { labels: [label], state: "all" });
  const ours = (found: Issue[]): Issue[] =>
    found.filter(({ author }) => author.login === world.self).sort((a, b) => a.ref.number - b.ref.number);
  const documents = ours(await all(labels.postmortem));
  for (const document of documents) await learnDocument(document, config, world);
  // Without a postmortem there was nothing to follow up and to sum up either.
  if (documents.length > 0) {
    const items = await all(labels.action_item);
    await rememberFollowUps(world, repo, config, items, null);
    for (const item of ours(items)) await learnItem(item, world);
    await learnLedgers(ours(await all(labels.ledger)), id, world);
  }
  await records.put("documents-found", id, true);
}

async function learnDocument(document: Issue, { labels }: Config, world: World): Promise<void> {
  await learnEffects(document, madeAs(document), world);
  const said = readDocumentMarker(document.body, world.locales);
  if (!said) return;
  const known = await recallPostmortem(world.records, said.incident);
  if (known) return followRename(document, known, world);
  await seen(world.records, document);
  await rememberPostmortem(world.records, {
    ...said,
    incidentTitle: titleOfIncident(document.title, spokenBy(world)),
    severity: null,
    ref: document.ref,
    id: document.id,
    declared: null,
    announced: Date.parse(document.createdAt) < world.now.getTime() - REPLAYED_MS,
    facts: [],
    fields: {},
    timeline: [],
    items: [],
    ignored: [],
    untold: [],
    told: [],
    lost: [],
    people: [],
    soaking: {},
    allDone: hasLabel(document.labels, [labels.all_done]),
    // Nobody knows any more what was said of it, so nothing is said again.
    ...(document.state === "closed" && document.closedAt ? { closing: document.closedAt } : {}),
  });
}

/** The very document at another place: its repository has another name, or another owner, since. A transfer would have changed its id. */
async function followRename(
  { ref, id }: Issue,
  known: PostmortemRecord,
  { records, log }: World,
): Promise<void> {
  if (known.id !== id || sameRepo(known.ref, ref)) return;
  await rememberPostmortem(records, renamed(known, known.ref, ref));
  log.info({ document: formatIssue(known.ref), now: formatIssue(ref) }, "its repository was renamed");
}

/** Which postmortem it belongs to: its line is read when that is next brought into step. */
async function learnItem(item: Issue, world: World): Promise<void> {
  await learnEffects(item, madeAs(item), world);
  const incident = readCommitment(item, world.self)?.incident;
  if (incident) await rememberRole(world.records, item.ref, { role: "action-item", incident });
  await seen(world.records, item);
}

/** The ledger, which period it was filled for last, and by which comment. */
async function learnLedgers(issues: Issue[], repository: string, world: World): Promise<void> {
  const { records, self } = world;
  for (const issue of issues) await learnEffects(issue, madeAs(issue), world);
  const ledger = pickLedger(issues, self);
  if (ledger) await records.put("ledger", repository, ledger.ref satisfies IssueRef);
  const said: { period: string; comment: NonNullable<SummaryRecord["comment"]> }[] = [];
  for (const { ref, body } of issues)
    if (findMarker(body, "ledger")) said.push(...(await learnSummaries(ref, world)));
  const last = said.sort((a, b) => (a.period < b.period ? -1 : 1)).at(-1);
  if (last) await records.put("summary", repository, last satisfies SummaryRecord);
}

/** The summaries on a ledger, oldest first. */
async function learnSummaries(
  on: IssueRef,
  world: World,
): Promise<{ period: string; comment: NonNullable<SummaryRecord["comment"]> }[]> {
  const comments = (await world.github.comments(on)).filter(({ author }) => author.login === world.self);
  for (const comment of comments) await learnEffects(comment, { id: comment.id }, world);
  return comments.flatMap(({ id, nodeId = null, body }) =>
    effectsIn(body)
      .map(summaryPeriod)
      .filter((period) => period !== "")
      .map((period) => ({ period, comment: { on, id, nodeId } })),
  );
}

/** Of the effect of a summary, `summary/owner/name/PERIOD`; "" of any other. */
function summaryPeriod(effect: string): string {
  const [kind, , , period] = effect.split("/");
  return kind === "summary" ? (period ?? "") : "";
}

async function learnEffects({ body }: Issue | Comment, made: Applied, { github }: World): Promise<void> {
  for (const effect of effectsIn(body)) await github.alreadyMade(effect, made);
}

function madeAs({ ref, id }: Issue): Applied {
  return { number: ref.number, id };
}
