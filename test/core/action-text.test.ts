import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as lines from "../../src/core/action-text.ts";
import type { Evidence } from "../../src/core/evidence-mark.ts";
import { oneLine, ZERO_WIDTH } from "../../src/core/markdown.ts";
import type { When } from "../../src/core/natural-date.ts";
import { ARTIFICIAL_LINES, ENGLISH_LINES } from "../support/own-words.ts";

const { ACTION_TYPES, PRIORITIES } = lines;
const parseActionText = (text: string, when: When | null = null, own = ENGLISH_LINES) =>
  lines.parseActionText(text, when, own);
const renderActionText = (item: Parameters<typeof lines.renderActionText>[0], own = ENGLISH_LINES) =>
  lines.renderActionText(item, own);
const actionLineFrom = (text: string) => lines.actionLineFrom(text, ENGLISH_LINES);
const titleAsMarkdown = (title: string) => lines.titleAsMarkdown(title, ENGLISH_LINES);
const takeNames = (item: lines.ActionText, logins: ReadonlyMap<string, string>) =>
  lines.takeNames(item, logins, ENGLISH_LINES);
/** Laws hold in any language. */
const language = fc.constantFrom(ENGLISH_LINES, ARTIFICIAL_LINES);

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 200);

const noDate = { due: null, dueIsDefault: false, dueText: null, dueReadings: null };
const nothing = { owners: [], ...noDate, priority: null, type: null, names: [], repo: null, evidence: null };

/** A Tuesday. */
const WHEN = { now: new Date("2026-11-24T12:00:00Z"), timeZone: "UTC" };

