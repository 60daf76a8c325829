import { answersOf } from "../core/answers.ts";
import type { Config } from "../core/config.ts";
import { evidenceOf } from "../core/course/evidence.ts";
import { timelineOf } from "../core/course/timeline-of.ts";
import { addDays, isoDateIn } from "../core/due.ts";
import { factsOf } from "../core/facts.ts";
import { findSeverity, hasLabel } from "../core/incident.ts";
import { askedIn, type Intent, notedIn, type OpenPostmortem, statedIn } from "../core/intent.ts";
import type { Issue } from "../core/issue.ts";
import { keyTimesOf } from "../core/key-times/key-times.ts";
import { renderKeyTimes } from "../core/key-times/update-key-times.ts";
import { makeMarker } from "../core/markers.ts";
import { peopleOf } from "../core/participants.ts";
import { dueOf, fillDocument, ownerOf, postmortemTitle, postmortemView } from "../core/postmortem.ts";
import { Refused } from "../core/problem.ts";
import type { PostmortemRecord } from "../core/record.ts";
import { formatIssue, formatRepo, type RepoRef, sameRepo, shortIssue } from "../core/reference.ts";
import { timelineLines } from "../core/timeline.ts";
import type { World } from "../ports.ts";
import { configOf } from "./steps/config.ts";
import { declarationOf } from "./steps/declaration.ts";
import { ensureLabels } from "./steps/ensure.ts";
import { homeOf } from "./steps/home.ts";
import { learnRepository } from "./steps/learn-repository.ts";
import { doubtSeen, recallPostmortem, rememberPostmortem, seen } from "./steps/memory.ts";

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
  const record = known ?? (await findOrOpen(incident, intent, config, world));
  if (!record) return [];
  if (!record.announced) await announce(incident, record, config, intent, world);
  await rememberPostmortem(records, { ...record, announced: true });
  // Somebody may have edited the document before it was known here whose it is: then that webhook meant nothing.
  await doubtSeen(records, record.ref);
  return [
    ...(await askedBefore(incident, world)),
    { kind: "refresh-postmortem", incident: incident.ref },
    { kind: "sync-postmortem", incident: incident.ref },
  ];
}

/** A comment's webhook may come before that of the label, and an incident may be talked about before it is called one. */
async function askedBefore({ ref, commentCount }: Issue, { github }: World): Promise<Intent[]> {
  if (commentCount === 0) return [];
  const intents = (await github.comments(ref)).flatMap((comment): (Intent | null)[] => {
    const asked = askedIn(comment, ref, ref);
    return [asked && { ...asked, found: true }, notedIn(comment, ref, ref), statedIn(comment, ref, ref)];
  });
  return intents.filter((intent) => intent !== null);
}

async function findOrOpen(
  incident: Issue,
  intent: OpenPostmortem,
  config: Config,
  world: World,
): Promise<PostmortemRecord | null> {
  const home = await homeOf(world, incident.ref, config);
  await learnRepository(world, home, config);
  const found = await recallPostmortem(world.records, incident.ref);
  if (found) return found;
  const record = await open(incident, intent, home, config, world);
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
  if (!hasLabel(incident.labels, config.incident.labels)) return "it carries no incident label any more";
  if (incident.author.login === self) return "the app's own issues are no incidents";
  // An issue form applies its labels for anybody; an App can only label where it may write issues.
  const trusted =
    config.incident.open_for === "everyone" || by.isBot || (await github.mayTriage(incident.ref, by.login));
  return trusted
    ? null
    : "whoever labelled it may not triage here; a person with triage permission can label it";
}

async function open(
  incident: Issue,
  intent: OpenPostmortem,
  home: RepoRef,
  config: Config,
  world: World,
): Promise<PostmortemRecord | null> {
  const declared = { by: intent.by.login, at: intent.at };
  const { value, source } = dueOf(incident, intent.at, config);
  const due = { value, source };
  const facts = factsOf(incident, { comments: [], declared, timeZone: config.time_zone, due });
  const evidence = evidenceOf(incident, declared);
  const timeZone = config.time_zone;
  const options = { timeZone, self: world.self, incidentLabels: config.incident.labels, before: [] };
  const timeline = timelineLines(timelineOf(evidence, options), timeZone);
  const foundTimes = keyTimesOf(evidence, { timeZone, trigger: null, fix: null, set: {} });
  const { table: keyTimes, written: times } = renderKeyTimes(foundTimes, { timeZone, render: world.render });
  const known = { facts, timeline, keyTimes, durations: times.durations };
  const blank = world.render("rit", postmortemView(incident, known, home));
  const { body, fields } = fillDocument(blank, answersOf(incident, home));
  const owner = ownerOf(incident, intent.by);
  const label = { name: config.labels.postmortem, color: "5319e7", description: "What an incident taught" };
  try {
    await ensureLabels(world, home, [label]);
    const { number, id, issue } = await world.github.apply({
      kind: "create-issue",
      effect: `postmortem/${formatIssue(incident.ref)}`,
      repo: home,
      title: postmortemTitle(incident),
      body,
      labels: [label.name],
      assignees: owner ? [owner] : [],
      milestone: null,
    });
    if (number === undefined || id === undefined) return null;
    if (issue) await seen(world.records, issue);
    const severity = findSeverity(incident)?.severity ?? null;
    return {
      incident: incident.ref,
      incidentTitle: incident.title,
      severity,
      openedAt: incident.createdAt,
      closedAt: incident.closedAt,
      ref: { ...home, number },
      id,
      declared,
      announced: false,
      facts,
      fields,
      timeline,
      times,
      foundTimes,
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
    await tellRefusal(incident, home, error, world);
    return null;
  }
}

/** The document could not be made, and somebody is waiting for it: the incident is the one place where they look. */
async function tellRefusal(
  incident: Issue,
  home: RepoRef,
  error: Refused,
  { github, render, log }: World,
): Promise<void> {
  const problem = `The postmortem could not be opened in ${formatRepo(home)}. ${error.message}. ${error.remedy} Then take the label off and put it on again.`;
  log.warn({ incident: formatIssue(incident.ref) }, problem);
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
  const owner = ownerOf(incident, intent.by);
  const body = world.render("comment-opened", {
    marker: makeMarker("opened"),
    postmortem: shortIssue(record.ref, incident.ref),
    elsewhere: !sameRepo(record.ref, incident.ref),
    owner,
    due: dueOf(incident, record.declared?.at ?? intent.at, config).words,
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
