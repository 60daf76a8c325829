import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendLines } from "../../../src/core/action-edit.ts";
import { readBlocks } from "../../../src/core/blocks.ts";
import { lengthOf } from "../../../src/core/body-limit.ts";
import { findMarkers, findRegion } from "../../../src/core/markers.ts";
import { placesOf } from "../../../src/core/places.ts";
import { checkTemplate, MOST_CHARACTERS, MOST_FILLED } from "../../../src/core/template/check-template.ts";
import { renderTemplate } from "../../../src/core/template/render-template.ts";
import { documentTags, TAGS } from "../../../src/core/template/tags.ts";
import { viewOf } from "../../../src/core/template/view.ts";
import { type documentFrom, openingOf } from "../../support/documents.ts";
import { INCIDENT } from "../../support/incident.ts";
import { english } from "../../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

const END = "\n\n## Action items\n";

/** The problems of a template, as people read them. */
const told = (template: string) =>
  checkTemplate(template).problems.map(
    ({ line, column, phrase, values }) => `${line ?? "-"}:${column ?? "-"} ${english.say(phrase, values)}`,
  );

/** The document of a template that is right. */
function filled(template: string, change: Parameters<typeof documentFrom>[1] = {}): string {
  const { nodes, problems } = checkTemplate(template);
  expect(problems).toEqual([]);
  return renderTemplate(nodes ?? [], viewOf(openingOf(change)));
}

const NO_HEADING =
  "-:- expected a heading “Action items” outside of all sections: below it people write what becomes issues";
const NOT_READ =
  "-:- expected that lines below the heading “Action items” are read as action items: close what is open there (code, a comment, HTML), and move questions and their answers below another heading";

