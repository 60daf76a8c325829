import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILT_IN_TEMPLATES } from "../../../src/core/config-schema.ts";
import type { FieldName } from "../../../src/core/field-names.ts";
import { type Closing, isComplete, type Missing, missingIn } from "../../../src/core/gate/missing.ts";
import type { Item } from "../../../src/core/item.ts";
import { languages } from "../../support/words.ts";
import { nasty } from "../figures/given.ts";
import { answering, given, itemOf, missingNames, NOTHING } from "./given.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 80);

const REQUIRED = ["what-happened", "cause-primary", "treatment", "lessons-prevention"];

/** A document in which everything is there. */
const complete = REQUIRED.reduce((closing, name) => answering(closing, name, "Because of a full disk."), {
  ...given(),
  ...{ record: { ...given().record, items: [itemOf(13)] } },
});

describe("what is missing in a postmortem", () => {
  it("is all that is required of a fresh one, by the names that the document calls it by", () => {
    expect(missingIn(given())).toEqual({
      fields: [
        { name: "what-happened", title: "What happened" },
        { name: "cause-primary", title: "Primary cause" },
        { name: "treatment", title: "Actions taken" },
        { name: "lessons-prevention", title: "What to do so that it does not recur" },
      ],
      noItems: { field: "Further actions, deadlines, those responsible" },
      items: [],
      approvals: null,
    });
    expect(isComplete(missingIn(given()))).toBe(false);
  });

  it("is nothing when all of it is there, and the same however the lines end", () => {
    const crlf = { ...complete.document, body: complete.document.body.replaceAll("\n", "\r\n") };
    for (const document of [complete.document, crlf]) {
      expect(missingIn({ ...complete, document })).toEqual(NOTHING);
      expect(isComplete(missingIn({ ...complete, document }))).toBe(true);
    }
  });

  it.each<[template: string, titles: string[], field: string | null]>([
    ["light", ["Cause", "What we change"], null],
    [
      "security",
      ["What happened", "Primary cause", "Actions taken", "What to do so that it does not recur"].sort(),
      "Further actions, deadlines, those responsible",
    ],
    ["retro", ["What we will do differently next time"], null],
  ])("is in a document of the template %s only what it asks", (template, titles, field) => {
    const { fields, noItems } = missingIn(given({ template }));
    expect(fields.map(({ title }) => title).sort()).toEqual(titles);
    expect(noItems).toEqual({ field });
  });

  it.each(languages.locales)(
    "takes nothing that the app itself says in %s for an answer, in any template",
    (locale) => {
      for (const template of BUILT_IN_TEMPLATES) {
        const fresh = given({ template, words: languages.in(locale) });
        expect(missingIn(fresh).noItems).not.toBeNull();
        const required = Object.keys(fresh.record.fields) as FieldName[];
        expect(missingNames({ ...fresh, config: { ...fresh.config, required } })).toEqual(required);
      }
    },
  );

  it.each<[document: string, title: string]>([
    ["- **Root _cause_**: <!-- postmortem:field cause-primary -->", "Root cause"],
    ["**Why:**\n<!-- postmortem:field cause-primary -->", "Why"],
    ["| Why | <!-- postmortem:field cause-primary --> |\n| --- | --- |", "Why"],
    ["## Impact\n\n| On | It |\n| --- | --- |\n| **Us** | <!-- postmortem:field cause-primary --> |", "Us"],
    ["# Incident\n\n## The *cause* of `it`\n\n<!-- postmortem:field cause-primary -->", "The cause of `it`"],
    ["Root cause\n---\n", "Root cause"],
    ["<!-- postmortem:field cause-primary -->", "cause-primary"],
    [`## ${"x".repeat(200)}\n\n<!-- postmortem:field cause-primary -->`, `${"x".repeat(80)}…`],
  ])("is called as the document calls it: %j", (body, title) => {
    const closing = { ...complete, document: { body, assignees: [] } };
    expect(missingIn(closing).fields).toEqual([{ name: "cause-primary", title }]);
  });

  it("is called in the document's language", () => {
    const { fields, noItems } = missingIn(given({ words: languages.in("pt-BR") }));
    expect(fields.map(({ title }) => title)).toEqual([
      ...["O que aconteceu", "Causa primária", "Ações tomadas", "O que fazer para que não se repita"],
    ]);
    expect(noItems).toEqual({ field: "Outras ações, prazos, responsáveis" });
  });

  it.each<[answer: string, isMissing: boolean]>([
    ["_without it, no incident_", true],
    ["", true],
    ["–", true],
    ["...", true],
    ["<!-- to be written -->", true],
    ["**TBD**", true],
    ["todo", true],
    ["a definir", true],
    ["n/a", false],
    ["None", false],
    ["unknown", false],
    ["não se sabe", false],
    ["_a full disk_", false],
    ["`rm -rf`", false],
    ["![the graph](https://example.com/graph.png)", false],
    ["- [ ] the disk", false],
    ["磁盘已满", false],
    ["\ud800 a", false],
  ])("counts the answer %j as missing: %s", (answer, isMissing) => {
    expect(missingNames(answering(complete, "cause-technical", "x"))).toEqual([]);
    const closing = { ...given(), record: complete.record };
    const names = missingNames(answering(closing, "cause-primary", answer));
    expect(names.includes("cause-primary")).toBe(isMissing);
  });

  it("takes any words in italics for a prompt where it does not know what the app wrote", () => {
    const rebuilt = { ...answering(given(), "cause-primary", "_a full disk_") };
    rebuilt.record = { ...rebuilt.record, fields: {} };
    expect(missingNames(rebuilt)).toEqual(REQUIRED);
  });

  it("is what the configuration requires, in the document's order", () => {
    const config = { ...complete.config, required: ["review", "symptoms", "duties"] as const };
    expect(missingNames({ ...complete, config: { ...config, required: [...config.required] } })).toEqual([
      "symptoms",
      "review",
    ]);
  });
});

