import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecentChange } from "../../../src/core/history.ts";
import { changeKey } from "../../../src/core/suspects/change-key.ts";
import type { IncidentText } from "../../../src/core/suspects/incident-words.ts";
import { changesIn } from "../../../src/core/suspects/shipment.ts";
import { type Known, suspects } from "../../../src/core/suspects/suspects.ts";
import { english } from "../../support/words.ts";
import { deployment, incident, minutesBefore, pull, release, SHOP, START, shaOf } from "./changes.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);
const KNOWN: Known = { trigger: null, fix: null, hours: 24, home: SHOP, say: english.say };
const find = (
  changes: RecentChange[],
  told: Partial<IncidentText> = {},
  known: Partial<Known> = {},
  isKnown = true,
) => suspects(changes, incident(told), { at: START, isKnown }, { ...KNOWN, ...known });
/** The suspects by their first name, in their order. */
const named = (...args: Parameters<typeof find>) =>
  find(...args).map(({ shipment }) => changesIn(shipment).map(changeKey)[0]);
const reasons = (...args: Parameters<typeof find>) => find(...args)[0]?.reasons;

const CHECKOUT: Partial<IncidentText> = {
  title: "Checkout is down",
  labels: ["incident", "sev1", "service: checkout"],
};

describe("why a change is suspected", () => {
  it.each<[string, RecentChange[], Partial<IncidentText>, string[]]>([
    ["it was merged shortly before", [pull(41, 11)], {}, ["merged 11 min before the start"]],
    ["long before", [pull(41, 125)], {}, ["merged 2 h 5 min before the start"]],
    ["right before", [pull(41, 0.5)], {}, ["merged less than a minute before the start"]],
    ["at that very moment", [pull(41, 0)], {}, ["merged less than a minute before the start"]],
    ["it was deployed", [deployment(7, 9, "x")], {}, ["deployed to production 8 min before the start"]],
    [
      "it was merged and deployed, which is one",
      [pull(41, 20), deployment(7, 9, 41)],
      {},
      ["deployed to production 8 min before the start"],
    ],
    [
      "it was on its way",
      [deployment(7, 9, "x", { statuses: [{ state: "success", at: minutesBefore(-3) }] })],
      {},
      ["deployment to production began 9 min before the start"],
    ],
    [
      "nobody told how it went",
      [deployment(7, 9, "x", { statuses: [] })],
      {},
      ["deployment to production began 9 min before the start"],
    ],
    [
      "it failed on its way",
      [deployment(7, 9, "x", { statuses: [{ state: "failure", at: minutesBefore(6) }] })],
      {},
      ["deployment to production failed 6 min before the start"],
    ],
    ["it was released", [release("v2.3.1", 30)], {}, ["released 30 min before the start"]],
    [
      "released and deployed by its tag, which is one",
      [release("v2", 30, { sha: null }), deployment(7, 9, "x", { ref: "v2" })],
      {},
      ["deployed to production 8 min before the start"],
    ],
    [
      "merged, and in production only after the start",
      [pull(41, 11), deployment(7, -5, 41)],
      {},
      ["merged 11 min before the start", "deployed to production only later"],
    ],
    [
      "nobody approved it",
      [pull(41, 11, { approved: false })],
      {},
      ["merged 11 min before the start", "merged without review"],
    ],
    [
      "it was reverted",
      [pull(41, 11), pull(45, -30, { reverts: { ...SHOP, number: 41 } })],
      {},
      ["merged 11 min before the start", "later reverted by #45"],
    ],
    [
      "its title was reverted",
      [pull(41, 11, { title: "Raise pool" }), pull(45, -30, { title: 'Revert "Raise pool"' })],
      {},
      ["merged 11 min before the start", "later reverted by #45"],
    ],
    [
      "its folder is named in the title",
      [pull(41, 11, { files: ["a.ts", "src/checkout/pool.ts"] })],
      { title: "Checkout is down" },
      ["merged 11 min before the start", "touches `src/checkout/`, named in the incident"],
    ],
    [
      "in other letters",
      [pull(41, 11, { files: ["services/CheckoutService.kt"] })],
      { body: "the checkouts hang" },
      ["merged 11 min before the start", "touches `services/CheckoutService.kt`, named in the incident"],
    ],
    [
      "its file is named",
      [pull(41, 11, { files: ["src/a/pool.ts"] })],
      { said: ["see pool.ts, line 3"] },
      ["merged 11 min before the start", "touches `src/a/pool.ts`, named in the incident"],
    ],
    [
      "its folder is named in a comment",
      [pull(41, 11, { files: ["src/ledger/a.ts"] })],
      { said: ["the ledger is slow"] },
      ["merged 11 min before the start", "touches `src/ledger/`, named in a comment"],
    ],
    [
      "its label is an area of the incident",
      [pull(41, 11, { labels: ["chore", "area/checkout"] })],
      CHECKOUT,
      ["merged 11 min before the start", "labelled area/checkout"],
    ],
    [
      "its title speaks of it",
      [pull(41, 11, { title: "Checkout: raise pool" })],
      CHECKOUT,
      ["merged 11 min before the start", "speaks of checkout, as the incident does"],
    ],
    [
      "its number is named",
      [pull(41, 11)],
      { body: "since #41?" },
      ["merged 11 min before the start", "named in the incident"],
    ],
    [
      "its address is named",
      [pull(41, 11)],
      { said: ["https://github.com/acme/shop/pull/41"] },
      ["merged 11 min before the start", "named in a comment"],
    ],
    [
      "its commit is named",
      [pull(41, 11)],
      { said: [`bisected to ${shaOf(41).slice(0, 8)}`] },
      ["merged 11 min before the start", "its commit is named in a comment"],
    ],
    [
      "its version is named",
      [release("v2.3.1", 30)],
      { said: ["all on 2.3.1."] },
      ["released 30 min before the start", "its version `v2.3.1` is named in a comment"],
    ],
    [
      "it is documentation alone",
      [pull(41, 11, { files: ["README.md", "docs/a.png"] })],
      {},
      ["merged 11 min before the start", "documentation only"],
    ],
    [
      "it is an update by a machine",
      [pull(41, 11, { author: { login: "renovate[bot]", isBot: true } })],
      {},
      ["merged 11 min before the start", "an automatic dependency update"],
    ],
  ])("because %s", (_, changes, told, words) => {
    expect(reasons(changes, told)).toEqual(words);
  });

  it.each<[string, RecentChange, Partial<IncidentText>]>([
    [
      "a path of names that all have",
      pull(41, 11, { files: ["src/api/service/index.ts"] }),
      { body: "the api service of src/index has errors" },
    ],
    ["a version within a longer one", release("v2.3.1", 30), { said: ["12.3.10 and v2.3.1-rc1"] }],
    ["a branch that is no version", deployment(7, 9, "x"), { said: ["main is red"] }],
    ["the number of another repository", pull(41, 11), { body: "acme/api#41" }],
    ["a longer number", pull(41, 11), { body: "#412" }],
    [
      "labels that say how bad it is",
      pull(41, 11, { labels: ["bug", "sev1", "P1"] }),
      { labels: ["incident", "bug", "sev1", "P1"] },
    ],
  ])("takes %s for no sign", (_, change, told) => {
    expect(reasons([change], told)).toHaveLength(1);
  });

  it("says so when nobody knows when it began", () => {
    expect(find([pull(41, 11)], {}, {}, false)[0]?.reasons).toEqual([
      "merged 11 min before the incident was opened",
    ]);
  });

  it("does not point at a folder that nearly all changes touch", () => {
    const files = ["src/checkout/a.ts"];
    const all = [1, 2, 3, 4, 5].map((number) => pull(number, number * 10, { files }));
    expect(
      find(all, { title: "Checkout is down" })
        .flatMap((one) => one.reasons)
        .join(),
    ).not.toContain("touches");
    expect(reasons(all.slice(0, 3), { title: "Checkout is down" })?.join()).toContain("touches");
  });
});

