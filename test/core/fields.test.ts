import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf } from "../../src/core/answers.ts";
import { answersIn, type Field, findFields, mergeFields } from "../../src/core/fields.ts";
import { blankDocument } from "../support/documents.ts";
import { INCIDENT } from "../support/incident.ts";
import { english } from "../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 60);

/** The template `rit` as a document, and its fields. */
const TEMPLATE = blankDocument("rit");
const RIT = [...TEMPLATE.matchAll(/<!-- postmortem:field (\S+) -->/g)].map(([, name = ""]) => name);

const answer = (document: string, name: string) =>
  findFields(document).find((field) => field.name === name)?.answer;
const prompted = (document: string) => findFields(document).filter(({ isPrompt }) => isPrompt);
const names = (fields: Field[]) => fields.map(({ name }) => name).sort();

describe("the fields of the template", () => {
  it("are all found, by marker, still unanswered", () => {
    expect(names(findFields(TEMPLATE))).toEqual([...RIT].sort());
    expect(names(prompted(TEMPLATE))).toEqual([...RIT].sort());
  });

  it("are all found by their headings, bold words and rows when every marker is gone", () => {
    const bare = TEMPLATE.replace(/<!-- postmortem:field \S+ -->[ \n]?/g, "");
    expect(answersIn(bare)).toEqual(answersIn(TEMPLATE));
  });

  it("say where they stand and on which line", () => {
    for (const field of findFields(TEMPLATE)) {
      expect(TEMPLATE.slice(field.start, field.end)).toBe(field.answer);
      const marker = TEMPLATE.indexOf(`<!-- postmortem:field ${field.name} -->`);
      expect(field.line).toBe(TEMPLATE.slice(0, marker).split("\n").length);
    }
  });
});

const MARKER = "<!-- postmortem:field symptoms -->";
const BULLET = `- **Symptoms:** ${MARKER}`;
const HEAD = "| a | b |\n| - | - |\n";

