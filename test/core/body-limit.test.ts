import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlocks, walkBlocks } from "../../src/core/blocks.ts";
import { BODY_LIMIT, fits, lengthOf, truncateSafely } from "../../src/core/body-limit.ts";
import { findMarkers } from "../../src/core/markers.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

describe("GitHub's limit", () => {
  it("counts characters, of which an emoji is one", () => {
    expect(fits("x".repeat(BODY_LIMIT))).toBe(true);
    expect(fits("x".repeat(BODY_LIMIT + 1))).toBe(false);
    expect(fits("😀".repeat(BODY_LIMIT))).toBe(true);
    expect(fits(`${"😀".repeat(BODY_LIMIT)}x`)).toBe(false);
  });

  it.each([
    ["letters", "x"],
    ["emoji", "😀"],
    ["letters with marks, of which each sign counts", "e\u0301"],
    ["line ends, of which each sign counts", "\r\n"],
  ])("is met to the character: %s", (_, one) => {
    const text = one.repeat(BODY_LIMIT / [...one].length - 1);
    const rest = BODY_LIMIT - lengthOf(text);
    const of = (length: number) => text + "x".repeat(length - BODY_LIMIT + rest);
    expect([65_535, 65_536, 65_537].map((length) => fits(of(length)))).toEqual([true, true, false]);
    for (const length of [65_536, 65_537]) {
      const kept = truncateSafely(`<!-- postmortem:effect id=a -->\n\n${of(length)} y`, BODY_LIMIT);
      expect(lengthOf(kept)).toBeLessThanOrEqual(BODY_LIMIT);
      expect(findMarkers(kept)).toHaveLength(1);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept).toMatch(/…$/);
      expect(kept).not.toMatch(/\r…|e…\u0301/);
    }
  });

  it("counts half an emoji as one", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("\ud83d", "\ude00", "x", "😀")), (pieces) => {
        const text = pieces.join("");
        expect(lengthOf(text)).toBe([...text].length);
      }),
      { numRuns: RUNS },
    );
  });
});

const words = "word ".repeat(40).trim();

