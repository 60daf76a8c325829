import { describe, expect, it } from "vitest";
import { appendLines } from "../../src/core/action-edit.ts";
import { readBlocks } from "../../src/core/blocks.ts";
import { placesOf } from "../../src/core/places.ts";

const placesIn = (document: string) =>
  placesOf(document, readBlocks(document)).map(
    ({ place, start, end }) => `${place}: ${document.slice(start, end).trim()}`,
  );
const withLine = (document: string) =>
  appendLines(document, "action-items", [{ text: "Alert on lag", done: false }]);

const IDEAS = "<!-- postmortem:field ideas -->";
const PROGRESS = "<!-- postmortem:begin progress -->\n0 of 0\n<!-- postmortem:end progress -->";

describe("the places of action items and ideas", () => {
  it.each([
    ["side by side", "## Action items\n\nA\n\n## Ideas\n\nB\n", ["action-items: A", "ideas: B"]],
    ["ideas below", "## Action items\n\nA\n\n### Ideas\n\nB\n", ["action-items: A", "ideas: B"]],
    [
      "ideas below, and more behind them",
      "# Action items\n\nA\n\n## Ideas\n\nB\n\n## Later\n\nC\n",
      ["action-items: A", "action-items: ## Later\n\nC", "ideas: B"],
    ],
    [
      "ideas below by their marker alone",
      `## Action items\n\n${PROGRESS}\n\nA\n\n${IDEAS}\nB\n`,
      [`action-items: ${PROGRESS}\n\nA`, "ideas: B"],
    ],
    [
      "below a title that says their words",
      "# Follow-ups are lost\n\nT\n\n## Action items\n\nA\n\n## Ideas\n\nB\n",
      ["action-items: A", "ideas: B"],
    ],
    [
      "below a title that is their words",
      `# Action items\n\nT\n\n## Action items\n\n${PROGRESS}\n`,
      [`action-items: ${PROGRESS}`],
    ],
    [
      "in a document of nothing else",
      "# Action items\n\nA\n\n## For ops\n\nB\n",
      ["action-items: A\n\n## For ops\n\nB"],
    ],
    ["pasted twice", "# Action items\n\nA\n\n# Action items\n\nB\n", ["action-items: A", "action-items: B"]],
  ])("are told apart: %s", (_, document, expected) => {
    expect(placesIn(document)).toEqual(expected);
  });

  it.each([
    ["## Action items\n\n### Ideas\n\nB\n", "## Action items\n\n- [ ] Alert on lag\n\n### Ideas\n\nB\n"],
    [
      `## Action items\n\n${PROGRESS}\n\n${IDEAS}\nB\n`,
      `## Action items\n\n${PROGRESS}\n\n- [ ] Alert on lag\n\n${IDEAS}\nB\n`,
    ],
  ])("keep a new action item out of the ideas below it: %j", (document, expected) => {
    expect(withLine(document)).toBe(expected);
  });
});
