import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IncidentEvidence } from "../../../src/core/course/evidence.ts";
import type { Deployment, HistoryEvent, MergedPull, PullCourse } from "../../../src/core/history.ts";
import type { Comment, Issue } from "../../../src/core/issue.ts";
import {
  durationsOf,
  impossibleOrders,
  KEY_TIMES,
  type KeyTimeName,
  type KeyTimes,
  type KeyTimesOptions,
  keyTimesOf,
} from "../../../src/core/key-times/key-times.ts";
import { INCIDENT } from "../../support/incident.ts";
import { english } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 100);
const DAY = "2026-11-21";
const url = "https://github.com/acme/shop/issues/12";

/** `14:03`, or `2026-11-20 14:03`, as ISO 8601. */
const at = (clock: string) =>
  clock.includes(" ") ? `${clock.replace(" ", "T")}:00Z` : `${DAY}T${clock}:00Z`;

/** A line `14:03 ana: words`; the bot's name ends in `[bot]`. */
function comment(line: string, index: number): Comment {
  const [, clock = "", login = "", body = ""] = /^(\S+(?: \d\d:\d\d)?) (\S+): (.*)$/s.exec(line) ?? [];
  const author = { login, isBot: login.endsWith("[bot]") };
  return { id: index + 1, url: `${url}#issuecomment-${index + 1}`, author, body, createdAt: at(clock) };
}

type Event = string;

/** `14:03 ben labeled mitigated`, `15:00 ana closed completed`, `14:04 ana assigned ben`. */
function event(line: Event): HistoryEvent {
  const [clock = "", login = "", kind = "", ...rest] = line.split(" ");
  const what = rest.join(" ");
  const by = { login, isBot: login.endsWith("[bot]") };
  const base = { at: at(clock), by, url: "" };
  if (kind === "labeled" || kind === "unlabeled") return { ...base, kind, label: what };
  if (kind === "assigned") return { ...base, kind, login: what };
  if (kind === "closed") return { ...base, kind, reason: what === "" ? null : what, sha: null };
  return { ...base, kind: "reopened" };
}

type Given = {
  body?: string;
  title?: string;
  by?: string;
  said?: string[];
  events?: Event[];
  closed?: string;
  reason?: string | null;
  more?: Partial<Issue>;
  evidence?: Partial<IncidentEvidence>;
  options?: Partial<KeyTimesOptions>;
};

function evidenceOf({
  body,
  title,
  by = "ana",
  said = [],
  events = [],
  closed,
  reason,
  more,
  evidence,
}: Given): IncidentEvidence {
  const incident: Issue = {
    ...INCIDENT,
    body: body ?? "",
    title: title ?? INCIDENT.title,
    author: { login: by, isBot: by.endsWith("[bot]") },
    createdAt: at("14:00"),
    updatedAt: at("14:00"),
    state: closed ? "closed" : "open",
    closedAt: closed ? at(closed) : null,
    stateReason: reason ?? null,
    ...more,
  };
  return {
    incident,
    declared: null,
    comments: said.map(comment),
    notes: [],
    history: events.map(event),
    pulls: [],
    changes: [],
    ...evidence,
  };
}

function timesOf(given: Given): KeyTimes {
  const options = { timeZone: "UTC", trigger: null, fix: null, set: {}, say: english.say, ...given.options };
  return keyTimesOf(evidenceOf(given), options);
}

/** `14:03`, with the day where it is another. */
const shown = (iso: string | undefined) =>
  iso === undefined ? null : iso.startsWith(DAY) ? iso.slice(11, 16) : iso.slice(0, 16).replace("T", " ");
const timeOf = (name: KeyTimeName, given: Given) => shown(timesOf(given)[name]?.at);

