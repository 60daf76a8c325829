import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintDocument, oncePerKind } from "../../../src/core/lint/lint-document.ts";
import { english, languages } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 80);
const OPTIONS = { timeZone: "UTC", say: english.say };
const hintsOf = (document: string) =>
  lintDocument(document, OPTIONS).map(({ line, rule, kind, text }) => [line, rule, kind, text]);

const DOCUMENT = `---
owner: Bob forgot it
---

# Bob forgot the index

Tom forgot the index. The migration
took a lock, and **Tom** should
have tested it.

> He should have known better.

- Nothing was lost.
  - The *intern* ran the wrong script.

| When | What |
| --- | --- |
| 14:03 | Nina ignored the warning |

\`\`\`
Bob forgot the index.
\`\`\`

<!-- Bob forgot the index. -->

## Key times

- Started: 2030-05-02 10:00 UTC
- Detected: 2030-05-02 09:00 UTC
- Resolved: 2030-05-02 11:00 UTC

## Action items

- [ ] Investigate why
- [ ] Improve monitoring
- [x] Be more careful
- [ ] Add an index on \`orders.day\`
`;

const EXPECTED = [
  [7, "blame", "failed-to", "Tom forgot"],
  [8, "blame", "should-have", "Tom should have tested"],
  [14, "blame", "mistake", "intern ran the wrong script"],
  [18, "blame", "failed-to", "Nina ignored"],
  [29, "impossible-time", "detected", "detected 09:00 comes before started 10:00"],
  [34, "vague-action", "open-ended", "Investigate"],
  [35, "vague-action", "unmeasurable", "Improve monitoring"],
];

describe("a document", () => {
  it("gets hints in its own voice only, by line", () => {
    expect(hintsOf(DOCUMENT)).toEqual(EXPECTED);
  });

  it("gets the same with other line ends", () => {
    expect(hintsOf(DOCUMENT.replaceAll("\n", "\r\n"))).toEqual(EXPECTED);
  });

  it("gets none where nothing is to be said", () => {
    for (const document of ["", "\0", "# Nothing", "We failed to see it. The job forgot the lock."])
      expect(hintsOf(document)).toEqual([]);
  });

  it.each([
    [
      "times without a zone",
      "2030-05-02 10:00",
      "2030-05-02 09:30",
      "resolved 09:30 comes before started 10:00",
    ],
    ["days alone", "2030-05-02", "2030-05-01", "resolved 2030-05-01 comes before started 2030-05-02"],
    [
      "times of several days",
      "2030-05-02 10:00 UTC",
      "2030-05-01 10:00 UTC",
      "resolved 2030-05-01 10:00 comes before started 2030-05-02 10:00",
    ],
  ])("is told of %s in an order that cannot be", (_, started, resolved, text) => {
    expect(hintsOf(`- Started: ${started}\n- Resolved: ${resolved}\n`)).toEqual([
      [2, "impossible-time", "resolved", text],
    ]);
  });

  it("says how to put it better, in the language of the document", () => {
    const [hint] = lintDocument("Tom forgot the index.", OPTIONS);
    expect(hint?.hint).toBe(english.say("lint.blame-failed-to"));
    const portuguese = languages.in("pt-BR");
    const [dica] = lintDocument("O João esqueceu o índice.", { ...OPTIONS, say: portuguese.say });
    expect(dica?.hint).toBe(portuguese.say("lint.blame-failed-to"));
  });

  it("is told of each kind once, at its first place", () => {
    const once = oncePerKind(lintDocument(DOCUMENT, OPTIONS));
    expect(once.map(({ line }) => line)).toEqual([7, 8, 14, 29, 34, 35]);
  });

  it("has its sentences read where lines, dots or nothing at all ends them", () => {
    expect(
      hintsOf("Tom forgot the index\nNina ignored the warning  \nthe intern ran the wrong script"),
    ).toEqual([
      [1, "blame", "failed-to", "Tom forgot"],
      [2, "blame", "failed-to", "Nina ignored"],
      [3, "blame", "mistake", "intern ran the wrong script"],
    ]);
    const long = `${"and so it went on ".repeat(5000)}until Tom forgot the index`;
    expect(hintsOf(long)).toEqual([[1, "blame", "failed-to", "Tom forgot"]]);
  });

  it("is read in time that grows with its length", () => {
    for (const unit of [
      "The engineer who ran it, and Tom. ",
      "(",
      "**",
      "[",
      "<!--",
      "engineer who ",
      "Tom forgot\r\n\r",
    ]) {
      const begun = performance.now();
      lintDocument(unit.repeat(Math.ceil(200_000 / unit.length)), OPTIONS);
      expect(performance.now() - begun).toBeLessThan(8000);
    }
  });

  it("gets hints in order, on lines that it has, each on one line, whatever stands in it", () => {
    const piece = fc.constantFrom(
      ..."Tom forgot it.|\n|\r\n|\r|# |- |- [ ] Investigate|> |```|The engineer should have tested it|**|_|<!--|-->|| a | b ||👩‍🚀|שלום|\u202e|\0|\ud800|[x](|http://a|Started: 2030-01-02|Resolved: 2030-01-01|## Action items|\t|<br>".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const document = pieces.join("");
        const lines = document.split(/\r\n?|\n/).length;
        const hints = lintDocument(document, OPTIONS);
        for (const [at, { line, text, hint }] of hints.entries()) {
          expect(line).toBeGreaterThanOrEqual(hints[at - 1]?.line ?? 1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(text).toMatch(/^[^\r\n]{1,120}$/);
          expect(hint).not.toBe("");
        }
      }),
      { numRuns: RUNS },
    );
  });
});
