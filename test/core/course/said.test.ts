import { describe, expect, it } from "vitest";
import { type Statement, statementsOf } from "../../../src/core/course/said.ts";
import type { Comment } from "../../../src/core/issue.ts";
import { INCIDENT } from "../../support/incident.ts";

const incident = { ...INCIDENT, createdAt: "2026-11-21T13:50:00Z" };

function comment(body: string, createdAt = "2026-11-21T14:10:00Z", login = "bo"): Comment {
  return { id: 7, url: "https://x/7", author: { login, isBot: false }, body, createdAt };
}

function said(body: string, createdAt?: string, timeZone = "UTC"): Statement[] {
  return statementsOf({ incident, comments: [comment(body, createdAt)] }, { timeZone, self: "app[bot]" });
}

const times = (...args: Parameters<typeof said>) =>
  said(...args).map(({ at, isStated, sentences }) => `${isStated ? "" : "? "}${at} ${sentences.join(" ")}`);

describe("the time of what people said", () => {
  const OWN = "2026-11-21T14:10:00Z";

  it.each([
    ["14:03 UTC – failover", "2026-11-21T14:03:00Z failover"],
    ["[14:03] failover", "2026-11-21T14:03:00Z failover"],
    ["**14:03** - failover", "2026-11-21T14:03:00Z failover"],
    ["- 14:03: failover", "2026-11-21T14:03:00Z failover"],
    ["14h03 failover", "2026-11-21T14:03:00Z failover"],
    ["2026-11-21T14:03Z failover", "2026-11-21T14:03:00Z failover"],
    ["2026-11-21 15:03 +01:00 failover", "2026-11-21T14:03:00Z failover"],
    ["14:03–14:08 UTC failover", "2026-11-21T14:03:00Z failover"],
    ["6:03 am PST – failover", "2026-11-21T14:03:00Z failover"],
    ["15:03 CET – failover", "2026-11-21T14:03:00Z failover"],
    ["The failover was at 14:03 UTC.", "2026-11-21T14:03:00Z The failover was at 14:03 UTC."],
    ["O failover foi às 14h03.", "2026-11-21T14:03:00Z O failover foi às 14h03."],
    ["Requests fail since 13:58", "2026-11-21T13:58:00Z Requests fail since 13:58"],
    ["Since 13:58 requests fail", "2026-11-21T13:58:00Z Since 13:58 requests fail"],
    ["Fails since 21-Nov 1:43 PM GMT.", "2026-11-21T13:43:00Z Fails since 21-Nov 1:43 PM GMT."],
    ["### 14:03 UTC\nFailover is done", "2026-11-21T14:03:00Z Failover is done"],
  ])("is the one that is written: %s", (body, expected) => {
    expect(times(body)).toEqual([expected]);
  });

  it.each([
    ["it is down"],
    ["Maintenance at 18:00 UTC"],
    ["We will try again at 14:05"],
    ["14:03 IST – failover"],
    ["2:03 pm PDT failover"],
    ["25:00 failover"],
    ["the 13:55 deploy broke it"],
    ["2031-01-01 14:03 UTC failover"],
    ["2019-11-21 14:03 UTC failover"],
    ["a ratio of 3:1 is normal"],
    ["release 14.03 is out"],
  ])("is that of the comment where none can be believed: %s", (body) => {
    expect(times(body).map((each) => each.slice(0, 22))).toEqual([`? ${OWN}`]);
  });

  it("is in the repository's zone where none is written", () => {
    expect(times("15:03 failover", OWN, "Europe/Berlin")).toEqual(["2026-11-21T14:03:00Z failover"]);
    // An hour ahead of the comment, so it cannot be UTC: and which zone it is nobody said.
    expect(times("15:03 failover")).toEqual([`? ${OWN} 15:03 failover`]);
  });

  it("carries day and zone on within the comment, past midnight too", () => {
    const log =
      "All times PST.\n\n- 22:31 first errors\n- 23:30: switched\n- **00:12** – drained\n- 00:55 all well";
    expect(times(log, "2026-11-22T09:20:00Z").filter((line) => !line.startsWith("?"))).toEqual([
      "2026-11-22T06:31:00Z first errors",
      "2026-11-22T07:30:00Z switched",
      "2026-11-22T08:12:00Z drained",
      "2026-11-22T08:55:00Z all well",
    ]);
    expect(times("23:50 UTC failover", "2026-11-22T00:20:00Z")).toEqual(["2026-11-21T23:50:00Z failover"]);
    expect(times("14:01 errors\n14:05 failover (UTC+1)", "2026-11-21T13:10:00Z")).toEqual([
      "2026-11-21T13:01:00Z errors",
      "2026-11-21T13:05:00Z failover (UTC+1)",
    ]);
  });

  it("is read from a table of times", () => {
    expect(times("| Time (UTC) | What |\n|---|---|\n| 13:55 | errors |\n| 14:03 | failover |")).toEqual([
      "2026-11-21T13:55:00Z errors",
      "2026-11-21T14:03:00Z failover",
    ]);
  });

  it.each([
    ["10:49 am GMT it went down", "2026-11-21T10:49:00Z it went down"],
    ["It was down between 3 - 5 PM PST today", "2026-11-20T23:00:00Z It was down between 3 - 5 PM PST today"],
    ["It went down at 20:00 (hora Lima)", "? 2026-11-21T00:00:00Z It went down at 20:00 (hora Lima)"],
  ])("is of its day, or over by the end of it, where an export tells only days: %s", (body, expected) => {
    const day = "2026-11-21T00:00:00Z";
    const evidence = { incident: { ...incident, createdAt: day }, comments: [comment(body, day)] };
    const [last] = statementsOf(evidence, { timeZone: "UTC", self: "app[bot]" }).slice(-1);
    expect(`${last?.isStated ? "" : "? "}${last?.at} ${last?.sentences.join(" ")}`).toBe(expected);
  });

  it("is that of its own comment for what nobody can place", () => {
    expect(times("10:49 am GMT it went down", "2026-11-21T00:00:00Z")).toEqual([
      "? 2026-11-21T00:00:00Z 10:49 am GMT it went down",
    ]);
  });
});

