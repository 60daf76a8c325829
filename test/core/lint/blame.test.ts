import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blameIn } from "../../../src/core/lint/blame.ts";
import { BLAMEFUL, BLAMELESS } from "./blame-sentences.ts";
import { MORE_BLAMEFUL, MORE_BLAMELESS } from "./more-blame-sentences.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 80);

describe("a sentence", () => {
  it("is said to blame where it does, and hardly ever where it does not", () => {
    const found = BLAMEFUL.filter((sentence) => blameIn(sentence) !== null);
    const wrong = BLAMELESS.filter((sentence) => blameIn(sentence) !== null);
    expect(BLAMEFUL.length + BLAMELESS.length).toBeGreaterThan(400);
    expect(wrong).toEqual([]);
    expect(found.length / BLAMEFUL.length).toBeGreaterThan(0.95);
  });

  it("is judged by what it says, in whatever words", () => {
    const found = MORE_BLAMEFUL.filter((sentence) => blameIn(sentence) !== null);
    expect(MORE_BLAMELESS.filter((sentence) => blameIn(sentence) !== null)).toEqual([]);
    expect(found.length / MORE_BLAMEFUL.length).toBeGreaterThan(0.9);
  });

  it.each([
    ["The outage was caused by Tom.", "to-blame", "caused by Tom"],
    ["We know it was human error again.", "human-error", "human error"],
    ["@ana-b carelessly pushed to main.", "careless", "@ana-b carelessly"],
    ["Ingrid should have tested it.", "should-have", "Ingrid should have tested"],
    ["On Friday the new engineer forgot the index.", "failed-to", "engineer forgot"],
    ["Bob never reads the channel.", "always-never", "Bob never reads"],
    ["The intern ran the wrong script.", "mistake", "intern ran the wrong script"],
    ["He **simply** ignored it.", null, null],
  ])("says which words blame, and how: %s", (sentence, kind, words) => {
    const blame = blameIn(sentence);
    expect(blame && { kind: blame.kind, words: blame.words }).toEqual(kind && { kind, words });
    if (blame) expect(sentence.slice(blame.start, blame.start + blame.words.length)).toBe(words);
  });

  it("does not blame where people are only quoted", () => {
    expect(blameIn("Bob forgot the index.")?.kind).toBe("failed-to");
    expect(blameIn("Support wrote “Bob forgot the index” into the ticket.")).toBeNull();
    expect(blameIn("The commit says `Bob forgot the index`.")).toBeNull();
    expect(blameIn("> Bob forgot the index.")).toBeNull();
  });

  it("is read in bounded time, whatever it is", () => {
    for (const unit of [
      "(",
      "the engineer ",
      "Tom, and ",
      "engineer who ",
      "@a ",
      "“",
      "`a ",
      "by the ",
      "a",
      "\0\ud800",
    ]) {
      const text = unit.repeat(Math.ceil(65_536 / unit.length));
      const begun = performance.now();
      expect(blameIn(text)).toBeNull();
      expect(performance.now() - begun).toBeLessThan(2000);
    }
  });

  it("is never more than was written, whatever stands in it", () => {
    const word = fc.constantFrom(
      ..."the|engineer|Tom|she|@li|forgot|to|should|have|ignored|tested|human|error|wrong|ran|by mistake|,|who|and|“|`|**|😀|שלום|\ud800|\r\n|because|never|O|esqueceu|hat|vergessen|\uE000".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 40 }),
        (words) => {
          const sentence = words.join(" ");
          const blame = blameIn(sentence);
          if (blame) expect(sentence.slice(blame.start, blame.start + blame.words.length)).toBe(blame.words);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
