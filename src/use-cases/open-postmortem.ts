import { answersOf } from "../core/answers.ts";
import { foundIn } from "../core/commands/commanded.ts";
import type { Config } from "../core/config.ts";
import { declaringLabels } from "../core/declared.ts";
import { documentMarker } from "../core/document-marker.ts";
import { addDays, isoDateIn } from "../core/due.ts";
import { hasLabel, isOurOwn } from "../core/incident.ts";
import type { Intent, OpenPostmortem, RunCommands } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { labelOf } from "../core/labels.ts";
import { peopleOf } from "../core/participants.ts";
import { dueFrom, dueOf, newDocument, ownerOf, postmortemTitle } from "../core/postmortem.ts";
import { isRefusedForGood, Problem } from "../core/problem.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatIssue, type RepoRef, repoOf, sameRepo } from "../core/reference.ts";
import { tellOpening } from "../core/tell-opening.ts";
import type { World } from "../ports.ts";
import { announce } from "./steps/announce.ts";
import { severityBefore } from "./steps/commands/severity-before.ts";
import { configOf } from "./steps/config.ts";
import { declarationOf } from "./steps/declaration.ts";
import { ensureLabels } from "./steps/ensure.ts";
import { firstDayLine } from "./steps/first-day.ts";
import { homeOf, isSensitive, type NoHome, sensitiveHomeOf } from "./steps/home.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { doubtSeen, recallPostmortem, rememberPostmortem, seen } from "./steps/memory.ts";
import { movedHere } from "./steps/moved-here.ts";
import { forgetRefusal, refuseHome, tellRefusal } from "./steps/tell-refusal.ts";
import { isPrivate, usableTemplate } from "./steps/template.ts";
import { wordsOf } from "./steps/words.ts";

/** Opens the one postmortem of an incident and says so there. Asked again, it finds everything done. */
export async function openPostmortem(asked: OpenPostmortem, world: World): Promise<Intent[]> {
  const { records, github } = world;
  const known = await recallPostmortem(records, asked.incident);
  // A backfill that was interrupted does again what follows from the opening.
  if (known?.announced && !asked.backfill) return [];
  const incident = await github.issue(asked.incident);
  const config = await configOf(world, asked.incident);
  const intent = incident ? { ...asked, ...(await declarationOf(incident, asked, config, world)) } : asked;
  const refusal = known ? null : await whyNot(incident, intent, config, world);
  if (!incident || refusal) {
    world.log.info(
      { incident: formatIssue(intent.incident) },
      `no postmortem: ${refusal ?? "there is no such issue, or none any more"}`,
    );
    await forgetRefusal(world, intent.incident);
    return [];
  }
  const comments = incident.commentCount !== 0 ? await world.github.comments(incident.ref) : [];
  const other = known ? null : await movedHere(world, incident, comments);
  if (other) return [{ kind: "refresh-postmortem", incident: other }];
  // A comment's webhook may come before that of the label, and an incident may be talked about before it is called one.
  const before = comments.flatMap((comment) => foundIn(comment, incident.ref) ?? []);
  const record = known ?? (await findOrOpen(incident, intent, before, config, world));
  if (!record) return [];
  if (!record.announced) await tell(incident, record, config, intent, world);
  await rememberPostmortem(records, { ...record, announced: true });
  // Somebody may have edited the document before it was known here whose it is: then that webhook meant nothing.
  await doubtSeen(records, record.ref);
  return [
    ...before,
    { kind: "refresh-postmortem", incident: incident.ref },
    { kind: "sync-postmortem", incident: incident.ref },
    // The first one of a repository would else wait for the daily sweep.
    { kind: "remind-owners", repo: repoOf(record.ref), at: null },
  ];
}

async function findOrOpen(
  incident: Issue,
  intent: OpenPostmortem,
  before: RunCommands[],
  config: Config,
  world: World,
): Promise<PostmortemRecord | null> {
  const usual = await homeOf(world, incident.ref, config);
  // Also a sensitive one's may stand there: opened before anybody called it so.
  const learnt = await recallAfterLearning(world, incident, usual, config);
  if (learnt) return learnt;
  const secret = isSensitive(incident.labels, config);
  const home = secret ? await sensitiveHomeOf(world, incident.ref, usual, config) : usual;
  if ("why" in home) {
    await refuse(intent, home, config, world);
    return null;
  }
  const found = sameRepo(home, usual) ? null : await recallAfterLearning(world, incident, home, config);
  if (found) return found;
  const record = await open(incident, intent, before, home, config, world);
  if (record) await rememberPostmortem(world.records, record);
  if (record) await forgetRefusal(world, incident.ref);
  return record;
}

async function recallAfterLearning(
  world: World,
  { ref }: Issue,
  home: RepoRef,
  config: Config,
): Promise<PostmortemRecord | null> {
  await learnRepository(world, home, config);
  return recallPostmortem(world.records, ref);
}