const pull: MergedPull = {
  kind: "pull",
  ref: { owner: "acme", repo: "shop", number: 41 },
  title: "Raise the pool's limit",
  url: "https://github.com/acme/shop/pull/41",
  author: { login: "dora", isBot: false },
  at: at("13:20"),
  mergedBy: null,
  sha: "abc",
  files: [],
  labels: [],
  approved: true,
  reverts: null,
};
const deployment = (clock: string | null, more: Partial<Deployment> = {}): Deployment => ({
  kind: "deployment",
  id: "1",
  repo: { owner: "acme", repo: "shop" },
  at: at("13:30"),
  by: null,
  environment: "production",
  ref: "main",
  sha: "abc",
  description: "",
  url: "https://github.com/acme/shop/deployments",
  statuses:
    clock === null
      ? [{ state: "failure", at: at("13:33") }]
      : [
          { state: "in_progress", at: at("13:31") },
          { state: "success", at: at(clock) },
        ],
  ...more,
});

describe("started", () => {
  it.each<[string, Given, string | null]>([
    ["nobody says so: the opening is no start", { said: ["14:05 ben: checkout is broken"] }, null],
    ["the text says so", { body: "Payments fail since 13:40 UTC." }, "13:40"],
    ["the title says so", { title: "Checkout down since 13:58" }, "13:58"],
    [
      "a form's answer says so",
      { body: "### When did it start?\n\n13:40 UTC\n\n### What happened\n\nErrors." },
      "13:40",
    ],
    [
      "a form's label names the zone",
      { body: "### Start time (CET)\n\n14:40\n\n### Impact\n\nall" },
      "13:40",
    ],
    ["a form's answer is a day", { body: "### When did it start?\n\n2026-11-20\n\n### Impact\n\nall" }, null],
    ["a form's answer is a guess", { body: "### When did it start?\n\n13:40?\n\n### Impact\n\nall" }, null],
    [
      "a Portuguese form says so",
      { body: "### Quando começou?\n\nontem, 20/11/2026 às 23h10\n\n### Impacto\n\ntodos" },
      "2026-11-20 23:10",
    ],
    ["a comment says so", { said: ["14:05 ben: started at 13:40 UTC"] }, "13:40"],
    [
      "of several the earliest",
      { said: ["14:05 ben: down since 13:58", "14:06 cleo: errors since 13:44 here"] },
      "13:44",
    ],
    [
      "a correction goes before",
      { said: ["14:05 ben: errors since 13:44", "14:30 ben: actually it started at 13:51"] },
      "13:51",
    ],
    [
      "a report goes before",
      { said: ["14:05 ben: errors since 13:44", "16:00 ben: Started: 13:51 UTC\nResolved: 15:10 UTC"] },
      "13:51",
    ],
    [
      "of two days in one thread",
      { said: [`${DAY} 14:05 ben: failing since 20 Nov 2026, 23:10 UTC`] },
      "2026-11-20 23:10",
    ],
    ["one person's own view", { said: ["14:05 ben: it started for me at 13:58"] }, null],
    ["it came back", { said: ["15:05 ben: down again since 15:00"] }, null],
    ["a time of years ago", { said: ["14:05 ben: started 2019-11-20 13:40 UTC"] }, null],
    ["a time still to come", { said: ["14:05 ben: down since 17:40 UTC"] }, null],
    ["what is quoted", { said: ["14:05 ben: > down since 13:40\n\nreally?"] }, null],
    ["what is in a command", { said: ["14:05 ben: /postmortem started 13:40"] }, null],
    ["a note nobody may make", { said: ["14:05 ben: /timeline 13:40 UTC outage began"] }, null],
    [
      "a confirmed trigger that was deployed",
      { options: { trigger: pull }, evidence: { changes: [deployment("13:35")] } },
      "13:35",
    ],
    [
      "… elsewhere than in production",
      {
        options: { trigger: pull },
        evidence: { changes: [deployment("13:35", { environment: "staging" })] },
      },
      "13:20",
    ],
    ["… without success", { options: { trigger: pull }, evidence: { changes: [deployment(null)] } }, "13:20"],
    ["a confirmed deployment", { options: { trigger: deployment("13:35") } }, "13:35"],
    [
      "people's words before the trigger",
      { options: { trigger: pull }, said: ["14:05 ben: started at 13:40 UTC"] },
      "13:40",
    ],
    [
      "a command before all",
      { options: { set: { started: { at: at("13:01"), by: "ana", url } } }, body: "Down since 13:40" },
      "13:01",
    ],
    [
      "an issue opened days after",
      { title: "Postmortem: outage on 2026-11-18", body: "The API was down from 10:00 to 11:00 UTC." },
      "2026-11-18 10:00",
    ],
  ])("%s", (_, given, expected) => {
    expect(timeOf("started", given)).toBe(expected);
  });

  it("counts what an allowed note tells", () => {
    const note = comment("14:05 ben: /timeline 13:40 UTC outage began", 0);
    expect(timeOf("started", { evidence: { comments: [note], notes: [note] } })).toBe("13:40");
  });

  it("counts of a note on the document only what is noted", () => {
    const note = comment("14:05 ben: /timeline 13:40 UTC outage began\nResolved.", 0);
    const found = timesOf({ evidence: { notes: [note] } });
    expect(found).toMatchObject({ started: { at: at("13:40") }, resolved: null });
  });

  it("is no later than what is known of it", () => {
    const declared = { by: "ana", at: at("14:00") };
    expect(timeOf("started", { said: ["14:50 ben: failing since 14:40"], evidence: { declared } })).toBe(
      null,
    );
  });
});

