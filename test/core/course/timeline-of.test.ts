import { describe, expect, it } from "vitest";
import { evidenceOf, type IncidentEvidence } from "../../../src/core/course/evidence.ts";
import { type TimelineOptions, timelineOf } from "../../../src/core/course/timeline-of.ts";
import type { Deployment, HistoryEvent, PullCourse, Release } from "../../../src/core/history.ts";
import type { Account, Comment, Issue } from "../../../src/core/issue.ts";
import { INCIDENT } from "../../support/incident.ts";
import { english } from "../../support/words.ts";

const incident: Issue = { ...INCIDENT, createdAt: "2026-11-21T14:00:00Z" };
const closed: Issue = { ...incident, state: "closed", closedAt: "2026-11-21T16:00:00Z" };
const OPTIONS: TimelineOptions = {
  timeZone: "UTC",
  self: "app[bot]",
  incidentLabels: ["incident"],
  before: [],
  say: english.say,
};
const REPO = { owner: "acme", repo: "shop" };

const person = (login: string): Account => ({ login, isBot: false });
const at = (clock: string) => `2026-11-21T${clock}:00Z`;

function built(more: Partial<IncidentEvidence>, options: Partial<TimelineOptions> = {}): string[] {
  const evidence = { ...evidenceOf(more.incident ?? incident, null), ...more };
  return timelineOf(evidence, { ...OPTIONS, ...options }).map(
    ({ at, text, by, kind }) => `${at.slice(5, 16)} ${text} (${by ?? "–"}, ${kind})`,
  );
}

function keys(more: Partial<IncidentEvidence>, options: Partial<TimelineOptions> = {}): string[] {
  const evidence = { ...evidenceOf(more.incident ?? incident, null), ...more };
  return timelineOf(evidence, { ...OPTIONS, ...options }).map(({ key }) => key);
}

type Happening = HistoryEvent extends infer E
  ? E extends HistoryEvent
    ? Omit<E, "by" | "url" | "at">
    : never
  : never;

function event(clock: string, happening: Happening, login: string | null = "bo"): HistoryEvent {
  return { at: at(clock), by: login === null ? null : person(login), url: "", ...happening } as HistoryEvent;
}

/** Of what GitHub's timeline tells, without the opening. */
const history = (events: HistoryEvent[], of: Issue = incident) =>
  built({ incident: of, history: events }).slice(1);

function comment(id: number, clock: string, body: string, login = "bo"): Comment {
  return {
    id,
    url: `https://github.com/acme/shop/issues/12#issuecomment-${id}`,
    author: person(login),
    body,
    createdAt: at(clock),
  };
}

describe("opening, declaring and closing", () => {
  it("begins with who opened it, and who declared it when that was somebody else or later", () => {
    const declared = (by: string, clock: string) => built({ declared: { by, at: at(clock) } });
    const opened = "11-21T14:00 Incident opened (ana, incident)";
    expect(declared("ana", "14:00")).toEqual([opened]);
    expect(declared("bo", "14:00")).toEqual([opened, "11-21T14:00 Declared an incident (bo, incident)"]);
    expect(declared("ana", "15:30")).toEqual([opened, "11-21T15:30 Declared an incident (ana, incident)"]);
  });

  it("is in order, also when what broke something was declared after it was closed", () => {
    const pull = { ...closed, isPullRequest: true };
    expect(built({ incident: pull, declared: { by: "bo", at: at("17:00") } })).toEqual([
      "11-21T14:00 Pull request opened (ana, incident)",
      "11-21T16:00 Pull request closed (–, incident)",
      "11-21T17:00 Declared an incident (bo, incident)",
    ]);
  });

  it("tells of every closing and reopening, how it was closed and by whom", () => {
    const events = [1, 2, 3, 4, 5].flatMap((n) => [
      event(`15:0${n}`, { kind: "closed", reason: n === 5 ? "not_planned" : "completed", sha: null }),
      event(`15:1${n}`, { kind: "reopened" }),
    ]);
    const lines = history(events);
    expect(lines.filter((line) => line.includes("Incident closed"))).toHaveLength(5);
    expect(lines.filter((line) => line.includes("Incident reopened (bo, incident)"))).toHaveLength(5);
    expect(lines).toContain("11-21T15:05 Incident closed as not planned (bo, incident)");
    expect(history([event("15:00", { kind: "closed", reason: "duplicate", sha: null }, null)])).toEqual([
      "11-21T15:00 Incident closed as a duplicate (–, incident)",
    ]);
    expect(history([event("15:00", { kind: "closed", reason: null, sha: "abcdef0123456" })])).toEqual([
      "11-21T15:00 Incident closed by commit abcdef0 (bo, incident)",
    ]);
  });

  it("goes on telling of a closing that it was told of before, and knows one closing by two sources", () => {
    expect(keys({ incident: closed })).toEqual(["opened", "closed/2026-11-21T16:00:00Z"]);
    const before = [{ key: "closed/2026-11-21T16:00:00Z", line: "- x" }];
    expect(keys({ incident }, { before })).toEqual(["opened", "closed/2026-11-21T16:00:00Z"]);
    const told = event("16:00", { kind: "closed", reason: "completed", sha: null });
    expect(keys({ incident: closed, history: [told] }, { before })).toHaveLength(2);
  });

  it("reads no time out of what it remembers wrongly", () => {
    const before = ["closed/", "closed/soon", "x"].map((key) => ({ key, line: "" }));
    expect(keys({ incident }, { before })).toEqual(["opened"]);
    expect(keys({ incident: { ...incident, closedAt: at("16:00") } })).toEqual(["opened"]);
  });

  it("has nobody's name for a deleted user, and leads to nothing where there is no address", () => {
    const ghost = { ...incident, author: person("ghost"), url: "javascript:alert(1)" };
    const [opened] = timelineOf(evidenceOf(ghost, null), OPTIONS);
    expect(opened).toMatchObject({ by: null, source: "" });
  });
});

