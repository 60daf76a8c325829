import type { IncidentEvidence } from "../course/evidence.ts";
import { ownWords } from "../course/own-words.ts";
import type { Account, Comment, Issue } from "../issue.ts";
import { type DayOrder, orderOf } from "../reading/days.ts";
import { declared } from "../reading/timeline-events.ts";
import type { Zone } from "../reading/zones.ts";
import type { Saying } from "./moment-when-said.ts";
import { type Manner, type Statement, statementsIn } from "./statements.ts";
import { dayAbout, timesInForm, timesInReport } from "./told-in-text.ts";

/** A statement with who made it and where it stands; `isField`: it stands in a field or a timeline, which is said on purpose. */
export type Told = Statement & { by: Account; url: string; isField: boolean; isComment: boolean };

/** Longer comments are reports: they tell of the past, not of this minute. */
const REPORT = 1500;
/** So much is searched for reports, and read whole, in all comments together; of what is beyond only the beginnings. */
const REPORTS_ROOM = 100_000;
const COMMENTS_ROOM = 500_000;
const SHORT = 500;

/**
 * Everything that people and bots stated of when things were so, the incident's own text first. What is said of the end without
 * a time after it was closed, or in a text that may have been edited since, is of no time that anybody knows.
 */
export function toldIn(evidence: IncidentEvidence, timeZone: string): Told[] {
  const { incident } = evidence;
  const spoken = spokenIn(evidence);
  const sample = [incident.title, incident.body, ...spoken.map(({ body }) => body)]
    .join("\n")
    .slice(0, 200_000);
  const order = orderOf(sample);
  const hasOnlyDays = tellsOnlyDays(evidence);
  const reports = new Set(
    withinRoom(
      spoken.filter(({ body }) => mayBeReport(body)),
      REPORTS_ROOM,
    ),
  );
  const detailed = new Set(withinRoom(spoken, COMMENTS_ROOM));
  const zones = zonesOf(incident, spoken);
  const last = lastActivity(incident, spoken);
  return [
    ...toldInBody(incident, last, timeZone, order, hasOnlyDays),
    ...spoken.flatMap((comment) => {
      const body = detailed.has(comment) ? comment.body : comment.body.slice(0, SHORT);
      const zone = zones.get(comment.author.login);
      const said = { ...sayingAt(Date.parse(comment.createdAt), timeZone, hasOnlyDays), zone };
      const manner = { ...said, order, isLive: !isLong(comment.body) };
      return toldInComment(body, comment, reports.has(comment), manner);
    }),
  ];
}

/** The comments with their own words, oldest first. Of a note on the document only what is noted is of the incident. */
function spokenIn({ comments, notes }: IncidentEvidence): Comment[] {
  const known = new Set(notes.map(keyOf));
  const own = new Set(comments.map(keyOf));
  const said = comments.map((each) => ({
    ...each,
    body: ownWordsOf(known.has(keyOf(each)) ? asSaid(each.body) : each.body),
  }));
  const noted = notes
    .filter((note) => !own.has(keyOf(note)))
    .map((note) => ({ ...note, body: ownWordsOf((note.body.match(NOTES) ?? []).map(asSaid).join("\n")) }));
  return [...said, ...noted]
    .filter(({ createdAt }) => !Number.isNaN(Date.parse(createdAt)))
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.id - b.id);
}

function keyOf({ id, url }: Comment): string {
  return `${id} ${url}`;
}

const NOTES = /^[ \t]*\/timeline[ \t].*$/gm;

/** What `/timeline` tells, as if it were said without. */
function asSaid(body: string): string {
  return body.replace(/^[ \t]*\/timeline[ \t]+/gm, "");
}

/** A comment's own words: no commands, mails and folded parts. */
function ownWordsOf(body: string): string {
  return ownWords(body).text;
}

/** The first that have room together, in UTF-16 units. */
function withinRoom(comments: readonly Comment[], room: number): Comment[] {
  let left = room;
  return comments.filter(({ body }) => {
    left -= body.length;
    return left >= 0;
  });
}

/**
 * Whoever names the zone of their own clock once means it the next time, too. UTC is what they read in logs, and two zones are
 * none.
 */
