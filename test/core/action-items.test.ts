import { describe, expect, it } from "vitest";
import { appendLines, readActionItems, rewriteLines } from "../../src/core/action-items.ts";

const REPO = { owner: "acme", repo: "shop" };
const read = (document: string) => readActionItems(document, REPO);

describe("the section of action items", () => {
  it.each([
    "## Action items",
    "# ACTION ITEMS:",
    "### Action Items (TODO)",
    "## 4. Action items",
    "## **Action items** ✅",
    "Action items\n---",
  ])("is found below %j", (heading) => {
    expect(read(`${heading}\n\n- [ ] Do it\n`).map(({ title }) => title)).toEqual(["Do it"]);
  });

  it.each([
    "## Actions taken",
    "## Ideas",
    "No heading",
    "```\n## Action items\n```",
    "<!--\n## Action items\n-->",
  ])("is not found below %j", (heading) => {
    expect(read(`${heading}\n\n- [ ] Do it\n`)).toEqual([]);
  });

  it("ends at the next heading of the same or a higher level; lower ones belong to it", () => {
    const document = [
      "## Action items\n",
      "### Prevent\n\n- [ ] One\n",
      "<!-- postmortem:end x -->\n\n* [x] Two\n",
      "#### Later\n\n1. [ ] Three\n2) Four\n",
      "## Ideas\n\n- [ ] Five\n",
    ].join("\n");
    expect(read(document).map(({ title, done }) => [title, done])).toEqual([
      ["One", false],
      ["Two", true],
      ["Three", false],
      ["Four", false],
    ]);
  });

  it("has no item in an empty box, a quote, a fence, a comment or a table", () => {
    const document =
      "## Action items\n\n- [ ]\n- \n- [x] \n\n> - [ ] said\n\n```\n- [ ] code\n```\n\n<!-- - [ ] hidden -->\n\n| - [ ] a |\n| --- |\n";
    expect(read(document)).toEqual([]);
  });

  it("takes what stands below a line as its notes", () => {
    const [item] = read(
      "## Action items\n\n- [ ] Page somebody @ana\n  - when the queue is old\n  - [ ] and test it\n",
    );
    expect(item).toMatchObject({
      title: "Page somebody",
      owners: ["ana"],
      notes: "- when the queue is old\n  - [ ] and test it",
    });
  });

  it.each([
    ["#12 Do it", { owner: "acme", repo: "shop", number: 12 }],
    ["acme/web#12: Do it", { owner: "acme", repo: "web", number: 12 }],
    ["https://github.com/acme/web/issues/12 – Do it", { owner: "acme", repo: "web", number: 12 }],
    ["https://ghe.example/acme/web/pull/12 Do it", { owner: "acme", repo: "web", number: 12 }],
  ])("knows the issue behind %j", (words, ref) => {
    expect(read(`## Action items\n\n- [ ] ${words}\n`)[0]).toMatchObject({ ref, title: "Do it" });
  });

  it.each(["Fix what #12 broke", "#12abc is no number", "12 monkeys"])("takes %j for words", (words) => {
    expect(read(`## Action items\n\n- [ ] ${words}\n`)[0]).toMatchObject({ ref: null, title: words });
  });

  it("counts lines from one and keeps every other byte when some are written anew", () => {
    const document = "# T\r\n\r\n## Action items\r\n\r\n- one  \r\n\t* [X]  two\r\n- [ ] three @ana\r\n";
    const lines = read(document);
    expect(lines.map(({ line }) => line)).toEqual([5, 7]);
    const edits = lines.map((line, i) => ({ line, text: `#${i + 1} ${line.title}`, done: i === 1 }));
    expect(rewriteLines(document, edits)).toBe(
      "# T\r\n\r\n## Action items\r\n\r\n- [ ] #1 one  \r\n\t* [X]  two\r\n- [x] #2 three\r\n",
    );
  });

  it.each([
    [
      "behind the last line",
      "## Action items\n\n- [ ] a\n\nText.\n\n## Ideas\n",
      "## Action items\n\n- [ ] a\n- [ ] new\n\nText.\n\n## Ideas\n",
    ],
    [
      "into an empty section",
      "## Action items\n\n_none_\n\n## Ideas\n",
      "## Action items\n\n_none_\n\n- [ ] new\n\n## Ideas\n",
    ],
    ["at the document's end", "## Action items", "## Action items\n\n- [ ] new\n"],
    ["nowhere without the section", "## Ideas\n", "## Ideas\n"],
  ])("puts a new line %s", (_, document, expected) => {
    expect(appendLines(document, [{ text: "new", done: false }])).toBe(expected);
  });
});