describe("what people said", () => {
  const words = (body: string) => said(body).flatMap(({ sentences }) => sentences);

  it("is read from lists with pasted bullets, but not from the titles of a form", () => {
    const body = "🛠️ Steps to reproduce\n\n\t•\tThe API is down\n\t•\tNo orders since 13:40";
    const own = statementsOf(
      { incident: { ...incident, body }, comments: [] },
      { timeZone: "UTC", self: "" },
    );
    expect(own.flatMap(({ sentences }) => sentences)).toEqual(["The API is down", "No orders since 13:40"]);
    expect(words("🔥 database is down")).toEqual(["database is down"]);
  });

  it("keeps words apart between which stands a picture", () => {
    expect(words("database🔥down")).toEqual(["database down"]);
  });

  it("is known by its comment, for ever", () => {
    const [all, second, third] = said("It is down.\n\n13:55 errors\n14:03 failover");
    expect([all?.key, second?.key, third?.key]).toEqual(["comment/7", "comment/7/2", "comment/7/3"]);
  });

  it("is the incident's own text, too, and nothing of the app's", () => {
    const own = { ...incident, body: "### Summary\n\nNo orders arrive.\n\n- [ ] tell support" };
    const comments = [comment("opened a postmortem", undefined, "app[bot]")];
    const statements = statementsOf({ incident: own, comments }, { timeZone: "UTC", self: "app[bot]" });
    expect(statements.map(({ key, sentences, comment }) => [key, sentences, comment])).toEqual([
      ["body", ["No orders arrive."], null],
    ]);
  });

  it("is nobody's where the account was deleted", () => {
    const statements = statementsOf(
      { incident, comments: [comment("it is down", undefined, "ghost")] },
      { timeZone: "UTC", self: "" },
    );
    expect(statements.map(({ by }) => by)).toEqual([null]);
  });

  it.each([
    [
      "mail below",
      "Port 25 is open.\n\nOn 15 Sep 2026, at 08:45, Dora wrote:\n\n> I closed it\nand more",
      ["Port 25 is open."],
    ],
    [
      "mail whose head is broken",
      "It is open.\n\nOn Tue, Sep 15, 2026 at 8:45 AM Dora Lind <d@example.com>\nwrote:\nclosed",
      ["It is open."],
    ],
    ["a mail of Outlook's", "It is open.\n\nFrom: Dora\nSent: today\nSubject: x\n\nclosed", ["It is open."]],
    [
      "Portuguese mail",
      "Voltou.\n\nEm ter., 15 de set. de 2026 às 08:45, Dora escreveu:\n> caiu",
      ["Voltou."],
    ],
    ["a signature", "It is open.\n\n-- \nDora Lind\nOperations", ["It is open."]],
    ["a quote", "> it is closed\n\nIt is open.", ["It is open."]],
    ["a fence", "It is open.\n\n```\nlog line\n```", ["It is open."]],
    [
      "what is folded",
      "It is open.\n<details><summary>log</summary>\n\nline\n\n</details>\n\nAll of it.",
      ["It is open.", "All of it."],
    ],
    ["a comment of HTML", "It is open.<!-- fill\nthis --> Yes.", ["It is open.", "Yes."]],
    ["a picture", "It is open. ![graph](https://example.com/a.png)", ["It is open."]],
    ["commands", "/action Mend it @ana\nIt is open.\n/retest\n/lgtm", ["It is open."]],
    ["task lists", "- [ ] look\n- [x] call\n- It is open.", ["It is open."]],
    ["no path", "/var/log is full", ["/var/log is full"]],
    [
      "links",
      "See [the graph](https://example.com/a) and https://grafana.example.com/d/12?x=1 for `a_b`",
      ["See the graph and grafana.example.com for `a_b`"],
    ],
    ["issues", "Fixed by https://github.com/acme/shop/pull/41#discussion", ["Fixed by acme/shop#41"]],
    [
      "a link broken over two lines",
      "It was **down** in [`abc`](https://example.com/abc\n) today",
      ["It was down in `abc` today"],
    ],
    [
      "lines broken at the margin",
      "The queue of the mail workers grows and grows because nothing\nreads it.",
      ["The queue of the mail workers grows and grows because nothing reads it."],
    ],
    ["chat lines", "rolled back\nerrors are gone", ["rolled back", "errors are gone"]],
    [
      "a pasted postmortem",
      "The draft:\n\n# Summary\n\nIt was down.\n\n## Root cause\n\nA bug.\n\n## Timeline\n\n- 13:55 errors",
      ["The draft:", "errors"],
    ],
    ["NUL and lone surrogates", "It is \0open\ud800.", ["It is open\ud800."]],
  ])("is without what is not theirs: %s", (_, body, expected) => {
    expect(words(body)).toEqual(expected);
  });
});
