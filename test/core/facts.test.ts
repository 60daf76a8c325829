import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as core from "../../src/core/facts.ts";
import { type Fact, factsHead, type Known, mergeFacts } from "../../src/core/facts.ts";
import type { Comment, Issue, LinkedPull } from "../../src/core/issue.ts";
import { escapeInline } from "../../src/core/markdown.ts";
import { INCIDENT } from "../support/incident.ts";
import { artificial, english } from "../support/words.ts";

const factsOf = (of: Issue, also: Known, { say } = english) => core.factsOf(of, also, say);
const renderFacts = (facts: Fact[], { say } = english) => core.renderFacts(facts, factsHead(say));
const withWithdrawn = (ours: Fact[], before: Fact[]) => core.withWithdrawn(ours, before, english.say);

const incident: Issue = {
  ...INCIDENT,
  labels: ["incident", "sev1"],
  assignees: ["ben"],
  createdAt: "2026-11-21T09:00:00Z",
};
const known: Known = { comments: [], declared: null, timeZone: "UTC", severityLabels: {} };
const url = "https://github.com/acme/shop/issues/12";
const opened = `[#12](${url})`;

function comment(login: string, isBot = false): Comment {
  return {
    id: 1,
    url: `${url}#${login}`,
    author: { login, isBot },
    body: "",
    createdAt: "2026-11-21T09:01:00Z",
  };
}

const pull = (number: number, more: Partial<LinkedPull> = {}): LinkedPull => ({
  ref: { owner: "acme", repo: "shop", number },
  author: { login: "dora", isBot: false },
  mergedAt: "2026-11-21T10:30:00Z",
  url: `https://github.com/acme/shop/pull/${number}`,
  title: "Raise the pool's limit",
  state: "closed",
  closes: false,
  ...more,
});

/** As its row shows it. */
const factOf = (name: string, facts: Fact[]) =>
  facts.filter((fact) => fact.name === name).map(({ value, source }) => ({ name, value, source }))[0];
const named = (name: string, of: Partial<Issue>, also: Partial<Known> = {}) =>
  factOf(name, factsOf({ ...incident, ...of }, { ...known, ...also }));
const form = (question: string, answer: string) => `### ${question}\n\n${answer}\n\n### Summary\n\nDown.`;