describe("what GitHub's timeline tells", () => {
  it("is every change of status and severity, and no other label", () => {
    const label = (name: string) => history([event("14:20", { kind: "labeled", label: name })]);
    for (const name of [
      "sev1",
      "severity: high",
      "SEV-2",
      "mitigated",
      "resolved",
      "investigating",
      "status: monitoring",
      "degraded performance",
      "major outage",
      "incident",
      "severidade 1",
    ])
      expect(label(name)).toEqual([`11-21T14:20 Labelled ${name} (bo, status)`]);
    for (const name of [
      "bug",
      "area: checkout",
      "P1",
      "status: needs review",
      "good first issue",
      "documentation",
      "team-payments",
      "needs triage",
    ])
      expect(label(name)).toEqual([]);
  });

  it("says the incident's own label once", () => {
    const events = [event("14:00", { kind: "labeled", label: "incident" }, "ana")];
    expect(history(events)).toEqual([]);
    const declared = { by: "bo", at: at("14:30") };
    const later = [event("14:30", { kind: "labeled", label: "Incident" })];
    expect(built({ declared, history: later }).slice(1)).toEqual([
      "11-21T14:30 Declared an incident (bo, incident)",
    ]);
  });

  it("says a status in the place of another once", () => {
    const off = event("14:20", { kind: "unlabeled", label: "investigating" });
    expect(history([off])).toEqual(["11-21T14:20 No longer labelled investigating (bo, status)"]);
    expect(history([off, event("14:21", { kind: "labeled", label: "monitoring" })])).toEqual([
      "11-21T14:21 Labelled monitoring (bo, status)",
    ]);
  });

  it("is who took it on and who was asked to", () => {
    expect(
      history([
        event("14:05", { kind: "assigned", login: "bo" }),
        event("14:06", { kind: "assigned", login: "cy" }),
        event("14:07", { kind: "unassigned", login: "bo" }, null),
      ]),
    ).toEqual([
      "11-21T14:05 Took it on (bo, assignment)",
      "11-21T14:06 Assigned to cy (bo, assignment)",
      "11-21T14:07 No longer assigned to bo (–, assignment)",
    ]);
  });

  it("is a new title that says something new, a transfer, and commits that name it", () => {
    const renamed = (from: string, to: string) => history([event("14:05", { kind: "renamed", from, to })]);
    expect(renamed("Checkout down", "checkout  DOWN!")).toEqual([]);
    expect(renamed("Chekout is down", "Chekout is donw")).toHaveLength(1);
    expect(renamed("Checkout down", "Payments down @all <!-- x")).toEqual([
      "11-21T14:05 Renamed to “Payments down @\u200ball &lt;\u200b!-- x” (bo, incident)",
    ]);
    expect(history([event("14:05", { kind: "transferred" })])).toHaveLength(1);
    expect(history([event("14:05", { kind: "referenced", sha: "abcdef0123456" })])).toEqual([
      "11-21T14:05 Named in commit abcdef0 (bo, commit)",
    ]);
    expect(history([event("14:05", { kind: "locked" }), event("14:06", { kind: "unlocked" })])).toEqual([]);
  });

  it("leaves out what the app did itself", () => {
    expect(history([event("14:05", { kind: "labeled", label: "sev1" }, "app[bot]")])).toEqual([]);
  });

  it("tells of a pull request that is the incident: its commits in one line, reviews, merge", () => {
    const pull = { ...closed, isPullRequest: true };
    const commits = [1, 2, 3].map((n) =>
      event(`13:0${n}`, { kind: "committed", sha: `${n}abcdef0123`, message: `Step ${n}\n\nmore` }),
    );
    const events = [
      ...commits,
      event("14:05", { kind: "reviewed", state: "commented" }),
      event("14:06", { kind: "reviewed", state: "approved" }),
      event("14:07", { kind: "reviewed", state: "approved" }, "cy"),
      event("16:00", { kind: "merged", sha: "abcdef0123456" }),
      event("16:00", { kind: "closed", reason: null, sha: null }),
    ];
    expect(built({ incident: pull, history: events })).toEqual([
      "11-21T13:03 3 commits, the last: Step 3 (bo, commit)",
      "11-21T14:00 Pull request opened (ana, incident)",
      "11-21T14:06 Approved (bo, pull)",
      "11-21T16:00 Pull request merged (bo, pull)",
    ]);
  });
});

