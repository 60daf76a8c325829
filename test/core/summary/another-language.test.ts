import { describe, expect, it } from "vitest";
import { report } from "../../../src/cli/report.ts";
import { digestOf } from "../../../src/core/digest/digest.ts";
import type { Evidence } from "../../../src/core/evidence-mark.ts";
import type { FollowUpFacts, IncidentFacts } from "../../../src/core/figures/facts.ts";
import { figures } from "../../../src/core/figures/figures.ts";
import { figuresView } from "../../../src/core/figures/figures-view.ts";
import { lastWeeks, periodBefore } from "../../../src/core/figures/period.ts";
import { ENDINGS } from "../../../src/core/life/ending.ts";
import { reviewedAt } from "../../../src/core/review/review-period.ts";
import { reviewView } from "../../../src/core/review/review-view.ts";
import { ledgerView } from "../../../src/core/summary/ledger-view.ts";
import { standing } from "../../../src/core/summary/standing.ts";
import { type Summary, summaryView } from "../../../src/core/summary/summary-view.ts";
import { bracketedLanguage, outside } from "../../support/bracketed.ts";
import * as facts from "../figures/given.ts";
import { EMPTY, followUp, SHOP, WEEK } from "./given.ts";

const words = bracketedLanguage();
const { render, say } = words;

/** People's words are Greek here, so that every Latin letter is ours. */
const TITLE = "Ο δίσκος γέμισε";
const ENDS: [Evidence | null, string | null][] = [
  [{ kind: "pull", ref: "#45" }, null],
  [{ kind: "commit", sha: "01234567" }, null],
  [{ kind: "reason", reason: "πέρασε" }, null],
  [{ kind: "not-planned", reason: null }, null],
  [{ kind: "not-planned", reason: "ακριβό" }, null],
  [{ kind: "none" }, null],
  [{ kind: "duplicate" }, null],
  [null, "completed"],
  [null, "not_planned"],
];

const open = [
  followUp({ number: 3, title: TITLE, due: "2026-11-29" }),
  followUp({ number: 4, title: TITLE, due: "2026-11-20", isDefault: true }),
  followUp({ number: 5, title: TITLE, due: "2026-12-02" }),
  followUp({ number: 6, title: TITLE, due: null, owners: [] }),
  ...Array.from({ length: 14 }, (_, n) => followUp({ number: 30 + n, title: TITLE, severity: null })),
];
const closed = ENDS.map(([evidence, stateReason], n) =>
  followUp({
    ...{ number: 50 + n, title: TITLE, evidence, stateReason },
    ...{ state: "closed", closedAt: "2026-11-26T12:00:00Z" },
  }),
);

const MOMENT = "2026-11-30T09:00:00Z";
const ago = (days: number) => new Date(Date.parse(MOMENT) - days * 86_400_000).toISOString();
const incidents: IncidentFacts[] = Array.from({ length: 24 }, (_, n) =>
  facts.incident({
    ...{ ref: { ...SHOP, number: n + 1 }, title: TITLE, severity: n % 3 === 0 ? 1 : null },
    ...{ category: n % 2 ? "backup failure" : n % 4 ? "other" : null, areas: n % 2 ? ["ταμείο"] : [] },
    ...{ origin: n % 2 ? "a support ticket" : null, impactTypes: n % 2 ? ["availability"] : [] },
    ...{ declaredAt: ago(5 * n + 3), started: ago(5 * n + 4), detected: ago(5 * n + (n === 5 ? 4.1 : 3.9)) },
    ...{ resolved: ago(5 * n + 1.5), acknowledged: n === 1 ? ago(5 * n + 3.8) : null },
    ...{ durationMinutes: 60 * n, usersAffected: n === 3 ? 12_500 : null },
  }),
);
const WITH = ["evidence", "reason", "nothing", null] as const;
const followUps: FollowUpFacts[] = Array.from({ length: 24 }, (_, n) =>
  facts.followUp({
    ...{
      ref: { ...SHOP, number: n + 100 },
      title: TITLE,
      openedAt: ago(6 * n + 20),
      dueIsDefault: n % 2 === 0,
    },
    ...(n % 3 ? { closedAt: ago(6 * n + 9), closedWith: WITH[n % 4] ?? null } : {}),
    due: n % 5 ? ago(6 * n + (n % 2 ? 8 : 12)).slice(0, 10) : null,
  }),
);
const period = lastWeeks(MOMENT, 12, "UTC");
const compared = figures(incidents, followUps, period, periodBefore(period, "UTC"), "UTC");