describe("what GitHub knows of an incident", () => {
  it("is who, when and how bad, each with its source", () => {
    const declared = { by: "cleo", at: "2026-11-21T09:02:00Z" };
    expect(renderFacts(factsOf(incident, { ...known, declared, timeZone: "Europe/Berlin" }))).toBe(
      [
        "| Fact | Now | Source |",
        "| --- | --- | --- |",
        `| Severity | sev1 | [label “sev1”](${url}) |`,
        `| Reported by | ana | opened ${opened} |`,
        `| Opened | 2026-11-21 10:00 Europe/Berlin (09:00 UTC) | ${opened} |`,
        "| Declared | 2026-11-21 10:02 Europe/Berlin (09:02 UTC) | by cleo |",
        `| Closed | _still open_ | ${opened} |`,
        `| Participants | ana ([reported](${url})), ben ([responded](${url})) | ${opened} |`,
      ].join("\n"),
    );
  });

  it("is a prompt where nobody said anything, never a guess", () => {
    const author = { login: "pager[bot]", isBot: true };
    const facts = factsOf({ ...incident, author, labels: ["incident"], assignees: [] }, known);
    expect(factOf("Severity", facts)?.value).toMatch(/^_not stated/);
    expect(factOf("Participants", facts)?.value).toBe("_nobody so far_");
    expect(factOf("Declared", facts)).toBeUndefined();
  });

  it("is when it was closed only while it is closed", () => {
    const closedAt = "2026-11-22T12:00:00Z";
    const closed = factsOf({ ...incident, state: "closed", closedAt }, known);
    expect(factOf("Closed", closed)?.value).toBe("2026-11-22 12:00 UTC");
    const reopened = factsOf({ ...incident, state: "open", closedAt }, known);
    expect(factOf("Closed", reopened)?.value).toBe("_still open_");
  });

  it.each<[string, Partial<Issue>, string, string]>([
    [
      "a form's number",
      { body: form("Severity", "SEV2 | major") },
      "sev2",
      `[form “SEV2 \\| major”](${url})`,
    ],
    [
      "a form's word, without a number",
      { body: form("Severity", "Critical") },
      "“Critical”, as stated",
      `form of ${opened}`,
    ],
    ["a title's number", { title: "[SEV0] Down" }, "sev0", `[title “SEV0”](${url})`],
    [
      "a title's number before a form's word",
      { title: "[SEV0] Down", body: form("Severity", "Bad") },
      "sev0",
      `[title “SEV0”](${url})`,
    ],
  ])("is how bad it is by %s", (_, of, value, source) => {
    expect(named("Severity", { labels: [], ...of })).toEqual({ name: "Severity", value, source });
  });

  it.each<[string, Partial<Issue>, string, string]>([
    [
      "a form",
      { body: form("Alert source", "the | night watch") },
      "the \\| night watch",
      `form of ${opened}`,
    ],
    [
      "a bot",
      { author: { login: "sentry-io[bot]", isBot: true } },
      "Sentry (sentry-io\\[bot\\])",
      `opened ${opened}`,
    ],
    [
      "a sentence",
      { body: "It broke. We got an alert from Grafana, @bo." },
      "Grafana",
      `“We got an alert from Grafana, @\u200bbo.” in ${opened}`,
    ],
  ])("is where the alert came from by %s", (_, of, value, source) => {
    expect(named("Origin of the alert", of)).toEqual({ name: "Origin of the alert", value, source });
    expect(named("Origin of the alert", {})).toBeUndefined();
  });

  it("is how bad it is by a label of the team's own", () => {
    const fact = named("Severity", { labels: ["Critical"] }, { severityLabels: { critical: 0 } });
    expect(fact).toEqual({ name: "Severity", value: "sev0", source: `[label “Critical”](${url})` });
  });

  it("is to whom it was reported, as a form says", () => {
    const fact = { name: "Reported to", value: "Payments", source: `form of ${opened}` };
    expect(named("Reported to", { body: form("Sector", "Payments") })).toEqual(fact);
    expect(named("Reported to", {})).toBeUndefined();
  });

  it.each<[string, Partial<Issue>, Partial<Known>, string, string]>([
    [
      "labels",
      { labels: ["service: checkout", "team: pay|ments"] },
      {},
      "checkout (service), pay\\|ments (team)",
      `labels of ${opened}`,
    ],
    ["a form", { body: form("Service", "search") }, {}, "search", `form of ${opened}`],
    [
      "both",
      { labels: ["area/web"], body: form("Service", "search") },
      {},
      "web (area), search",
      `labels and form of ${opened}`,
    ],
    [
      "the owners of what the fixes touched",
      {},
      { codeowners: { owners: ["acme/payments", "bo"], of: [pull(45).ref] } },
      "owned by @\u200bacme/payments, @\u200bbo (CODEOWNERS of the files of #45)",
      "#45",
    ],
  ])("is which services and areas it concerns by %s", (_, of, also, value, source) => {
    expect(named("Services and areas", of, also)).toEqual({ name: "Services and areas", value, source });
    expect(named("Services and areas", {})).toBeUndefined();
  });

  it("is what mended it: the merged pull requests that close it, or else those that mention it", () => {
    const mention = pull(44, { title: "Log | more" });
    expect(named("Fix", {}, { pulls: [mention] })).toEqual({
      name: "Fix",
      value: "Log \\| more, merged 2026-11-21 10:30 UTC",
      source: "[#44](https://github.com/acme/shop/pull/44)",
    });
    const all = [mention, pull(45, { closes: true }), pull(46, { closes: true, title: "Again" })];
    expect(named("Fix", {}, { pulls: all })).toEqual({
      name: "Fix",
      value: "Raise the pool's limit, merged 2026-11-21 10:30 UTC; Again, merged 2026-11-21 10:30 UTC",
      source: "[#45](https://github.com/acme/shop/pull/45), [#46](https://github.com/acme/shop/pull/46)",
    });
  });

  it.each<[string, LinkedPull]>([
    ["was never merged", pull(45, { mergedAt: null })],
    ["was merged before it began", pull(45, { mergedAt: "2026-11-20T10:30:00Z" })],
    ["is the incident", pull(12)],
  ])("is not mended by a pull request that %s", (_, fix) => {
    expect(named("Fix", {}, { pulls: [fix] })).toBeUndefined();
    expect(named("Participants", {}, { pulls: [fix] })?.value).not.toContain("dora");
  });
});

