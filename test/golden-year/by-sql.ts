import { DatabaseSync } from "node:sqlite";
import type { FollowUpFacts, IncidentFacts } from "../../src/core/figures/facts.ts";

/**
 * The figures once more, in plain SQL over the same facts: nothing of the app's own arithmetic, calendar or time zones is used.
 * Days are compared as days of the wall clock, which the table of 2026's changes to and from daylight saving gives.
 */
const OFFSETS: Record<string, [since: string, hours: number][]> = {
  "Europe/Berlin": [
    ["2025-10-26T01:00:00Z", 1],
    ["2026-03-29T01:00:00Z", 2],
    ["2026-10-25T01:00:00Z", 1],
  ],
  "America/New_York": [
    ["2025-11-02T06:00:00Z", -5],
    ["2026-03-08T07:00:00Z", -4],
    ["2026-11-01T06:00:00Z", -5],
  ],
};

const SCHEMA = `
  create table shift (since int, seconds int);
  create table incident (id text primary key, declared text, severity int, category text, origin text,
    started text, detected text, acknowledged text, mitigated text, resolved text, duration int, users int);
  create table area (id text, name text);
  create table impact (id text, name text);
  create table follow_up (opened text, closed text, due text, closed_with text, owner text);
`;

/** The wall clock's time of an instant: an SQL expression. */
const wall = (at: string) =>
  `datetime(unixepoch(${at}) + (select seconds from shift where since <= unixepoch(${at}) order by since desc limit 1), 'unixepoch')`;
const day = (at: string) => `date(${wall(at)})`;
const monday = (at: string) => `date(${day(at)}, '-6 days', 'weekday 1')`;

/** In the \`weeks` calendar weeks before the Monday. */
const inPeriod = (at: string) =>
  `${day(at)} >= date(:monday, (-7 * :weeks) || ' days') and ${day(at)} < :monday`;

export type Asked = { monday: string; weeks: number };

export function openFacts(
  { incidents, followUps }: { incidents: IncidentFacts[]; followUps: FollowUpFacts[] },
  timeZone: string,
) {
  const db = new DatabaseSync(":memory:");
  db.exec(SCHEMA);
  fill(db, incidents, followUps, timeZone);
  // Only what a query names may be given to it.
  const rows = (sql: string, given: Record<string, string | number> = {}) =>
    db
      .prepare(sql)
      .all(Object.fromEntries(Object.entries(given).filter(([name]) => sql.includes(`:${name}`))));
  const row = (sql: string, given: Record<string, string | number>) => ({ ...rows(sql, given)[0] });
  const plain = (sql: string, given: Record<string, string | number>) =>
    rows(sql, given).map((one) => ({ ...one }));
  return {
    period: (asked: Asked) => ({
      weeks: plain(WEEKS, asked),
      incidents: {
        ...row(`select count(*) as total from incident where ${inPeriod("declared")}`, asked),
        bySeverity: plain(
          shares("select id, 'sev' || severity as name from incident where severity is not null", "pair.key"),
          asked,
        ),
        byCategory: plain(
          shares("select id, category as name from incident where category is not null"),
          asked,
        ),
        byArea: plain(shares("select id, name from area"), asked),
        byOrigin: plain(shares("select id, origin as name from incident where origin is not null"), asked),
        byImpact: plain(shares("select id, name from impact"), asked),
        ttd: row(spread("(unixepoch(detected) - unixepoch(started))", 60), asked),
        tta: row(spread("(unixepoch(acknowledged) - unixepoch(detected))", 60), asked),
        ttm: row(spread("(unixepoch(mitigated) - unixepoch(started))", 60), asked),
        ttr: row(spread("(unixepoch(resolved) - unixepoch(started))", 60), asked),
        duration: row(spread("duration", 1), asked),
        users: row(spread("users", 1), asked),
      },
      followUps: row(FOLLOW_THROUGH, asked),
    }),
    /** As the summary of that Monday at nine counts them. */
    standing: (asked: Pick<Asked, "monday">) => row(STANDING, asked),
    close: () => db.close(),
  };
}

const WEEKS = `
  with recursive week (week) as (
    select date(:monday, (-7 * :weeks) || ' days')
    union all select date(week, '7 days') from week where date(week, '7 days') < :monday
  )
  select week,
    (select count(*) from incident where ${monday("declared")} = week) as incidents,
    (select count(*) from follow_up where ${monday("opened")} = week) as opened,
    (select count(*) from follow_up where closed is not null and ${monday("closed")} = week) as closed
  from week order by week`;

