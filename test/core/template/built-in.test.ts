import { describe, expect, it } from "vitest";
import { readBlocks } from "../../../src/core/blocks.ts";
import { BUILT_IN_TEMPLATES } from "../../../src/core/config-schema.ts";
import { findFields } from "../../../src/core/fields.ts";
import { lintDocument } from "../../../src/core/lint/lint-document.ts";
import { brokenRegions, findMarkers } from "../../../src/core/markers.ts";
import { sectionKind } from "../../../src/core/reading/section-names.ts";
import { checkTemplate } from "../../../src/core/template/check-template.ts";
import { blankDocument, PROJECT } from "../../support/documents.ts";
import { languages } from "../../support/words.ts";

const RETROSPECTIVE = {
  ...{ incident: PROJECT, severity: null, isRetrospective: true },
  ...{
    keyTimes: null,
    durations: null,
    suspects: null,
    facts: "| Fact | Now | Source |\n| --- | --- | --- |",
  },
};
const openingOf = (name: string) => (name === "retro" ? RETROSPECTIVE : {});

describe.each(BUILT_IN_TEMPLATES)("the template %s", (name) => {
  it("opens as it always did", async () => {
    await expect(`${blankDocument(name, openingOf(name))}`).toMatchFileSnapshot(`golden/${name}.md`);
  });

  describe.each(languages.locales)("in %s", (locale) => {
    const words = languages.in(locale);
    const document = blankDocument(name, openingOf(name), words);

    it("passes the check of people's own templates", () => {
      expect(checkTemplate(words.document(name)).problems).toEqual([]);
    });

    it("blames nobody by its own words, and hints at nothing vague", () => {
      expect(lintDocument(document, { timeZone: "UTC", say: words.say })).toEqual([]);
    });

    it("has headings for action items and for ideas, at one level", () => {
      const depths = (kind: string) =>
        readBlocks(document).flatMap((block) =>
          block.kind === "heading" && sectionKind(document.slice(block.words.start, block.words.end)) === kind
            ? [block.depth]
            : [],
        );
      expect(depths("action-items")).toEqual([2]);
      expect(depths("ideas")).toEqual([2]);
    });

    it("prompts in one line for what is not answered, and every prompt is known to be one", () => {
      const fields = findFields(document);
      expect(fields.filter(({ isPrompt }) => !isPrompt)).toEqual([]);
      const marked = findMarkers(document).filter(({ kind }) => kind === "field");
      expect(marked.map(({ attributes }) => Object.keys(attributes)[0]).sort()).toEqual(
        fields.map((field) => field.name).sort(),
      );
      expect(fields.filter(({ answer }) => answer.length > 110 || answer.includes("\n"))).toEqual([]);
      expect(brokenRegions(document)).toEqual([]);
    });
  });
});

describe("the template security", () => {
  const warning = "This repository is public";

  it("says that everybody can read it, where everybody can", () => {
    expect(blankDocument("security")).toContain(warning);
    expect(blankDocument("security", { isPrivate: true })).not.toContain(warning);
  });
});

describe("the template retro", () => {
  it("knows neither key times nor durations nor suspects nor severity", () => {
    const document = blankDocument("retro", RETROSPECTIVE);
    expect(document).not.toMatch(/key-times|durations|suspects|severity/i);
    expect(document).toContain("_planning, deciding, talking to each other_");
  });
});
