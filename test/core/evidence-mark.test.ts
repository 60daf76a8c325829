import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as marks from "../../src/core/evidence-mark.ts";
import { escapeInline, oneLine, ZERO_WIDTH } from "../../src/core/markdown.ts";
import { ownWords } from "../../src/core/own-words.ts";
import { ARTIFICIAL_LINES, ENGLISH_LINES } from "../support/own-words.ts";
import { languages } from "../support/words.ts";

type Evidence = marks.Evidence;
const renderEvidence = (evidence: Evidence | null, own = ENGLISH_LINES) =>
  marks.renderEvidence(evidence, own);
const parseEvidence = (line: string, own = ENGLISH_LINES) => marks.parseEvidence(line, own);
/** Every language, in documents of it. */
const LANGUAGES = [
  ARTIFICIAL_LINES,
  ...languages.locales.map((locale) => ownWords(languages.in(locale).say, ENGLISH_LINES.spoken)),
];

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 500);

const words = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "*",
        "\\",
        ")*",
        "*(",
        "_",
        "`",
        "@ana",
        "closes #1",
        "<!--",
        "|",
        "😀",
        "a",
        "duplicate",
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((parts) => parts.join("")),
);
/** As `readInline` gives it back; what looks like an entity is one. */
const reason = words
  .map((text) => oneLine(text.replaceAll(ZERO_WIDTH, "").replaceAll("&", "+")))
  .filter(Boolean);
const evidence = fc.oneof(
  fc.constantFrom<Evidence>(
    { kind: "pull", ref: "#45" },
    { kind: "pull", ref: "acme/shop.js#1" },
    { kind: "commit", sha: "abc1234" },
    { kind: "not-planned", reason: null },
    { kind: "duplicate" },
    { kind: "none" },
    { kind: "deleted" },
  ),
  reason.map((text): Evidence => ({ kind: "reason", reason: text })),
  reason.map((text): Evidence => ({ kind: "not-planned", reason: text })),
);

describe("why an action item ended", () => {
  it.each<[Evidence, string]>([
    [{ kind: "pull", ref: "#45" }, " *(done by #45)*"],
    [{ kind: "pull", ref: "acme/shop#45" }, " *(done by acme/shop#45)*"],
    [{ kind: "commit", sha: "abc1234" }, " *(done in abc1234)*"],
    [{ kind: "reason", reason: "a *new*\ndisk" }, " *(done: a \\*new\\* disk)*"],
    [{ kind: "reason", reason: " " }, " *(closed without evidence)*"],
    [{ kind: "not-planned", reason: null }, " *(not planned)*"],
    [{ kind: "not-planned", reason: "too dear" }, " *(not planned: too dear)*"],
    [{ kind: "duplicate" }, " *(duplicate)*"],
    [{ kind: "none" }, " *(closed without evidence)*"],
    [{ kind: "deleted" }, " *(issue deleted)*"],
  ])("is written as one mark: %j", (given, mark) => {
    expect(renderEvidence(given)).toBe(mark);
  });

  it("is nothing where there is none", () => {
    expect(renderEvidence(null)).toBe("");
  });

  it("is read back from behind any line, in the language it was written in", () => {
    fc.assert(
      fc.property(evidence, words, fc.constantFrom(...LANGUAGES), (given, line, own) => {
        const before = oneLine(line);
        expect(parseEvidence(before + renderEvidence(given, own), own)).toEqual({
          evidence: given,
          start: before.length,
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("is read in a document of any language, whatever language it was written in", () => {
    const [english] = ENGLISH_LINES.spoken;
    const alone = english && ownWords(english, [english]);
    fc.assert(
      fc.property(
        evidence,
        fc.constantFrom(...LANGUAGES),
        fc.constantFrom(...LANGUAGES),
        (given, one, other) => {
          const reader = ownWords(
            other.say,
            LANGUAGES.flatMap(({ say }) => say),
          );
          expect(parseEvidence(`x${renderEvidence(given, one)}`, reader)?.evidence).toEqual(given);
        },
      ),
      { numRuns: RUNS },
    );
    expect(parseEvidence(`x${renderEvidence({ kind: "none" }, ARTIFICIAL_LINES)}`, alone)).toBeNull();
  });

  it("is never made by people's text", () => {
    fc.assert(
      fc.property(words, evidence, fc.constantFrom(...LANGUAGES), (text, given, own) => {
        expect(parseEvidence(escapeInline(`${text} ${renderEvidence(given, own)}`), own)).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    "*(done by #0)*",
    "*(done by #45)* later",
    "x*(duplicate)*",
    "\\*(duplicate)*",
    "*(done in abc)*",
    "*(done: )*",
    "*(soon)*",
    "(duplicate)",
  ])("is not %j", (line) => {
    expect(parseEvidence(line)).toBeNull();
  });

  it("is one line of at most 120 characters of a person's", () => {
    const mark = renderEvidence({ kind: "reason", reason: "😀 word ".repeat(50) });
    const read = parseEvidence(mark)?.evidence;
    const said = read?.kind === "reason" ? read.reason : "";
    expect([...said].length).toBeLessThanOrEqual(120);
    expect(said.endsWith("…")).toBe(true);
    expect(renderEvidence({ kind: "reason", reason: said })).toBe(mark);
  });
});