/** Names told apart without regard to case; the commonest spelling of all that are known is shown. */
const shares = (named: string, order = "count desc, pair.key") => `
  with named as (${named}),
  spelling as (
    select lower(name) as key, name,
      row_number() over (partition by lower(name) order by count(*) desc, name) as rank
    from named group by name
  ),
  ours as (select * from incident where ${inPeriod("declared")}),
  pair as (
    select distinct ours.id, lower(named.name) as key from ours left join named on named.id = ours.id
  )
  select (select name from spelling where spelling.key = pair.key and rank = 1) as name,
    count(*) as count, sum(ours.duration) as minutes, sum(ours.users) as users
  from pair join ours on ours.id = pair.id
  group by pair.key
  order by pair.key is null, ${order}`;

const spread = (difference: string, unit: number) => `
  with ours as (select ${difference} as value from incident where ${inPeriod("declared")}),
  ranked as (
    select value / ${unit} as value, row_number() over (order by value) as rank, count(*) over () as n
    from ours where value >= 0
  )
  select
    (select count(*) from ranked) as measured,
    (select count(*) from ours where value is null) as notStated,
    (select count(*) from ours where value < 0) as impossible,
    (select sum(value) from ranked) as total,
    (select min(value) from ranked where rank * 100 >= n * 50) as median,
    (select min(value) from ranked where rank * 100 >= n * 90) as p90`;

const FOLLOW_THROUGH = `
  with done as (select *, ${day("closed")} as on_day from follow_up where closed is not null and ${inPeriod("closed")}),
  still as (
    select *, julianday(:monday) - julianday(${day("opened")}) as age from follow_up
    where ${day("opened")} < :monday and (closed is null or ${day("closed")} >= :monday)
  ),
  aged as (select age, row_number() over (order by age) as rank, count(*) over () as n from still)
  select
    (select count(*) from follow_up where ${inPeriod("opened")}) as opened,
    (select count(*) from done) as closed,
    (select count(*) from still) as open,
    (select count(*) from still where due < :monday) as overdue,
    (select count(*) from done where on_day <= due) as closedInTime,
    (select count(*) from done where on_day > due) as closedLate,
    (select count(*) from done where due is null) as closedUndated,
    (select count(*) from done where closed_with = 'evidence') as withEvidence,
    (select count(*) from done where closed_with = 'reason') as withReason,
    (select count(*) from done where closed_with = 'nothing') as withNothing,
    (select count(*) from done where closed_with is null) as howNotKnown,
    (select cast(age as int) from aged where rank * 2 >= n order by rank limit 1) as medianAgeDays`;

const STANDING = `
  with still as (select * from follow_up where closed is null),
  before as (
    select * from follow_up
    where ${wall("opened")} < datetime(:monday, '-7 days', '9 hours')
      and (closed is null or ${wall("closed")} >= datetime(:monday, '-7 days', '9 hours'))
  )
  select
    (select count(*) from still) as open,
    (select count(*) from still where due < :monday) as overdue,
    (select count(*) from still where due between :monday and date(:monday, '6 days')) as dueThisWeek,
    (select count(*) from still where due is null or (due > date(:monday, '6 days') and owner is null)) as incomplete,
    (select count(*) from still where owner is null) as unassigned,
    (select count(*) from follow_up where ${wall("closed")} >= datetime(:monday, '-7 days', '9 hours')
      and ${wall("closed")} < datetime(:monday, '9 hours')) as closed,
    (select count(*) from still) - (select count(*) from before) as change`;

function fill(
  db: DatabaseSync,
  incidents: IncidentFacts[],
  followUps: FollowUpFacts[],
  timeZone: string,
): void {
  const insert = (table: string, values: (string | number | null)[]) =>
    db.prepare(`insert into ${table} values (${values.map(() => "?").join(", ")})`).run(...values);
  for (const [since, hours] of OFFSETS[timeZone] ?? [])
    insert("shift", [Date.parse(since) / 1000, hours * 3600]);
  for (const one of incidents) {
    const id = `${one.ref.repo}#${one.ref.number}`;
    insert("incident", [
      ...[id, one.declaredAt, one.severity, one.category, one.origin, one.started, one.detected],
      ...[one.acknowledged, one.mitigated, one.resolved, one.durationMinutes, one.usersAffected],
    ]);
    for (const name of new Set(one.areas)) insert("area", [id, name]);
    for (const name of new Set(one.impactTypes)) insert("impact", [id, name]);
  }
  for (const one of followUps)
    insert("follow_up", [one.openedAt, one.closedAt, one.due, one.closedWith, one.owner]);
}