describe("which change is suspected first", () => {
  it.each<[string, RecentChange[], Partial<IncidentText>, string[]]>([
    [
      "the nearer",
      [pull(1, 200), pull(2, 20), pull(3, 5)],
      {},
      ["acme/shop#3", "acme/shop#2", "acme/shop#1"],
    ],
    ["of the same points the nearer", [pull(1, 50), pull(2, 20)], {}, ["acme/shop#2", "acme/shop#1"]],
    [
      "one that reached production",
      [pull(1, 20), pull(2, 40), deployment(7, 31, 2)],
      {},
      ["acme/shop#2", "acme/shop#1"],
    ],
    [
      "one that is named, over a nearer one",
      [pull(1, 5), pull(2, 600)],
      { said: ["#2 did it?"] },
      ["acme/shop#2", "acme/shop#1"],
    ],
    [
      "one that was reverted",
      [pull(1, 5), pull(2, 70), pull(3, -9, { reverts: { ...SHOP, number: 2 } })],
      {},
      ["acme/shop#2", "acme/shop#1"],
    ],
    [
      "code, over documentation that is nearer",
      [pull(1, 30, { files: ["README.md"] }), pull(2, 700)],
      {},
      ["acme/shop#2"],
    ],
    [
      "even documentation, when it is that near",
      [pull(1, 5, { files: ["README.md"] }), pull(2, 700)],
      {},
      ["acme/shop#1", "acme/shop#2"],
    ],
    [
      "one that nothing is told of, over one that came to production only later",
      [pull(1, 20), deployment(7, -5, 1), pull(2, 60 * 5)],
      {},
      ["acme/shop#2", "acme/shop#1"],
    ],
    [
      "any, over a deployment to where nobody is",
      [deployment(7, 10, "x", { environment: "staging" }), pull(1, 700)],
      {},
      ["acme/shop#1", "deployment 7"],
    ],
  ])("is %s", (_, changes, told, order) => {
    expect(named(changes, told)).toEqual(order);
  });

  it.each<[string, RecentChange[]]>([
    ["nothing changed", []],
    ["it was too long before", [pull(41, 24 * 60 + 1)]],
    ["it came after", [pull(41, -0.1), deployment(7, -1, "x"), release("v1.0", -5)]],
    ["its date cannot be read", [pull(41, 11, { at: "soon" })]],
    ["it is documentation of hours ago", [pull(41, 120, { files: ["docs/x.md"] })]],
  ])("is none where %s", (_, changes) => {
    expect(find(changes)).toEqual([]);
  });

  it("looks back as far as it is told", () => {
    expect(named([pull(41, 90)], {}, { hours: 1 })).toEqual([]);
    expect(named([pull(41, 90)], {}, { hours: 2 })).toEqual(["acme/shop#41"]);
  });

  it("is what a person confirmed, whenever it happened, and then what mended it", () => {
    const changes = [pull(1, 5), pull(2, 30 * 60), pull(3, -20), release("v1.0", 20)];
    const known = { trigger: "acme/shop#2", fix: "acme/shop#3" };
    expect(named(changes, {}, known)).toEqual([
      "acme/shop#2",
      "acme/shop#3",
      "acme/shop#1",
      "acme/shop@v1.0",
    ]);
    const [trigger, fix, other] = find(changes, {}, known);
    expect([trigger?.confirmed, fix?.confirmed, other?.confirmed]).toEqual(["trigger", "fix", null]);
    expect([trigger?.reasons, fix?.reasons]).toEqual([
      ["merged 1 d 6 h before the start"],
      ["merged 20 min after the start"],
    ]);
  });

  it("knows a confirmed change by any of its names", () => {
    const changes = [pull(1, 5), pull(2, 60), deployment(7, 30, 2), release("v1.0", 40, { sha: shaOf(2) })];
    for (const trigger of ["acme/shop#2", "deployment 7", "acme/shop@v1.0"])
      expect(find(changes, {}, { trigger })[0]?.confirmed).toBe("trigger");
  });
});

