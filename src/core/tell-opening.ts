import type { Config } from "./config.ts";
import { evidenceOf } from "./course/evidence.ts";
import { timelineOf } from "./course/timeline-of.ts";
import { asksRetrospective } from "./declared.ts";
import { type Fact, factsHead, factsOf, renderFacts } from "./facts.ts";
import { findSeverity, type Severity } from "./incident.ts";
import type { OpenPostmortem } from "./intent.ts";
import type { Issue } from "./issue.ts";
import { type KeyTimes, keyTimesOf, type WrittenTimes } from "./key-times/key-times.ts";
import { renderKeyTimes } from "./key-times/update-key-times.ts";
import { formatMoment } from "./moment.ts";
import { dueOf } from "./postmortem.ts";
import type { Opening } from "./template/opening.ts";
import { renderTimeline, timelineLines, type WrittenLine } from "./timeline.ts";
import type { Words } from "./words.ts";

/** What is known of an incident when its document opens: for the document, and to be remembered as written there. */
export type Told = {
  isRetrospective: boolean;
  severity: Severity | null;
  declared: { by: string; at: string };
  facts: Fact[];
  timeline: WrittenLine[];
  times?: WrittenTimes;
  foundTimes?: KeyTimes;
  opening: Omit<Opening, "home" | "owner" | "isPrivate">;
};

/**
 * Tells what the issue alone shows; the rest is found when the document is first refreshed. A retrospective has neither severity
 * nor key times.
 * @param stated the severity that somebody commanded before, which goes before what the issue shows
 * @param words the language of the document
 * @param self the app's own login
 */
export function tellOpening(
  incident: Issue,
  { by, at, backfill, stated }: Pick<OpenPostmortem, "by" | "at" | "backfill"> & { stated: Severity | null },
  config: Config,
  words: Words,
  self: string,
): Told {
  const { time_zone: timeZone, severity: own } = config;
  const { say } = words;
  const declared = { by: by.login, at };
  const isRetrospective = asksRetrospective(incident.labels, config);
  const found = findSeverity(incident, own.labels)?.severity ?? null;
  const severity = isRetrospective ? found : (stated ?? found);
  const { value, source } = dueOf(incident, backfill?.at ?? at, config, say, severity);
  const known = { comments: [], declared, timeZone, severityLabels: own.labels, due: { value, source } };
  const facts = factsOf(incident, { ...known, isRetrospective }, say);
  const evidence = evidenceOf(incident, declared, isRetrospective);
  const labels = { incidentLabels: config.incident.labels };
  const timeline = timelineLines(
    timelineOf(evidence, { timeZone, self, ...labels, before: [], say }),
    timeZone,
  );
  const foundTimes = keyTimesOf(evidence, { timeZone, trigger: null, fix: null, set: {}, say });
  const { table, written } = renderKeyTimes(foundTimes, { timeZone, words });
  return {
    ...{ isRetrospective, severity, declared, facts, timeline },
    ...(isRetrospective ? {} : { times: written, foundTimes }),
    opening: {
      ...{ incident, severity, isRetrospective, say, due: value },
      opened: formatMoment(incident.createdAt, timeZone),
      facts: renderFacts(facts, factsHead(say)),
      keyTimes: isRetrospective ? null : table,
      durations: isRetrospective ? null : written.durations,
      suspects: isRetrospective ? null : "",
      timeline: renderTimeline(timeline),
      progress: say("items.none-yet"),
    },
  };
}