describe("an answer", () => {
  it.each<[string, string, string | undefined]>([
    ["on the line of its bullet", `${BULLET} 504s\n- **Category:** other`, "504s"],
    ["on the next line of the bullet", `${BULLET}\n  504s\n- next`, "504s"],
    ["that goes on without indentation", `${BULLET} 504s\nand 502s\n- next`, "504s\nand 502s"],
    ["with nested bullets", `${BULLET} seen\n  - 504s\n  - 502s\n- next`, "seen\n  - 504s\n  - 502s"],
    ["of several paragraphs", `${BULLET} 504s\n\n  and 502s\n\n- next`, "504s\n\n  and 502s"],
    ["before other text", `${BULLET} 504s\n\nSomething else`, "504s"],
    ["before a heading", `${BULLET} 504s\n## Next\n`, "504s"],
    [
      "before a bullet nested in it that has a field of its own",
      `${BULLET} 504s\n  - <!-- postmortem:field links --> x`,
      "504s",
    ],
    ["before another marker on its line", `${BULLET} 504s <!-- postmortem:field links --> x`, "504s"],
    ["of code", `${BULLET}\n  \`\`\`\n  - 504\n  # x\n  \`\`\`\n- next`, "```\n  - 504\n  # x\n  ```"],
    ["with Windows line ends", `${BULLET} 504s\r\n  and 502s\r\n- next\r\n`, "504s\r\n  and 502s"],
    [
      "in a cell",
      "| a | b |\n| - | - |\n| x | <!-- postmortem:field symptoms --> 504 \\| 502 | c |",
      "504 \\| 502",
    ],
    ["in an empty cell", "| a | b |\n| - | - |\n| x | <!-- postmortem:field symptoms --> |", ""],
    [
      "below a heading",
      "### Symptoms\n<!-- postmortem:field symptoms -->\n\none\n\n- two\n\n### Next",
      "one\n\n- two",
    ],
    [
      "below a heading, before a list of other fields",
      "### S\n<!-- postmortem:field symptoms -->\none\n\n- **Links:** <!-- postmortem:field links --> x",
      "one",
    ],
    [
      "below a heading, before bold words of another field",
      "### S\n<!-- postmortem:field symptoms -->\none\n\n- **Links:** x",
      "one",
    ],
    [
      "below a heading, before a table of other fields",
      "### S\n<!-- postmortem:field symptoms -->\none\n\n| a | b |\n| - | - |\n| x | <!-- postmortem:field links --> |",
      "one",
    ],
    [
      "below a heading, before an item with a region",
      "### S\n<!-- postmortem:field symptoms -->\none\n\n- <!-- postmortem:begin progress -->",
      "one",
    ],
    [
      "below a heading, before a region",
      "### S\n<!-- postmortem:field symptoms -->\none\n<!-- postmortem:begin progress -->",
      "one",
    ],
    [
      "with bold words that are a field elsewhere",
      `${BULLET} seen\n  - **Links:** none here\n- **Links:** <!-- postmortem:field links --> y`,
      "seen\n  - **Links:** none here",
    ],
    ["behind the first of two markers", `${BULLET} one\n${BULLET} two`, "one"],
    ["in a renamed bullet", "- **What it looked like:** <!-- postmortem:field symptoms --> 504s", "504s"],
    ["in a translated bullet without a marker", "- **Sintomas:** 504s\n- **Categoria:** outra", "504s"],
    ["behind bold words whose colon stands outside", "* __Symptoms__: 504s", "504s"],
    ["below bold words that stand alone", "**Symptoms**\n\n504s\n\n**Links**\n\nx", "504s"],
    ["below a heading with number, emoji and colon", "## 3. 🔥 Symptoms (observed):\n504s\n# End", "504s"],
    ["below a heading in German", "### Symptome\r\n504s", "504s"],
    ["below an underlined heading", "Symptoms\n--------\n504s", "504s"],
    ["in an item of a numbered list", "1. **Symptoms:** 504s\n2. x", "504s"],
    ["nowhere", "### Something else\n504s", undefined],
  ])("%s is found", (_, document, expected) => {
    expect(answer(document, "symptoms")).toBe(expected);
  });

  it.each([
    ["a fence", "```\n<!-- postmortem:field symptoms --> example\n```\n"],
    ["a tilde fence with bold words", "~~~\n- **Symptoms:** example\n~~~\n"],
    ["indented code", "    <!-- postmortem:field symptoms --> example\n\n"],
    ["a code span", "Write `<!-- postmortem:field symptoms -->` there.\n\n"],
    ["a code span of two backticks", "Write `` ` <!-- postmortem:field symptoms --> `` there.\n\n"],
    ["a quote", "> <!-- postmortem:field symptoms --> example\n> - **Symptoms:** example\n\n"],
    ["another comment", "<!-- for example\n<!-- postmortem:field symptoms -->\n\n"],
    ["another comment on a line", "See <!-- <!-- postmortem:field symptoms --> here.\n\n"],
    ["a code span in a cell", "| a | b |\n| - | - |\n| x | `<!-- postmortem:field symptoms -->` |\n\n"],
  ])("in %s is none: the one below counts", (_, decoy) => {
    expect(answer(`${decoy}${BULLET} 504s`, "symptoms")).toBe("504s");
  });

  it.each([
    ["an escaped backtick", "A \\` and <!-- postmortem:field symptoms --> 504s `x`"],
    ["a backtick that nothing closes", "A `` and <!-- postmortem:field symptoms --> 504s `x`"],
    ["a comment before it", "<!-- a --> A <!-- postmortem:field symptoms --> 504s `x`"],
  ])("behind %s is one", (_, document) => {
    expect(answer(document, "symptoms")).toBe("504s `x`");
  });

  it("to one field under a heading named like another belongs to the marker's field", () => {
    const document = "### What happened\n<!-- postmortem:field description -->\nWords.";
    expect(answersIn(document)).toEqual({ description: "Words." });
  });

  it("in a row is one only in the table of impacts", () => {
    const table = "| On | Meaning |\n| - | - |\n| **Users** | many |\n| Dados | none |";
    expect(answersIn(`## Impact\n${table}`)).toEqual({ "impact-users": "many", "impact-data": "none" });
    expect(answersIn(`## Numbers\n${table}`)).toEqual({});
  });

  it.each([
    ["_what people saw_", true],
    ["", true],
    ["_one_ and _two_", false],
    ["_a_b_", false],
    ["*504s*", false],
    ["504s", false],
    ["_", false],
    ["__", false],
  ])("%j is still the prompt: %s", (text, isPrompt) => {
    expect(findFields(`${BULLET} ${text}`)[0]?.isPrompt).toBe(isPrompt);
  });
});

