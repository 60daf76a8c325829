import { type Digest, LESSONS, type Lesson } from "../digest/digest.ts";
import type { IncidentFacts } from "../figures/facts.ts";
import { measure } from "../figures/measures.ts";
import { shortMinutes } from "../figures/words.ts";
import type { FollowUp } from "../follow-up.ts";
import { ENDINGS } from "../life/ending.ts";
import { escapeInline } from "../markdown.ts";
import { makeMarker } from "../markers.ts";
import { foldWords } from "../reading/fold-words.ts";
import type { Ending } from "../record.ts";
import { type IssueRef, type RepoRef, shortIssue } from "../reference.ts";
import { foldSections } from "../summary/fold.ts";
import { closedLine, followUpLine, overdueLine, quietly, shorten } from "../summary/lines.ts";
import { byDue } from "../summary/standing.ts";
import { leftOutWords } from "../summary/summary-view.ts";
import type { PhraseName, Say } from "../words.ts";
import type { Cadence, ReviewPeriod } from "./review-period.ts";

/** A postmortem that was closed in the period. */
export type FinishedReport = { document: IssueRef; incident: IncidentFacts; digest: Digest | null };

export type Review = {
  cadence: Cadence;
  reviewed: ReviewPeriod;
  /** `YYYY-MM-DD`, the day on which it is posted. */
  today: string;
  home: RepoRef;
  timeZone: string;
  finished: FinishedReport[];
  /** Postmortems that are still open. */
  unfinished: number;
  /** How those of the period ended that nobody wrote. */
  ended: Ending["how"][];
  /** Action items that were closed in the period, and those that are open now. */
  closed: FollowUp[];
  pending: FollowUp[];
  /** Where all of a kind can be seen. */
  links: { open: string; closed: string; postmortems: string };
  /** How many repositories are not told of, because not everybody here may read them. */
  leftOut: number;
  /** Pictures and figures, Markdown; "" for none. */
  figures: string;
};

/** So many lines of a part are seen at once; code points of a title and of a sentence; UTF-16 units in all. */
const TOP = 6;
const TITLE_LIMIT = 80;
const SENTENCE_LIMIT = 160;
const LIMIT = 60_000;
/** So many reports are named beside a lesson. */
const MOST_REPORTS = 12;

const LEARNED: Record<Lesson, PhraseName> = {
  incident: "review.learned-incident",
  response: "review.learned-response",
  prevention: "review.learned-prevention",
};

/** Whether there is anything to look back on, or to remember. */
export function isWorthReviewing({ finished, unfinished, closed, pending }: Review): boolean {
  return finished.length + unfinished + closed.length + pending.length > 0;
}

/** What the template `summary` shows of a month or quarter; it takes `limit` UTF-16 units at most, figures included. */
export function reviewView(review: Review, say: Say, limit: number = LIMIT): object {
  const { cadence, reviewed, home, finished, links, leftOut, figures } = review;
  const reports = finished.toSorted(byWeight);
  const lessons = LESSONS.map((kind) => ({
    title: say(LEARNED[kind]),
    link: links.postmortems,
    lines: lessonLines(reports, kind, home),
  }));
  const parts = [
    {
      title: say("review.finished"),
      link: links.postmortems,
      lines: reports.map((report) => reportLine(report, home, say)),
    },
    ...lessons,
    ...followUps(review, say),
  ];
  return {
    marker: makeMarker("review", { period: reviewed.name }),
    title: say(`review.title-${cadence}`, { period: reviewed.words }),
    counts: countsOf(review, say).join(" · "),
    leftOut: leftOutWords(leftOut, say),
    sections: foldSections(parts, { limit: limit - figures.length, top: TOP }),
    figures,
  };
}

/** What is late stands first: that is what a lead can still change. */
function followUps({ closed, pending, home, today, timeZone, links }: Review, say: Say) {
  const isLate = ({ due }: FollowUp) => due !== null && due < today;
  const lineOfOpen = (item: FollowUp) =>
    isLate(item) ? overdueLine(item, { today }, home, quietly(say), say) : followUpLine(item, home, say);
  const linesOfClosed = (items: FollowUp[]) =>
    items.toSorted(byClosing).map((item) => closedLine(item, home, timeZone, say));
  const done = closed.filter((item) => !isDropped(item));
  return [
    {
      title: say("review.pending"),
      link: links.open,
      lines: pending.toSorted(byDue).map(lineOfOpen),
    },
    { title: say("review.implemented"), link: links.closed, lines: linesOfClosed(done) },
    { title: say("review.dropped"), link: links.closed, lines: linesOfClosed(closed.filter(isDropped)) },
  ];
}