const summary: Summary = {
  ...EMPTY,
  standing: standing(open, closed, WEEK, "2026-11-23T09:00:00Z"),
  waiting: [
    {
      ...{ ref: { ...SHOP, number: 2 }, title: TITLE, owners: [] },
      ...{ late: { due: "2026-11-25", days: 5 }, inReview: { since: null } },
    },
    {
      ref: { ...SHOP, number: 9 },
      title: TITLE,
      owners: ["ana"],
      late: null,
      inReview: { since: "2026-11-27" },
    },
  ],
  leftOut: 1,
  figures: render("figures", figuresView(compared, "recent", words, 12_000)).trim(),
};

const digest = digestOf("", { facts: [], fields: {} }, say);
const lessons = { incident: ["μάθημα"], response: ["μάθημα"], prevention: ["μάθημα"] };

const TEXTS: Record<string, () => string> = {
  summary: () => render("summary", summaryView(summary, say)),
  review: () =>
    render(
      "summary",
      reviewView(
        {
          ...{
            cadence: "quarterly",
            reviewed: reviewedAt("2027-01-04T08:00:00Z", "quarterly", "UTC", words),
          },
          ...{ today: "2027-01-04", home: SHOP, timeZone: "UTC", unfinished: 1, leftOut: 2 },
          ended: [...ENDINGS, ...ENDINGS],
          finished: incidents.slice(0, 3).map((incident) => ({
            ...{ document: { ...SHOP, number: 200 + incident.ref.number }, incident },
            digest: { ...digest, summary: TITLE, lessons },
          })),
          ...{ closed, pending: open, links: EMPTY.links, figures: "" },
        },
        say,
      ),
    ),
  ledger: () =>
    render(
      "ledger",
      ledgerView(
        {
          ...{ open, asOf: "2026-11-30 09:00 UTC", today: "2026-11-30", home: SHOP },
          ...{ allOpen: "OPEN", leftOut: 1, unposted: "2026-11-30" },
        },
        say,
      ),
    ),
  report: () => report({ incidents, followUps, timeZone: "UTC" }, period, "md", words),
};

/** Notation, which is the same in every language: names of GitHub's and Mermaid's, severities, the links of these tests. */
const NOTATION =
  /^(?:acme|shop|ana|bo|sev[0-4]|UTC|OPEN|CLOSED|POSTMORTEMS|https|github|com|issues|mermaid|pie|showData|title|xychart|beta|x|y|axis|bar)$/;

/** Latin words that no phrase and no template said. */
function strangers(text: string): string[] {
  const said = outside(text.replace(/<[^>]*>/g, " ")).match(/\p{Script=Latin}[\p{Script=Latin}\d]*/gu) ?? [];
  return said.filter((word) => !NOTATION.test(word) && !/^[0-9a-f]{7,}$/.test(word));
}

describe("in a language of which nobody has heard", () => {
  it.each(Object.entries(TEXTS))("the %s has no word that was not translated", async (name, text) => {
    expect(strangers(text())).toEqual([]);
    if (name !== "report") await expect(text()).toMatchFileSnapshot(`golden/${name}-in-brackets.md`);
  });

  it("a word from elsewhere would be found", () => {
    expect(strangers(`${TEXTS.ledger?.()} overdue`)).toEqual(["overdue"]);
  });
});