function pull(more: Partial<PullCourse> = {}): PullCourse {
  return {
    ref: { ...REPO, number: 41 },
    title: "Raise the pool size",
    url: "https://github.com/acme/shop/pull/41",
    author: person("bo"),
    state: "open",
    mergedAt: null,
    closes: true,
    createdAt: at("14:30"),
    closedAt: null,
    mergedBy: null,
    sha: null,
    reviews: [],
    failedChecks: [],
    reverts: null,
    files: [],
    ...more,
  };
}

describe("what came of pull requests", () => {
  const course = (more: Partial<PullCourse>, of: Issue = incident) =>
    built({ incident: of, pulls: [pull(more)] }).filter((line) => !line.includes("Incident"));

  it("is told from opening to merge", () => {
    const review = { by: person("cy"), url: "https://github.com/acme/shop/pull/41#r1" };
    expect(
      course({
        reviews: [
          { ...review, at: at("14:42"), state: "approved" },
          { ...review, at: at("14:40"), state: "changes_requested" },
          { ...review, at: at("14:41"), state: "approved" },
        ],
        failedChecks: ["lint", "test", "test", "e2e", "docs"].map((name) => ({
          name,
          at: at("14:35"),
          url: "https://x/1",
        })),
        mergedAt: at("14:50"),
        mergedBy: person("cy"),
        state: "closed",
        closedAt: at("14:50"),
      }),
    ).toEqual([
      "11-21T14:30 Opened #41: Raise the pool size (bo, pull)",
      "11-21T14:35 Checks failed on #41: lint, test, e2e and 1 more (–, check)",
      "11-21T14:40 Requested changes to #41 (cy, pull)",
      "11-21T14:41 Approved #41 (cy, pull)",
      "11-21T14:50 Merged #41: Raise the pool size (cy, pull)",
    ]);
  });

  it.each([
    [["build", "build"], "Check failed on #41: build"],
    [["build", "lint"], "Checks failed on #41: build, lint"],
  ])("names the checks that failed, each once: %j", (names, words) => {
    const failedChecks = names.map((name) => ({ name, at: at("14:35"), url: "https://x/1" }));
    expect(course({ failedChecks })).toContain(`11-21T14:35 ${words} (–, check)`);
  });

  it("is told in this order also when all of it came within a second", () => {
    const reviews = [{ by: person("cy"), at: at("14:30"), state: "approved" as const, url: "https://x/1" }];
    expect(course({ reviews, mergedAt: at("14:30"), state: "closed", closedAt: at("14:30") })).toEqual([
      "11-21T14:30 Opened #41: Raise the pool size (bo, pull)",
      "11-21T14:30 Approved #41 (cy, pull)",
      "11-21T14:30 Merged #41: Raise the pool size (–, pull)",
    ]);
  });

  it("is told when it was closed without a merge, and what it reverts", () => {
    expect(course({ reverts: { ...REPO, number: 40 }, state: "closed", closedAt: at("14:50") })).toEqual([
      "11-21T14:30 Opened #41, a revert of #40: Raise the pool size (bo, pull)",
      "11-21T14:50 Closed #41 without merging it (–, pull)",
    ]);
  });

  it("counts from a day before the incident to a day after it, and never for the incident itself", () => {
    expect(course({ createdAt: "2026-11-20T13:59:00Z" })).toEqual([]);
    expect(course({ createdAt: "2026-11-20T14:01:00Z" })).toHaveLength(1);
    expect(course({ createdAt: "2026-11-22T16:01:00Z" }, closed)).toEqual([]);
    expect(course({ createdAt: "2026-12-22T16:01:00Z" })).toHaveLength(1);
    expect(course({ ref: incident.ref })).toEqual([]);
  });

  it("is the merge alone where nothing else could be read", () => {
    const { ref, title, url, author, state, closes } = pull();
    const mentioned = {
      ref: { owner: "acme", repo: "other", number: 3 },
      title,
      url,
      author,
      state,
      closes,
      mergedAt: at("14:50"),
    };
    expect(
      history([
        event("14:31", { kind: "mentioned", pull: mentioned }),
        event("14:32", { kind: "mentioned", pull: { ...mentioned, ref, mergedAt: null } }),
      ]),
    ).toEqual(["11-21T14:50 Merged acme/other#3: Raise the pool size (bo, pull)"]);
  });
});

