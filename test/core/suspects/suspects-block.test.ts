import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PullCourse, RecentChange, Unread } from "../../../src/core/history.ts";
import { changeWords, confirmedFix, triggerAnswer } from "../../../src/core/suspects/change-words.ts";
import { deployedAt } from "../../../src/core/suspects/shipment.ts";
import { suspects } from "../../../src/core/suspects/suspects.ts";
import { suspectsBlock } from "../../../src/core/suspects/suspects-block.ts";
import { english } from "../../support/words.ts";
import { deployment, incident, minutesBefore, pull, release, SHOP, START } from "./changes.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);
const HOME = { home: SHOP, timeZone: "UTC", say: english.say };

type Given = {
  trigger?: string;
  fix?: string;
  isKnown?: boolean;
  missing?: Unread[];
  title?: string;
  timeZone?: string;
};

function block(
  changes: RecentChange[],
  { trigger, fix, isKnown = true, missing = [], title = "Checkout is down", timeZone = "UTC" }: Given = {},
) {
  const known = { trigger: trigger ?? null, fix: fix ?? null, hours: 24, home: SHOP, say: english.say };
  const found = suspects(changes, incident({ title }), { at: START, isKnown }, known);
  return suspectsBlock(found, missing, { home: SHOP, timeZone, hours: 24, isKnown, words: english });
}

const POOL = pull(41, 20, { title: "Raise pool size", files: ["src/checkout/pool.ts"], approved: false });

