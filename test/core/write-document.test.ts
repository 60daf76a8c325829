import { describe, expect, it } from "vitest";
import { readActionItems } from "../../src/core/action-items.ts";
import type { Evidence } from "../../src/core/evidence-mark.ts";
import { type Item, type LineFacts, lineFacts } from "../../src/core/item.ts";
import { type OwnWords, ownWords } from "../../src/core/own-words.ts";
import { type Settled, writeDocument } from "../../src/core/write-document.ts";
import { ARTIFICIAL_LINES, ENGLISH_LINES } from "../support/own-words.ts";
import { artificial, languages } from "../support/words.ts";

const SHOP = { owner: "acme", repo: "shop" };
/** An app that speaks nothing else: no English word helps it. */
const ALONE = ownWords(artificial.say, [artificial.say]);

const documentWith = (lines: string, progress = "**0 of 1 done**") =>
  [
    "## Action items",
    "",
    `<!-- postmortem:begin progress -->\n${progress}\n<!-- postmortem:end progress -->`,
    "",
    lines,
    "",
    "## Ideas",
    "",
  ].join("\n");

/** Writes the items of a document's numbered lines, with something changed on each. */
function write(document: string, own: OwnWords, change: Partial<LineFacts>): string {
  const read = (body: string) => readActionItems(body, SHOP, null, own);
  const settled = read(document).flatMap((line): Settled[] => {
    const seen = lineFacts(line);
    const issue = { ...seen, ...change, milestone: null, reason: null };
    const { ref } = line;
    if (!ref) return [];
    const item: Item = {
      ...{ ref, id: ref.number, line: seen, issue, placed: true, key: line.title, made: true, linked: true },
    };
    return [{ item, seen, agreed: { ...seen, ...change }, now: issue }];
  });
  return writeDocument(document, read, settled, SHOP, own).document;
}

describe("a document in any language", () => {
  it.each<[Evidence, string]>([
    [{ kind: "pull", ref: "#41" }, "§done by #41§"],
    [{ kind: "commit", sha: "abc1234" }, "§done in abc1234§"],
    [{ kind: "reason", reason: "a *new* disk" }, "§done: a \\*new\\* disk§"],
    [{ kind: "not-planned", reason: null }, "§not planned§"],
    [{ kind: "not-planned", reason: "too dear" }, "§not planned: too dear§"],
    [{ kind: "duplicate" }, "§duplicate§"],
    [{ kind: "none" }, "§closed without evidence§"],
    [{ kind: "deleted" }, "§issue deleted§"],
  ])("says in it why an item is done, and reads that back: %j", (evidence, mark) => {
    const open = documentWith("- [ ] #3 Alert · @ana");
    const done = write(open, ALONE, { done: true, evidence });
    expect(done).toContain(`- [x] #3 Alert · @ana *(${mark})*`);
    expect(readActionItems(done, SHOP, null, ALONE)).toMatchObject([{ title: "Alert", evidence }]);
    expect(write(done, ALONE, {})).toBe(done);
  });

  it("says in it that a date is the default, on a line and in a cell, and reads that back", () => {
    const table = "| Action | Due |\n| --- | --- |\n| #4 Page | 2026-12-24 |";
    const change = { due: "2026-12-24", dueIsDefault: true };
    const written = write(documentWith(`- [ ] #3 Alert\n\n${table}`), ALONE, change);
    expect(written).toContain("- [ ] #3 Alert · due 2026-12-24 §(default)§\n");
    expect(written).toContain("| #4 Page | 2026-12-24 §(default)§ |");
    expect(readActionItems(written, SHOP, null, ALONE)).toMatchObject([
      { title: "Alert", ...change },
      { title: "Page", ...change },
    ]);
    expect(write(written, ALONE, {})).toBe(written);
  });

  it("keeps what the app wrote in English before", () => {
    const lines = "- [x] #3 Alert · due 2026-12-24 (default) *(done by #41)*\n- [ ] #4 Page";
    const document = documentWith(lines, "§**1 of 2 done**§");
    expect(readActionItems(document, SHOP, null, ARTIFICIAL_LINES)[0]).toMatchObject({
      title: "Alert",
      dueIsDefault: true,
      evidence: { kind: "pull", ref: "#41" },
    });
    expect(write(document, ARTIFICIAL_LINES, {})).toBe(document);
  });

  it.each(languages.locales)("is read in the language it was written in: %s", (locale) => {
    const own = ownWords(languages.in(locale).say, ENGLISH_LINES.spoken);
    const change = { due: "2026-12-24", dueIsDefault: true };
    const numbers = [1, 2, 3, 12].map((count) => {
      const lines = Array.from({ length: count }, (_, at) => `- [ ] #${at + 3} Alert`).join("\n");
      const written = write(documentWith(lines, own.say("items.none-yet")), own, change);
      expect(readActionItems(written, SHOP, null, own)).toMatchObject(Array(count).fill(change));
      const done = write(written, own, { done: true });
      expect(done).toContain(own.say("items.progress", { done: count, count }));
      expect(done).not.toContain(own.say("items.progress", { done: 0, count }));
      return done.split("\n").length;
    });
    expect(numbers.map((lines) => lines - (numbers[0] ?? 0))).toEqual([0, 1, 2, 11]);
  });

  it.each<[string, OwnWords, string, string]>([
    ["the same language's", ALONE, "§**0 of 9 done**§", "§**1 of 1 done**§"],
    ["the prompt", ALONE, artificial.say("items.none-yet"), "§**1 of 1 done**§"],
    ["English", ARTIFICIAL_LINES, "**0 of 9 done**", "§**1 of 1 done**§"],
    [
      "an older prompt",
      ENGLISH_LINES,
      "_Nothing yet. Write one task line each, it becomes an issue:_ `x`",
      "**1 of 1 done**",
    ],
    ["none of ours", ALONE, "**0 of 9 done**", "**0 of 9 done**"],
    ["a person's words about it", ENGLISH_LINES, "We have **0 of 9 done**", "We have **0 of 9 done**"],
    ["other numbers", ENGLISH_LINES, "**0 of 9 done, 3 soon**", "**0 of 9 done, 3 soon**"],
    [
      "ours behind a person's",
      ENGLISH_LINES,
      "It is **0 of 9 done** here\n**0 of 9 done**",
      "It is **0 of 9 done** here\n**1 of 1 done**",
    ],
  ])("tells how far the items are where it stood before: %s", (_, own, before, after) => {
    const document = documentWith("- [x] #3 Alert", before);
    expect(write(document, own, {})).toBe(documentWith("- [x] #3 Alert", after));
  });

  it("is done in no time with a region full of numbers", () => {
    const start = performance.now();
    write(documentWith("- [x] #3 Alert", "**1 of 2 gone**\n".repeat(4_000)), ARTIFICIAL_LINES, {});
    write(documentWith("- [x] #3 Alert", "1 ".repeat(30_000)), ARTIFICIAL_LINES, {});
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