describe("who had a part in an incident", () => {
  it("is named once, with each part once and its link; people only, and nobody by mention", () => {
    const comments = [comment("ben"), comment("dora"), comment("dora"), comment("ci[bot]", true)];
    const author = { login: "alerts[bot]", isBot: true };
    const pulls = [pull(45), pull(46, { author: { login: "renovate[bot]", isBot: true } })];
    const facts = factsOf({ ...incident, author }, { ...known, comments, pulls });
    expect(factOf("Participants", facts)?.value).toBe(
      `ben ([responded](${url}#ben)), dora ([responded](${url}#dora), [fixed #45](https://github.com/acme/shop/pull/45))`,
    );
    expect(factOf("Reported by", facts)?.value).toBe("alerts\\[bot\\]");
    expect(renderFacts(facts)).not.toContain("@");
  });

  it("is not who only commented when it was over", () => {
    const late = { ...comment("late"), createdAt: "2026-11-22T12:00:01Z" };
    const closed: Partial<Issue> = { state: "closed", closedAt: "2026-11-22T12:00:00Z", assignees: [] };
    const also = { comments: [comment("dora"), late] };
    expect(named("Participants", closed, also)?.value).toBe(
      `ana ([reported](${url})), dora ([responded](${url}#dora))`,
    );
    expect(named("Participants", { ...closed, state: "open" }, also)?.value).toContain("late");
  });

  it("is who spoke of a merged pull request after it became an incident", () => {
    const merged: Partial<Issue> = { isPullRequest: true, state: "closed", closedAt: "2026-11-20T12:00:00Z" };
    const declared = { by: "ana", at: "2026-11-21T09:00:00Z" };
    expect(named("Participants", merged, { declared, comments: [comment("dora")] })?.value).toContain("dora");
  });

  it("is counted where there are very many", () => {
    const comments = Array.from({ length: 50 }, (_, n) => comment(`person-${n}`));
    const value = named("Participants", { assignees: [] }, { comments })?.value ?? "";
    expect(value).toMatch(/person-18\)\), and 31 more$/);
  });
});

describe("facts in any language", () => {
  const told = (of: Partial<Issue>) =>
    factsOf(
      { ...incident, ...of },
      { ...known, declared: { by: "cleo", at: incident.createdAt } },
      artificial,
    );

  it("are named and told in it, but for names, numbers, links and what people said", () => {
    const body = form("Service", "search");
    const others = { labels: ["service: checkout"], body, assignees: [], state: "closed" as const };
    const table = renderFacts(told({ ...others, closedAt: "2026-11-22T12:00:00Z" }), artificial);
    const cells = table.split("\n").flatMap((row) => row.split(" | "));
    const said = cells.filter((cell) => /[a-z]{3}/.test(cell.replace(/\]\([^)]*\)|§[^§]*§/g, "")));
    // Times, logins and areas.
    expect(said.filter((cell) => !/^\d{4}-\d\d-\d\d .*UTC$/.test(cell))).toEqual([
      "checkout (service), search",
      "ana",
      "ana ([§reported§](https://github.com/acme/shop/issues/12))",
    ]);
  });

  it("follow GitHub row by row, and leave what a person changed", () => {
    const before = told({});
    const closed = told({ state: "closed", closedAt: "2026-11-22T12:00:00Z", labels: ["sev2"] });
    const table = renderFacts(before, artificial).replace("| sev1 |", "| sev1, we think |");
    const merged = mergeFacts(table, before, closed);
    expect(merged).toContain("| §Severity§ | sev1, we think |");
    expect(merged).toContain("| §Closed§ | 2026-11-22 12:00 UTC |");
    expect(mergeFacts(merged, closed, closed)).toBe(merged);
  });
});

