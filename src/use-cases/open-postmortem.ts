import { answersOf } from "../core/answers.ts";
import { foundIn } from "../core/commands/commanded.ts";
import type { Config } from "../core/config.ts";
import { declaringLabels } from "../core/declared.ts";
import { documentMarker } from "../core/document-marker.ts";
import { addDays, isoDateIn } from "../core/due.ts";
import { hasLabel } from "../core/incident.ts";
import type { Intent, OpenPostmortem, RunCommands } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { labelOf } from "../core/labels.ts";
import { makeMarker } from "../core/markers.ts";
import { peopleOf } from "../core/participants.ts";
import { dueOf, newDocument, ownerOf, postmortemTitle } from "../core/postmortem.ts";
import { Refused } from "../core/problem.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatIssue, formatRepo, type RepoRef, shortIssue } from "../core/reference.ts";
import { refusalWords } from "../core/refusal.ts";
import { tellOpening } from "../core/tell-opening.ts";
import type { Words } from "../core/words.ts";
import type { World } from "../ports.ts";
import { severityBefore } from "./steps/commands/severity-before.ts";
import { configOf } from "./steps/config.ts";
import { declarationOf } from "./steps/declaration.ts";
import { ensureLabels } from "./steps/ensure.ts";
import { homeOf } from "./steps/home.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { doubtSeen, recallMirror, recallPostmortem, rememberPostmortem, seen } from "./steps/memory.ts";
import { isPrivate, usableTemplate } from "./steps/template.ts";
import { wordsOf } from "./steps/words.ts";

/** Opens the one postmortem of an incident and says so there. Asked again, it finds everything done. */
export async function openPostmortem(asked: OpenPostmortem, world: World): Promise<Intent[]> {
  const { records, github } = world;
  const known = await recallPostmortem(records, asked.incident);
  if (known?.announced) return [];
  const incident = await github.issue(asked.incident);
  const config = await configOf(world, asked.incident);
  const intent = incident ? { ...asked, ...(await declarationOf(incident, asked, config, world)) } : asked;
  const refusal = known ? null : await whyNot(incident, intent, config, world);
  if (!incident || refusal) {
    world.log.info(
      { incident: formatIssue(intent.incident) },
      `no postmortem: ${refusal ?? "the incident is gone"}`,
    );
    return [];
  }
  const before = await askedBefore(incident, world);
  const record = known ?? (await findOrOpen(incident, intent, before, config, world));
  if (!record) return [];
  if (!record.announced) await announce(incident, record, config, intent, world);
  await rememberPostmortem(records, { ...record, announced: true });
  // Somebody may have edited the document before it was known here whose it is: then that webhook meant nothing.
  await doubtSeen(records, record.ref);
  return [
    ...before,
    { kind: "refresh-postmortem", incident: incident.ref },
    { kind: "sync-postmortem", incident: incident.ref },
  ];
}

/** A comment's webhook may come before that of the label, and an incident may be talked about before it is called one. */
async function askedBefore({ ref, commentCount }: Issue, { github }: World): Promise<RunCommands[]> {
  if (commentCount === 0) return [];
  return (await github.comments(ref)).flatMap((comment) => foundIn(comment, ref) ?? []);
}

async function findOrOpen(
  incident: Issue,
  intent: OpenPostmortem,
  before: RunCommands[],
  config: Config,
  world: World,
): Promise<PostmortemRecord | null> {
  const home = await homeOf(world, incident.ref, config);
  await learnRepository(world, home, config);
  const found = await recallPostmortem(world.records, incident.ref);
  if (found) return found;
  const record = await open(incident, intent, before, home, config, world);
  if (record) await rememberPostmortem(world.records, record);
  return record;
}

/** The webhook only said where to look: what counts is how the incident stands now, and who asked. */
async function whyNot(
  incident: Issue | null,
  { by }: OpenPostmortem,
  config: Config,
  { github, self }: World,
): Promise<string | null> {
  if (!incident) return null;
  if (!hasLabel(incident.labels, declaringLabels(config)))
    return "it carries no label that opens one any more";
  if (incident.author.login === self) return "the app's own issues are no incidents";
  // An issue form applies its labels for anybody; an App can only label where it may write issues.
  const trusted =
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
  const said = { incident: incident.ref, locale: words.locale, template: template.name, isRetrospective };
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
    if (!(error instanceof Refused)) throw error;
    await tellRefusal(incident, home, error, isRetrospective, words, world);
    return null;
  }
}

/** The document could not be made, and somebody is waiting for it: the incident is the one place where they look. */
async function tellRefusal(
  incident: Issue,
  home: RepoRef,
  error: Refused,
  isRetrospective: boolean,
  { say, render }: Words,
  { github, log }: World,
): Promise<void> {
  const phrase = isRetrospective ? "problems.retrospective-not-opened" : "problems.not-opened";
  const problem = say(phrase, { repo: formatRepo(home), why: refusalWords(error, say) });
  log.warn(
    { incident: formatIssue(incident.ref), why: error.message },
    `no document in ${formatRepo(home)}: GitHub refused it`,
  );
  try {
    await github.apply({
      kind: "create-comment",
      effect: `refused/${formatIssue(incident.ref)}/${error.status}`,
      issue: incident.ref,
      body: render("comment-refused", { marker: makeMarker("mend"), problem }),
    });
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    log.warn({ incident: formatIssue(incident.ref), why: failure.message }, "nor could the incident be told");
  }
}

/** One comment on the incident. It is never repeated: its effect is the incident's own. */
async function announce(
  incident: Issue,
  record: PostmortemRecord,
  config: Config,
  intent: OpenPostmortem,
  world: World,
): Promise<void> {
  const today = isoDateIn(world.now, config.time_zone);
  const { say, render } = wordsOf(world, record);
  const body = render("comment-opened", {
    marker: makeMarker("opened"),
    isRetrospective: record.isRetrospective ?? false,
    postmortem: shortIssue(record.ref, incident.ref),
    owner: await ownerTold(record, ownerOf(incident, intent.by, config), world),
    due: dueOf(incident, record.declared?.at ?? intent.at, config, say, record.severity ?? undefined).words,
    exampleDue: addDays(today, config.due.P1),
  });
  const effect = `opened/${formatIssue(incident.ref)}`;
  try {
    const mayExist = record.declared === null;
    await world.github.apply({ kind: "create-comment", effect, mayExist, issue: incident.ref, body });
  } catch (error) {
    // A locked conversation takes no comment; the document itself links the incident.
    if (!(error instanceof Refused)) throw error;
    world.log.warn(
      { incident: formatIssue(incident.ref), why: error.message },
      "the incident takes no comment",
    );
  }
}

/** Whoever the document is assigned to: GitHub assigns nobody who has no access there. */
async function ownerTold(
  { ref }: PostmortemRecord,
  wanted: string | null,
  { records }: World,
): Promise<string | null> {
  const document = (await recallMirror(records, ref))?.issue;
  return document ? (document.assignees[0] ?? null) : wanted;
}
