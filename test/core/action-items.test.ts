import { describe, expect, it } from "vitest";
import * as edits from "../../src/core/action-edit.ts";
import * as items from "../../src/core/action-items.ts";
import { ENGLISH_LINES } from "../support/own-words.ts";

type ActionLine = items.ActionLine;
const { appendLines, takeOut } = edits;
const readActionItems = (document: string, repo: typeof REPO) =>
  items.readActionItems(document, repo, null, ENGLISH_LINES);
const rewriteLines = (document: string, lines: edits.LineEdit[], repo: typeof REPO) =>
  edits.rewriteLines(document, lines, repo, ENGLISH_LINES);

const REPO = { owner: "acme", repo: "shop" };
const read = (document: string) =>
  readActionItems(document, REPO).filter(({ place }) => place === "action-items");
const numbered = (line: ActionLine, number: number, change: object = {}) => ({
  line,
  words: { ...line, ref: { ...REPO, number }, repo: null, ...change },
});

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
    const written = lines.map((line, i) => numbered(line, i + 1, { done: i === 1 }));
    expect(rewriteLines(document, written, REPO)).toBe(
      "# T\r\n\r\n## Action items\r\n\r\n- [ ] #1 one  \r\n\t* [X]  two\r\n- [x] #2 three · @ana\r\n",
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
    ["nowhere without the section", "## Ideas\n", null],
  ])("puts a new line %s", (_, document, expected) => {
    expect(appendLines(document, "action-items", [{ text: "new", done: false }])).toBe(expected);
  });

  it("is known by the app's marker whatever people call it, and by its words without it", () => {
    const marker = "<!-- postmortem:begin progress -->\n<!-- postmortem:end progress -->";
    for (const heading of ["Action items", "What we owe our users", "행동", ""])
      expect(read(`## ${heading}\n\n${marker}\n\n- [ ] Do it\n`).map(({ title }) => title)).toEqual([
        "Do it",
      ]);
    for (const heading of ["Action items", "Ações", "Corrective actions"])
      expect(read(`## ${heading}\n\n- [ ] Do it\n`).map(({ title }) => title)).toEqual(["Do it"]);
  });

  it("is not every list under similar words while its own is there", () => {
    const marker = "<!-- postmortem:begin progress -->\n<!-- postmortem:end progress -->";
    const document = `## Remediation\n\n- rolled back\n\n## Action items\n\n${marker}\n\n- [ ] Do it\n`;
    expect(read(document).map(({ title }) => title)).toEqual(["Do it"]);
    expect(read(`${document}\n## Action items\n\n- [ ] And this\n`)).toHaveLength(2);
  });

  it("ends where the ideas begin, also when they stand below it", () => {
    const lines = readActionItems("## Action items\n\n- [ ] Do it\n\n### Ideas\n\n- Maybe\n", REPO);
    expect(lines.map(({ title, place }) => [title, place])).toEqual([
      ["Do it", "action-items"],
      ["Maybe", "ideas"],
    ]);
  });
});