async function refuse(intent: OpenPostmortem, none: NoHome, config: Config, world: World): Promise<void> {
  // Of an old incident the one who waits is at the command line, not on the issue.
  if (intent.backfill)
    throw new Problem(
      `The postmortem of ${formatIssue(intent.incident)} opens in a private repository only, and there is none for it`,
      "Set `sensitive.repository` to a private repository of the same owner where the app is installed.",
    );
  await refuseHome(intent, none, world.words(config.locale), world);
}

/** The webhook only said where to look: what counts is how the incident stands now, and who asked. */
async function whyNot(
  incident: Issue | null,
  { by, backfill }: OpenPostmortem,
  config: Config,
  { github, self }: World,
): Promise<string | null> {
  if (!incident) return null;
  if (!hasLabel(incident.labels, declaringLabels(config)))
    return "none of its labels is among incident.labels or retrospective.labels";
  if (isOurOwn(incident, self)) return "the app's own issues are no incidents";
  // An issue form applies its labels for anybody; an App can only label where it may write issues. Whoever runs a backfill holds
  // the credentials, as with `postmortem open`: the person who labelled it years ago may have left.
  const trusted =
    backfill !== undefined ||
    config.incident.open_for === "everyone" ||
    by.isBot ||
    (await github.may(incident.ref, by.login, "triage"));
  return trusted
    ? null
    : "whoever labelled it may not triage here; a person with triage permission can label it";
}

async function open(
  incident: Issue,
  intent: OpenPostmortem,
  before: RunCommands[],
  home: RepoRef,
  config: Config,
  world: World,
): Promise<PostmortemRecord | null> {
  const words = world.words(config.locale);
  const stated = await severityBefore(before, config, words.say, world);
  const told = tellOpening(incident, { ...intent, stated }, config, words, world.self);
  const { isRetrospective, declared } = told;
  const severity = isRetrospective ? null : told.severity;
  const about = { labels: incident.labels, severity, isRetrospective };
  const template = await usableTemplate(world, incident.ref, config, about, words);
  const owner = ownerOf(incident, intent.by, config);
  const opening = { ...told.opening, home, owner, isPrivate: await isPrivate(home, template, world) };
  const said = {
    ...{ incident: incident.ref, locale: words.locale, template: template.name, isRetrospective },
    ...(isSensitive(incident.labels, config) ? { isSensitive: true } : {}),
  };
  const answers = answersOf(incident, home, words.say);
  const { body, fields } = newDocument(documentMarker(said), template.nodes, opening, answers);
  const label = labelOf("postmortem", config.labels.postmortem, words.say);
  try {
    await ensureLabels(world, home, [label]);
    const { number, id, issue } = await world.github.apply({
      kind: "create-issue",
      effect: `postmortem/${formatIssue(incident.ref)}`,
      repo: home,
      title: postmortemTitle({ incident, isRetrospective, say: words.say }),
      body,
      labels: [label.name],
      assignees: owner ? [owner] : [],
      milestone: null,
    });
    if (number === undefined || id === undefined) return null;
    if (issue) await seen(world.records, issue);
    return {
      ...said,
      incidentTitle: incident.title,
      severity,
      openedAt: incident.createdAt,
      closedAt: incident.closedAt,
      ref: { ...home, number },
      id,
      declared,
      ...(intent.backfill && { backfilledAt: intent.backfill.at }),
      announced: false,
      facts: told.facts,
      fields,
      timeline: told.timeline,
      ...(told.times && { times: told.times, foundTimes: told.foundTimes }),
      items: [],
      ignored: [],
      untold: [],
      told: [],
      lost: [],
      soaking: {},
      people: peopleOf(incident, { comments: [], declared }),
      allDone: false,
    };
  } catch (error) {
    // Of an old incident the one who waits is at the command line, not on the issue.
    if (!isRefusedForGood(error) || intent.backfill) throw error;
    await tellRefusal(incident, home, error, isRetrospective, words, world);
    return null;
  }
}

/** Notes when it is due, and says so on the incident, unless that was asked to stay quiet. */
async function tell(
  incident: Issue,
  record: PostmortemRecord,
  config: Config,
  { at, by, backfill }: OpenPostmortem,
  world: World,
): Promise<void> {
  const { say } = wordsOf(world, record);
  const severity = record.severity ?? undefined;
  record.dueWords = dueOf(incident, dueFrom(record) ?? at, config, say, severity).words;
  const exampleDue = addDays(isoDateIn(world.now, config.time_zone), config.due.P1);
  if (backfill?.quiet) record.announcement = { id: 0, print: "", exampleDue };
  else {
    const links = (await firstDayLine(world, incident.ref, config, wordsOf(world, record))) ?? "";
    await announce(world, record, { owner: ownerOf(incident, by, config), exampleDue, config, links });
  }
}