const ours = { symptoms: "504s — from #12" };
const later = { symptoms: "> 504s\n>\n> and 502s | more\n>\n> — from #12" };

describe("merging fields", () => {
  it.each<[string, string, string, string]>([
    ["a line", BULLET, `${BULLET} _prompt_\n- next`, `${BULLET} 504s — from #12\n- next`],
    ["a line into nothing", BULLET, `${BULLET}\n- next`, `${BULLET} 504s — from #12\n- next`],
  ])("puts %s where the prompt was", (_, __, document, expected) => {
    expect(mergeFields(document, {}, ours)).toBe(expected);
    expect(mergeFields(expected, {}, ours)).toBe(expected);
  });

  it.each<[string, string, string]>([
    [
      "in a bullet",
      `${BULLET} _p_\n- next`,
      `${BULLET} \n  > 504s\n  >\n  > and 502s | more\n  >\n  > — from #12\n- next`,
    ],
    [
      "in a nested bullet",
      `- a\n  ${BULLET} _p_`,
      `- a\n  ${BULLET} \n    > 504s\n    >\n    > and 502s | more\n    >\n    > — from #12`,
    ],
    [
      "in a numbered item",
      "10. **Symptoms:** _p_",
      "10. **Symptoms:** \n    > 504s\n    >\n    > and 502s | more\n    >\n    > — from #12",
    ],
    [
      "in a cell",
      "| a | b |\n| - | - |\n| x | <!-- postmortem:field symptoms --> _p_ |",
      "| a | b |\n| - | - |\n| x | <!-- postmortem:field symptoms --> 504s<br>and 502s \\| more<br>— from #12 |",
    ],
    [
      "below a heading",
      "### Symptoms\n_p_\n\n## Next",
      "### Symptoms\n> 504s\n>\n> and 502s | more\n>\n> — from #12\n\n## Next",
    ],
    [
      "below a heading, into nothing",
      "### Symptoms\n## Next",
      "### Symptoms\n> 504s\n>\n> and 502s | more\n>\n> — from #12\n## Next",
    ],
    [
      "below a heading, before a table",
      "### Symptoms\n_p_\n\n| a |\n| - |\n| <!-- postmortem:field links --> |",
      "### Symptoms\n> 504s\n>\n> and 502s | more\n>\n> — from #12\n\n| a |\n| - |\n| <!-- postmortem:field links --> |",
    ],
    [
      "below a heading, into nothing right before a table",
      "### Symptoms\n| a |\n| - |\n| <!-- postmortem:field links --> |",
      "### Symptoms\n> 504s\n>\n> and 502s | more\n>\n> — from #12\n\n| a |\n| - |\n| <!-- postmortem:field links --> |",
    ],
    [
      "before another marker on its line",
      `${BULLET} _p_ <!-- postmortem:field links --> x`,
      `${BULLET} 504s<br>and 502s \\| more<br>— from #12 <!-- postmortem:field links --> x`,
    ],
    [
      "with Windows line ends",
      `${BULLET} _p_\r\n- next\r\n`,
      `${BULLET} \r\n  > 504s\r\n  >\r\n  > and 502s | more\r\n  >\r\n  > — from #12\r\n- next\r\n`,
    ],
  ])("puts a quote %s, and takes it back", (_, document, expected) => {
    const merged = mergeFields(document, {}, later);
    expect(merged).toBe(expected);
    expect(answer(mergeFields(merged, later, ours), "symptoms")).toBe(ours.symptoms);
  });

  it.each<[string, string, string, string]>([
    [
      "in a cell that a line end cut open",
      `${HEAD}| x | ${MARKER} \r\n |\n| y | z |\n`,
      "> > 504s\n> and 502s\n>\n> — from #12",
      `${HEAD}| x | ${MARKER} > 504s<br>and 502s<br>— from #12 \r\n |\n| y | z |\n`,
    ],
    [
      "in a cell, whatever its line ends",
      `${HEAD}| x | ${MARKER}|\n| y | z |\n`,
      "504s\r\nand | 502s\rand 503s",
      `${HEAD}| x | ${MARKER} 504s<br>and \\| 502s<br>and 503s|\n| y | z |\n`,
    ],
    [
      "in a row that has lost its table, before another marker",
      `| - | - |\n| x | ${MARKER} <!-- postmortem:field links --> _p_ |\n`,
      "> 1. 504s\n>\n> — from #12",
      `| - | - |\n| x | ${MARKER} 1. 504s<br>— from #12 <!-- postmortem:field links --> _p_ |\n`,
    ],
    [
      "behind a marker that begins its line, before another marker",
      `${MARKER} _p_ <!-- postmortem:field links --> x\n`,
      "> # 504s\n>\n> — from #12",
      `${MARKER} # 504s<br>— from #12 <!-- postmortem:field links --> x\n`,
    ],
    [
      "behind bold words, with a colon of its own",
      "- **Symptoms:** _p_\n- next",
      ":( — from #12",
      "- **Symptoms:** :( — from #12\n- next",
    ],
  ])("puts an answer on one line %s, and knows it again", (_, document, symptoms, expected) => {
    const merged = mergeFields(document, {}, { symptoms });
    expect(merged).toBe(expected);
    expect(mergeFields(merged, { symptoms }, { symptoms })).toBe(expected);
    expect(answer(mergeFields(merged, { symptoms }, ours), "symptoms")).toBe(ours.symptoms);
  });

  it.each<[string, string, string]>([
    [
      "where a backtick in it would hide the marker behind it",
      `${BULLET} _p_ <!-- postmortem:field links --> \`x\``,
      "> a ` b\n>\n> — from #12",
    ],
    ["where its colon would belong to the words before it", "- **Symptoms** _p_", ":( — from #12"],
  ])("leaves a place alone %s, and writes the others", (_, document, symptoms) => {
    const others = "\n- **Category:** <!-- postmortem:field category --> ";
    const answers = { symptoms, category: "504s" };
    expect(mergeFields(`${document}${others}_p_`, {}, answers)).toBe(`${document}${others}504s`);
  });

  it.each<[string, string, string]>([
    ["what a person wrote", `${BULLET} 504s, says the proxy`, "504s, says the proxy"],
    [
      "what a person added to the app's words",
      `${BULLET} 504s — from #12, and 502s`,
      "504s — from #12, and 502s",
    ],
    ["a person's own words in italics", `${BULLET} _none_`, "_none_"],
  ])("leaves %s", (_, document, expected) => {
    const base = { symptoms: "504s — from #12" };
    expect(answer(mergeFields(document, base, later), "symptoms")).toBe(expected);
  });

  it("leaves a prompt's place alone as long as the app has nothing new to say", () => {
    expect(mergeFields(`${BULLET} _p_`, {}, {})).toBe(`${BULLET} _p_`);
    expect(mergeFields(`${BULLET}`, ours, ours)).toBe(BULLET);
  });

  it("follows the app's answer, however an editor indented it", () => {
    const document = `${BULLET}\n     > 504s  \n     >\n     > and 502s | more\n     >\n     > — from #12\n`;
    expect(answer(mergeFields(document, later, ours), "symptoms")).toBe(ours.symptoms);
  });
});