describe("detected", () => {
  it.each<[string, Given, string | null]>([
    ["the opening at the latest", {}, "14:00"],
    ["somebody says when", { said: ["14:05 ben: first alert at 13:52"] }, "13:52"],
    ["an alert opens it", { by: "alerts[bot]", body: "[FIRING:1] checkout is down" }, "14:00"],
    [
      "it was opened for something else",
      { said: ["15:05 ben: started at 15:00"], evidence: { comments: [] } },
      "14:00",
    ],
    ["work on it before the opening", { said: ["14:05 ben: investigating since 13:50"] }, "13:50"],
    [
      "a pull request that became an incident",
      { more: { isPullRequest: true }, evidence: { declared: { by: "ben", at: at("15:00") } } },
      "15:00",
    ],
    [
      "an alert on that pull request",
      {
        more: { isPullRequest: true },
        said: ["14:50 alerts[bot]: 🔥 alert firing: error rate"],
        evidence: { declared: { by: "ben", at: at("15:00") } },
      },
      "14:50",
    ],
    ["a pull request that nobody declared", { more: { isPullRequest: true } }, null],
    ["an issue about an outage that was over", { body: "Outage between 12:00 and 13:00 UTC today." }, null],
    ["a command", { options: { set: { detected: { at: at("13:55"), by: "ana", url } } } }, "13:55"],
  ])("%s", (_, given, expected) => {
    expect(timeOf("detected", given)).toBe(expected);
  });

  it("says how far it is known", () => {
    expect(timesOf({}).detected?.rule).toBe("opened: noticed by then at the latest");
    expect(timesOf({}).detected?.source).toBe(`[#12](${url})`);
    expect(timesOf({ by: "alerts[bot]", body: "checkout is down" }).detected?.rule).toBe("alert");
  });

  it("is no opening from before it started", () => {
    expect(timeOf("detected", { said: ["15:30 ben: outage began at 14:40"] })).toBe(null);
  });
});

