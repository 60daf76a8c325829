import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  escapeInline,
  neutralise,
  oneLine,
  parseMarkdown,
  quote,
  readInline,
  truncate,
  truncateTitle,
  walk,
  ZERO_WIDTH,
} from "../../src/core/markdown.ts";
import { findMarkers } from "../../src/core/markers.ts";

const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "@ana",
        "@org/team",
        "&#64;ana",
        "&#x0040;org/team",
        "&commat;ana",
        "@&#97;na",
        "<!-- postmortem:end facts -->",
        "-->",
        "<!--",
        "closes #1",
        "Fixes acme/shop#2",
        "|",
        "\n",
        "`",
        "```\n",
        "{{x}}",
        "{{{x}}}",
        "<details>",
        "](",
        "![p](http://x/y.png)",
        "😀",
        "&lt;",
        "\\",
        "_a_",
        "~~",
        "- [ ] ",
        "# ",
        "> ",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(" ")),
);

describe("people's text inside ours", () => {
  it("reads back as it was, white space folded", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const plain = text.replaceAll(ZERO_WIDTH, "");
        expect(readInline(escapeInline(plain))).toBe(oneLine(plain));
      }),
      { numRuns: 1000 },
    );
  });

  it("cannot make or end a marker, mention or close anything", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const safe of [escapeInline(text), quote(text, 500)]) {
          expect(findMarkers(safe)).toEqual([]);
          expect(safe).not.toMatch(/<!--|-->/);
          expect(safe).not.toMatch(/@[A-Za-z0-9&]/);
          expect(safe).not.toMatch(/(?<!&amp;|&)(?:&#64;|&#x0040;|&commat;)[A-Za-z0-9]/);
          expect(safe).not.toMatch(/\b(close[sd]?|fix(e[sd])?|resolve[sd]?):?\s+([\w.-]+\/[\w.-]+)?#\d/i);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("stays on its line and in its table cell", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(escapeInline(text)).not.toMatch(/[\r\n]|(?<!\\)\|/);
      }),
    );
  });

  it("stays in its quote, with no HTML and no picture in it", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const tree = parseMarkdown(`${quote(text, 500)}\n\nafter`);
        expect(tree.children.at(-1)).toMatchObject({
          type: "paragraph",
          children: [{ type: "text", value: "after" }],
        });
        expect([...walk(tree)].filter(({ type }) => type === "html" || type === "image")).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["ping @ana and @org/team", `ping @${ZERO_WIDTH}ana and @${ZERO_WIDTH}org/team`],
    ["mail me at a@b.c", `mail me at a@${ZERO_WIDTH}b.c`],
    ["This closes #1", `This closes${ZERO_WIDTH} #1`],
    ["it resolves: acme/shop#3", `it resolves${ZERO_WIDTH}: acme/shop#3`],
    ["see #1", "see #1"],
  ])("neutralises %s", (text, expected) => {
    expect(neutralise(text)).toBe(expected);
  });

  it("quotes a megabyte by cutting it at a line's end, and says that it did", () => {
    const text = quote("a line of words\n".repeat(70_000), 1500);
    expect(text.length).toBeLessThan(2000);
    expect(text.endsWith("a line of words\n>\n> …")).toBe(true);
  });

  it("keeps code as it is", () => {
    expect(quote("```\n<b> & ![x](y)\n```", 100)).toBe("> ```\n> <b> & ![x](y)\n> ```");
  });
});

describe("truncate", () => {
  it("counts code points, so that no emoji is cut in two", () => {
    expect(truncate("😀".repeat(10), 3)).toEqual({ text: "😀😀😀", cut: true });
  });

  it("keeps titles within GitHub's 256 characters", () => {
    expect([...truncateTitle("x".repeat(300))]).toHaveLength(256);
    expect(truncateTitle("x".repeat(256))).toHaveLength(256);
    expect(truncateTitle("short")).toBe("short");
  });
});
