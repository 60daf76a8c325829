import { describe, expect, it } from "vitest";
import { BODY_LIMIT, lengthOf } from "../../../src/core/body-limit.ts";
import { ledgerView } from "../../../src/core/summary/ledger-view.ts";
import { standing } from "../../../src/core/summary/standing.ts";
import {
  isWorthTelling,
  leftOutWords,
  type Summary,
  summaryView,
} from "../../../src/core/summary/summary-view.ts";
import { english } from "../../support/words.ts";
import { EMPTY, followUp, SHOP, WEEK } from "./given.ts";

const { render, say } = english;
const shown = (given: Partial<Summary>) => render("summary", summaryView({ ...EMPTY, ...given }, say));
const counts = (given: Partial<Summary>) => /^\*\*(.*)\*\*$/m.exec(shown(given))?.[1];
const closed = {
  state: "closed",
  closedAt: "2026-11-26T12:00:00Z",
  evidence: { kind: "pull", ref: "#45" },
} as const;

const busy: Partial<Summary> = {
  standing: standing(
    [
      followUp({ number: 3, due: "2026-11-20", owners: ["bo"], title: "Page the right team" }),
      followUp({ number: 4, due: "2026-11-26", owners: ["bo", "cy"], title: "Cap the pool" }),
      followUp({ number: 5, due: "2026-12-02", owners: ["acme/ops"], title: "Alert on lag" }),
      followUp({ number: 6, due: null, owners: ["cy"], title: "Write the runbook" }),
      ...Array.from({ length: 14 }, (_, n) => followUp({ number: 30 + n, title: `Test backup ${n}` })),
    ],
    [followUp({ number: 7, ...closed }), followUp({ number: 8, ...closed, evidence: { kind: "none" } })],
    WEEK,
    "2026-11-23T09:00:00Z",
  ),
  waiting: [
    {
      ref: { ...SHOP, number: 2 },
      title: "Disk full",
      owners: ["ana"],
      late: { due: "2026-11-25", days: 5 },
    },
    {
      ref: { ...SHOP, number: 9 },
      title: "Slow checkout",
      owners: [],
      late: null,
      inReview: { since: "2026-11-27" },
    },
  ],
  leftOut: 1,
  figures: "### Incidents and follow-through\n\n2 incidents in the last 4 weeks.",
};

describe("the summary", () => {
  it("reads well", async () => {
    await expect(shown(busy)).toMatchFileSnapshot("golden/summary.md");
  });

  it.each<[string, Partial<Summary>, string]>([
    ["nothing at all", {}, "0 open · 0 overdue · 0 closed last week"],
    [
      "a busy week",
      busy,
      "18 open (−2 since last week) · 2 overdue · 1 due this week · 1 without owner or date · 2 postmortems waiting · 2 closed last week",
    ],
    [
      "the first week",
      { ...busy, waiting: [], week: { ...WEEK, isFirst: true } },
      "18 open · 2 overdue · 1 due this week · 1 without owner or date · 2 closed last week",
    ],
    [
      "more than last week",
      { standing: { ...EMPTY.standing, change: 3 } },
      "0 open (+3 since last week) · 0 overdue · 0 closed last week",
    ],
    [
      "one postmortem",
      { waiting: busy.waiting?.slice(0, 1) ?? [] },
      "0 open · 0 overdue · 1 postmortem waiting · 0 closed last week",
    ],
  ])("begins with what there is: %s", (_, given, line) => {
    expect(counts(given)).toBe(line);
  });

  it("mentions the owners of what is overdue, each once, and nobody else", () => {
    expect([...shown(busy).matchAll(/@[\w/-]+/g)].map(([name]) => name)).toEqual(["@bo", "@cy"]);
  });

  it("mentions nobody when nobody wants that", () => {
    expect(shown({ ...busy, mention: "nobody" })).not.toContain("@");
  });

  it.each([
    [0, ""],
    [1, "What not everybody here may read is left out."],
    [2, "What not everybody here may read is left out."],
  ])("says of %d repositories that something is left out, and not how many", (count, words) => {
    expect(leftOutWords(count, say)).toBe(words);
  });

  it.each<[string, Partial<Summary>, boolean]>([
    ["nothing", {}, false],
    ["only figures", { figures: "2 incidents" }, false],
    ["one open", { standing: { ...EMPTY.standing, others: [followUp()] } }, true],
    ["one closed", { standing: { ...EMPTY.standing, closed: [followUp(closed)] } }, true],
    ["a postmortem that waits", { waiting: busy.waiting ?? [] }, true],
  ])("is worth posting, or not, with %s", (_, given, isWorth) => {
    expect(isWorthTelling({ ...EMPTY, ...given })).toBe(isWorth);
  });

  it.each([
    ["short titles", "Fix it"],
    ["the longest titles", "ü|*😀 ".repeat(40)],
  ])("fits a comment with ten thousand overdue ones of %s, and still shows the other parts", (_, title) => {
    const late = Array.from({ length: 10_000 }, (_, n) =>
      followUp({ number: n + 1, title, due: "2026-11-01", owners: [`user-${n}`] }),
    );
    const open = [
      ...late,
      followUp({ number: 20_001, due: "2026-12-01" }),
      followUp({ number: 20_002, due: null }),
    ];
    const figures = "x".repeat(9_000);
    const text = shown({ ...busy, standing: standing(open, [followUp(closed)], WEEK, WEEK.period), figures });
    expect(lengthOf(text)).toBeLessThan(BODY_LIMIT);
    expect(text).toMatch(/\n… and \d+ more: OPEN\n/);
    for (const one of ["#20001", "#20002", "#45", "Slow checkout", figures]) expect(text).toContain(one);
    expect(text.match(/@user/g)).toHaveLength(50);
  });
});

describe("the ledger", () => {
  const given = {
    asOf: "2026-11-30 09:00 UTC",
    today: "2026-11-30",
    home: SHOP,
    allOpen: "OPEN",
    leftOut: 0,
  };
  const open = busy.standing
    ? Object.values(busy.standing).flatMap((list) => (Array.isArray(list) ? list : []))
    : [];

  it("reads well", async () => {
    const still = open.filter(({ issue }) => issue.state === "open");
    const view = ledgerView({ ...given, open: still, unposted: null }, say);
    await expect(render("ledger", view)).toMatchFileSnapshot("golden/ledger.md");
  });

  it("says so when a summary could not be posted, and when nothing is open", async () => {
    const view = ledgerView({ ...given, open: [], leftOut: 2, unposted: "2026-11-30" }, say);
    await expect(render("ledger", view)).toMatchFileSnapshot("golden/ledger-locked.md");
  });

  it("takes ten thousand", () => {
    const many = Array.from({ length: 10_000 }, (_, n) =>
      followUp({ number: n + 1, title: "Alert on the lag of replicas" }),
    );
    const text = render("ledger", ledgerView({ ...given, open: many, unposted: "2026-11-30" }, say));
    expect(lengthOf(text)).toBeLessThan(BODY_LIMIT);
    expect(text).toContain("**10000 open, 0 overdue**");
    expect(text).toMatch(/… and \d+ more: OPEN\n/);
  });
});
