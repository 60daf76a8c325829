import type { FollowUpFacts, IncidentFacts } from "../../src/core/figures/facts.ts";
import type { Severity } from "../../src/core/incident.ts";
import type { RepoRef } from "../../src/core/reference.ts";
import { createDice, type Dice } from "../support/dice.ts";

/** One year of a made-up company: two repositories in two time zones, each with its own summary. */
export type House = { repo: RepoRef; timeZone: string };
export const BERLIN: House = { repo: { owner: "lakeside", repo: "kasse" }, timeZone: "Europe/Berlin" };
export const NEW_YORK: House = {
  repo: { owner: "lakeside", repo: "checkout" },
  timeZone: "America/New_York",
};
export const HOUSES = [BERLIN, NEW_YORK];

/** Days of 2026, from the first on. Nothing of it depends on a time zone: everything is an instant. */
const YEAR = Date.UTC(2026, 0, 1);
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Where calendars go wrong: at the edges of days, of weeks, of summaries, and in the hours that daylight saving moves. */
const EDGES = [
  ...["2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z"],
  ...["2026-03-09T12:59:59Z", "2026-03-09T13:00:00Z", "2026-03-09T13:30:00Z", "2026-03-02T13:30:00Z"],
  ...["2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"],
  ...["2026-03-23T07:30:00Z", "2026-03-30T06:59:59Z", "2026-03-30T07:00:00Z", "2026-03-30T07:30:00Z"],
  ...["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
  ...["2026-10-19T07:30:00Z", "2026-10-26T07:30:00Z", "2026-10-26T07:59:59Z", "2026-10-26T08:00:00Z"],
  ...["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T04:59:59Z", "2026-11-02T05:00:00Z"],
  ...["2026-10-26T13:30:00Z", "2026-11-02T13:30:00Z", "2026-11-02T13:59:59Z", "2026-11-02T14:00:00Z"],
].map((moment) => Date.parse(moment));

/** What happened to an action item, in order: opened, then closed and reopened by turns. */
type Life = {
  facts: Omit<FollowUpFacts, "closedAt" | "closedWith">;
  moments: { at: number; closedWith: FollowUpFacts["closedWith"] }[];
};

export type Year = {
  /** Everything as it was known at a moment (ISO 8601), in one repository. */
  at(moment: string, house: House): { incidents: IncidentFacts[]; followUps: FollowUpFacts[] };
};

export function generateYear(seed: number): Year {
  const dice = createDice(seed);
  const incidents = incidentDays(dice).map((day, index) => incident(dice, day, index + 1));
  const edged = EDGES.flatMap((at, index) => HOUSES.map(({ repo }) => onTheEdge(incidents, repo, at, index)));
  const lives = Array.from({ length: 400 - edged.length }, (_, index) =>
    life(dice, dice.pick(incidents), index + 1001),
  );
  lives.push(...edged);
  return {
    at(moment, { repo }) {
      const now = Date.parse(moment);
      const here = <One extends { ref: RepoRef }>({ ref }: One) => ref.repo === repo.repo;
      return {
        incidents: incidents
          .filter(here)
          .filter((one) => Date.parse(one.declaredAt) < now)
          .map((one) => knownAt(one, now)),
        followUps: lives
          .map((one) => standsAt(one, now))
          .filter((one) => one !== null)
          .filter(here),
      };
    },
  };
}

/** 120 days, with two weeks of nothing in August, a quiet end of the year, and a crowded last week of November. */
function incidentDays(dice: Dice): number[] {
  const days: number[] = [];
  while (days.length < 104) {
    const day = dice.below(362);
    const isQuiet = (day >= 214 && day < 228) || day >= 355;
    if (!isQuiet) days.push(day);
  }
  for (let more = 0; more < 16; more++) days.push(327 + dice.below(6));
  return days.sort((a, b) => a - b);
}

const CATEGORIES = [
  "unplanned change",
  "Unplanned change",
  "backup failure",
  "capacity",
  "third party",
  "other",
];
const AREAS = ["checkout", "Checkout", "search", "billing", "login", "e-mail | SMS"];
const ORIGINS = ["Alertmanager", "a support ticket", "reported by customers or users", "PagerDuty"];
const IMPACTS = ["availability", "performance", "integrity", "confidentiality"];
const TITLES = [
  "Disk full",
  "Payments time out",
  "Search is slow",
  "Nobody can log in",
  "Mails arrive twice",
];

function incident(dice: Dice, day: number, number: number): IncidentFacts {
  const { repo } = dice.pick(HOUSES);
  const started = YEAR + day * DAY + dice.below(24 * 60) * MINUTE + dice.below(60) * 1000;
  const detected = started + dice.below(90) * MINUTE;
  const acknowledged = detected + dice.below(30) * MINUTE;
  const mitigated = acknowledged + dice.below(240) * MINUTE;
  const resolved = mitigated + dice.below(3 * 24 * 60) * MINUTE;
  const declared = EDGES[number - 30] ?? detected + dice.below(45) * MINUTE;
  const stated = (at: number) => (dice.oneIn(4) ? null : spelled(dice, at));
  const some = (from: string[]) => Array.from({ length: dice.below(3) }, () => dice.pick(from));
  return {
    ref: { ...repo, number },
    title: dice.pick(TITLES),
    severity: dice.oneIn(6) ? null : (dice.below(5) as Severity),
    category: dice.oneIn(5) ? null : dice.pick(CATEGORIES),
    areas: some(AREAS),
    origin: dice.oneIn(3) ? null : dice.pick(ORIGINS),
    impactTypes: some(IMPACTS),
    started: stated(started),
    // Somebody typed the wrong day: detected before it began.
    detected: dice.oneIn(12) ? spelled(dice, started - DAY) : stated(detected),
    acknowledged: stated(acknowledged),
    mitigated: stated(mitigated),
    resolved: dice.oneIn(15) ? spelled(dice, started - HOUR) : stated(resolved),
    declaredAt: iso(declared),
    closedAt: iso(resolved + dice.below(5) * DAY),
    durationMinutes: dice.oneIn(2) ? null : Math.floor((resolved - started) / MINUTE),
    usersAffected: dice.oneIn(3) ? dice.below(50) * 100 : null,
    url: `https://github.com/${repo.owner}/${repo.repo}/issues/${number}`,
  };
}

/** The same instant in different words, as people write it. */
function spelled(dice: Dice, at: number): string {
  const offset = dice.pick([0, 2, -5]);
  if (offset === 0) return iso(at);
  const sign = offset < 0 ? "-" : "+";
  return iso(at + offset * HOUR).replace("Z", `${sign}0${Math.abs(offset)}:00`);
}

/** Half are closed about when they are due, some early, some late, some never, and some twice. */
function life(dice: Dice, { ref: of, severity, declaredAt }: IncidentFacts, number: number): Life {
  const ref = { owner: of.owner, repo: of.repo, number };
  const opened = Date.parse(declaredAt) + dice.below(9 * 24 * 60) * MINUTE;
  const dueIn = dice.pick([7, 14, 30, 30, 90]);
  const due = dice.oneIn(8) ? null : iso(opened + dueIn * DAY).slice(0, 10);
  const moments: Life["moments"] = [{ at: opened, closedWith: null }];
  const how = () => dice.pick(["evidence", "evidence", "reason", "nothing", null] as const);
  if (!dice.oneIn(5)) {
    const closed = opened + (1 + dice.below(dueIn * 2 * 24 * 60)) * MINUTE;
    moments.push({ at: closed, closedWith: how() });
    if (dice.oneIn(10)) {
      moments.push({ at: closed + 3 * DAY, closedWith: null });
      if (dice.oneIn(2)) moments.push({ at: closed + 12 * DAY, closedWith: how() });
    }
  }
  return {
    facts: {
      ref,
      title: `${dice.pick(["Alert on", "Test", "Document", "Automate"])} ${dice.pick(["backups", "failover", "limits", "rollback"])}`,
      incident: of,
      severity,
      owner: dice.oneIn(6) ? null : dice.pick(["ana", "bo", "cy", "dee"]),
      openedAt: iso(opened),
      due,
      dueIsDefault: due !== null && dice.oneIn(3),
      url: `https://github.com/${ref.owner}/${ref.repo}/issues/${number}`,
    },
    moments,
  };
}

/** Opened two weeks before, due, and closed on the very edge. */
function onTheEdge(incidents: IncidentFacts[], repo: RepoRef, at: number, index: number): Life {
  const incident = incidents.find(({ ref }) => ref.repo === repo.repo)?.ref ?? { ...repo, number: 1 };
  const ref = { ...repo, number: 2001 + index };
  return {
    facts: {
      ref,
      incident,
      title: `Check the clocks (${index + 1})`,
      severity: null,
      owner: index % 3 === 0 ? null : "ana",
      openedAt: iso(at - 14 * DAY),
      due: iso(at - (index % 3) * DAY).slice(0, 10),
      dueIsDefault: index % 2 === 0,
      url: `https://github.com/${ref.owner}/${ref.repo}/issues/${ref.number}`,
    },
    moments: [
      { at: at - 14 * DAY, closedWith: null },
      { at, closedWith: "evidence" },
    ],
  };
}

/** What nobody could know yet is not there. */
function knownAt(one: IncidentFacts, now: number): IncidentFacts {
  const past = (time: string | null) => (time !== null && Date.parse(time) < now ? time : null);
  const { started, detected, acknowledged, mitigated, resolved, closedAt } = one;
  const isOver = past(closedAt) !== null;
  return {
    ...one,
    started: past(started),
    detected: past(detected),
    acknowledged: past(acknowledged),
    mitigated: past(mitigated),
    resolved: past(resolved),
    closedAt: past(closedAt),
    durationMinutes: isOver ? one.durationMinutes : null,
    usersAffected: isOver ? one.usersAffected : null,
  };
}

function standsAt({ facts, moments }: Life, now: number): FollowUpFacts | null {
  const past = moments.filter(({ at }) => at < now);
  const last = past.at(-1);
  if (!last) return null;
  const isClosed = past.length % 2 === 0;
  return {
    ...facts,
    closedAt: isClosed ? iso(last.at) : null,
    closedWith: isClosed ? last.closedWith : null,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