describe("action items", () => {
  const withItems = (...items: Item[]): Missing =>
    missingIn({ ...complete, record: { ...complete.record, items } });

  it.each<[what: string, item: Item, lacks: string[]]>([
    ["no owner", itemOf(1, { owners: [] }, { owners: [] }), ["owner"]],
    ["no date", itemOf(1, { due: null }, { due: null }), ["date"]],
    ["neither", itemOf(1, { owners: [], due: null }, { owners: [], due: null }), ["owner", "date"]],
    ["a default date", itemOf(1, { dueIsDefault: true }, { dueIsDefault: true }), []],
    ["a team, which no issue is assigned to", itemOf(1, { owners: ["acme/ops"] }, { owners: [] }), []],
    ["an owner on the issue alone", itemOf(1, { owners: [] }), []],
    ["the date of a milestone", itemOf(1, { due: null }), []],
    [
      "neither, done by its line",
      itemOf(1, { owners: [], due: null, done: true }, { owners: [], due: null }),
      [],
    ],
    [
      "neither, done by its issue",
      itemOf(1, { owners: [], due: null }, { owners: [], due: null, done: true }),
      [],
    ],
  ])("with %s", (_, item, lacks) => {
    const { items, noItems } = withItems(item);
    expect(items).toEqual(lacks.length > 0 ? [{ ref: item.ref, title: "Item 1", lacks }] : []);
    expect(noItems).toBeNull();
  });

  it("that are ideas, or whose issue was deleted, are none", () => {
    const idea = itemOf(1, { place: "ideas", owners: [] }, { owners: [] });
    const deleted = itemOf(2, { evidence: { kind: "deleted" }, owners: [] }, { owners: [] });
    expect(withItems(idea, deleted)).toEqual({
      ...NOTHING,
      noItems: { field: "Further actions, deadlines, those responsible" },
    });
  });

  it("that wait for their issue count", () => {
    const record = { ...complete.record, items: [], soaking: { "Add an alert": "2026-11-23T08:00:00Z" } };
    expect(missingIn({ ...complete, record })).toEqual(NOTHING);
  });

  it.each<[answer: string, isMissing: boolean]>([
    ["none needed", false],
    ["“None needed”: it was a drill", false],
    ["No further action items are needed.", false],
    ["None at this time", false],
    ["none needed because the fix is permanent", false],
    ["not applicable", false],
    ["n/a", false],
    ["No follow-ups", false],
    ["There are no further actions.", false],
    ["Nenhuma", false],
    ["Nenhuma necessária, foi um caso único", false],
    ["Nenhum item de ação", false],
    ["Não são necessárias outras ações", false],
    ["ninguna", false],
    ["aucune", false],
    ["keine", false],
    ["the action items below", true],
    ["None of the alerts fired, so add one", true],
    ["No alert fired: add one", true],
    ["Nothing was monitored", true],
    ["TBD", true],
    ["", true],
  ])("are missing where further actions are answered with %j: %s", (answer, isMissing) => {
    const closing = { ...complete, record: { ...complete.record, items: [] } };
    const { noItems } = missingIn(answering(closing, "further-actions", answer));
    expect(noItems !== null).toBe(isMissing);
  });

  it.each<[line: string, isMissing: boolean]>([
    ["None needed: it was a drill.", false],
    ["- none needed", false],
    ["Nenhum necessário.", false],
    ["We still have to talk about them.", true],
    ["> none needed", true],
    ["```\nnone needed\n```", true],
    ["## Else\n\nNone needed.", true],
  ])("are missing where %j stands below their heading: %s", (line, isMissing) => {
    const closing = given({ template: "light" }, (document) =>
      document.replace("## Ideas", `${line}\n\n## Ideas`),
    );
    expect(missingIn(closing).noItems !== null).toBe(isMissing);
  });
});