describe("a fact that nobody states any more", () => {
  it("says so instead of going on", () => {
    const fact: Fact = { name: "Services and areas", value: "checkout", source: "labels" };
    const now = withWithdrawn(base, [...base, fact]);
    expect(now).toEqual([...base, { ...fact, value: "_not stated any more_", source: "" }]);
    expect(withWithdrawn(base, now)).toEqual(now);
    expect(mergeFacts(renderFacts([...base, fact]), [...base, fact], now)).toBe(renderFacts(now));
  });
});

const base: Fact[] = [
  { name: "Severity", value: "2", source: "label “sev2”" },
  { name: "Closed", value: "_still open_", source: opened },
];
const later: Fact[] = [
  { name: "Severity", value: "1", source: "label “sev1”" },
  { name: "Closed", value: "2026-11-22 12:00 UTC", source: opened },
];
const table = renderFacts(base);

describe("the table of facts in a document", () => {
  it("follows GitHub where nobody changed it", () => {
    expect(mergeFacts(table, base, later)).toBe(renderFacts(later));
  });

  it.each<[string, string, string]>([
    ["value", "| 2 |", "| 3, we think |"],
    ["source", "label “sev2”", "said by the customer"],
    ["value away", "| 2 |", "|  |"],
  ])("keeps a row whose %s a person changed, and brings the others up to date", (_, from, to) => {
    const merged = mergeFacts(table.replace(from, to), base, later);
    expect(merged).toBe(renderFacts([base[0] as Fact, later[1] as Fact]).replace(from, to));
  });

  it("keeps a row out that a person deleted", () => {
    const without = renderFacts(base.slice(1));
    expect(mergeFacts(without, base, later)).toBe(renderFacts(later.slice(1)));
  });

  it("keeps what a person added, and puts a new fact behind the last row", () => {
    const added = `${table}\n| Customer | Globex | the phone |\n\nA note.\n`;
    const declared: Fact = { name: "Declared", value: "now", source: "ana" };
    expect(mergeFacts(added, base, [...later, declared])).toBe(
      `${renderFacts(later)}\n| Customer | Globex | the phone |\n| Declared | now | ana |\n\nA note.\n`,
    );
  });

  it("follows GitHub also where an editor aligned the columns", () => {
    const aligned = table.replace("| Severity | 2 |", "|  Severity   |   2    |");
    expect(mergeFacts(aligned, base, later)).toBe(renderFacts(later));
  });

  it("keeps Windows line ends, also where only some lines have them", () => {
    const windows = `\r\n${table.replaceAll("\n", "\r\n")}\r\n`;
    expect(mergeFacts(windows, base, later)).toBe(`\r\n${renderFacts(later).replaceAll("\n", "\r\n")}\r\n`);
    const mixed = `\r\n${table}\n`;
    expect(mergeFacts(mixed, base, later)).toBe(`\r\n${renderFacts(later)}\n`);
    const declared: Fact = { name: "Declared", value: "now", source: "ana" };
    expect(mergeFacts(windows, base, [...base, declared])).toBe(`${windows}| Declared | now | ana |\r\n`);
    expect(mergeFacts(table.replaceAll("\n", "\r\n"), base, [...base, declared])).toBe(
      `${table}\n| Declared | now | ana |`.replaceAll("\n", "\r\n"),
    );
  });

  it.each([
    ["two cells", "| Severity | 2 |"],
    ["four cells", "| Severity | 2 | label “sev2” | ! |"],
    ["an escaped end", "| Severity | 2 | label “sev2” \\|"],
    ["no pipe before it", "Severity | 2 | label “sev2” |"],
    ["no pipe after it", "| Severity | 2 | label “sev2”"],
    ["only pipes", "|".repeat(60_000)],
    ["pipes and spaces", "| ".repeat(30_000)],
    ["only spaces", `|${" ".repeat(60_000)}x`],
  ])("leaves a line alone that is no row of it: %s", (_, line) => {
    expect(mergeFacts(`${line}\n${table}`, base, later)).toBe(`${line}\n${renderFacts(later)}`);
  });

  it("that a person took away stays away", () => {
    expect(mergeFacts("\nSee the report.\n", base, [...later, { name: "New", value: "1", source: "" }])).toBe(
      "\nSee the report.\n",
    );
  });
});