describe("the words of an action item", () => {
  it.each([
    [
      "Alert on lag @ana due 2026-12-01 P1 detect",
      { title: "Alert on lag", owners: ["ana"], due: "2026-12-01", priority: "P1", type: "detect" },
    ],
    ["Alert on lag (@ana, P2)", { title: "Alert on lag", owners: ["ana"], priority: "P2" }],
    ["Alert on lag – @ana, due: 2026-12-01", { title: "Alert on lag", owners: ["ana"], due: "2026-12-01" }],
    ["P1: Fix the deploy process", { title: "Fix the deploy process", priority: "P1" }],
    ["[P0] @ana: stop the bleeding", { title: "stop the bleeding", owners: ["ana"], priority: "P0" }],
    ["Improve the deploy process", { title: "Improve the deploy process" }],
    ["Improve the deploy process @ana", { title: "Improve the deploy process", owners: ["ana"] }],
    ["Write it down type: process", { title: "Write it down", type: "process" }],
    ["Ask @ana to look", { title: "Ask @ana to look", owners: ["ana"] }],
    ["Fix it due 2026-12-01 in the cluster", { title: "Fix it in the cluster", due: "2026-12-01" }],
    ["Tell the team @acme/sre p2", { title: "Tell the team", owners: ["acme/sre"], priority: "P2" }],
    ["Pair up @ana @bo", { title: "Pair up", owners: ["ana", "bo"] }],
    ["Write it down, owner: @ana.", { title: "Write it down", owners: ["ana"] }],
    ["Rotate the keys @ana P2!", { title: "Rotate the keys", owners: ["ana"], priority: "P2" }],
    ["Mail a@b.com", { title: "Mail a@b.com" }],
    ["Document `@decorator` use", { title: "Document `@decorator` use" }],
    ["Due 2026-02-31 is no day", { title: "Due 2026-02-31 is no day" }],
    ["Default it due 2026-12-31 (default)", { title: "Default it", due: "2026-12-31", dueIsDefault: true }],
    ["Pair up @ana and @bo", { title: "Pair up", owners: ["ana", "bo"] }],
    ["Revisar @maria.c", { title: "Revisar @maria.c", names: ["maria.c"] }],
    ["Revisar, responsável: @bia", { title: "Revisar", owners: ["bia"] }],
    ["Fix it **Owner:** @ana", { title: "Fix it", owners: ["ana"] }],
    ["Fix it repo: acme/shop P1", { title: "Fix it", repo: { owner: "acme", repo: "shop" }, priority: "P1" }],
    ["Move the repo: it is old", { title: "Move the repo: it is old" }],
    ["Read repo: shop", { title: "Read repo: shop" }],
  ])("reads %j", (text, expected) => {
    const { markdown: _, ...read } = parseActionText(text);
    expect(read).toEqual({ ...nothing, ...expected });
  });

  it.each([
    ["Rotate the keys by Friday", { due: "2026-11-27" }],
    ["Rotate the keys (next Friday)", { due: "2026-12-04" }],
    ["Rotate the keys (by Dec 1)", { due: "2026-12-01" }],
    ["Rotate the keys (@ana, Dec 1)", { owners: ["ana"], due: "2026-12-01" }],
    ["Rotate the keys @ana Dec 1 P2", { owners: ["ana"], due: "2026-12-01", priority: "P2" }],
    ["Rotate the keys no later than end of June", { due: "2027-06-30" }],
    ["Rotate the keys – deadline: tomorrow", { due: "2026-11-25" }],
    ["Rotate the keys, ETA: EOW.", { due: "2026-11-27" }],
    ["Rotate the keys **Due:** Friday", { due: "2026-11-27" }],
    ["Rotate the keys before Friday 17:00 UTC", { due: "2026-11-27" }],
    ["Rotate the keys due 2026-12-15 (default) by Friday", { due: "2026-11-27" }],
    ["Rotate the keys due 2026-12-15 · by Friday", { due: "2026-11-27" }],
    ["Rotate the keys by Friday · due 2026-12-15", { due: "2026-12-15" }],
    ["Rotate by Monday, by Friday", { title: "Rotate by Monday", due: "2026-11-27" }],
    ["Rotate the keys até sexta", { due: "2026-11-27" }],
    ["Rotate the keys (prazo: 05/12/2026)", { due: "2026-12-05" }],
    ["Rotate the keys bis Ende Juni", { due: "2027-06-30" }],
    ["Rotate the keys avant le 1er décembre", { due: "2026-12-01" }],
    ["Rotate the keys antes del 5 de diciembre", { due: "2026-12-05" }],
    ["Rotate the keys 12月1日まで", { due: "2026-12-01" }],
    ["Rotate the keys 12월 1일까지", { due: "2026-12-01" }],
    ["Rotate the keys by 03/04/2026", { dueText: "03/04/2026", dueReadings: ["2026-04-03", "2026-03-04"] }],
    [
      "Rotate the keys due 2026-12-15 (default) by 03/04/2026",
      { dueText: "03/04/2026", dueReadings: ["2026-04-03", "2026-03-04"] },
    ],
    [
      "Rotate the keys due 2026-12-01 - 2026-12-05",
      { dueText: "2026-12-01 - 2026-12-05", dueReadings: ["2026-12-01", "2026-12-05"] },
    ],
    ["Rotate the keys @ana due 31/02", { owners: ["ana"], dueText: "31/02" }],
    ["Rotate the keys due: 31/02 P1", { priority: "P1", dueText: "31/02" }],
    ["Rotate the keys due 2026-02-31", { dueText: "2026-02-31" }],
    ["Rotate the keys by Feb 30, 2027", { dueText: "Feb 30, 2027" }],
    ["Rotate the keys (até 31 de novembro)", { dueText: "31 de novembro" }],
    ["Rotate the keys, prazo 31/04/2027", { dueText: "31/04/2027" }],
    ["Rotate the keys bis 31.02.", { dueText: "31.02." }],
    ["Rotate the keys due 45/13", { dueText: "45/13" }],
  ])("reads the date of %j", (text, expected) => {
    const { markdown: _, ...read } = parseActionText(text, WHEN);
    expect(read).toEqual({ ...nothing, title: "Rotate the keys", ...expected });
  });

  it.each([
    "Upgrade to the 2026-12-01 release",
    "Upgrade to release 2026-12-01",
    "Undo what was caused by Friday's deploy",
    "Mend what was broken by Friday",
    "Review the outage (Nov 3)",
    "Review the outage (2026-11-03)",
    "Do by Friday what we can",
    "Reduce load by 1/2",
    "Split it (1/2)",
    "Cut the errors by 45/60",
    "Read page 31/02",
    "Undo what was broken by 31/02",
    "Alert within 5 minutes",
    "Say the day before Friday",
    "`by Friday`",
  ])("sees no due date in %j", (text) => {
    expect(parseActionText(text, WHEN)).toEqual({ ...nothing, markdown: text, title: text });
  });

  it("keeps date words that are relative to nothing, and tells them later", () => {
    const line = renderActionText(parseActionText("Rotate (by next Friday) @ana"));
    expect(line).toBe("Rotate · @ana · due next Friday");
    expect(parseActionText(line)).toMatchObject({ title: "Rotate", due: null, dueText: "next Friday" });
    expect(parseActionText(line, WHEN)).toMatchObject({ title: "Rotate", due: "2026-12-04", dueText: null });
  });

  it("leaves a day without its year to whoever knows today", () => {
    const line = actionLineFrom("Rotate (Dec 1) @ana");
    expect(parseActionText(line, WHEN)).toMatchObject({
      title: "Rotate",
      owners: ["ana"],
      due: "2026-12-01",
    });
    const past = actionLineFrom("Review the outage (Nov 3)");
    expect(parseActionText(past, WHEN)).toMatchObject({ title: "Review the outage (Nov 3)", due: null });
  });

  it.each([
    ["Restore backups (ANA)", ["ANA"]],
    ["Restore backups (ANA, CHRIS) by Friday", ["ANA", "CHRIS"]],
    ["Restore backups by Friday (ANA)", ["ANA"]],
    ["Restore backups (ANA SOUZA & BO)", ["ANA SOUZA", "BO"]],
    ["Restore backups. Owner: Ana Souza", ["Ana Souza"]],
    ["Restore backups, owner: ana, due Friday", ["ana"]],
    ["Restore backups (Assignee: Ana, due Friday)", ["Ana"]],
    ["Restore backups **Owner:** Ana Souza P1", ["Ana Souza"]],
    ["Restaurar, responsável: João da Silva e Bia", ["João da Silva", "Bia"]],
    ["Owner: Ana – restore backups", ["Ana"]],
    ["Restore backups (API)", []],
    ["Restore backups (TODO) (WIP)", []],
    ["Restore (ANA) backups", []],
    ["Ana: restore backups", []],
    ["Say who the owner: is it Ana or not", []],
  ])("takes nobody's name out of %j", (text, names) => {
    const item = parseActionText(text, WHEN);
    expect(item.names).toEqual(names);
    for (const name of names) expect(item.title).toContain(name);
    expect(takeNames(item, new Map())).toMatchObject({ markdown: item.markdown, owners: [], names });
  });

  it.each([
    ["Restore backups (ANA)", "Restore backups", ["ana-s"], []],
    ["Restore backups (ANA, CHRIS) by Friday", "Restore backups (CHRIS)", ["ana-s"], ["CHRIS"]],
    ["Restore backups (CHRIS, ANA)", "Restore backups (CHRIS)", ["ana-s"], ["CHRIS"]],
    ["Restore backups – owner: Ana Souza", "Restore backups", ["asouza"], []],
    ["Owner: Ana Souza – restore backups P1", "restore backups", ["asouza"], []],
    ["Restore backups (Owner: Ana Souza, due Friday)", "Restore backups", ["asouza"], []],
    ["Restore backups @bo (ANA)", "Restore backups", ["bo", "ana-s"], []],
    ["Ask @bo for backups (ANA)", "Ask @bo for backups", ["ana-s"], []],
    ["Restore backups (ANA) owner: Ana Souza", "Restore backups", ["ana-s", "asouza"], []],
    ["Restore backups @maria.c", "Restore backups", ["mc"], []],
    ["(ANA)", "(ANA)", [], ["ANA"]],
  ])("takes the names that are somebody's out of %j", (text, title, owners, names) => {
    const item = parseActionText(text, WHEN);
    const logins = new Map([
      ["ANA", "ana-s"],
      ["Ana Souza", "asouza"],
      ["maria.c", "mc"],
    ]);
    const taken = { ...item, ...takeNames(item, logins) };
    expect(taken).toMatchObject({ title, owners, names });
    expect(parseActionText(renderActionText(taken), WHEN)).toMatchObject({ title, owners, names });
  });

  it.each([
    ["Fix it · @ana · P1 *(done by #45)*", { kind: "pull", ref: "#45" }],
    ["Fix it *(done by acme/shop#45)* · @ana · P1", { kind: "pull", ref: "acme/shop#45" }],
    ["Fix it @ana *(not planned)* P1", { kind: "not-planned", reason: null }],
    ["Fix it @ana P1 *(done: by Friday @bo (ANA))*", { kind: "reason", reason: "by Friday @bo (ANA)" }],
  ])("reads why it is done from %j", (text, evidence) => {
    const { markdown: _, ...read } = parseActionText(text);
    expect(read).toEqual({ ...nothing, title: "Fix it", owners: ["ana"], priority: "P1", evidence });
  });

  const word = fc.constantFrom(
    "Fix",
    "the",
    "process",
    "alert",
    "P1",
    "on",
    "`code`",
    "caché",
    "😀",
    "detect",
    "(soon)",
    "#4",
    "-",
    "(",
    "·",
    "now,",
    "by Friday",
    "(ANA)",
    "(Dec 1)",
    "Owner: Ana",
    "*(done by #4)*",
    "repo: a/b",
  );
  const evidence = fc.constantFrom<Evidence | null>(
    null,
    { kind: "pull", ref: "#45" },
    { kind: "commit", sha: "abc1234" },
    { kind: "reason", reason: "it *works* (now) · P1 @ana" },
    { kind: "not-planned", reason: "due Friday" },
    { kind: "duplicate" },
    { kind: "deleted" },
  );
  const item = fc.record({
    markdown: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => titleAsMarkdown(words.join(" "))),
    owners: fc.uniqueArray(fc.constantFrom("ana", "bo-b", "acme/sre"), { maxLength: 2 }),
    due: fc.option(fc.constantFrom("2026-12-01", "2027-02-28"), { nil: null }),
    priority: fc.option(fc.constantFrom(...PRIORITIES), { nil: null }),
    type: fc.option(fc.constantFrom(...ACTION_TYPES), { nil: null }),
    dueText: fc.constantFrom(
      ...[null, "Friday", "03/04/2026", "end of June", "em 2 semanas", "Dec 1 - Dec 5"],
      ...["31/02", "2026-02-31", "31 de novembro", "45/13"],
    ),
    repo: fc.constantFrom(null, { owner: "acme", repo: "process" }),
    evidence,
    byDefault: fc.boolean(),
  });

  it("reads back every line that it writes, and writes it the same again", () => {
    fc.assert(
      fc.property(item, language, ({ byDefault, ...rest }, own) => {
        const dueIsDefault = byDefault && rest.due !== null && rest.dueText === null;
        const given = { ...rest, dueIsDefault, names: [] };
        const line = renderActionText(given, own);
        const { title: _, dueReadings: __, ...read } = parseActionText(line, null, own);
        // Words that end in what could be a separator get an invisible end.
        expect({ ...read, markdown: read.markdown.replace(/\u200b$/, "") }).toEqual(given);
        expect(renderActionText(read, own)).toBe(line);
      }),
      { numRuns: RUNS * 2 },
    );
  });

  const typed = fc
    .array(
      fc.oneof(
        word,
        fc.constantFrom(
          "@ana",
          "due 2026-12-01",
          "due 2026-12-15 (default)",
          "due 2026-12-16 §(default)§",
          "by 03/04/2026",
          "due 31/02",
          "by 45/60",
          "até 31 de novembro",
          "2026-02-31",
          "by",
          "due",
          "Monday",
          "até sexta",
          ",",
          ")",
          "*(duplicate)*",
          "*(§not planned: too dear§)*",
          "(@bo, Friday)",
          "(CHRIS, ANA)",
          "responsável: Bia",
          "P0:",
          "2026-12-01",
          "type: process",
        ),
      ),
      { maxLength: 8 },
    )
    .map((words) => words.join(" "));

  it("lets no evidence of the words become the line's, where only a name parts it from the line's date", () => {
    const line = renderActionText(parseActionText("*(duplicate)* Owner: Ana due 2026-12-01 Fix"));
    expect(line).toBe("*\u200b(duplicate)* Owner: Ana Fix · due 2026-12-01");
    expect(parseActionText(line).evidence).toBeNull();
  });

  it.each(["P0: (ANA) Owner: Bia -", "P0: (ANA) *(duplicate)* Owner: Bia –", "P0: (ANA) Owner: Bia · |"])(
    "knows the names of %j again, once it is written",
    (text) => {
      const line = renderActionText(parseActionText(text));
      expect(parseActionText(line).names).toEqual(["ANA", "Bia"]);
      expect(parseActionText(text).names).toEqual(["ANA", "Bia"]);
    },
  );

  it.each([
    ["Owner: Bia ( ) · Fix (ANA)", "Owner: Bia ( ) · Fix"],
    ["Fix it (Owner: ANA)", "Fix it"],
    ["Fix it (soon) (Owner: ANA, Bia)", "Fix it (soon)"],
  ])("takes names with the parentheses that hold nothing else: %j", (text, markdown) => {
    const logins = new Map([
      ["ANA", "ana"],
      ["Bia", "bia"],
    ]);
    expect(takeNames(parseActionText(text), logins).markdown).toBe(markdown);
  });

  it("says the same of whatever people type, once it is written", () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(null, WHEN), language, (text, when, own) => {
        const said = (line: string) => {
          const { markdown: _, names: __, ...rest } = parseActionText(line, when, own);
          return { ...rest, owners: rest.owners.sort() };
        };
        const line = renderActionText(parseActionText(text, when, own), own);
        expect(said(line)).toEqual(said(text));
        expect(renderActionText(parseActionText(line, when, own), own)).toBe(line);
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it("gives the same owners however often names are taken", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const logins = new Map([
          ["ANA", "ana"],
          ["Bia", "bia"],
        ]);
        const item = parseActionText(text, WHEN);
        const taken = { ...item, ...takeNames(item, logins) };
        expect(taken.names.filter((name) => logins.has(name) && taken.markdown !== item.markdown)).toEqual(
          [],
        );
        const again = parseActionText(renderActionText(taken), WHEN);
        expect({ ...again, ...takeNames(again, logins) }.owners.sort()).toEqual(taken.owners.sort());
      }),
      { numRuns: RUNS * 2 },
    );
  });

  it("lets no title pass for an attribute, a mention or a number", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "@ana",
            "due 2026-12-01",
            "P0",
            "#12",
            "type: process",
            "prevent",
            "fix",
            "closes #3",
            "by Friday",
            "due tomorrow",
            "(Dec 1)",
            "(Friday)",
            "até",
            "03/04/2026",
            "(ANA)",
            "(ANA, BO)",
            "Owner: Ana",
            "@maria.c",
            "repo: a/b",
            "*(done by #45)*",
            "*(duplicate)*",
            "and",
            "`x`",
            "*",
            "|",
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (words) => {
          const title = words.join(" ");
          const markdown = titleAsMarkdown(title);
          for (const when of [null, WHEN]) {
            expect(parseActionText(markdown, when)).toEqual({ ...nothing, markdown, title: oneLine(title) });
            const behind = parseActionText(`${markdown} · @cy · P3 *(done by #1)*`, when);
            expect(behind).toMatchObject({
              ...nothing,
              owners: ["cy"],
              priority: "P3",
              evidence: { ref: "#1" },
            });
          }
        },
      ),
      { numRuns: RUNS * 2 },
    );
  });

  it("never fails, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseActionText(text, WHEN)));
  });

  it.each([
    "(",
    "Owner: ",
    "(A, ",
    "by ",
    "*(done: ",
    "due 2026-12-01 ",
    "Owner: Ana, ",
    "@ana ",
    "(ANA) ",
    "`",
    "\\",
    " ",
  ])("is done with a whole page of %j in no time", (piece) => {
    const page = piece.repeat(65_536 / piece.length);
    const start = performance.now();
    renderActionText(parseActionText(page, WHEN));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("keeps only the owner that is left when a mentioned one is taken away", () => {
    const line = renderActionText({ ...parseActionText("Ask @ana to look"), owners: ["bo"] });
    expect(line).toBe(`Ask @${ZERO_WIDTH}ana to look · @bo`);
    expect(parseActionText(line)).toMatchObject({ title: "Ask @ana to look", owners: ["bo"] });
  });

  it("takes the teeth out of a command's words and keeps its attributes", () => {
    expect(actionLineFrom("Tell <!-- x --> it closes #1 @ana P1")).toBe(
      `Tell <${ZERO_WIDTH}!-- x -${ZERO_WIDTH}-> it closes${ZERO_WIDTH} #1 · @ana · P1`,
    );
  });
});