describe("any document", () => {
  it.each([
    ["65,536 opening brackets", "(".repeat(65_536)],
    ["10,000 lines of bold words", "- **Symptoms:** x\n".repeat(10_000)],
    ["1,600 markers", "<!-- postmortem:field symptoms -->\n".repeat(1_600)],
    [
      "16,000 comments that nothing closes, and a marker",
      `<!-- postmortem:field x --> ${"<!--".repeat(16_000)}`,
    ],
    [
      "backticks of every length",
      `<!-- postmortem:field x --> ${Array.from({ length: 360 }, (_, n) => "`".repeat(n)).join(" ")}`,
    ],
    ["asterisks", `${"**".repeat(30_000)}`],
    ["a bold word without end", `- **${"a".repeat(60_000)}`],
    ["parentheses in a heading", `# ${"(".repeat(60_000)}`],
    ["a table of 10,000 bars", `| a |\n| - |\n${"|".repeat(60_000)}`],
    ["spaces", " ".repeat(65_536)],
    ["line ends", "\r\n\r\n".repeat(16_000)],
  ])("is read and merged in bounded time: %s", (_, document) => {
    const before = performance.now();
    mergeFields(document, {}, later);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("is compared with what the app wrote in bounded time, whatever spaces its answer holds", () => {
    const before = performance.now();
    const document = `${BULLET} a${" ".repeat(65_536)}b`;
    expect(mergeFields(document, later, ours)).toBe(document);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it("of 64 KB, the template and much text, is read in a few milliseconds", () => {
    const document = TEMPLATE + "Some words of **people's** with `code` and more.\n\n- a line\n".repeat(1000);
    findFields(document);
    const before = performance.now();
    for (let n = 0; n < 10; n++) findFields(document);
    expect((performance.now() - before) / 10).toBeLessThan(500);
  });
});

/** What people do to a document. */
type Edit = { do: string; at: number; text: string };
const PIECES = [
  ...[
    "_none_",
    "504s",
    "\n\n- a\n  - b\n",
    "`<!-- postmortem:field links -->`",
    "<!-- postmortem:field links -->",
  ],
  ...[
    "```\n",
    "### Symptoms\n",
    "- **Links:** mine\n",
    "> quoted\n",
    "| a | b |\n",
    "\r\n",
    "שלום 😀",
    "\u0000",
  ],
];
const edits = fc.array(
  fc.record({
    do: fc.constantFrom("answer", "insert", "unmark", "delete line", "double", "windows"),
    at: fc.nat({ max: 10_000 }),
    text: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12 })),
  }),
  { maxLength: 6 },
);

function edited(document: string, { do: what, at, text }: Edit): string {
  const fields = findFields(document);
  const field = fields[at % Math.max(1, fields.length)];
  const lines = document.split("\n");
  const row = at % lines.length;
  if (what === "windows") return document.replace(/\r?\n/g, "\r\n");
  if (what === "answer" && field) return document.slice(0, field.start) + text + document.slice(field.end);
  if (what === "unmark") lines[row] = (lines[row] ?? "").replace(/<!-- postmortem:field \S+ -->/, "");
  if (what === "delete line") lines.splice(row, 1);
  if (what === "double") lines.splice(row, 0, lines[row] ?? "");
  if (what === "insert") lines.splice(row, 0, text);
  return lines.join("\n");
}

const value = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc
    .array(fc.constantFrom(...PIECES, "text", "\n", "# x", "1. x", "<b>", "@ana", "closes #1", "|"), {
      minLength: 1,
      maxLength: 6,
    })
    .map((all) => all.join("")),
);
/** What the app answers: from a form that anybody may have filled with anything. */
const answers = fc
  .array(
    fc.tuple(fc.constantFrom("Symptoms", "Users affected", "What happened", "Links", "Summary"), value),
    { maxLength: 4 },
  )
  .map((form) =>
    answersOf(
      {
        ...INCIDENT,
        body: `### Note\n\nx\n\n${form.map(([label, text]) => `### ${label}\n\n${text}`).join("\n\n")}`,
      },
      INCIDENT.ref,
      english.say,
    ),
  );

