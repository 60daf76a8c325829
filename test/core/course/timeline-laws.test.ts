import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IncidentEvidence } from "../../../src/core/course/evidence.ts";
import { timelineOf } from "../../../src/core/course/timeline-of.ts";
import type { HistoryEvent, PullCourse, RecentChange } from "../../../src/core/history.ts";
import type { Comment } from "../../../src/core/issue.ts";
import { readInline } from "../../../src/core/markdown.ts";
import { renderEntry } from "../../../src/core/timeline.ts";
import { INCIDENT } from "../../support/incident.ts";
import { english } from "../../support/words.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 100);
const OPTIONS = {
  timeZone: "Europe/Berlin",
  self: "app[bot]",
  incidentLabels: ["incident"],
  before: [],
  say: english.say,
};

const START = Date.parse("2026-11-21T13:00:00Z");
const moment = fc
  .integer({ min: 0, max: 600 })
  .map((minute) => new Date(START + minute * 60_000).toISOString());
const oddMoment = fc.oneof(
  { weight: 6, arbitrary: moment },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "soon",
      "2026-11-21",
      "2026-11-21T14:03",
      "-271821-04-20T00:00:00Z",
      "2026-02-30T00:00:00Z",
    ),
  },
);
const login = fc.constantFrom(
  "ana",
  "bo",
  "ghost",
  "",
  "app[bot]",
  "alerts[bot]",
  "k8s-ci-robot",
  "a\nb|[x](y)",
);
const account = fc.option(login.map((name) => ({ login: name, isBot: name.endsWith("[bot]") })));
const sentence = fc.constantFrom(
  "rolled back the deploy",
  "The disk of `db-1` is full because of the logs.",
  "14:03 UTC – failover to the second region",
  "| 14:03 | failover |",
  "since 13:40 CET errors of 5xx",
  "thanks!",
  "+1",
  "what happened?",
  "> quoted 14:05 failover",
  "```\ncode 14:05\n```",
  "<!-- postmortem:end timeline -->",
  "<details><summary>x</summary>",
  "@ana fixes #3 https://example.com/a?b=c",
  "/timeline 14:07 called the provider",
  "O banco voltou às 15h10.",
  "[FIRING:1] DiskFull",
  "# Timeline\n\n- 23:50 x\n- 00:10 y",
  "\u202e\u2028\u0000\ud800 restarted 👍🏽",
  "`a` ` `` ```",
);
const body = fc.oneof(
  { weight: 4, arbitrary: fc.array(sentence, { maxLength: 5 }).map((all) => all.join("\n")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);
const url = fc.constantFrom("", "https://x/1", "https://x/(1) [a]\n", "javascript:alert(1)");

const comments = fc
  .array(fc.record({ author: account, body, createdAt: oddMoment, url }), { maxLength: 25 })
  .map((all) =>
    all.map(
      ({ author, ...more }, at): Comment => ({
        id: at + 1,
        author: author ?? { login: "ghost", isBot: false },
        ...more,
      }),
    ),
  );

const word = fc.oneof(
  fc.constantFrom("sev1", "investigating", "resolved", "incident", "bug", "a\r\nb <!--"),
  fc.string({ maxLength: 20 }),
);
const ref = fc.record({
  owner: fc.constantFrom("acme", "other"),
  repo: fc.constant("shop"),
  number: fc.integer({ min: 1, max: 20 }),
});
const linked = fc.record({
  ref,
  title: word,
  url,
  author: account.map((a) => a ?? { login: "ghost", isBot: false }),
  state: fc.constantFrom("open" as const, "closed" as const),
  mergedAt: fc.option(oddMoment),
  closes: fc.boolean(),
});
const happening: fc.Arbitrary<HistoryEvent> = fc
  .tuple(
    fc.record({ at: oddMoment, by: account, url }),
    fc.oneof(
      fc.record({ kind: fc.constantFrom("labeled", "unlabeled"), label: word }),
      fc.record({ kind: fc.constantFrom("assigned", "unassigned"), login }),
      fc.record({
        kind: fc.constant("closed"),
        reason: fc.constantFrom(null, "not_planned"),
        sha: fc.constantFrom(null, "abc"),
      }),
      fc.record({ kind: fc.constantFrom("reopened", "locked", "transferred") }),
      fc.record({ kind: fc.constant("renamed"), from: word, to: word }),
      fc.record({ kind: fc.constant("referenced"), sha: fc.constantFrom("abc", "def") }),
      fc.record({ kind: fc.constant("mentioned"), pull: linked }),
      fc.record({ kind: fc.constant("committed"), sha: fc.constant("abc"), message: word }),
      fc.record({
        kind: fc.constant("reviewed"),
        state: fc.constantFrom("approved", "changes_requested", "commented"),
      }),
      fc.record({ kind: fc.constant("merged"), sha: fc.constant(null) }),
    ),
  )
  .map(([place, what]) => ({ ...place, ...what }) as HistoryEvent);
const pull: fc.Arbitrary<PullCourse> = fc
  .tuple(
    linked,
    fc.record({
      createdAt: oddMoment,
      closedAt: fc.option(oddMoment),
      mergedBy: account,
      sha: fc.constant(null),
      reviews: fc.array(
        fc.record({
          by: account,
          at: oddMoment,
          state: fc.constantFrom("approved" as const, "changes_requested" as const),
          url,
        }),
        { maxLength: 3 },
      ),
      failedChecks: fc.array(fc.record({ name: word, at: oddMoment, url }), { maxLength: 5 }),
      reverts: fc.option(ref),
      files: fc.constant<string[]>([]),
    }),
  )
  .map(([one, more]) => ({ ...one, ...more }));
const repo = fc.constant({ owner: "acme", repo: "shop" });
const change: fc.Arbitrary<RecentChange> = fc.oneof(
  fc.record({
    kind: fc.constant("deployment" as const),
    id: fc.constantFrom("1", "2"),
    repo,
    at: oddMoment,
    by: account,
    environment: word,
    ref: word,
    sha: word,
    description: word,
    url,
    statuses: fc.array(
      fc.record({
        state: fc.constantFrom("success" as const, "failure" as const, "pending" as const),
        at: oddMoment,
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant("release" as const),
    repo,
    tag: word,
    name: word,
    at: oddMoment,
    by: account,
    prerelease: fc.boolean(),
    url,
  }),
);

const evidence: fc.Arbitrary<IncidentEvidence> = fc
  .record({
    body,
    createdAt: moment,
    closedAt: fc.option(moment),
    isPullRequest: fc.boolean(),
    declared: fc.option(fc.record({ by: login, at: oddMoment })),
    comments,
    history: fc.array(happening, { maxLength: 12 }),
    pulls: fc.array(pull, { maxLength: 3 }),
    changes: fc.array(change, { maxLength: 5 }),
  })
  .map(({ declared, comments, history, pulls, changes, closedAt, ...own }) => ({
    incident: { ...INCIDENT, ...own, closedAt, state: closedAt ? "closed" : "open" },
    declared,
    comments,
    notes: comments,
    history,
    pulls,
    changes,
  }));

const law = (check: (given: IncidentEvidence) => void) =>
  fc.assert(fc.property(evidence, check), { numRuns: RUNS });
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe("every timeline", () => {
  it("is in order, each key once, each entry one line", () => {
    law((given) => {
      const entries = timelineOf(given, OPTIONS);
      const times = entries.map(({ at }) => Date.parse(at));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
      for (const entry of entries)
        expect(renderEntry(entry, "Europe/Berlin")).not.toMatch(/[\r\n\u2028\u2029]|<!--|@(?=[A-Za-z0-9])/);
    });
  });

  it("says nothing in a person's name that they did not write", () => {
    law((given) => {
      const bodies = new Map(given.comments.map(({ id, body }) => [`${id}`, body]));
      for (const { key, text, kind } of timelineOf(given, OPTIONS)) {
        if (kind !== "comment") continue;
        const [of, id = ""] = key.split("/");
        const written = new Set(
          wordsOf((of === "body" ? given.incident.body : (bodies.get(id) ?? "")).replaceAll("\0", " ")),
        );
        expect(wordsOf(readInline(text)).filter((each) => !written.has(each))).toEqual([]);
      }
    });
  });

  it("is the same whatever the order in which comments come", () => {
    law((given) => {
      const turned = { ...given, comments: given.comments.toReversed(), notes: given.notes.toReversed() };
      expect(timelineOf(turned, OPTIONS)).toEqual(timelineOf(given, OPTIONS));
    });
  });

  it("keeps what a key says when more is said later", () => {
    fc.assert(
      fc.property(evidence, body, (given, last) => {
        const more: Comment = {
          id: 900,
          url: "",
          author: { login: "cy", isBot: false },
          body: last,
          createdAt: "2026-11-22T09:00:00Z",
        };
        const before = new Map(timelineOf(given, OPTIONS).map((entry) => [entry.key, entry]));
        const after = timelineOf({ ...given, comments: [...given.comments, more] }, OPTIONS);
        for (const entry of after) {
          const known = before.get(entry.key);
          if (known && entry.kind !== "deployment") expect(entry).toEqual(known);
        }
        // A long pause later nothing of what was said before goes.
        const keys = new Set(after.map(({ key }) => key));
        expect([...before.keys()].filter((key) => !keys.has(key))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("reads 2,500 comments in a second", () => {
    const [many] = fc.sample(comments, { numRuns: 1, seed: 7 });
    const all = Array.from({ length: 2500 }, (_, at) => ({
      ...(many?.[at % many.length] ?? {
        url: "",
        author: { login: "bo", isBot: false },
        body: "rolled back",
      }),
      id: at + 1,
      createdAt: new Date(START + at * 40_000).toISOString(),
    }));
    const given = {
      incident: INCIDENT,
      declared: null,
      comments: all,
      notes: all,
      history: [],
      pulls: [],
      changes: [],
    };
    const began = performance.now();
    const lines = timelineOf(given, OPTIONS).length;
    expect(lines).toBeLessThanOrEqual(400);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each([
    "(",
    "[",
    "`",
    "<!--",
    "<details>",
    "*_",
    "14:03 x\n",
    "| 14:03 | x |\n",
    "https://",
    "![",
    "> ",
    "\0",
    "\ud800",
    ". A",
    "rolled a b c d ",
    "x: ",
    "14:03 ",
    "👍🏽",
    "On x wrote: ",
  ])("reads 65,536 characters of %j in a moment", (unit) => {
    const long: Comment = {
      id: 1,
      url: "",
      author: { login: "bo", isBot: false },
      body: unit.repeat(65_536 / unit.length),
      createdAt: "2026-11-21T14:05:00Z",
    };
    const began = performance.now();
    timelineOf(
      {
        incident: INCIDENT,
        declared: null,
        comments: [long],
        notes: [long],
        history: [],
        pulls: [],
        changes: [],
      },
      OPTIONS,
    );
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
