import { authorsWords } from "../course/authors-words.ts";
import type { IncidentEvidence } from "../course/evidence.ts";
import { DAY_MS } from "../course/instants.ts";
import { sayingsOf } from "../course/sayings.ts";
import type { Account, Comment, Issue } from "../issue.ts";
import { foldWords } from "../reading/fold-words.ts";
import { BACKLOG } from "./recovery-words.ts";
import { type Manner, type Statement, statementsIn } from "./statements.ts";
import { timesInForm, timesInReport } from "./told-in-text.ts";

/** A statement with who made it and where it stands; `isField`: it stands in a field or a timeline, which is said on purpose. */
export type Told = Statement & { by: Account; url: string; isField: boolean; isComment: boolean };

/** Longer comments are reports: they tell of the past, not of this minute. */
const REPORT = 1500;
/** So much is read whole, in all comments together; of what is beyond only the beginnings. */
const COMMENTS_ROOM = 500_000;
const SHORT = 500;

/**
 * Everything that people and bots stated of when things were so, the incident's own text first. What is said of the end without
 * a time after it was closed, or in a text that may have been edited since, is of no time that anybody knows.
 */
export function toldIn(evidence: IncidentEvidence, timeZone: string): Told[] {
  const { incident } = evidence;
  const spoken = spokenIn(evidence);
  const opened = Date.parse(incident.createdAt);
  const body = authorsText(incident.body);
  const [own, ...sayings] = sayingsOf(
    [
      { body, title: incident.title, by: incident.author.login, at: opened },
      ...spoken.map((each) => ({
        body: each.body,
        title: null,
        by: each.author.login,
        at: Date.parse(each.createdAt),
      })),
    ],
    timeZone,
  );
  const piledUp = firstBacklog(incident, spoken);
  const detailed = new Set(withinRoom(spoken, COMMENTS_ROOM));
  const inBody =
    own && !Number.isNaN(opened)
      ? toldInBody(incident, body, {
          ...own,
          // It may have been edited as long as anybody did anything.
          latest: Math.max(own.latest, lastActivity(incident, spoken)),
          isLive: true,
          hadBacklog: piledUp <= opened,
        })
      : [];
  return [
    ...inBody,
    ...spoken.flatMap((comment, place) => {
      const saying = sayings[place];
      if (!saying) return [];
      const words = detailed.has(comment) ? comment.body : comment.body.slice(0, SHORT);
      const manner = { ...saying, isLive: !isLong(comment.body), hadBacklog: piledUp <= saying.at };
      return toldInComment(words, comment, saying.mayBeReport, manner);
    }),
  ];
}

/** The comments with their own words, oldest first. Of a note on the document only what is noted is of the incident. */
function spokenIn({ comments, notes }: IncidentEvidence): Comment[] {
  const known = new Set(notes.map(keyOf));
  const own = new Set(comments.map(keyOf));
  const said = comments.map((each) => ({
    ...each,
    body: authorsText(known.has(keyOf(each)) ? asSaid(each.body) : each.body),
  }));
  const noted = notes
    .filter((note) => !own.has(keyOf(note)))
    .map((note) => ({ ...note, body: authorsText((note.body.match(NOTES) ?? []).map(asSaid).join("\n")) }));
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
function authorsText(body: string): string {
  return authorsWords(body).text;
}

/** The first that have room together, in UTF-16 units. */
function withinRoom(comments: readonly Comment[], room: number): Comment[] {
  let left = room;
  return comments.filter(({ body }) => {
    left -= body.length;
    return left >= 0;
  });
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
  const fields = isReport ? timesInReport(body, manner).map(inField) : [];
  const said = statementsIn(body, manner).map((one) => ({ ...one, isField: false }));
  const told = [...fields, ...said].map((one) => ({ ...one, by, url, isComment: true }));
  return by.isBot && /\[RESOLVED/.test(body) ? told.map(ofAlert) : told;
}

function toldInBody(incident: Issue, body: string, manner: Manner): Told[] {
  const place = { by: incident.author, url: incident.url, isComment: false };
  const statements = statementsIn(`${incident.title}\n\n${body}`, manner).filter(
    ({ what, isTimed }) => isTimed || what === "acknowledged",
  );
  const fields = [...timesInForm(incident.body, manner.order, manner), ...timesInReport(body, manner)];
  return [
    ...fields.map((field) => ({ ...inField(field), ...place })),
    ...statements.map((one) => ({ ...one, ...place, isField: false })),
  ];
}

/** When somebody first told of something that had piled up, in ms since the epoch; infinite where nobody did. */
function firstBacklog(incident: Issue, comments: readonly Comment[]): number {
  const tells = (text: string) => BACKLOG.test(foldWords(text.slice(0, REPORT)));
  if (tells(`${incident.title}\n${incident.body}`)) return -Infinity;
  const first = comments.find(({ body }) => tells(body));
  return first ? Date.parse(first.createdAt) : Infinity;
}

/** Some exports tell only the days: midnight to the second is no moment of anybody's. */
export function tellsOnlyDays({ incident, comments }: IncidentEvidence): boolean {
  return [incident, ...comments].every(({ createdAt }) => Date.parse(createdAt) % DAY_MS === 0);
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
