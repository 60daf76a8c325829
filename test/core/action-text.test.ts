import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTION_TYPES,
  actionLineFrom,
  PRIORITIES,
  parseActionText,
  renderActionText,
  titleAsMarkdown,
} from "../../src/core/action-text.ts";
import { oneLine, ZERO_WIDTH } from "../../src/core/markdown.ts";

const nothing = { owners: [], due: null, dueIsDefault: false, priority: null, type: null };

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
  ])("reads %j", (text, expected) => {
    const { markdown: _, ...read } = parseActionText(text);
    expect(read).toEqual({ ...nothing, ...expected });
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
  );
  const item = fc.record({
    markdown: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => titleAsMarkdown(words.join(" "))),
    owners: fc.uniqueArray(fc.constantFrom("ana", "bo-b", "acme/sre"), { maxLength: 2 }),
    due: fc.option(fc.constantFrom("2026-12-01", "2027-02-28"), { nil: null }),
    priority: fc.option(fc.constantFrom(...PRIORITIES), { nil: null }),
    type: fc.option(fc.constantFrom(...ACTION_TYPES), { nil: null }),
    byDefault: fc.boolean(),
  });

  it("reads back every line that it writes, and writes it the same again", () => {
    fc.assert(
      fc.property(item, ({ byDefault, ...rest }) => {
        const given = { ...rest, dueIsDefault: byDefault && rest.due !== null };
        const line = renderActionText(given);
        const { title: _, ...read } = parseActionText(line);
        // Words that end in what could be a separator get an invisible end.
        expect({ ...read, markdown: read.markdown.replace(/\u200b$/, "") }).toEqual(given);
        expect(renderActionText(read)).toBe(line);
      }),
      { numRuns: 1000 },
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
            "`x`",
            "*",
            "|",
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (words) => {
          const title = words.join(" ");
          const read = parseActionText(titleAsMarkdown(title));
          expect(read).toMatchObject(nothing);
          expect(read.title).toBe(oneLine(title));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("never fails, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseActionText(text)));
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
