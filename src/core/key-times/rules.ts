import type { IncidentEvidence } from "../course/evidence.ts";
import { isoOf } from "../course/instants.ts";
import { linkOrWords } from "../course/safe-text.ts";
import { type LabelEvent, stageLabels } from "../course/status-labels.ts";
import { foldWords } from "../reading/fold-words.ts";
import { wordSet } from "../reading/word-patterns.ts";
import { shortIssue } from "../reference.ts";
import type { Say } from "../words.ts";
import { courseOf, type End } from "./course-of-end.ts";
import type { KeyTime, KeyTimeName, KeyTimes, KeyTimesOptions } from "./key-times.ts";
import { effectOf } from "./production.ts";
import { type Told, tellsOnlyDays, toldIn } from "./told.ts";

/** What the rules look at. `times` are those found so far: `RULES` come in their order. */
export type Grounds = {
  evidence: IncidentEvidence;
  options: KeyTimesOptions;
  times: KeyTimes;
  told: Told[];
  /** Of what happened on GitHub only the days are known: no time of day is told by it. */
  hasOnlyDays: boolean;
  end: End;
};
type Rule = (grounds: Grounds) => KeyTime | null;

export function groundsOf(evidence: IncidentEvidence, options: KeyTimesOptions, times: KeyTimes): Grounds {
  const told = toldIn(evidence, options.timeZone);
  return {
    evidence,
    options,
    times,
    told,
    hasOnlyDays: tellsOnlyDays(evidence),
    end: courseOf(evidence, told),
  };
}

/** Of each key time where it is taken from: the first that holds. */
export const RULES: Record<KeyTimeName, Rule[]> = {
  started: [setBy("started"), startStated, triggerInEffect],
  detected: [setBy("detected"), detectionStated, alerted, noticedAtTheLatest],
  acknowledged: [setBy("acknowledged"), acknowledgementStated, firstAttention],
  mitigated: [setBy("mitigated"), recoveryStated, fixInEffect],
  resolved: [setBy("resolved"), resolutionStated, closedAsCompleted],
};

const SLACK = 600_000;

function setBy(name: KeyTimeName): Rule {
  return ({ options }) => {
    const set = options.set[name];
    if (!set || Number.isNaN(Date.parse(set.at))) return null;
    const { say } = options;
    const source = linkOrWords(say("key-times.source-comment", { person: set.by }), set.url);
    return { at: set.at, rule: say("key-times.rule-set"), source };
  };
}

/** Harm that began after it was known of is somebody's own. */
function startStated({ told, evidence, options: { say } }: Grounds): KeyTime | null {
  const { incident, declared } = evidence;
  const known = declared
    ? Math.max(Date.parse(declared.at), Date.parse(incident.createdAt)) + SLACK
    : Infinity;
  const starts = told.filter(({ what, at }) => what === "started" && !(at > known));
  return stated(earliest(starts), evidence, say);
}

function triggerInEffect({ options, evidence }: Grounds): KeyTime | null {
  const { trigger, say } = options;
  const effect = trigger && effectOf(trigger, evidence.changes, say);
  if (!effect) return null;
  return {
    at: effect.at,
    rule: say(`key-times.rule-trigger-${effect.how}`),
    source: linkOrWords(effect.label, effect.url),
  };
}

function detectionStated({ told, evidence, options: { say } }: Grounds): KeyTime | null {
  return stated(earliest(told.filter(({ what }) => what === "detected")), evidence, say);
}

const ALERT =
  /\bfiring\b|\balert(?:s|ed)?\b|\balarm\b|\bis (?:\*\*)?down\b|\bwas (?:\*\*)?down\b|\boutage\b|\bcritical\b|\btriggered\b|\bunhealthy\b|\bpaged\b|🛑|🔥|🚨/iu;

function alerted(grounds: Grounds): KeyTime | null {
  const { incident, comments } = grounds.evidence;
  const opening = {
    at: incident.createdAt,
    by: incident.author,
    url: incident.url,
    text: `${incident.title}\n${incident.body}`,
  };
  const said = comments.map(({ createdAt: at, author: by, url, body: text }) => ({ at, by, url, text }));
  const [first] = [...(incident.isPullRequest ? [] : [opening]), ...said]
    .filter(({ at, by, text }) => by.isBot && ALERT.test(text.slice(0, 4000)) && mayBeDetection(at, grounds))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const latest = noticedAtTheLatest(grounds);
  if (!first || grounds.hasOnlyDays || (latest && Date.parse(latest.at) < Date.parse(first.at))) return null;
  const rule = grounds.options.say("key-times.rule-alert");
  return { at: first.at, rule, source: linkOrWords(first.by.login, first.url) };
}

/** Whoever opens it knows of it, and so does whoever works on it. */
function noticedAtTheLatest(grounds: Grounds): KeyTime | null {
  const { incident, declared } = grounds.evidence;
  const { say } = grounds.options;
  const [at, rule] = incident.isPullRequest
    ? [declared?.at, say("key-times.rule-declared")]
    : [incident.createdAt, say("key-times.rule-opened")];
  const opened =
    at && !grounds.hasOnlyDays
      ? [{ at, rule, source: linkOrWords(shortIssue(incident.ref, incident.ref), incident.url) }]
      : [];
  const working = acknowledgementStated(grounds);
  const worked = working ? [{ ...working, rule: say("key-times.rule-worked-on") }] : [];
  const [first] = [...opened, ...worked]
    .filter(({ at }) => mayBeDetection(at, grounds))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return first ?? null;
}

/** An issue that was opened before it began was about something else, one that was opened when it was over tells of the past. */
function mayBeDetection(iso: string, { times, end }: Grounds): boolean {
  const at = Date.parse(iso);
  if (Number.isNaN(at) || (times.started && at < Date.parse(times.started.at))) return false;
  const over = Math.min(end.recovered?.at ?? Infinity, end.resolved?.at ?? Infinity);
  return at <= over;
}

