import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outlineOf, type Section, walkSections } from "../../../src/core/reading/outline.ts";

/** Seconds while developing; CI runs the laws longer. */
const RUNS = Number(process.env.LAW_RUNS ?? 150);

/** A section as one line per section: depth, kind, title. */
const drawn = (document: string) =>
  [...walkSections(outlineOf(document))]
    .slice(1)
    .map(({ depth, kind, title }) => `${depth} ${kind ?? "-"} ${title}`);

const named = (document: string, title: string): Section => {
  const found = [...walkSections(outlineOf(document))].find((section) => section.title === title);
  if (!found) throw new Error(`no section ${title}`);
  return found;
};

describe("the outline of a document", () => {
  it.each<[string, string, string[]]>([
    [
      "headings",
      "# Shop down\n\n## Impact\n\nx\n\n### Users\n\n## Action items\n",
      ["1 - Shop down", "2 impact Impact", "3 - Users", "2 action-items Action items"],
    ],
    ["underlined headings", "Shop down\n===\n\nImpact\n---\n", ["1 - Shop down", "2 impact Impact"]],
    [
      "bold paragraphs",
      "# Shop\n\n**Impact**\n\nx\n\n**Action items:**\n\n- y\n\n## Timeline\n",
      ["1 - Shop", "2 impact Impact", "2 action-items Action items", "2 timeline Timeline"],
    ],
    [
      "a bold line above its text",
      "**Summary**\nIt broke.\n\n__Cause__:\nA typo.",
      ["1 summary Summary", "1 cause Cause"],
    ],
    [
      "bold names inside a bold part",
      "**Action items**\n\n**Backend**\n\n- a\n\n**Frontend**\n\n- b\n\n**Timeline**\n\n- c",
      ["1 action-items Action items", "2 - Backend", "2 - Frontend", "1 timeline Timeline"],
    ],
    [
      "plain names above lists",
      "Impact:\n- many\n\nAction items:\n- y\n\nNext steps\n- z",
      ["1 impact Impact", "1 action-items Action items", "1 action-items Next steps"],
    ],
    [
      "items that name what is nested in them",
      "- **Impact**:\n  - many\n- **Review actions**:\n  - y\n- **Note**: no",
      ["1 impact Impact", "1 action-items Review actions"],
    ],
    ["HTML headings", "<h2>Action items</h2>\n\n- y", ["2 action-items Action items"]],
    [
      "a summary that folds a part",
      "<details><summary>Timeline</summary>\n\n- 10:00 x\n\n</details>",
      ["1 timeline Timeline"],
    ],
    [
      "lines that end as on Windows",
      "# Shop\r\n\r\n**Impact**\r\n\r\nx\r\n\r\n## Ações\r\n",
      ["1 - Shop", "2 impact Impact", "2 action-items Ações"],
    ],
    ["right-to-left titles", "# تقرير\n\n## Timeline\n", ["1 - تقرير", "2 timeline Timeline"]],
  ])("has %s", (_, document, sections) => {
    expect(drawn(document)).toEqual(sections);
  });

  it.each([
    ["front matter", "---\ntitle: Impact\ndate: 2026-01-02\n---\n\nText."],
    ["front matter behind a comment", "<!-- where from -->\n---\ntitle: x\n---\nText."],
    ["comments", "<!--\n## Action items\n- [ ] x\n-->"],
    ["fences", "```md\n## Action items\n```"],
    [
      "details that hold a template",
      "<details>\n<summary>Template</summary>\n\n## Action items\n\n- [ ] x\n\n</details>",
    ],
    ["quotes", "> ## Action items\n> - x"],
    ["bold sentences", "**The outage begins.**\n\nThen it went on."],
    ["bold words in a paragraph", "**Impact:** many users\nand more"],
    ["a sentence before a list", "We took these actions to limit what customers saw of it:\n\n- a"],
    ["boxes", "- [ ] **Impact**\n  - x"],
  ])("has nothing of %s", (_, document) => {
    expect(drawn(document)).toEqual([]);
  });

  it("keeps a rule at the beginning a rule", () => {
    expect(drawn("---\n\n# Impact\n\n---\n")).toEqual(["1 impact Impact"]);
  });

  it("gives what stands before the first heading to the whole", () => {
    const { title, depth, blocks } = outlineOf("Before.\n\n# Shop\n\nAfter.");
    expect({ title, depth, blocks: blocks.map(({ line }) => line) }).toEqual({
      title: "",
      depth: 0,
      blocks: [1],
    });
  });

  it("ends a part before the next heading of the same or a higher level", () => {
    const document = "# A\n\n## Impact\n\nx\n\n### Users\n\ny\n\n## Timeline\n\nz";
    const { start, end, blocks } = named(document, "Impact");
    expect(document.slice(start, end)).toBe("\n\nx\n\n### Users\n\ny\n\n");
    expect(blocks.map(({ line }) => line)).toEqual([5]);
  });

  it("gives a bold line's own text to its part", () => {
    const document = "# A\n\n**Impact**\nmany users\n\nmore";
    const blocks = named(document, "Impact").blocks;
    expect(blocks.map(({ start, end, line }) => [document.slice(start, end), line])).toEqual([
      ["many users", 4],
      ["more", 6],
    ]);
  });

  it("tells the line of every heading", () => {
    const lines = [...walkSections(outlineOf("a\r\n\r\n# B\r\n\r\n**Impact**\r\n\r\n- x"))].map(
      ({ line }) => line,
    );
    expect(lines).toEqual([1, 3, 5]);
  });

  it("holds every part inside the part above it, in order, whatever the text", () => {
    const line = fc.constantFrom(
      "# Impact",
      "## x",
      "### Action items",
      "**Impact**",
      "**b**",
      "Timeline:",
      "- **Impact**:",
      "  - y",
      "- z",
      "text",
      "",
      "---",
      "a: b",
      "```",
      "<!--",
      "-->",
      "<details>",
      "</details>",
      "> q",
      "| a |",
      "|---|",
    );
    const text = fc
      .array(line, { maxLength: 30 })
      .chain((lines) => fc.constantFrom("\n", "\r\n", "\r").map((end) => lines.join(end)));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (document) => {
        const inside = (section: Section) => {
          for (const child of section.children) {
            expect(child.depth).toBeGreaterThan(section.depth);
            expect(child.start).toBeGreaterThanOrEqual(section.start);
            expect(child.end).toBeLessThanOrEqual(section.end);
            expect(child.heading.end).toBeLessThanOrEqual(child.end);
            inside(child);
          }
        };
        const outline = outlineOf(document);
        expect([outline.start, outline.end]).toEqual([0, document.length]);
        inside(outline);
      }),
      { numRuns: RUNS },
    );
  });
});