describe("acknowledged", () => {
  it.each<[string, Given, string | null]>([
    ["nobody did anything", {}, null],
    ["somebody says so", { said: ["14:07 ben: looking into it"] }, "14:07"],
    ["the reporter says so", { body: "We are investigating." }, "14:00"],
    ["words before signs", { events: ["14:02 cleo assigned ben"], said: ["14:07 ben: on it"] }, "14:07"],
    [
      "an assignment",
      { events: ["14:02 cleo assigned ben"], said: ["14:07 ben: it is the database"] },
      "14:02",
    ],
    ["an assignment with the opening", { events: ["14:00 ana assigned ben"] }, null],
    [
      "the first answer of somebody else",
      { said: ["14:01 ana: more logs", "14:03 ben: it is the database"] },
      "14:03",
    ],
    [
      "the first label by somebody else",
      { events: ["14:01 ana labeled sev2", "14:04 ben labeled sev1"] },
      "14:04",
    ],
    ["who has the same trouble", { said: ["14:03 ben: +1 same here"] }, null],
    ["a bot's answer", { said: ["14:03 triage[bot]: thank you"] }, null],
    [
      "a bot reported it: any person",
      { by: "alerts[bot]", said: ["14:03 ana: it is the database"] },
      "14:03",
    ],
    ["a label says so", { events: ["14:06 ben labeled status: acknowledged"] }, "14:06"],
    ["“ack” as the first word", { said: ["14:03 ben: ack"] }, "14:03"],
    ["“ack” to something else", { said: ["14:03 ben: it is the database", "14:20 ben: ack"] }, "14:03"],
    ["asked of others", { said: ["14:01 ana: please look into it", "14:09 ana: anyone looking?"] }, null],
    [
      "answers when it was long over",
      { body: "Outage from 12:00 to 13:00 UTC.", said: ["18:00 ben: let us meet on Monday"] },
      null,
    ],
    ["in Spanish", { said: ["14:07 ben: Investigando el problema"] }, "14:07"],
  ])("%s", (_, given, expected) => {
    expect(timeOf("acknowledged", given)).toBe(expected);
  });
});

const fix: PullCourse = {
  ...pull,
  state: "closed",
  mergedAt: at("14:40"),
  closes: true,
  createdAt: at("14:20"),
  closedAt: at("14:40"),
  author: { login: "dora", isBot: false },
  reviews: [],
  failedChecks: [],
};

describe("mitigated", () => {
  it.each<[string, Given, string | null]>([
    ["nobody says so", { said: ["14:30 ben: rolling back"] }, null],
    ["it is said", { said: ["14:30 ben: rolled back, back online"] }, "14:30"],
    ["of several the first", { said: ["14:30 ben: Back online.", "14:40 cleo: works for me"] }, "14:30"],
    ["hoped", { said: ["14:30 ben: should be back"] }, null],
    ["it came back", { said: ["14:30 ben: Back online.", "14:50 cleo: down again"] }, null],
    [
      "… and was over again",
      { said: ["14:30 ben: Back online.", "14:50 cleo: down again", "15:10 ben: up again"] },
      "15:10",
    ],
    [
      "reopened",
      { said: ["14:30 ben: Back online."], events: ["14:40 ben closed completed", "14:50 ana reopened"] },
      null,
    ],
    [
      "with the time it was so",
      {
        said: [
          "14:31 ben: rolling back",
          "15:02 ben: Rollback was through at 14:29. Half an hour at 0.1 %, nothing new in support. Closing.",
        ],
      },
      "14:29",
    ],
    [
      "a queue is empty that was long",
      {
        said: [
          "14:05 ben: mails pile up, the queue is at 4,000",
          "14:45 ben: the queue is empty since 14:40",
        ],
      },
      "14:40",
    ],
    ["a queue is empty that should not be", { said: ["14:45 ben: the queue is empty since 14:40"] }, null],
    [
      "rolled back, to little avail",
      { said: ["14:30 ben: rollback complete, but writes still fail", "14:50 ben: orders go through again"] },
      "14:50",
    ],
    ["a label", { events: ["14:35 ben labeled status/mitigated"] }, "14:35"],
    [
      "a label by mistake",
      { events: ["14:35 ben labeled mitigated", "14:36 ben unlabeled mitigated"] },
      null,
    ],
    ["monitoring", { events: ["14:35 ben labeled monitoring"] }, "14:35"],
    ["a confirmed fix", { options: { fix } }, "14:40"],
    [
      "… that reached production",
      { options: { fix }, evidence: { changes: [deployment("14:46")] } },
      "14:46",
    ],
    ["… before it came back", { options: { fix }, said: ["14:50 cleo: down again"] }, null],
    ["words before the fix", { options: { fix }, said: ["14:31 ben: mitigated by turning it off"] }, "14:31"],
    ["a fix that was not merged", { options: { fix: { ...fix, mergedAt: null } } }, null],
    ["said in the text, which may be edited", { body: "Service restored." }, null],
    ["a time in the text", { body: "Mitigated: 14:20 UTC", more: { updatedAt: at("16:00") } }, "14:20"],
    ["said long after closing", { closed: "14:40", said: ["18:00 ben: works again"] }, null],
    [
      "feared long after closing",
      { closed: "15:40", said: ["14:30 ben: Back online.", "2026-12-20 10:00 dan: down again"] },
      "14:30",
    ],
    [
      "a report of later",
      { said: [`20:00 ben: ## Summary\n\nIt was restored.\n\n## Cause\n\nA deploy.`] },
      null,
    ],
  ])("%s", (_, given, expected) => {
    expect(timeOf("mitigated", given)).toBe(expected);
  });
});