describe("action items in other notations", () => {
  const section = (text: string) => `## Action items\n\n${text}\n`;

  it.each<[string, string, object[]]>([
    [
      "nested below what they are about",
      "- **Detection**\n  - [ ] Alert @ana\n- **Repair:**\n  - Runbook P1",
      [
        { title: "Alert", owners: ["ana"], form: "list" },
        { title: "Runbook", priority: "P1" },
      ],
    ],
    [
      "in a table",
      "| Action | Owner | Due | Status |\n| --- | --- | --- | --- |\n| Alert | @ana, @bo | 2026-12-01 | Open |\n| [#12](https://x.test) Page | – | | Done |",
      [
        { title: "Alert", owners: ["ana", "bo"], due: "2026-12-01", done: false, form: "row" },
        { owners: [], due: null, done: true },
      ],
    ],
    [
      "in a table with a column for the issue",
      "| Ticket | What | Who |\n|---|---|---|\n| #12 | Alert | ana |\n| | Page | Chris Doe |",
      [
        { title: "Alert", ref: { ...REPO, number: 12 }, names: ["ana"] },
        { title: "Page", ref: null, names: ["Chris Doe"] },
      ],
    ],
    [
      "each under a heading of its own",
      "### 1) Alert on lag `code`\n\nBecause it was late.\n\n### 2) Runbook @ana\n\n### Later\n\n- [ ] Page",
      [
        { title: "Alert on lag `code`", form: "heading", notes: "Because it was late." },
        { title: "Runbook", owners: ["ana"], form: "heading" },
        { title: "Page", form: "list" },
      ],
    ],
  ])("are read %s", (_, text, expected) => {
    expect(read(section(text))).toMatchObject(expected);
  });

  it("are written into a table's own cells, and every other byte stays", () => {
    const document = section(
      "| Action | Owner | Due | Status |\n| --- | :-: | --- | --- |\n| Alert \\| page  |  | soon | Open |\n|Other|@bo||Done|",
    );
    const [line] = read(document);
    const edit = numbered(line as ActionLine, 7, {
      owners: ["ana"],
      due: "2026-12-01",
      dueText: null,
      done: true,
    });
    expect(rewriteLines(document, [edit], REPO)).toBe(
      section(
        "| Action | Owner | Due | Status |\n| --- | :-: | --- | --- |\n| #7 Alert \\| page  | @ana | 2026-12-01 | done |\n|Other|@bo||Done|",
      ),
    );
  });

  it("read back as they were written, in every notation", () => {
    for (const text of [
      "| Action | Who | Deadline |\n|-|-|-|\n| Alert | | |",
      "| What | Issue | Status | Priority |\n|-|-|-|-|\n| Alert | | | |",
      "- Alert",
      "### 1. Alert\n\nWords.",
      "- **Detection**\n  * Alert",
    ]) {
      const document = section(text);
      const [line] = read(document);
      const words = { owners: ["ana"], due: "2026-12-01", dueIsDefault: true, priority: "P1", done: true };
      const written = rewriteLines(document, [numbered(line as ActionLine, 7, words)], REPO);
      expect(read(written)).toMatchObject([{ title: "Alert", ref: { number: 7 }, ...words }]);
      const again = read(written)[0] as ActionLine;
      expect(rewriteLines(written, [numbered(again, 7)], REPO)).toBe(written);
    }
  });

  it("are taken out with their notes", () => {
    const document = section("- [ ] One\r\n- [ ] Two\r\n  because\r\n- [ ] Three");
    const line = read(document)[1] as ActionLine;
    expect(takeOut(document, line)).toEqual({
      document: section("- [ ] One\r\n- [ ] Three"),
      taken: "Two\r\n  because",
    });
  });

  it.each<[string, object[]]>([
    ["- [ ] #88", [{ ref: { ...REPO, number: 88 }, title: "" }]],
    ["- [ ] https://github.com/acme/shop/issues/88", [{ ref: { ...REPO, number: 88 } }]],
    [
      "- [ ] [The old wish](https://github.com/acme/shop/issues/8) @ana",
      [{ ref: { ...REPO, number: 8 }, owners: ["ana"] }],
    ],
    [
      "- [ ] [The old wish](https://github.com/acme/shop/issues/8)",
      [{ ref: { ...REPO, number: 8 }, title: "The old wish" }],
    ],
    [
      "- [#8](https://github.com/acme/shop/issues/8) Do it",
      [{ ref: { ...REPO, number: 8 }, title: "Do it" }],
    ],
    ["- [Read this](https://example.org/a)", [{ ref: null, title: "[Read this](https://example.org/a)" }]],
    ["- [ ] Do it <!-- not for the issue -->", [{ title: "Do it" }]],
    ["- ✅ Do it", [{ title: "Do it", done: true }]],
    ["- [ ] DONE: Do it", [{ title: "Do it", done: true }]],
    ["- Do it (done)", [{ title: "Do it", done: true }]],
    ["- ~~Do it~~", [{ title: "Do it", done: true }]],
    ["- Do it when done", [{ title: "Do it when done", done: false }]],
    [
      "### ✅ #3 Rotate the keys\n\nBecause.",
      [{ title: "Rotate the keys", done: true, ref: { ...REPO, number: 3 } }],
    ],
    ["- Short term:\n  - Do it\n- Later", [{ title: "Do it" }, { title: "Later" }]],
  ])("are known in %j", (text, expected) => expect(read(section(text))).toMatchObject(expected));

  it.each(["None needed", "_none_", "N/A", "TBD", "Nothing.", "–", "…", "Nenhuma"])("are not %j", (text) => {
    expect(read(section(`- ${text}`))).toEqual([]);
    expect(read(section(`| Action | Owner |\n| - | - |\n| ${text} | |`))).toEqual([]);
  });

  it("leave another tracker's ticket and words that are no date in their cells", () => {
    const table = (row: string) => section(`| Action | Ticket | Due |\n| - | - | - |\n${row}`);
    const document = table("| Alert | JIRA-12 | after the migration |");
    const [line] = read(document);
    expect(line).toMatchObject({ ref: null, due: null, dueText: "after the migration" });
    const written = rewriteLines(document, [numbered(line as ActionLine, 3)], REPO);
    expect(written).toBe(table("| Alert | JIRA-12, #3 | after the migration |"));
    expect(read(written)).toMatchObject([{ ref: { number: 3 }, title: "Alert" }]);
    expect(rewriteLines(written, [numbered(read(written)[0] as ActionLine, 3)], REPO)).toBe(written);
  });
});

describe("other parts of the document", () => {
  const places = (document: string) =>
    readActionItems(document, REPO).map(({ title, place }) => `${place}: ${title}`);
  const progress = "<!-- postmortem:begin progress -->\n<!-- postmortem:end progress -->";

  it("are no action items wherever they are moved", () => {
    const timeline = "<!-- postmortem:begin timeline -->\n- 14:03 opened\n<!-- postmortem:end timeline -->";
    const question = "### What happened\n<!-- postmortem:field what-happened -->\n- it broke";
    const document = `# Action items\n\n${progress}\n\n- [ ] Do it\n\n## Timeline\n\n${timeline}\n\n${question}\n\n## Detection\n\n- [ ] Alert`;
    expect(places(document)).toEqual(["action-items: Do it", "action-items: Alert"]);
  });

  it("are still ideas when their heading was taken out", () => {
    const document = `## Action items\n\n${progress}\n\n- [ ] Do it\n\n<!-- postmortem:field ideas -->\n- Buy a boat`;
    expect(places(document)).toEqual(["action-items: Do it", "ideas: Buy a boat"]);
  });

  it("do not take over when the heading of the action items is taken out", () => {
    const document = `## Closure\n\n- **Roles:** <!-- postmortem:field roles --> ana\n- lessons\n\n${progress}\n\n- [ ] Do it`;
    expect(places(document)).toEqual([]);
    expect(places(`## Was wir tun\n\nUnsere Liste:\n\n${progress}\n\n- [ ] Do it`)).toEqual([
      "action-items: Do it",
    ]);
  });
});