describe("suspected changes, whatever is known", () => {
  const minutes = fc.oneof(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -2_000, max: 3_000 }));
  const words = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(
        "#",
        "4",
        "1",
        "/",
        ".",
        "v",
        "`",
        "\n",
        "\r",
        "|",
        "<",
        "!",
        "-",
        "@",
        "a",
        "é",
        " ",
        "checkout",
      ),
    }),
  );
  const commit = fc.integer({ min: 1, max: 6 });
  const status = fc.record({
    state: fc.constantFrom("success", "failure", "in_progress", "inactive"),
    at: minutes.map(minutesBefore),
  });
  const change: fc.Arbitrary<RecentChange> = fc.oneof(
    fc
      .record({
        number: commit,
        minutes,
        title: words,
        files: fc.array(words, { maxLength: 4 }),
        labels: fc.array(words, { maxLength: 2 }),
        approved: fc.boolean(),
        reverts: fc.option(commit),
      })
      .map(({ number, minutes, reverts, ...more }) =>
        pull(number, minutes, { ...more, reverts: reverts === null ? null : { ...SHOP, number: reverts } }),
      ),
    fc
      .record({
        id: fc.integer({ min: 1, max: 9 }),
        minutes,
        commit,
        environment: fc.oneof(fc.constantFrom("production", "staging"), words),
        ref: words,
        statuses: fc.array(status, { maxLength: 3 }),
      })
      .map(({ id, minutes, commit, ...more }) => deployment(id, minutes, commit, more as object)),
    fc
      .record({ tag: words, minutes, name: words })
      .map(({ tag, minutes, name }) => release(tag, minutes, { name })),
  );
  const changes = fc.uniqueArray(change, { maxLength: 15, selector: changeKey });
  const told = fc.record({
    title: words,
    body: words,
    labels: fc.array(words, { maxLength: 3 }),
    areas: fc.array(words, { maxLength: 2 }),
    said: fc.array(words, { maxLength: 3 }),
  });

  it("are at most five, none of after the start, in the same order however they come", () => {
    fc.assert(
      fc.property(changes, told, fc.boolean(), (all, text, isKnown) => {
        const found = find(all, text, {}, isKnown);
        expect(found.length).toBeLessThanOrEqual(5);
        for (const { at } of found) {
          expect(Date.parse(at)).toBeLessThanOrEqual(Date.parse(START));
          expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(minutesBefore(24 * 60)));
        }
        const ids = found.map(({ shipment }) => changesIn(shipment).map(changeKey).sort());
        const again = find([...all].reverse(), text, {}, isKnown);
        expect(again.map(({ shipment }) => changesIn(shipment).map(changeKey).sort())).toEqual(ids);
        expect(new Set(ids.flat()).size).toBe(ids.flat().length);
      }),
      { numRuns: RUNS },
    );
  });

  it("have reasons of one line, which never say what caused it", () => {
    fc.assert(
      fc.property(changes, told, (all, text) => {
        for (const { reasons } of find(all, text, { trigger: all[0] ? changeKey(all[0]) : null })) {
          expect(reasons.length).toBeGreaterThan(0);
          for (const reason of reasons) expect(reason).not.toMatch(/[\r\n\u2028\u2029]|caus|<!--|-->/);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("are found in time, however much was said and changed", () => {
    const files = Array.from(
      { length: 100 },
      (_, at) => `src/${"deep/".repeat(20)}module-${at}/FileOf${at}.ts`,
    );
    const many = Array.from({ length: 500 }, (_, at) => pull(at + 1, at, { files, title: "#".repeat(256) }));
    const said = Array.from(
      { length: 2_500 },
      (_, at) => `${"(((((".repeat(50)} module ${at} v2.${at}.1 #${at}`,
    );
    const began = performance.now();
    expect(find(many, { body: "/".repeat(65_536), said })).toHaveLength(5);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