describe("what changed around it", () => {
  function deployment(id: string, more: Partial<Deployment> = {}): Deployment {
    return {
      kind: "deployment",
      id,
      repo: REPO,
      at: at("14:10"),
      by: person("bo"),
      environment: "production",
      ref: "v2",
      sha: "abcdef0",
      description: "",
      url: "https://github.com/acme/shop/deployments",
      statuses: [
        { state: "in_progress", at: at("14:11") },
        { state: "success", at: at("14:12") },
      ],
      ...more,
    };
  }
  const release: Release = {
    kind: "release",
    repo: REPO,
    tag: "v2.1",
    name: "Winter",
    at: at("13:30"),
    by: person("cy"),
    prerelease: false,
    url: "https://x/r",
  };
  const changed = (...changes: IncidentEvidence["changes"]) =>
    built({ changes }).filter((line) => !line.includes("Incident"));

  it("is every deployment with what came of it, and every release", () => {
    const sha = "0123456789abcdef0123456789abcdef01234567";
    const failed = deployment("2", {
      ref: sha,
      environment: "staging",
      statuses: [{ state: "error", at: at("14:20") }],
    });
    expect(changed(deployment("1"), failed, release)).toEqual([
      "11-21T13:30 Released v2.1: Winter (cy, release)",
      "11-21T14:12 Deployed v2 to production (bo, deployment)",
      "11-21T14:20 Deployment of 0123456 to staging failed (bo, deployment)",
    ]);
    expect(changed(deployment("3", { statuses: [{ state: "in_progress", at: at("14:11") }] }))).toEqual([]);
    expect(changed(deployment("4", { statuses: [], repo: { owner: "acme", repo: "api" } }))).toEqual([
      "11-21T14:10 Deployment of v2 of acme/api to production (bo, deployment)",
    ]);
  });

  it("counts two hours around the incident", () => {
    expect(changed({ ...release, at: at("11:59") })).toEqual([]);
    expect(changed({ ...release, at: at("12:01") })).toHaveLength(1);
    expect(changed({ ...release, at: at("16:01") })).toEqual([]);
    // Somebody says that it began earlier.
    const early = { ...incident, body: "Down since 09:00 UTC." };
    expect(built({ incident: early, changes: [{ ...release, at: at("08:00") }] })).toContain(
      "11-21T08:00 Released v2.1: Winter (cy, release)",
    );
  });

  it("is at most twenty deployments, those to production first", () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      deployment(`p${n}`, { environment: n < 15 ? "preview" : "production" }),
    );
    const lines = changed(...many);
    expect(lines).toHaveLength(20);
    expect(lines.filter((line) => line.includes("production"))).toHaveLength(15);
  });

  it("leaves merged pull requests to the suspects", () => {
    const merged = {
      kind: "pull" as const,
      ref: { ...REPO, number: 9 },
      title: "x",
      url: "",
      author: null,
      at: at("13:00"),
      mergedBy: null,
      sha: null,
      files: [],
      labels: [],
      approved: false,
      reverts: null,
    };
    expect(changed(merged)).toEqual([]);
  });
});