const FIELD_MARKERS = /<!-- postmortem:field ([a-z-]+) -->/g;

/** A marker that was pasted again counts for nothing, and may come to stand inside the answer of the first. */
function withoutRepeated(document: string): string {
  const known = new Set<string>();
  return document.replace(FIELD_MARKERS, (marker, name) =>
    known.has(name) ? "" : known.add(name) && marker,
  );
}

/** A document without the answers of some fields, and without the white space and colons that part them from the rest. */
function without(document: string, changed: ReadonlySet<string>): string {
  const spans = findFields(document).filter(({ name }) => changed.has(name));
  const kept = spans.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}¤${text.slice(end)}`,
    document,
  );
  return withoutRepeated(kept).replace(/[\s:]*¤\s*/g, "¤");
}

describe("laws of merging fields", () => {
  const document = edits.map((all) => all.reduce(edited, TEMPLATE));
  const law = (check: (text: string, base: Record<string, string>, now: Record<string, string>) => void) =>
    fc.assert(fc.property(document, answers, answers, check), { numRuns: RUNS });

  it("finds every field once, in order, and none inside another", () => {
    law((text) => {
      let last = 0;
      for (const { start, end, answer: words } of findFields(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end)).toBe(words);
        last = end;
      }
    });
  });

  it("changes only answers that were prompts, empty, or the app's own", () => {
    law((text, base, now) => {
      const merged = mergeFields(text, base, now);
      const before = findFields(text);
      const open = new Set(
        before
          .filter(
            ({ name, isPrompt, answer: words }) =>
              isPrompt || squeezed(words) === squeezed(base[name] ?? "¤"),
          )
          .map(({ name }) => name),
      );
      const after = answersIn(merged);
      for (const { name, answer: words } of before) if (!open.has(name)) expect(after[name]).toBe(words);
    });
  });

  it("changes no byte outside the answers", () => {
    law((text, base, now) => {
      const merged = mergeFields(text, base, now);
      const before = answersIn(text);
      const after = answersIn(merged);
      expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
      const changed = new Set(Object.keys(after).filter((name) => after[name] !== before[name]));
      expect(without(merged, changed)).toBe(without(text, changed));
      expect(merged.match(FIELD_MARKERS)?.length).toBe(text.match(FIELD_MARKERS)?.length);
    });
  });

  it("is done when it is done: merged again, with the old answers or the new, nothing changes", () => {
    law((text, base, now) => {
      const merged = mergeFields(text, base, now);
      expect(mergeFields(merged, base, now)).toBe(merged);
      expect(mergeFields(merged, { ...base, ...now }, now)).toBe(merged);
    });
  });

  it("lets an untouched answer follow the app from one text to the next, and back", () => {
    fc.assert(
      fc.property(answers, answers, (first, second) => {
        const both = Object.keys(first).filter((name) => name in second);
        const opened = mergeFields(TEMPLATE, {}, first);
        const followed = mergeFields(opened, first, second);
        expect(answersIn(mergeFields(followed, { ...first, ...second }, first))).toEqual(
          answersIn(
            mergeFields(
              opened,
              {},
              Object.fromEntries(Object.entries(second).filter(([name]) => !both.includes(name))),
            ),
          ),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps a document's line ends", () => {
    law((text, base, now) => {
      const windows = text.replace(/\r\n?|\n/g, "\r\n");
      expect(mergeFields(windows, base, now).replaceAll("\r\n", "")).not.toMatch(/\n/);
    });
  });

  it("lets no text of a person's make a marker, a heading or a row", () => {
    fc.assert(
      fc.property(answers, (now) => {
        const merged = mergeFields(TEMPLATE, {}, now);
        expect(names(findFields(merged))).toEqual(names(findFields(TEMPLATE)));
        const structure = (text: string) => text.match(/^(?:#+ |\| [A-Z]|- \*\*).{3}/gm);
        expect(structure(merged)).toEqual(structure(TEMPLATE));
      }),
      { numRuns: RUNS },
    );
  });
});

/** Letters only: whether two answers say the same, however they are laid out. */
function squeezed(text: string): string {
  return text.replace(/<br>|[\s>\\]/g, "");
}