describe("a template of one's own", () => {
  it.each<[string, string, string[]]>([
    ["a tag that is none", "{{titel}}", ["1:1 there is no tag `titel`: did you mean `title`?"]],
    [
      "a field that is none",
      "x {{{field.symptom}}}",
      ["1:3 there is no tag `field.symptom`: did you mean `field.symptoms`?"],
    ],
    [
      "a field without `field.`",
      "{{symptoms}}",
      ["1:1 there is no tag `symptoms`: did you mean `field.symptoms`?"],
    ],
    ["a tag like nothing", "{{ secrets.KEY }}", ["1:1 there is no tag `secrets.KEY`"]],
    ["a tag of an attacker's", "{{<img src=x>`@ana`}}", ["1:1 there is no tag `img src x ana`"]],
    [
      "a tag without its end",
      "{{title\n",
      ["1:1 expected a tag with its closing braces, got none in this line"],
    ],
    [
      "a section without its end",
      "\n\n{{#severe}}x",
      ["3:1 expected an end of the section `severe`, got none: write it, or delete this beginning"],
    ],
    [
      "crossed sections",
      "{{#severe}}\n{{#private}}\n{{/severe}}\n{{/private}}",
      [
        "3:1 expected the end of `private`, which begins in line 2, got that of `severe`",
        "4:1 expected the beginning of the section `private` before this end, got none: write it, or delete this end",
      ],
    ],
    [
      "an end too many",
      "x{{/severe}}",
      [
        "1:2 expected the beginning of the section `severe` before this end, got none: write it, or delete this end",
      ],
    ],
    [
      "a section that is none",
      "{{#sever}}x{{/sever}}",
      ["1:1 there is no tag `sever`: did you mean `severe`?"],
    ],
    [
      "a section on a region",
      "{{#facts}}x{{/facts}}",
      ["1:1 expected `facts` as a tag, got a section: it is always there"],
    ],
    [
      "a question as a tag",
      "{{severe}}",
      [
        "1:1 expected `severe` as a section, with a beginning and an end: it is a question and shows nothing itself",
      ],
    ],
    [
      "sections four deep",
      "{{#severe}}{{#private}}{{#pull_request}}{{#severe}}x{{/severe}}{{/pull_request}}{{/private}}{{/severe}}",
      ["1:41 expected sections at most 3 deep inside each other: move this one out"],
    ],
    [
      "a list in a list",
      "{{#labels}}{{#labels}}{{.}}{{/labels}}{{/labels}}",
      ["1:12 expected no list inside a list: move this one out"],
    ],
    [
      "a region in a list",
      "{{#labels}}\n{{facts}}\n{{/labels}}",
      ["2:1 expected `facts` once in a document, got it inside a list, which repeats it: move it out"],
    ],
    ["a dot in no list", "{{.}}", ["1:1 expected a dot only inside the section of a list"]],
    ["a partial", "{{> header}}", ["1:1 expected no partial, got `header`: write its text here"]],
    [
      "other delimiters",
      "{{=<% %>=}}\n<% title %>",
      ["1:1 expected tags in double braces: other delimiters cannot be set"],
    ],
    [
      "a region twice",
      "{{facts}}\n\n{{{ facts }}}",
      [
        "3:1 expected `facts` once in a document, got it again; it stands in line 1 already: delete one of them",
      ],
    ],
    [
      "a field twice",
      "{{field.links}} {{& field.links}}",
      [
        "1:17 expected `field.links` once in a document, got it again; it stands in line 1 already: delete one of them",
      ],
    ],
    [
      "a region in a sentence",
      "See {{facts}}",
      ["1:5 expected `facts` on a line of its own, without anything before or behind it"],
    ],
    [
      "a region in a cell",
      "| a |\n| - |\n| {{facts}} |",
      ["3:3 expected `facts` on a line of its own, without anything before or behind it"],
    ],
    [
      "a region in an item",
      "- x\n\n  {{facts}}",
      ["3:3 expected `facts` on a line of its own, without anything before or behind it"],
    ],
    [
      "a region in a fence",
      "```\n{{facts}}\n```",
      [
        "2:1 expected `facts` at the outside of the document, got it inside code or HTML: move it out, with an empty line before it",
      ],
    ],
    [
      "a region in HTML",
      "<details>\n{{facts}}\n</details>",
      [
        "2:1 expected `facts` at the outside of the document, got it inside code or HTML: move it out, with an empty line before it",
      ],
    ],
    [
      "a field in code",
      "`{{field.links}}`",
      [
        "1:2 expected `field.links` in a line of text, an item or a cell, got it where its answer cannot be found again (code, a quote, a heading, HTML): move it out",
      ],
    ],
    [
      "a field in a quote",
      "> {{field.links}}",
      [
        "1:3 expected `field.links` in a line of text, an item or a cell, got it where its answer cannot be found again (code, a quote, a heading, HTML): move it out",
      ],
    ],
    [
      "a field in a heading",
      "## Links {{field.links}}",
      [
        "1:10 expected `field.links` in a line of text, an item or a cell, got it where its answer cannot be found again (code, a quote, a heading, HTML): move it out",
      ],
    ],
    [
      "a tag in a comment",
      "<!-- by {{reporter}} -->",
      ["1:9 expected `reporter` outside of HTML comments, where nobody would see it: move it out"],
    ],
    [
      "a marker",
      "x\n<!-- postmortem:begin facts -->",
      [
        "2:1 expected no hidden comment of the app's (one that begins with `postmortem:`): delete it and write a tag, such as `facts`; the app puts its marks itself",
      ],
    ],
    [
      "U+0000",
      "a\u0000b",
      [
        "1:2 expected text, got a character that no text holds (U+0000, or half of a surrogate pair): delete it",
      ],
    ],
    [
      "half a pair",
      "😀\ud800",
      [
        "1:3 expected text, got a character that no text holds (U+0000, or half of a surrogate pair): delete it",
      ],
    ],
    [
      "front matter",
      "---\nname: Outage\nlabels:\n  - x\n---\n# Outage",
      [
        "1:1 expected a document, got front matter (lines between `---`), which would be shown as a heading: delete it",
      ],
    ],
    [
      "the progress below another heading",
      "## Status\n\n{{progress}}",
      ["3:1 expected `progress` below the heading “Action items”, got it below another one: move it there"],
    ],
    [
      "code that one section opens and another closes",
      "{{#severe}}\n```\n{{/severe}}\n{{#private}}\n```\n{{/private}}\n\n{{facts}}",
      [
        "8:1 expected `facts` at the outside of the document, got it inside code or HTML: move it out, with an empty line before it",
        NO_HEADING,
      ].reverse(),
    ],
    ["code that a section opens over the heading", "{{#severe}}\n```\n{{/severe}}", [NO_HEADING]],
  ])("is told of %s: where, what was expected, what came", (_, template, expected) => {
    expect(told(`${template}${END}`)).toEqual(expected);
  });

  it.each([
    ["nothing", ""],
    ["no such heading", "# Outage\n\n{{facts}}"],
    ["one in a fence", "```\n## Action items\n```"],
    ["one that a section can take away", "{{#severe}}\n## Action items\n{{/severe}}"],
    ["one in a quote", "> ## Action items"],
    ["one in an item", "- ## Action items"],
    ["one of HTML", "<h2>Action items</h2>"],
  ])("needs a heading for action items, not %s", (_, template) => {
    expect(told(template)).toEqual([NO_HEADING]);
  });

  it.each([
    ["code without an end", "## Action items\n\n```\n- [ ] What to do\n"],
    ["code without an end in some documents", "## Action items\n\n{{#severe}}\n```\nx\n{{/severe}}\n"],
    ["a comment without an end", "## Action items\n\n{{progress}}\n\n<!-- one line each\n"],
    ["HTML without an end", "## Action items\n\n<pre>\n"],
    ["a question", "## Action items\n\n{{progress}}\n\n**Who decides:** {{field.roles}}\n"],
    ["the ideas without a heading", "## Action items\n\n{{progress}}\n\n{{field.ideas}}\n"],
    ["a list with a question", "## Action items\n\n- **Who decides:** {{field.roles}}\n\n## Ideas\n"],
  ])("needs room for action items below their heading, where there is not %s", (_, template) => {
    expect(told(template)).toEqual([NOT_READ]);
  });

  it.each([
    ["ideas in a part of their own", "## Action items\n\n{{progress}}\n\n### Ideas\n\n{{field.ideas}}\n"],
    ["facts right below", "## Action items\n\n{{facts}}\n\nText\n"],
    ["a table", "## Action items\n\n| Action | Owner |\n| --- | --- |\n\n## Ideas\n"],
    ["closed HTML", "## Action items\n\n<details><summary>How</summary>\n\nText\n\n</details>\n"],
    ["the progress before all headings", "{{progress}}\n\n## Action items\n"],
    ["the progress below any of them", "## Next steps\n\n{{progress}}\n\n## Action items\n"],
    ["parts of them", "# Action items\n\n{{progress}}\n\n## For ops\n\n## For us\n"],
  ])("has room for action items beside %s", (_, template) => {
    expect(told(template)).toEqual([]);
  });

  it.each(["## Action items", "# Ações", "### 3. Next steps:", "Maßnahmen\n---"])(
    "may call it %s",
    (heading) => {
      expect(told(heading)).toEqual([]);
    },
  );

  it("is told everything at once, in the order of the text, with lines whatever ends them", () => {
    const template = "{{a}}\r\n{{#severe}}\r{{b}}\n😀 {{c}}{{/severe}}\n{{> d}}";
    expect(told(template).map((problem) => problem.split(" ")[0])).toEqual(["1:1", "3:1", "4:4", "5:1"]);
  });

  it.each<[string, string, string]>([
    [
      "too long",
      "x".repeat(MOST_CHARACTERS + 1),
      "-:- expected a template of at most 65536 characters, got 65537",
    ],
    ["a megabyte", "{{#".repeat(350_000), "-:- expected a template of at most 65536 characters, got 1050000"],
    [
      "more than fits",
      `${"{{title}}".repeat(40)}${END}`,
      "-:- expected a template that fills at most 32768 characters of a document, so that people have room to write; this one could fill 40978",
    ],
    [
      "too long a list",
      `{{#labels}}${"x".repeat(2_000)}{{/labels}}${END}`,
      "-:- expected a template that fills at most 32768 characters of a document, so that people have room to write; this one could fill 40018",
    ],
  ])("is bounded: %s", (_, template, expected) => {
    expect(told(template)).toEqual([expected]);
  });

  it.each([
    ["tags without an end", "{{".repeat(32_000)],
    ["triple braces", "{{{".repeat(21_000)],
    ["comments without an end", "{{!".repeat(21_000)],
    ["open sections", "{{#severe}}".repeat(5_900)],
    ["open sections and other ends", "{{#severe}}".repeat(2_900) + "{{/private}}".repeat(2_700)],
    ["unknown tags", "{{titleee}}".repeat(5_900)],
    ["comments of HTML", "<!--".repeat(16_000)],
    ["brackets", "(".repeat(65_000)],
    ["lines", "\n".repeat(65_000)],
    ["quotes", "> ".repeat(30_000)],
    ["tables", `|${"a|".repeat(30_000)}\n|${"-|".repeat(2_000)}`],
    ["keys", `---\n${"a: b\n".repeat(13_000)}`],
    [
      "sections of everything",
      `${TAGS.filter(({ kind }) => kind !== "block" && kind !== "field")
        .map(({ name }) => `{{#${name}}}\nx\n{{/${name}}}\n`)
        .join("")
        .repeat(10)}${"- [ ] x\n".repeat(3_000)}${END}`,
    ],
  ])("is looked through in no time, whatever it repeats: %s", (_, template) => {
    const start = performance.now();
    expect(checkTemplate(template).problems.length).toBeLessThanOrEqual(100);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("a template that is right", () => {
  it("shows Markdown of ours as it is and people's text escaped, with two braces and with three", () => {
    const change = { incident: { ...INCIDENT, title: "<b> | @ana" } };
    const title = "&lt;b> \\| @\u200bana";
    const document = filled(`{{title}} {{{title}}} {{& title}}\n\n{{incident}}\n\n{{facts}}${END}`, change);
    expect(document).toContain(`${title} ${title} ${title}\n`);
    expect(document).toContain(`#12 · ${title}\n`);
    expect(document).toContain("<!-- postmortem:begin facts -->\n| Fact | Now | Source |");
  });

  it.each([
    ["# Action items", "\\# Action items"],
    ["- Pay eve", "\\- Pay eve"],
    ["+ Pay eve", "\\+ Pay eve"],
    ["* Pay eve", "\\* Pay eve"],
    ["12. Pay eve", "12\\. Pay eve"],
    ["1) Pay eve", "1\\) Pay eve"],
    ["> quoted", "\\> quoted"],
    ["===", "\\==="],
    ["---", "\\---"],
    [":-", "\\:-"],
    ["```", "\\`\\`\\`"],
    ["~~~", "\\~\\~\\~"],
    ["#12 is back", "#12 is back"],
    ["-5 degrees", "-5 degrees"],
    ["2.5 times too slow", "2.5 times too slow"],
  ])("begins nothing of its own with people's text: %j", (title, shown) => {
    const change = { incident: { ...INCIDENT, title, labels: [title] } };
    const document = filled(`Text\n{{title}}\n\n{{#labels}}\n- {{.}}\n{{/labels}}${END}`, change);
    expect(document).toBe(`Text\n${shown}\n\n- ${shown}${END}`);
    const kinds = readBlocks(document).map(({ kind }) => kind);
    expect(kinds).toEqual(["paragraph", "list", "heading"]);
  });

  it("asks yes or no, and leaves no line behind", () => {
    const template = `{{#severe}}\nbad\n{{/severe}}\n{{^severe}}\nmild\n{{/severe}}\n{{! a note }}\n{{#owner}}@{{owner}}{{/owner}}${END}`;
    expect(filled(template, { severity: 1 })).toBe(`bad\n@ana${END}`);
    expect(filled(template, { severity: 3, owner: null })).toBe(`mild\n${END}`);
  });

  it("lists labels, each escaped, and all of them with a plain tag", () => {
    const change = { incident: { ...INCIDENT, labels: ["a|b", "sev1"] } };
    expect(filled(`{{#labels}}\n- {{.}}\n{{/labels}}\n{{labels}}${END}`, change)).toBe(
      `- a\\|b\n- sev1\na\\|b, sev1${END}`,
    );
  });

  it("puts a field behind its words, or below where it stands alone", () => {
    expect(filled(`**Links:** {{field.links}}\n\n{{field.symptoms}}${END}`)).toBe(
      `**Links:** <!-- postmortem:field links --> _dashboards, logs, chat_\n\n<!-- postmortem:field symptoms -->\n_what people saw, and where_${END}`,
    );
  });

  it("leaves out what a retrospective does not have", () => {
    const none = { keyTimes: null, durations: null, suspects: null };
    expect(filled(`{{key_times}}\n{{durations}}\n{{suspects}}${END}`, none)).toBe(`\n\n${END}`);
  });

  it("may hold every tag there is", () => {
    const shown = TAGS.map(({ name, kind }) =>
      kind === "flag" ? `{{#${name}}}\nx\n{{/${name}}}` : `{{${name}}}`,
    );
    const document = filled(`${shown.join("\n\n")}${END}`);
    for (const tag of TAGS) if (tag.kind === "block") expect(findRegion(document, tag.region)).not.toBeNull();
  });

  it("has each tag once in the docs, with what it shows", () => {
    const tags = documentTags();
    expect(new Set(tags.map(({ name }) => name)).size).toBe(tags.length);
    expect(tags.filter(({ description }) => description.length < 10)).toEqual([]);
  });
});

const PIECES = [
  ...[
    "{{facts}}",
    "{{{timeline}}}",
    "{{ progress }}",
    "{{field.links}}",
    "{{{field.symptoms}}}",
    "{{title}}",
  ],
  ...["{{#severe}}", "{{/severe}}", "{{^private}}", "{{/private}}", "{{#labels}}", "{{/labels}}", "{{.}}"],
  ...[
    "{{!",
    "{{",
    "}}",
    "{{> x}}",
    "<!--",
    "-->",
    "<!-- postmortem:",
    "begin facts -->",
    "```",
    "> ",
    "- ",
    "| a |",
  ],
  ...[
    "\n",
    "\n\n",
    "\r\n",
    "## Action items",
    "## Ideas\n",
    "x",
    "😀",
    "\u0000",
    "\ud800",
    "<details>",
    "\t",
    "    ",
  ],
];
const anyTemplate = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 8 })), { maxLength: 40 })
  .map((pieces) => pieces.join(""));