const NAMES = ["Severity", "Opened", "Closed", "Participants", "Declared"];
const cell = fc.string({ unit: "binary", maxLength: 12 }).map((text) => escapeInline(text));
const facts = fc
  .tuple(fc.subarray(NAMES), fc.array(fc.tuple(cell, cell), { minLength: 5, maxLength: 5 }))
  .map(([names, cells]): Fact[] =>
    names.map((name, index) => ({ name, value: cells[index]?.[0] ?? "", source: cells[index]?.[1] ?? "" })),
  );
/** What a person made of the table: rows changed, deleted, added, moved, other line ends. */
const edits = fc.array(
  fc.record({
    do: fc.constantFrom("change", "delete", "add", "move", "windows", "mixed" as const),
    row: fc.nat({ max: 6 }),
    text: cell,
  }),
  { maxLength: 4 },
);
type Edit = { do: string; row: number; text: string };

function edited(text: string, { do: what, row, text: typed }: Edit): string {
  const lines = text.split("\n");
  const at = 2 + (row % Math.max(1, lines.length - 2));
  if (what === "windows") return text.replace(/\r?\n/g, "\r\n");
  if (what === "mixed") return text.replace("\n", "\r\n");
  if (what === "delete") lines.splice(at, 1);
  if (what === "add") lines.splice(at, 0, `| by hand ${row} | ${typed} | me |`);
  if (what === "move") lines.push(...lines.splice(at, 1));
  if (what === "change" && lines[at])
    lines[at] = (lines[at] ?? "").replace(
      /^(\| .*? )\|.*\|/,
      (_, name) => `${name}| by hand: ${typed} | me |`,
    );
  return lines.join("\n");
}

const rowsBy = (text: string, hand: RegExp) => text.split(/\r?\n|\r/).filter((line) => hand.test(line));
const namesIn = (text: string) => NAMES.filter((name) => text.includes(`| ${name} |`));

describe("merging facts", () => {
  it("changes no byte while the facts stay the same, whatever stands there", () => {
    const text = fc.oneof(
      fc.tuple(facts, edits).map(([list, changes]) => changes.reduce(edited, renderFacts(list))),
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("|", "\\|", " ", "\n", "\r\n", "\r", "Severity", "---", "x"))
        .map((x) => x.join("")),
    );
    fc.assert(
      fc.property(text, facts, (theirs, same) => {
        expect(mergeFacts(theirs, same, same)).toBe(theirs);
      }),
    );
  });

  it("comes to rest: merged again, with the old facts or the new, nothing changes", () => {
    fc.assert(
      fc.property(facts, edits, facts, (old, changes, now) => {
        const merged = mergeFacts(changes.reduce(edited, renderFacts(old)), old, now);
        expect(mergeFacts(merged, now, now)).toBe(merged);
        expect(namesIn(mergeFacts(merged, old, now))).toEqual(namesIn(merged));
      }),
    );
  });

  it("is what GitHub says when nobody touched the table", () => {
    fc.assert(
      fc.property(facts, facts, (old, now) => {
        const merged = mergeFacts(renderFacts(old), old, now).split("\n");
        for (const fact of now) expect(merged).toContain(renderFacts([fact]).split("\n")[2]);
      }),
    );
  });

  it("loses nothing that a person wrote, and brings back nothing that they deleted, however often it happens", () => {
    fc.assert(
      fc.property(facts, edits, fc.array(facts, { maxLength: 4 }), (old, changes, rounds) => {
        const theirs = changes.reduce(edited, renderFacts(old));
        const byHand = rowsBy(theirs, /by hand/);
        const deleted = old.map(({ name }) => name).filter((name) => !namesIn(theirs).includes(name));
        let text = theirs;
        let last = old;
        // A fact that GitHub once told of stays known: it comes back with its next value, it is not new again.
        for (const next of rounds) {
          const now = [...next, ...last.filter(({ name }) => !next.some((fact) => fact.name === name))];
          text = mergeFacts(text, last, now);
          last = now;
        }
        expect(rowsBy(text, /by hand/)).toEqual(byHand);
        for (const name of deleted) expect(namesIn(text)).not.toContain(name);
        expect(new Set(text.match(/\r?\n/g)).size).toBeLessThanOrEqual(
          Math.max(1, new Set(theirs.match(/\r?\n/g)).size),
        );
      }),
      { numRuns: 300 },
    );
  });
});