function acknowledgementStated({ told, evidence, options: { say } }: Grounds): KeyTime | null {
  const isFirstWord = ({ by, at }: Told) =>
    !evidence.comments.some(
      ({ author, createdAt }) => author.login === by.login && Date.parse(createdAt) < at,
    );
  const firsts = told.filter(
    (one) => one.what === "acknowledged" && !one.by.isBot && (!one.isAlone || isFirstWord(one)),
  );
  const labels = stageLabels(evidence.history, "acknowledged");
  const said = stated(earliest(firsts), evidence, say);
  const labelled = labels[0] ? labelTime(labels[0], evidence, say) : null;
  return said && labelled && Date.parse(labelled.at) < Date.parse(said.at) ? labelled : (said ?? labelled);
}

/** Words with which somebody only says that they have the same trouble. */
const ME_TOO = wordSet(`
  1, same, here, issue, problem, error, me, too, for, us, also, seeing, see, this, it, the, ditto, as, well, i, we, have, having, getting, can, confirm, yes, yup, yep, experiencing, on, my, our, end, eu, tambem, aqui, mesmo, problema, erro, o, yo, tambien, el, moi, aussi, pareil, ici, ich, auch, hier, bei, mir
`);

function isMeToo(body: string): boolean {
  return foldWords(body.slice(0, 200))
    .split(" ")
    .every((word) => word === "" || ME_TOO.has(word));
}

/** The first sign that a person other than the reporter took note: an answer, a label, somebody who was put on it. */
function firstAttention({ evidence, end, hasOnlyDays, options: { say } }: Grounds): KeyTime | null {
  if (hasOnlyDays) return null;
  const { incident, comments, history } = evidence;
  const reporter = incident.author;
  const isOther = (by: { login: string; isBot: boolean } | null) =>
    by !== null && !by.isBot && (reporter.isBot || by.login !== reporter.login);
  const answers = comments
    .filter(({ author, body }) => isOther(author) && !isMeToo(body))
    .map(({ createdAt: at, author, url }) => ({
      at,
      rule: say("key-times.rule-first-answer"),
      label: say("key-times.source-comment", { person: author.login }),
      url,
    }));
  const opened = Date.parse(incident.createdAt);
  const own = shortIssue(incident.ref, incident.ref);
  const signs = history.flatMap(({ kind, at, by, url }) => {
    const isOnOpening = Date.parse(at) - opened < 60_000 && !isOther(by);
    if (kind === "assigned" && !by?.isBot && !isOnOpening)
      return [{ at, rule: say("key-times.rule-first-assignment"), label: own, url }];
    return kind === "labeled" && isOther(by)
      ? [{ at, rule: say("key-times.rule-first-label"), label: own, url }]
      : [];
  });
  const over = Math.min(...[end.recovered, end.resolved, end.closed].map((each) => each?.at ?? Infinity));
  const [first] = [...answers, ...signs]
    .filter(({ at }) => Date.parse(at) >= opened && Date.parse(at) <= over)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  if (!first) return null;
  return { at: first.at, rule: first.rule, source: linkOrWords(first.label, first.url || incident.url) };
}

function recoveryStated({ end, evidence, options: { say } }: Grounds): KeyTime | null {
  return endTime(end.recovered, evidence, say);
}

function resolutionStated({ end, evidence, options: { say } }: Grounds): KeyTime | null {
  return endTime(end.resolved, evidence, say);
}

/** A fix that was in effect before it all came back mended nothing. */
function fixInEffect({ options, evidence, end }: Grounds): KeyTime | null {
  const { fix, say } = options;
  const effect = fix && effectOf(fix, evidence.changes, say);
  if (!effect || Date.parse(effect.at) <= end.relapsedAt) return null;
  return {
    at: effect.at,
    rule: say(`key-times.rule-fix-${effect.how}`),
    source: linkOrWords(effect.label, effect.url),
  };
}

function closedAsCompleted({ end, hasOnlyDays, evidence, options }: Grounds): KeyTime | null {
  if (!end.closed?.isCompleted || hasOnlyDays) return null;
  const { incident } = evidence;
  const label = shortIssue(incident.ref, incident.ref);
  return {
    at: isoOf(end.closed.at),
    rule: options.say("key-times.rule-closed"),
    source: linkOrWords(label, end.closed.url || incident.url),
  };
}

function endTime(end: End["recovered"], evidence: IncidentEvidence, say: Say): KeyTime | null {
  if (!end) return null;
  return end.by === "label" ? labelTime(end.event, evidence, say) : stated(end.told, evidence, say);
}

/** A field says it on purpose, and the last of them knows best; then who takes back an earlier word; else the earliest time. */
function earliest(told: readonly Told[]): Told | null {
  const field = told.findLast(({ isField }) => isField) ?? told.findLast(({ corrects }) => corrects);
  return field ?? told.reduce<Told | null>((first, one) => (first && first.at <= one.at ? first : one), null);
}

function stated(told: Told | null, { incident }: IncidentEvidence, say: Say): KeyTime | null {
  if (!told) return null;
  const label = told.isComment
    ? say("key-times.source-comment", { person: told.by.login })
    : shortIssue(incident.ref, incident.ref);
  return { at: isoOf(told.at), rule: say("key-times.rule-stated"), source: linkOrWords(label, told.url) };
}

function labelTime({ at, label, url }: LabelEvent, { incident }: IncidentEvidence, say: Say): KeyTime {
  return {
    at: isoOf(Date.parse(at)),
    rule: say("key-times.rule-labelled"),
    source: linkOrWords(label, url || incident.url),
  };
}