describe("resolved", () => {
  it.each<[string, Given, string | null]>([
    ["open", {}, null],
    ["closed", { closed: "15:00" }, "15:00"],
    [
      "closed as completed",
      { closed: "15:00", reason: "completed", events: ["15:00 ana closed completed"] },
      "15:00",
    ],
    ["closed as not planned", { closed: "15:00", reason: "not_planned" }, null],
    ["closed as a duplicate", { closed: "15:00", events: ["15:00 ana closed duplicate"] }, null],
    [
      "the last closing",
      {
        closed: "17:00",
        events: ["15:00 ana closed completed", "16:00 ben reopened", "17:00 ana closed completed"],
      },
      "17:00",
    ],
    ["reopened", { events: ["15:00 ana closed completed", "16:00 ben reopened"] }, null],
    [
      "closed and reopened five times",
      { events: [1, 2, 3, 4, 5].flatMap((n) => [`15:${n}0 ana closed completed`, `15:${n}5 ben reopened`]) },
      null,
    ],
    ["words before the closing", { closed: "17:00", said: ["15:10 ben: Resolved."] }, "15:10"],
    [
      "words, and then it came back",
      { closed: "17:00", said: ["15:10 ben: Resolved.", "15:40 cleo: still failing"] },
      "17:00",
    ],
    ["a label", { events: ["15:20 ben labeled resolved"] }, "15:20"],
    ["planned", { said: ["15:10 ben: will be resolved by 16:00"] }, null],
    ["denied", { said: ["15:10 ben: not resolved"] }, null],
    ["a range", { body: "Outage between 1 - 2 PM UTC today." }, "14:00"],
    ["a status page", { said: ["15:10 ben: **Resolved** - This incident has been resolved."] }, "15:10"],
    [
      "a monitor",
      { said: ["15:10 up[bot]: **Resolved:** Shop is back up in `1fa9709` after 20 minutes."] },
      "15:10",
    ],
    [
      "a pull request closed before it was an incident",
      {
        closed: "13:00",
        more: { isPullRequest: true },
        evidence: { declared: { by: "ben", at: at("15:00") } },
      },
      null,
    ],
  ])("%s", (_, given, expected) => {
    expect(timeOf("resolved", given)).toBe(expected);
  });
});