describe("what the document shows of suspected changes", () => {
  it("says what the list is, and lists them", () => {
    expect(block([POOL, deployment(7, 9, 41), release("v2.3.1", 130)])).toBe(
      [
        "Merged, deployed or released shortly before it began. Being on this list says nothing about cause; `/postmortem trigger #41` confirms one.",
        "",
        "1. #41 Raise pool size, merged 2026-11-21 13:40 UTC by ana – deployed to production 8 min before the start; touches `src/checkout/`, named in the incident; merged without review",
        "2. [Release v2.3.1](https://github.com/acme/shop/releases/tag/v2.3.1), published 2026-11-21 11:50 UTC by ana – released 2 h 10 min before the start",
      ].join("\n"),
    );
  });

  it("names deployments by what confirms them", () => {
    expect(block([deployment(7, 9, "x")])).toBe(
      [
        "Merged, deployed or released shortly before it began. Being on this list says nothing about cause; `/postmortem trigger deployment 7` confirms one.",
        "",
        "1. [Deployment 7](https://github.com/acme/shop/deployments/production) of `main` to production, 2026-11-21 13:51 UTC by ci\\[bot\\] – deployed to production 8 min before the start",
      ].join("\n"),
    );
  });

  it("puts what people confirmed first", () => {
    const [intro, , first, second] = block([POOL, pull(45, -20), pull(44, 3)], {
      trigger: "acme/shop#41",
      fix: "acme/shop#45",
    }).split("\n");
    expect(intro).toBe(
      "Merged, deployed or released shortly before it began. Being on this list says nothing about cause; what was confirmed stands first.",
    );
    expect(first).toMatch(/^1\. \*\*Trigger, confirmed:\*\* #41 Raise pool size, merged .* before the start/);
    expect(second).toMatch(
      /^2\. \*\*Fix, confirmed:\*\* #45 Change 45, merged .* – merged 20 min after the start$/,
    );
  });

  it("says so when nobody knows when it began", () => {
    expect(block([POOL], { isKnown: false })).toContain(
      "shortly before the incident was opened; nobody has said yet when it began. Being on this list",
    );
  });

  it.each([
    [true, "Nothing that stands out was merged, deployed or released in the 24 hours before it began."],
    [
      false,
      "Nothing that stands out was merged, deployed or released in the 24 hours before the incident was opened.",
    ],
  ])("says in one sentence that there is nothing (start known: %s)", (isKnown, sentence) => {
    expect(block([], { isKnown })).toBe(sentence);
  });

  it("says in one small line what was not looked at", () => {
    const missing: Unread[] = [
      { what: "deployments", repo: SHOP, why: "not-readable" },
      { what: "everything", repo: { owner: "acme", repo: "a_b" }, why: "not-seen" },
    ];
    expect(block([POOL], { missing }).split("\n").slice(-2)).toEqual([
      "",
      "<sub>Not looked at – deployments of acme/shop: the app may not read them; everything in acme/a_b: the app cannot see it.</sub>",
    ]);
  });

  it("shows times in the repository's zone", () => {
    expect(block([POOL], { timeZone: "Europe/Berlin" })).toContain(
      "merged 2026-11-21 14:40 Europe/Berlin (13:40 UTC) by ana",
    );
  });

  it("keeps each on its line, unable to mention, close or hide anything, whatever people call things", () => {
    const odd = fc.string({
      unit: fc.constantFrom(
        "a",
        " ",
        "\n",
        "\r",
        "\u2028",
        "<!--",
        "-->",
        "@ana",
        "closes #1",
        "|",
        "`",
        "](",
        "<b>",
        "1. ",
        "\0",
        "\ud800",
        "\u202e",
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(odd, odd, odd, (title, name, url) => {
        const changes = [
          pull(41, 20, { title, files: [`src/${name}/checkout.ts`], labels: [`${name} checkout`], url }),
          deployment(7, 9, "x", { environment: `prod ${name}`, ref: title, url }),
          release(name, 30, { name: title, url: `https://x/${url}` }),
        ];
        const text = block(changes, {
          title: `${title} checkout`,
          missing: [{ what: "releases", repo: { owner: "acme", repo: name }, why: "no-answer" }],
        });
        const lines = text.split("\n");
        expect(lines.filter((line) => /^\d\. /.test(line))).toHaveLength(3);
        expect(lines.slice(5).filter((line) => line !== "" && !line.startsWith("<sub>"))).toEqual([]);
        expect(text.replace(/(?<!\\)`[^`\n]+`|\]\(\S+\)/g, "")).not.toMatch(
          /<!--|-->|@ana|\bcloses #1|\r|\u2028|<b>/,
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe("a confirmed change in words", () => {
  const course: PullCourse = {
    ...{
      ref: { ...SHOP, number: 45 },
      title: "Lower pool size",
      url: "https://github.com/acme/shop/pull/45",
    },
    ...{
      author: { login: "bo", isBot: false },
      state: "closed",
      mergedAt: minutesBefore(-20),
      closes: true,
      sha: POOL.sha,
    },
    ...{
      createdAt: minutesBefore(-10),
      closedAt: minutesBefore(-20),
      mergedBy: null,
      reviews: [],
      failedChecks: [],
      reverts: null,
      files: [],
    },
  };

  it.each<[string, Parameters<typeof triggerAnswer>[0], RecentChange[], string]>([
    [
      "merged and deployed",
      POOL,
      [deployment(7, 9, 41)],
      "#41 Raise pool size, merged 2026-11-21 13:40 UTC by ana, deployed 2026-11-21 13:52 UTC",
    ],
    [
      "merged",
      POOL,
      [deployment(7, 9, 41, { environment: "staging" })],
      "#41 Raise pool size, merged 2026-11-21 13:40 UTC by ana",
    ],
    ["a pull request that was merged", course, [], "#45 Lower pool size, merged 2026-11-21 14:20 UTC"],
    ["a pull request that was not", { ...course, mergedAt: null }, [], "#45 Lower pool size, not merged"],
    [
      "a release by its tag",
      release("v2", 30, { sha: null, name: "Winter" }),
      [deployment(7, 9, "x", { ref: "v2" })],
      "[Release v2](https://github.com/acme/shop/releases/tag/v2) Winter, published 2026-11-21 13:30 UTC by ana, deployed 2026-11-21 13:52 UTC",
    ],
    [
      "a deployment of a commit elsewhere",
      deployment(7, 9, "x", {
        ref: "ab".repeat(20),
        repo: { owner: "acme", repo: "ops" },
        by: null,
        statuses: [],
      }),
      [],
      "[Deployment 7](https://github.com/acme/shop/deployments/production) of `abababababab` to production (acme/ops), 2026-11-21 13:51 UTC",
    ],
  ])("answers what set it off: %s", (_, change, changes, words) => {
    expect(triggerAnswer(change, changes, HOME)).toBe(words);
  });

  it("takes the first deployment to production that went well", () => {
    const failed = deployment(6, 15, 41, { statuses: [{ state: "failure", at: minutesBefore(14) }] });
    expect(deployedAt(POOL, [deployment(8, 2, 41), deployment(7, 9, 41), failed])).toBe(minutesBefore(8));
    expect(deployedAt(course, [deployment(7, 9, 41)])).toBe(minutesBefore(8));
  });

  it("is a fact with who confirmed it", () => {
    expect(
      confirmedFix(
        course,
        [],
        { by: "ana", url: "https://github.com/acme/shop/issues/12#issuecomment-1" },
        HOME,
      ),
    ).toEqual({
      key: "fix",
      name: "Fix",
      value: "#45 Lower pool size, merged 2026-11-21 14:20 UTC",
      source: "confirmed by [ana](https://github.com/acme/shop/issues/12#issuecomment-1)",
    });
  });

  it("shortens long titles, and links no address that is none", () => {
    const words = changeWords(release("v2", 30, { name: "x".repeat(500), url: "javascript:alert(1)" }), HOME);
    expect(words).toBe(`Release v2 ${"x".repeat(120)}…, published 2026-11-21 13:30 UTC by ana`);
  });
});
