import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Reading, readDocument } from "../../../src/core/reading/reading.ts";
import { MANNERS } from "./manners.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 100);

const TIMES = ["started", "detected", "mitigated", "resolved"] as const;
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/;
const LONGEST = 65_536;

const isSound = (reading: Reading) => {
  for (const key of TIMES) if (reading[key] !== null) expect(reading[key]).toMatch(ISO);
  expect(reading.severity?.length ?? 0).toBeLessThanOrEqual(120);
  for (const { line, problem } of reading.problems) {
    expect(line).toBeGreaterThan(0);
    expect(problem).not.toBe("");
  }
};

describe("a document", () => {
  it.each(MANNERS)("is read: %s", (_, said, document) => {
    expect(readDocument(document)).toMatchObject(said);
    expect(readDocument(document.replaceAll("\n", "\r\n"))).toMatchObject(said);
  });

  it.each([
    "",
    "\uFEFF",
    "\0",
    "\ud800 14:03",
    "---\n",
    "---\na: b",
    "|\n|-",
    "## Timeline",
    "# ",
    "\u202e# eltit\n- 14:03",
  ])("that says nothing is read as nothing: %j", (document) => {
    const reading = readDocument(document);
    expect(reading).toMatchObject({ severity: null, started: null, detected: null, resolved: null });
    expect(reading.action_items).toEqual([]);
  });

  it("is read whatever is cut out of it, put into it or put in another order", () => {
    const lines = MANNERS.flatMap(([, , document]) => document.split("\n"));
    const line = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...lines) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.constantFrom("\n", "\r\n", "\r"), (chosen, end) =>
        isSound(readDocument(chosen.join(end))),
      ),
      { numRuns: RUNS },
    );
  });

  it("is read when it is no document at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => isSound(readDocument(text))),
      { numRuns: RUNS },
    );
  });

  it.each([
    "(",
    "[",
    "1",
    " ",
    "\n",
    "- 14:03 x\n",
    "12:34 ",
    "Dec 1 ",
    "1/2/2030 ",
    "UTC/CET ",
    "**Severity:** P1 ",
    "## Severity: high\n",
    "### 14:03\nalert\n",
    "| 14:03 | alert fired |\n",
    "> **A:** b\n",
    "<!-- ",
    "<details>\n",
    "a = b\n",
    "around about ",
    "users and customers ~ not yet fully ",
    "root cause of the ",
  ])("of %j, again and again, is read in bounded time", (part) => {
    const text = part.repeat(Math.ceil(LONGEST / part.length)).slice(0, LONGEST);
    for (const document of [text, `## Timeline\n\n${text}`]) {
      const start = performance.now();
      isSound(readDocument(document));
      // An endless one takes minutes; a machine that does something else takes its time too.
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });

  it("as long as GitHub lets it be is read at once", () => {
    const all = MANNERS.map(([, , document]) => document).join("\n");
    const text = all.repeat(Math.ceil(LONGEST / all.length)).slice(0, LONGEST);
    const took = [1, 2, 3, 4, 5].map(() => {
      const start = performance.now();
      readDocument(text);
      return performance.now() - start;
    });
    expect(Math.min(...took)).toBeLessThan(2_000);
  });
});

describe("a problem", () => {
  it.each([
    [
      "two fields in an impossible order",
      "# Down\n\n- Detected: 2030-07-02 09:20 UTC\n- Resolved: 2030-07-02 08:15 UTC\n",
      4,
      "resolved (2030-07-02T08:15Z, line 4) stands before detected (2030-07-02T09:20Z, line 3)",
    ],
    [
      "a day that does not exist",
      "# Down\n\nStarted: 2030-02-30 09:20 UTC\n",
      3,
      "there is no day 2030-02-30",
    ],
    [
      "a fence that is never closed",
      "# Down\n\n```\nlog\n\n## Action items\n\n- [ ] hidden\n",
      3,
      "the code fence ``` is never closed, so all below it is code",
    ],
    [
      "a comment that is never closed",
      "# Down\n\n<!-- hidden\n\n## Action items\n",
      3,
      "the comment <!-- is never closed, so all below it is hidden",
    ],
  ])("is told with its line: %s", (_, document, line, problem) => {
    expect(readDocument(document).problems).toContainEqual({ line, problem });
  });

  it.each([
    ["a fence that ends the document", "# Down\n\n```\nlog\n```\n"],
    ["a fence in a list that ends the document", "- a\n\n  ~~~\n  log\n  ~~~"],
    ["a comment that ends the document", "# Down\n\n<!-- over\n\n-->\n"],
    ["indented code at the end", "# Down\n\n    ```\n    log\n"],
    ["times in order", "# Down\n\n- Detected: 2030-07-02 09:20 UTC\n- Resolved: 2030-07-02 11:35 CEST\n"],
    [
      "lines of which one cannot be told",
      "# Down\n\n- Detected: 2030-07-02 09:20\n- Resolved: 2030-07-02 08:15 UTC\n",
    ],
  ])("is not made of %s", (_, document) => {
    expect(readDocument(document).problems).toEqual([]);
  });
});