/** What has a chance to pass: lines that are whole. */
const likelyTemplate = fc
  .array(
    fc.constantFrom(
      ...[
        "{{facts}}",
        "{{timeline}}",
        "{{suspects}}",
        "{{title}}",
        "# {{title}}",
        "- x: {{field.links}}",
        "{{field.symptoms}}",
        "<!-- note -->",
      ],
      ...[
        "{{#severe}}\nx\n{{/severe}}",
        "{{^private}}\n{{progress}}\n{{/private}}",
        "{{#labels}}{{.}} {{/labels}}",
      ],
      ...[
        "{{title}} {{due}}",
        "<!-{{! x }}- postmortem:begin facts -->",
        "<!-- postmortem{{#severe}}:{{/severe}}",
      ],
      ...["## Ideas", "", "> quote", "| a | b |\n| - | - |\n| c | {{field.roles}} |"],
    ),
    { maxLength: 14 },
  )
  .map((lines) => `${lines.join("\n")}${END}`);
const anyTitle = fc.oneof(
  fc.string({ maxLength: 300, unit: "grapheme" }),
  fc.constantFrom(
    ...["# Action items", "# Ideas", "- x", "===", "---", "Follow-ups are lost"],
    "<".repeat(256),
    "<!-- postmortem:end facts -->",
    "postmortem:field x -->",
    "{{facts}}",
  ),
);