describe("notes", () => {
  const notes = (body: string, clock = "14:30") =>
    built({ notes: [comment(5, clock, body)] }, { timeZone: "Europe/Berlin" }).filter((line) =>
      line.includes("note"),
    );

  it.each([
    ["/timeline Called the provider", "11-21T14:30 Called the provider"],
    ["/timeline 14:03 UTC called the provider", "11-21T14:03 called the provider"],
    ["/timeline 15:03 called the provider", "11-21T14:03 called the provider"],
    ["/timeline 23:50 – called the provider", "11-20T22:50 called the provider"],
    ["/timeline 2026-11-19 10:00 UTC called the provider", "11-19T10:00 called the provider"],
    ["/timeline yesterday 14:03 UTC called the provider", "11-20T14:03 called the provider"],
    ["/timeline 14:03 IST called the provider", "11-21T14:30 14:03 IST called the provider"],
    ["/timeline 14:03", "11-21T14:30 14:03"],
    ["/timeline ok", "11-21T14:30 ok"],
  ])("count as they were written: %s", (body, expected) => {
    expect(notes(body)).toEqual([`${expected} (bo, note)`]);
  });

  it("are one line each, and known for ever", () => {
    expect(keys({ notes: [comment(5, "14:30", "/timeline one\n\ntalk\n\n/timeline two")] })).toEqual([
      "opened",
      "note/5",
      "note/5/2",
    ]);
  });

  it("are no notes in code, quotes and lists, and no talk in the comment", () => {
    expect(notes("```\n/timeline x\n```\n\n> /timeline y\n\n- /timeline z")).toEqual([]);
    const both = comment(5, "14:30", "/timeline rolled back everything");
    expect(built({ comments: [both], notes: [both] })).toHaveLength(2);
    expect(built({ comments: [both] })).toHaveLength(1);
  });
});

describe("what people wrote", () => {
  const lines = (body: string) =>
    timelineOf({ ...evidenceOf(incident, null), comments: [comment(5, "14:30", body)] }, OPTIONS).slice(1);

  it("stands in a line in their own words, with who and where", () => {
    expect(lines("Thanks! It turns out the **disk** of `db-1` is full.")).toEqual([
      {
        key: "comment/5",
        at: at("14:30"),
        text: "It turns out the disk of `db-1` is full.",
        by: "bo",
        kind: "comment",
        source: "[comment](https://github.com/acme/shop/issues/12#issuecomment-5)",
      },
    ]);
  });

  it("can neither mention, close, hide nor break anything", () => {
    const [line] = lines(
      "The deploy by @ana failed because of <!-- postmortem:end timeline --> it fixes #3 | and `<!-- @bo`",
    );
    expect(line?.text).not.toMatch(/@(?=\w)|<!--|-->|fixes #3/);
    expect(
      lines("The deploy failed because [x](javascript:alert(1)) ![y](https://x/y.png)")[0]?.text,
    ).not.toMatch(/(?<!\\)\]\(|!\[/);
  });

  it("notifies nobody out of code", () => {
    expect(lines("The deploy failed because of `@ana`")[0]?.text).toBe(
      "The deploy failed because of `@\u200bana`",
    );
  });

  it("is short, and cut neither in a word nor in code", () => {
    const [line] = lines(`The deploy failed because ${"`some code` ".repeat(60)}`);
    expect([...(line?.text ?? "")].length).toBeLessThan(260);
    expect((line?.text.split("`").length ?? 0) % 2).toBe(1);
    expect(line?.text.endsWith("…")).toBe(true);
  });

  it("is said once by each: what one person repeats within minutes, and alerts of the same", () => {
    const again = ["14:30", "14:33", "14:36", "14:55"].map((clock, at) =>
      comment(at, clock, "The api is down in the EU region"),
    );
    expect(keys({ comments: again })).toEqual(["opened", "comment/0", "comment/3"]);
    const bot = { login: "alerts[bot]", isBot: true };
    const alerts = ["FIRING:1", "FIRING:2", "RESOLVED", "FIRING:1"].map((state, n) => ({
      ...comment(n, `14:3${n}`, `[${state}] DiskFull`),
      author: bot,
    }));
    expect(keys({ comments: alerts })).toEqual(["opened", "comment/0", "comment/2", "comment/3"]);
  });

  it("tells the most telling of very many", () => {
    const many = Array.from({ length: 1200 }, (_, n) => ({
      ...comment(
        n,
        "14:30",
        n === 7
          ? "Root cause: the migration deleted the index"
          : `Restarted node number ${n} of the ring ${"x".repeat(n % 50)}`,
      ),
      author: person(`p${n}`),
      createdAt: new Date(Date.parse(at("14:30")) + n * 600_000).toISOString(),
    }));
    const found = keys({
      incident: { ...incident, state: "closed", closedAt: "2026-12-30T00:00:00Z" },
      comments: many,
    });
    expect(found).toHaveLength(400);
    expect(found).toEqual(expect.arrayContaining(["opened", "comment/7", "closed/2026-12-30T00:00:00Z"]));
  });
});