function countsOf({ finished, unfinished, ended, closed, pending, today }: Review, say: Say): string[] {
  const done = closed.filter((item) => !isDropped(item));
  const merged = done.filter(
    ({ evidence }) => evidence?.kind === "pull" || evidence?.kind === "commit",
  ).length;
  const late = pending.filter(({ due }) => due !== null && due < today).length;
  return [
    say("review.count-finished", { count: finished.length }),
    ...(unfinished > 0 ? [say("review.count-still-open", { count: unfinished })] : []),
    ...(ended.length > 0
      ? [say("review.count-ended", { count: ended.length, how: endedWords(ended, say) })]
      : []),
    say("review.count-implemented", { count: done.length, merged }),
    say("review.count-pending", { count: pending.length, late }),
  ];
}

/** `2 duplicates, 1 cancelled` */
function endedWords(ended: Review["ended"], say: Say): string {
  const counts = ENDINGS.map((how) => ({ how, count: ended.filter((one) => one === how).length }));
  const told = counts.filter(({ count }) => count > 0);
  return told.map(({ how, count }) => say(`review.ended-${how}`, { count })).join(", ");
}

function isDropped({ issue, evidence }: FollowUp): boolean {
  return (
    ["not_planned", "duplicate"].includes(issue.stateReason ?? "") ||
    ["not-planned", "duplicate"].includes(evidence?.kind ?? "")
  );
}

/** `#13 Disk full · sev2 · lasted 2 h 15 min · The log volume filled up.` */
function reportLine({ document, incident, digest }: FinishedReport, home: RepoRef, say: Say): string {
  const minutes = lasted(incident);
  const sentence = digest?.summary ?? digest?.primaryCause ?? null;
  return [
    `${shortIssue(document, home)} ${shorten(incident.title, TITLE_LIMIT)}`,
    ...(incident.severity === null ? [] : [`sev${incident.severity}`]),
    ...(minutes === null ? [] : [say("review.lasted", { duration: shortMinutes(minutes, say) })]),
    ...(sentence === null ? [] : [shorten(sentence, SENTENCE_LIMIT)]),
  ].join(" · ");
}

/** As stated, else from its start to its end. */
function lasted(incident: IncidentFacts): number | null {
  const found = [measure(incident, "duration"), measure(incident, "ttr")];
  return found.find((value) => typeof value === "number") ?? null;
}

/** `The alert went to a channel that nobody reads at night (#419, #390)`: what several reports teach in the same words stands first. */
function lessonLines(reports: FinishedReport[], kind: Lesson, home: RepoRef): string[] {
  const taught = new Map<string, { words: string; by: string[] }>();
  for (const { document, digest } of reports)
    for (const words of new Set(digest?.lessons[kind])) {
      const key = foldWords(words) || words;
      const lesson = taught.get(key) ?? { words, by: [] };
      taught.set(key, { ...lesson, by: [...lesson.by, shortIssue(document, home)] });
    }
  return [...taught.values()]
    .sort((a, b) => b.by.length - a.by.length)
    .map(
      ({ words, by }) =>
        `${escapeInline(words)} (${by.slice(0, MOST_REPORTS).join(", ")}${by.length > MOST_REPORTS ? ", …" : ""})`,
    );
}

/** The most severe first, then the latest. */
function byWeight({ incident: a }: FinishedReport, { incident: b }: FinishedReport): number {
  return (
    (a.severity ?? 9) - (b.severity ?? 9) ||
    b.declaredAt.localeCompare(a.declaredAt) ||
    a.ref.number - b.ref.number
  );
}

/** The latest first. */
function byClosing({ issue: a }: FollowUp, { issue: b }: FollowUp): number {
  return (b.closedAt ?? "").localeCompare(a.closedAt ?? "") || a.ref.number - b.ref.number;
}