describe("key times of a thread", () => {
  it("tell where they are from", () => {
    const times = timesOf({
      said: ["14:05 ben: started at 13:40 UTC", "14:30 @x](y): Back online."],
      closed: "15:00",
    });
    expect(times.started).toEqual({
      at: at("13:40"),
      rule: "stated",
      source: `[comment of ben](${url}#issuecomment-1)`,
    });
    expect(times.mitigated?.source).toBe(`[comment of @\u200bx\\](y)](${url}#issuecomment-2)`);
    expect(times.resolved).toEqual({ at: at("15:00"), rule: "closed as completed", source: `[#12](${url})` });
  });

  it("are no times of day where an export knows only the days", () => {
    const midnight = {
      createdAt: "2026-11-21T00:00:00Z",
      closedAt: "2026-11-22T00:00:00Z",
      state: "closed" as const,
    };
    const given = {
      more: midnight,
      said: ["00:00 ben: on it", "00:00 ben: Back online.", "00:00 ben: drop in views occurred at 17:30 UTC"],
    };
    expect(timesOf(given)).toMatchObject({
      started: { at: at("17:30") },
      detected: null,
      acknowledged: null,
      mitigated: null,
      resolved: null,
    });
  });

  it("carry on the zone of whoever named it, but for UTC, which people read in logs", () => {
    const said = ["14:05 ben: started at 8:40 am EST", "14:30 ben: up again since 9:20 am"];
    expect(timesOf({ said })).toMatchObject({ started: { at: at("13:40") }, mitigated: { at: at("14:20") } });
    const others = ["14:05 ben: started at 8:40 am EST", "14:30 cleo: up again since 14:20"];
    expect(timesOf({ said: others }).mitigated?.at).toBe(at("14:20"));
    const logs = ["14:05 ben: logs say 13:40 UTC", "14:30 ben: up again since 15:20"];
    expect(timesOf({ said: logs, options: { timeZone: "Europe/Berlin" } }).mitigated?.at).toBe(at("14:20"));
  });

  it("take an alert's end for a recovery, and no bot's tidying up for anything", () => {
    const said = [
      "14:09 am[bot]: [RESOLVED] HighErrorRate checkout recovered",
      "14:40 stale[bot]: This issue has been resolved automatically due to inactivity",
    ];
    expect(timesOf({ said })).toMatchObject({ mitigated: { at: at("14:09") }, resolved: null });
  });

  it("are not read from mails below and folded parts", () => {
    const said = [
      "14:30 ben: see below\n\nOn Sat, Nov 21, 2026 at 9:00 AM ana wrote:\n\nStarted at 13:40 UTC\n",
      "14:31 ben: <details>\n\nResolved.\n\n</details>",
    ];
    expect(timesOf({ said })).toMatchObject({ started: null, resolved: null });
  });

  it("do not depend on the order of the comments", () => {
    const said = [
      "14:05 ben: down since 13:58",
      "14:30 ben: Back online.",
      "14:50 cleo: down again",
      "15:10 ben: up again",
      "15:20 ana: Resolved.",
    ];
    const evidence = evidenceOf({ said });
    const options = { timeZone: "UTC", trigger: null, fix: null, set: {}, say: english.say };
    const wanted = keyTimesOf(evidence, options);
    fc.assert(
      fc.property(fc.shuffledSubarray(evidence.comments, { minLength: said.length }), (comments) => {
        expect(keyTimesOf({ ...evidence, comments }, options)).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
  });

  it("of 2,500 comments take less than a second", () => {
    const said = Array.from(
      { length: 2_500 },
      (_, n) =>
        `14:${String(n % 60).padStart(2, "0")} ben: at 14:${n % 6}0 UTC we restarted node ${n}: errors since 13:50, status: degraded`,
    );
    const evidence = evidenceOf({ said });
    const begin = process.cpuUsage();
    keyTimesOf(evidence, { timeZone: "UTC", trigger: null, fix: null, set: {}, say: english.say });
    expect(process.cpuUsage(begin).user / 1_000).toBeLessThan(5_000);
  });

  it("never fail, and give durations that are no less than nothing", () => {
    const clock = fc.constantFrom("13:00", "14:05", "16:00", "2026-11-22 09:00");
    const words = fc.constantFrom(
      ...[
        "started at 13:40",
        "ack",
        "Back online.",
        "down again",
        "Resolved.",
        "mitigated at 13:20",
        "> x",
        "\u0000",
        "resolved 12:00 UTC",
      ],
    );
    const line = fc.tuple(
      clock,
      fc.constantFrom("ana", "ben", "x[bot]"),
      fc.oneof(words, fc.string({ unit: "binary", maxLength: 40 })),
    );
    const events = fc.array(
      fc.constantFrom(
        "14:20 ben labeled mitigated",
        "15:00 ana closed completed",
        "15:30 ana reopened",
        "14:01 ana assigned ben",
      ),
      { maxLength: 5 },
    );
    const broken = fc.constantFrom(at("14:00"), "", "2026-11-21", "never");
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        events,
        broken,
        fc.boolean(),
        (said, events, createdAt, isClosed) => {
          const given: Given = {
            said: said.map(([time, who, text]) => `${time} ${who}: ${text}`),
            events,
            more: { createdAt },
            ...(isClosed ? { closed: "17:00" } : {}),
          };
          const times = timesOf(given);
          for (const name of KEY_TIMES)
            if (times[name]) expect(times[name].at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
          for (const minutes of Object.values(durationsOf(times)))
            expect(minutes ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

const given = (clocks: Partial<Record<KeyTimeName, string>>): KeyTimes =>
  Object.fromEntries(
    KEY_TIMES.map((name) => [name, clocks[name] ? { at: at(clocks[name]), source: "", rule: "" } : null]),
  ) as KeyTimes;

describe("durations", () => {
  it("are whole minutes, rounded down", () => {
    const times = given({
      started: "13:40",
      detected: "13:52",
      acknowledged: "13:55",
      mitigated: "14:30",
      resolved: "15:10",
    });
    expect(durationsOf(times)).toEqual({ ttd: 12, tta: 3, ttm: 50, ttr: 90 });
    expect(
      durationsOf({ ...times, detected: { at: `${DAY}T13:52:59Z`, source: "", rule: "" } }),
    ).toMatchObject({ ttd: 12, tta: 2 });
  });

  it("are not known without both ends, nor where the order cannot be", () => {
    expect(durationsOf(given({ detected: "13:52", resolved: "15:10" }))).toEqual({
      ttd: null,
      tta: null,
      ttm: null,
      ttr: null,
    });
    expect(durationsOf(given({ started: "15:40", resolved: "15:10" })).ttr).toBe(null);
  });
});

describe("an order that cannot be", () => {
  it.each<[Partial<Record<KeyTimeName, string>>, string[]]>([
    [{ started: "13:40", detected: "13:40", resolved: "13:40" }, []],
    [{ detected: "13:40", resolved: "13:02" }, ["resolved 13:02 comes before detected 13:40"]],
    [
      { detected: "13:40", mitigated: "14:00", resolved: "13:50" },
      ["resolved 13:50 comes before mitigated 14:00"],
    ],
    [
      { started: "13:40", detected: "2026-11-20 23:58" },
      ["detected 2026-11-20 23:58 comes before started 2026-11-21 13:40"],
    ],
    [{ mitigated: "14:00", acknowledged: "14:20" }, []],
    [{ detected: "14:00", acknowledged: "13:20" }, ["acknowledged 13:20 comes before detected 14:00"]],
  ])("%j", (clocks, words) => {
    expect(impossibleOrders(given(clocks), "UTC", english.say).map((each) => each.words)).toEqual(words);
  });

  it("is told in the repository's zone", () => {
    expect(
      impossibleOrders(given({ detected: "13:40", resolved: "13:02" }), "Europe/Berlin", english.say),
    ).toEqual([{ late: "resolved", words: "resolved 14:02 comes before detected 14:40" }]);
  });
});