describe("laws of templates", () => {
  it("any text is checked without a throw, with places inside it, and each problem can be said", () => {
    fc.assert(
      fc.property(fc.oneof(anyTemplate, fc.string({ unit: "binary" })), (template) => {
        const { nodes, problems } = checkTemplate(template);
        expect(nodes === null).toBe(problems.length > 0);
        const lines = template.split(/\r\n?|\n/).length;
        for (const { line, column, phrase, values } of problems) {
          expect(english.say(phrase, values)).not.toBe("");
          expect((line ?? 1) >= 1 && (line ?? 1) <= lines && (column ?? 1) >= 1).toBe(true);
        }
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it("what passes makes a document within bounds, with each region and field at most once, no marker but the tags', and room for action items", () => {
    let passed = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          likelyTemplate,
          anyTemplate.map((text) => text + END),
        ),
        anyTitle,
        fc.boolean(),
        (template, title, isAny) => {
          const { nodes } = checkTemplate(template);
          if (!nodes) return;
          passed++;
          const incident = { ...INCIDENT, title, labels: Array.from({ length: 100 }, () => "<".repeat(50)) };
          const change = { incident, severity: isAny ? (0 as const) : null, isPrivate: isAny };
          const blank = { facts: "", timeline: "", progress: "", keyTimes: null, durations: null };
          const document = renderTemplate(nodes, viewOf(openingOf({ ...change, ...blank })));
          expect(lengthOf(document)).toBeLessThanOrEqual(MOST_FILLED + 1_000);
          const markers = findMarkers(document).map(
            ({ kind, attributes }) => `${kind} ${Object.keys(attributes)[0]}`,
          );
          expect(new Set(markers).size).toBe(markers.length);
          const asked = [...template.matchAll(/\{\{\{?[&\s]*([\w.-]+)\s*\}\}/g)].length;
          expect(markers.filter((marker) => !marker.startsWith("end")).length).toBeLessThanOrEqual(asked);
          const longer = appendLines(document, "action-items", [{ text: "Alert on lag", done: false }]) ?? "";
          const at = longer.indexOf("- [ ] Alert on lag");
          const places = placesOf(longer, readBlocks(longer)).filter(({ place }) => place === "action-items");
          expect(places.some(({ start, end }) => start <= at && at < end)).toBe(true);
        },
      ),
      { numRuns: RUNS * 4 },
    );
    expect(passed).toBeGreaterThan(RUNS / 4);
  });
});