function zonesOf(incident: Issue, comments: readonly Comment[]): Map<string, Zone> {
  const zones = new Map<string, Zone>();
  for (const { author, body } of [incident, ...comments]) {
    if (!/\d/.test(body)) continue;
    const zone = zones.get(author.login) === null ? null : declared(body.slice(0, 2000));
    if (zone === undefined || zone === 0 || String(zone) === String(["UTC", "any"])) continue;
    const known = zones.get(author.login);
    zones.set(author.login, known !== undefined && String(known) !== String(zone) ? null : zone);
  }
  return zones;
}

/** An alert that is resolved says that it works again, not that the incident is done with. */
function ofAlert(one: Told): Told {
  return one.what === "resolved" ? { ...one, what: "recovered" } : one;
}

function toldInComment(
  body: string,
  { author: by, url }: Comment,
  isReport: boolean,
  manner: Manner,
): Told[] {
  const about = isReport ? { ...manner, day: dayAbout(body, null) } : manner;
  const fields = isReport ? timesInReport(body, about).map(inField) : [];
  const said = statementsIn(body, about).map((one) => ({ ...one, isField: false }));
  const told = [...fields, ...said].map((one) => ({ ...one, by, url, isComment: true }));
  return by.isBot && /\[RESOLVED/.test(body) ? told.map(ofAlert) : told;
}

function toldInBody(
  incident: Issue,
  latest: number,
  timeZone: string,
  order: DayOrder,
  hasOnlyDays: boolean,
): Told[] {
  const at = Date.parse(incident.createdAt);
  if (Number.isNaN(at)) return [];
  const body = ownWordsOf(incident.body);
  const said = sayingAt(at, timeZone, hasOnlyDays);
  const saying = {
    ...said,
    latest: Math.max(said.latest, latest),
    day: dayAbout(body, incident.title),
  };
  const place = { by: incident.author, url: incident.url, isComment: false };
  const text = `${incident.title}\n\n${body}`;
  const statements = statementsIn(text, { ...saying, order, isLive: true }).filter(
    ({ what, isTimed }) => isTimed || what === "acknowledged",
  );
  const fields = [...timesInForm(incident.body, order, saying), ...timesInReport(body, saying)];
  return [
    ...fields.map((field) => ({ ...inField(field), ...place })),
    ...statements.map((one) => ({ ...one, ...place, isField: false })),
  ];
}

const DAY = 86_400_000;

/** Some exports tell only the days: midnight to the second is no moment of anybody's. */
export function tellsOnlyDays({ incident, comments }: IncidentEvidence): boolean {
  return [incident, ...comments].every(({ createdAt }) => Date.parse(createdAt) % DAY === 0);
}

function sayingAt(at: number, timeZone: string, hasOnlyDay: boolean): Saying {
  return { at, latest: hasOnlyDay ? at + DAY : at, timeZone, hasOnlyDay };
}

function inField({ what, at }: { what: Statement["what"]; at: number }) {
  return { what, at, isTimed: true, isAlone: false, corrects: false, isField: true };
}

function lastActivity({ createdAt, updatedAt, closedAt }: Issue, comments: readonly Comment[]): number {
  const moments = [createdAt, updatedAt, closedAt ?? "", ...comments.map((comment) => comment.createdAt)];
  return moments.map((iso) => Date.parse(iso)).reduce((last, at) => (at > last ? at : last), -Infinity);
}

function isLong(body: string): boolean {
  return body.length > REPORT || (body.match(/^#{1,6} /gm)?.length ?? 0) > 1;
}

/** Two times of day, or a day and a label: what is worth being read as a document. */
function mayBeReport(body: string): boolean {
  const clocks = body.slice(0, 20_000).match(/\d[:：h.]\d\d|\d\s?[ap]\.?m\b|\d\s?[시時点點]/giu)?.length ?? 0;
  return (
    clocks > 1 || (clocks === 1 && /\d{4}-\d\d|\d\s?\p{L}{3,9}|\p{L}{3,9}\s\d|\d\/\d|[月월]/u.test(body))
  );
}
