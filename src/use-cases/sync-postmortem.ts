import type { Config } from "../core/config.ts";
import { digestOf } from "../core/digest/digest.ts";
import { fingerprint } from "../core/fingerprint.ts";
import type { Intent } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { lineFacts } from "../core/item.ts";
import { brokenRegions, findRegion } from "../core/markers.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatIssue, type IssueRef, issueKey, sameRepo } from "../core/reference.ts";
import { regionWords } from "../core/region-words.ts";
import { soak } from "../core/soak.ts";
import { planSync } from "../core/sync.ts";
import { untoldDate } from "../core/untold-date.ts";
import { buried, type Settled } from "../core/write-document.ts";
import type { World } from "../ports.ts";
import { adoptItem } from "./steps/adopt-item.ts";
import { announcing } from "./steps/announce.ts";
import { carryOut } from "./steps/carry-out.ts";
import { configOf } from "./steps/config.ts";
import { createItem } from "./steps/create-item.ts";
import { currentFacts } from "./steps/current-facts.ts";
import { settleEvidence } from "./steps/evidence.ts";
import { documentOf } from "./steps/follow-document.ts";
import { recallPostmortem, rememberPostmortem } from "./steps/memory.ts";
import { tellProblems } from "./steps/mend.ts";
import { readerOf } from "./steps/reader.ts";
import { unlessRefused, withRedated } from "./steps/redate.ts";
import { renewCommitments } from "./steps/renew-commitments.ts";
import { renewTimes } from "./steps/renew-times.ts";
import { writeLog } from "./steps/review-log.ts";
import { tellAllDone, tellConflicts } from "./steps/tell.ts";
import { wordsOf } from "./steps/words.ts";
import { linkItems, writeBack } from "./steps/write-back.ts";

/** More than any team will do: a list pasted by mistake must not become a thousand issues. */
const MOST_ITEMS = 300;

/** Brings a postmortem's action lines and their issues into step, in both directions; makes issues for new lines. */
export async function syncPostmortem({ incident }: { incident: IssueRef }, world: World): Promise<Intent[]> {
  const record = await recallPostmortem(world.records, incident);
  const document = record && (await documentOf(world, record));
  // A marker counts only in what our App authored: anybody can paste one.
  if (!record || document?.author.login !== world.self) return [];
  const config = await configOf(world, record.ref);
  // What labels mean is said where the incident is.
  const { severity } = sameRepo(incident, record.ref) ? config : await configOf(world, incident);
  record.digest = digestOf(document.body, record, wordsOf(world, record).say, severity.labels);
  const follow = await bringIntoStep(incident, record, document, config, world);
  await tellConflicts(world, record);
  await tellProblems(world, record, record.ref);
  // Somebody may have set another due date in the document.
  return [...follow, ...(await announcing(world, record))];
}

async function bringIntoStep(
  incident: IssueRef,
  record: PostmortemRecord,
  document: Issue,
  config: Config,
  world: World,
): Promise<Intent[]> {
  const { say } = wordsOf(world, record);
  try {
    const read = await readerOf(world, record, config, document);
    const lines = read(document.body);
    // An idea is nobody's commitment, whatever issue it names.
    const committed = lines.filter(({ place }) => place === "action-items");
    for (const line of committed)
      if (record.items.length < MOST_ITEMS) await adoptItem(world, record, config, line);
    const current = await currentFacts(world, record, config);
    const dated = await withRedated(world, record, config, lines, current);
    const plan = planSync(lines, record.items, dated, config.milestones);
    const untouched = record.items.filter(({ ref }) => !current.has(issueKey(ref)));
    const settled: Settled[] = plan.gone.map((item) => buried(item, lines));
    let hasNews = false;
    for (const step of plan.steps) {
      const done = unlessRefused(await carryOut(world, record, config, step), dated, current);
      settled.push(done);
      hasNews ||= done.hasNews;
    }
    const wait = config.action_items.soak * 60_000;
    const { ready, since, until } = soak(plan.create, record.soaking, wait, world.now);
    record.soaking = since;
    const room = Math.max(0, MOST_ITEMS - record.items.length);
    if (ready.length > room) record.untold.push(say("problems.too-many-items", { most: MOST_ITEMS }));
    for (const { line, key, nth } of ready.slice(0, room)) {
      const effect = `item/${formatIssue(record.ref)}/${fingerprint(key)}/${nth}`;
      const { names, notes, repo } = line;
      const wanted = { effect, line: lineFacts(line), names, key, notes, placed: true, repo };
      const made = await createItem(world, record, config, wanted);
      if (made) settled.push({ ...made, seen: lineFacts(line), now: made.item.issue });
    }
    for (const region of brokenRegions(document.body))
      record.untold.push(say("problems.marker-lost", { region: regionWords(region, say) }));
    record.untold.push(...committed.flatMap((line) => untoldDate(line, say) ?? []));
    const isUnproven = await settleEvidence(world, settled);
    record.items = [...settled.map(({ item }) => item), ...untouched];
    await linkItems(world, record);
    const renew = (body: string) => renewTimes(world, record, body, record.foundTimes, config.time_zone);
    record.items = [...(await writeBack(world, record, settled, document, read, renew)), ...untouched];
    await renewCommitments(world, record);
    await tellAllDone(world, record, config);
    // What found no room or no place in the review record may have one now.
    if (findRegion(document.body, "review-record")) await writeLog(world, record);
    return [
      ...(hasNews ? [{ kind: "sync-postmortem", incident } as const] : []),
      ...(until === null ? [] : [{ kind: "sync-postmortem", incident, soaked: until } as const]),
      ...(isUnproven ? [{ kind: "seek-evidence", incident } as const] : []),
    ];
  } finally {
    await rememberPostmortem(world.records, record);
  }
}