describe("approvals", () => {
  const answerOf = (login: string, kind: "approved" | "contributed" = "approved") => ({
    ...{ login, kind, at: "2026-11-23T08:00:00Z", url: "" },
  });
  const approved = (need: number, ...answers: ReturnType<typeof answerOf>[]): Missing["approvals"] =>
    missingIn({
      ...complete,
      config: { ...complete.config, approvals: need },
      record: { ...complete.record, review: { since: "", by: "ana", asked: [], answers } },
    }).approvals;

  it.each<[what: string, have: Missing["approvals"], expected: Missing["approvals"]]>([
    ["none needed, none given", approved(0), null],
    ["none given", approved(2), { have: 0, need: 2 }],
    ["one of two", approved(2, answerOf("bo")), { have: 1, need: 2 }],
    ["two of two", approved(2, answerOf("bo"), answerOf("cy")), null],
    ["one who approves twice", approved(2, answerOf("bo"), answerOf("Bo")), { have: 1, need: 2 }],
    ["the owner's own", approved(1, answerOf("Ana")), { have: 0, need: 1 }],
    ["a contribution", approved(1, answerOf("bo", "contributed")), { have: 0, need: 1 }],
  ])("%s", (_, have, expected) => {
    expect(have).toEqual(expected);
  });

  it("count nothing before a review began", () => {
    const config = { ...complete.config, approvals: 1 };
    expect(missingIn({ ...complete, config }).approvals).toEqual({ have: 0, need: 1 });
  });
});

describe("laws of what is missing", () => {
  const size = ({ fields, noItems, items, approvals }: Missing) =>
    fields.length + items.length + (noItems ? 1 : 0) + (approvals ? 1 : 0);
  const ANSWERS = ["a full disk", "none needed", "n/a", "- one<br>- two", "> quoted", "**bold**", "🙂 done"];

  it("an answer more never makes more missing", () => {
    const start = given();
    const names = Object.keys(start.record.fields);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...ANSWERS)), {
          selector: ([name]) => name,
          maxLength: 12,
        }),
        (answers) => {
          let before: Closing = { ...start, config: { ...start.config, required: names as never } };
          for (const [name, answer] of answers) {
            const after = answering(before, name, answer);
            expect(size(missingIn(after))).toBeLessThanOrEqual(size(missingIn(before)));
            before = after;
          }
          expect(missingNames(before)).toHaveLength(names.length - answers.length);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("any document is looked at without a throw, whatever was last written", () => {
    const document = fc
      .array(
        fc.oneof(
          nasty,
          fc.constantFrom("## Action items\n", "<!-- postmortem:field cause-primary -->", "| a |\n"),
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        document,
        fc.dictionary(fc.constantFrom("cause-primary", "treatment"), nasty),
        (body, fields) => {
          const closing = { ...complete, record: { ...complete.record, items: [], fields } };
          const missing = missingIn({ ...closing, document: { body, assignees: [] } });
          expect(JSON.parse(JSON.stringify(missing))).toEqual(missing);
          for (const { title } of missing.fields) expect(title).not.toBe("");
        },
      ),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["brackets", "(".repeat(65_536)],
    ["lines", "x\n".repeat(30_000)],
    ["bold words", "**Cause:**\n".repeat(6_000)],
    ["rows", `| a | b |\n| - | - |\n${"| Cause | |\n".repeat(5_000)}`],
    ["headings", "## Root cause\n".repeat(4_600)],
    ["comments", "<!-- ".repeat(13_000)],
    ["none", `## Action items\n\n${"none ".repeat(13_000)}`],
  ])("a document of 65,536 characters is done soon: %s", (_, body) => {
    const began = performance.now();
    missingIn({ ...complete, document: { body: body.slice(0, 65_536), assignees: [] } });
    missingIn({ ...given({ template: "light" }, (text) => `${text}\n${body}`.slice(0, 65_536)) });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
