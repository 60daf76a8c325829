import fc from "fast-check";
import type { FollowUpFacts, IncidentFacts } from "../../../src/core/figures/facts.ts";
import type { Severity } from "../../../src/core/incident.ts";

/** Seconds while developing; CI runs the laws longer. */
export const RUNS = Number(process.env.LAW_RUNS ?? 150);

/** Milliseconds for so many runs of a law that Mermaid reads pictures for. */
export const PATIENCE = Math.max(20_000, RUNS * 200);

const REF = { owner: "acme", repo: "shop", number: 1 };

/** An incident of which nobody stated anything, but for what is given. */
export function incident(given: Partial<IncidentFacts> = {}): IncidentFacts {
  return {
    ref: REF,
    title: "Disk full",
    severity: null,
    category: null,
    areas: [],
    origin: null,
    impactTypes: [],
    started: null,
    detected: null,
    acknowledged: null,
    mitigated: null,
    resolved: null,
    declaredAt: "2026-03-10T12:00:00Z",
    closedAt: null,
    durationMinutes: null,
    usersAffected: null,
    url: "https://github.com/acme/shop/issues/1",
    ...given,
  };
}

/** An open follow-up without owner and date, but for what is given. */
export function followUp(given: Partial<FollowUpFacts> = {}): FollowUpFacts {
  return {
    ref: { ...REF, number: 2 },
    title: "Alert on disks",
    incident: REF,
    severity: null,
    owner: null,
    openedAt: "2026-03-10T12:00:00Z",
    closedAt: null,
    due: null,
    dueIsDefault: false,
    closedWith: null,
    url: "https://github.com/acme/shop/issues/2",
    ...given,
  };
}

/** Words that pictures, tables and pages could stumble over. */
export const NASTY = [
  ...[
    '"',
    "'",
    "end",
    "%%",
    "%%{init: {}}%%",
    ";",
    "#35;",
    "[",
    "]",
    "(",
    "{",
    "```",
    "`x`",
    "$$x$$",
    "\n",
    "\r\n",
  ],
  ...[
    "@ana",
    "@acme/team",
    "closes #1",
    "<b>",
    "-->",
    "<!-- x -->",
    "|",
    "\\",
    "&quot;",
    "😀",
    "👩‍👩‍👧",
    "\u0000",
  ],
  ...[
    "\u202e",
    "\u2066",
    "\ud800",
    "ﬂ°°35¶ß",
    "accTitle: x",
    "title",
    "__proto__",
    "x-axis",
    "pie",
    "not stated",
  ],
  ...["all others", "=1+1", "caffè", "日本語", "عربي", "~~", "*a*", "_a_", "a, b", "</details>"],
];
export const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 6 })
  .map((parts) => parts.join(" "));

const moment = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const words = fc.oneof(nasty, fc.constantFrom("checkout", "Checkout", " checkout", "search"));

export const anyIncident = fc
  .record({
    severity: maybe(fc.constantFrom<Severity[]>(0, 1, 2, 3, 4)),
    category: maybe(words),
    areas: fc.array(words, { maxLength: 3 }),
    origin: maybe(words),
    impactTypes: fc.array(words, { maxLength: 3 }),
    started: maybe(moment),
    detected: maybe(fc.oneof(moment, nasty)),
    acknowledged: maybe(moment),
    mitigated: maybe(moment),
    resolved: maybe(moment),
    declaredAt: moment,
    durationMinutes: maybe(fc.integer({ min: -1, max: 9999 })),
    usersAffected: maybe(fc.nat()),
  })
  .map(incident);

export const anyFollowUp = fc
  .record({
    title: words,
    openedAt: moment,
    closedAt: maybe(moment),
    due: maybe(moment.map((at) => at.slice(0, 10))),
    closedWith: maybe(fc.constantFrom("evidence" as const, "reason" as const, "nothing" as const)),
  })
  .map(followUp);

export const timeZone = fc.constantFrom(
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Apia",
);