describe("a text that is too long", () => {
  it("stays as it is when it is not", () => {
    expect(truncateSafely("a\n\nb", 4)).toBe("a\n\nb");
    expect(truncateSafely("", 0)).toBe("");
  });

  it.each<[string, string, number, string]>([
    ["between paragraphs", `One.\n\n${"[".repeat(200)}`, 60, "One.\n\n…"],
    ["between words", words, 60, `${"word ".repeat(7)}…`.replace(" …", "…")],
    ["between items", `- one\n- two\n- ${"[".repeat(200)}`, 60, "- one\n- two\n\n…"],
    [
      "between the words of an item",
      `- one\n- ${words}`,
      60,
      `- one\n- ${"word ".repeat(5)}…`.replace(" …", "…"),
    ],
    ["between rows", `| a |\n| - |\n| 1 |\n| ${"x".repeat(200)} |`, 60, "| a |\n| - |\n| 1 |\n\n…"],
    ["before a table of which no row fits", `One.\n\n| a |\n| - |\n| ${"x".repeat(200)} |`, 60, "One.\n\n…"],
    [
      "between lines of code, which is closed",
      `One.\n\n~~~~js\nconst a = 1;\n${"x".repeat(200)}\n~~~~`,
      60,
      "One.\n\n~~~~js\nconst a = 1;\n~~~~\n\n…",
    ],
    [
      "between lines of code in an item, which ends with it",
      `- a\n  \`\`\`\n  one\n  ${"x".repeat(200)}\n  \`\`\``,
      60,
      "- a\n  ```\n  one\n\n…",
    ],
    ["between indented lines of code", `    one\n    ${"x".repeat(200)}`, 60, "    one\n\n…"],
    ["before HTML", `One.\n\n<div>${"x ".repeat(200)}</div>`, 60, "One.\n\n…"],
    [
      "before a link",
      `See ${"a ".repeat(10)}[the long ${"x ".repeat(60)}](https://x.test)`,
      60,
      `See ${"a ".repeat(10).trim()}…`,
    ],
    ["before a link's address", `Now see [it](https://x.test/${"x".repeat(200)})`, 60, "Now see…"],
    ["before an address", `Now see https://x.test/${"x".repeat(200)}`, 60, "Now see…"],
    [
      "before a number that would become another",
      `${"字".repeat(30)}(a)#${"1".repeat(99)}`,
      60,
      `${"字".repeat(30)}(a)…`,
    ],
    ["before a comment", `Now see <!-- a > b ${"x ".repeat(60)} --> it`, 60, "Now see…"],
    ["before code among words", `Now see \`${"x ".repeat(60)}\` it`, 60, "Now see…"],
    ["in words without a gap", "字".repeat(100), 60, `${"字".repeat(36)}…`],
    ["between emoji", "😀".repeat(100), 60, `${"😀".repeat(36)}…`],
    ["before brackets that never end", `Now ${"(".repeat(65_536)}`, 60, "Now…"],
    ["to nothing where there is no place", "(".repeat(65_536), 60, "…"],
    ["to nothing where there is no room", words, 1, "…"],
    ["to nothing at all", words, 0, ""],
  ])("is cut %s", (_, text, limit, expected) => {
    expect(truncateSafely(text, limit)).toBe(expected);
  });

  const piece = fc.constantFrom(
    "# Head\n\n",
    "Some words. ",
    "😀",
    "\ud83d",
    "\n",
    "\r\n",
    "\n\n",
    "- item\n",
    "  - inner\n",
    "> quote\n",
    "```js\ncode\n```\n",
    "```\n",
    "~~~~\n",
    "    ",
    "| a | b |\n| - | - |\n| 1 | 2 |\n",
    "[link](https://x.test/a_(b))",
    "<!-- postmortem:begin facts -->",
    "<!-- two\nlines -->",
    "<details>\n\n",
    "`code`",
    "(",
    "]",
    "\\",
    "\u0000",
  );
  const document = fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 4 })), { maxLength: 30 });
  const limited = fc.tuple(
    document.map((pieces) => pieces.map(([each, times]) => each.repeat(times)).join("")),
    fc.nat(300),
  );

  it("keeps to the limit, and to what was there", () => {
    fc.assert(
      fc.property(limited, ([text, limit]) => {
        const cut = truncateSafely(text, limit);
        expect(lengthOf(cut)).toBeLessThanOrEqual(Math.max(limit, 0));
        if (cut === text) return;
        const kept = cut.replace(/(?:\n(?:`{3,}|~{3,}))?(?:\n\n)?…$/, "");
        expect(text.startsWith(kept)).toBe(true);
        expect(cut.slice(kept.length).isWellFormed()).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it("ends outside of code and HTML, with every marker whole", () => {
    fc.assert(
      fc.property(limited, ([text, limit]) => {
        const cut = truncateSafely(text, limit);
        if (cut === text || cut === "") return;
        const after = `${cut}\n\nAFTER`;
        const last = readBlocks(after).at(-1);
        expect(last?.kind).toBe("paragraph");
        expect(after.slice(last?.start, last?.end)).toContain("AFTER");
        const comments = (each: string) => each.split("<!--").length;
        if (findMarkers(text).length === comments(text) - 1)
          expect(findMarkers(cut).length).toBe(comments(cut) - 1);
        expect([...walkBlocks(readBlocks(cut))].length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(["(", "`", "[x](", "<!--", "- ", "> ", "\\", "| ", "a\n", "😀 ", "](", "&"])(
    "takes little time for a long text of %j",
    (each) => {
      const began = performance.now();
      truncateSafely(each.repeat(65_536 / each.length), 60_000);
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );
});
