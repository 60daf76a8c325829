import { describe, expect, it } from "vitest";
import { lengthOf } from "../../../src/core/body-limit.ts";
import { longestOf } from "../../../src/core/template/longest-of.ts";
import type { Opening } from "../../../src/core/template/opening.ts";
import { parseTemplate } from "../../../src/core/template/parse-template.ts";
import { renderTemplate } from "../../../src/core/template/render-template.ts";
import { TAGS } from "../../../src/core/template/tags.ts";
import { viewOf } from "../../../src/core/template/view.ts";
import { openingOf } from "../../support/documents.ts";
import { INCIDENT } from "../../support/incident.ts";
import { languages } from "../../support/words.ts";

const worst = (many: number) => "<".repeat(many);

/** Everything that people name, as long as it can be and longer when it is escaped. */
const WORST: Partial<Opening> = {
  incident: {
    ...INCIDENT,
    title: worst(300),
    ref: { owner: worst(39), repo: worst(100), number: 2_147_483_647 },
    author: { login: worst(100), isBot: false },
    labels: Array.from({ length: 100 }, () => worst(60)),
  },
  ...{ owner: worst(100), due: worst(150), opened: worst(150), severity: 4 },
};

const inside = TAGS.filter(({ kind }) => kind !== "block" && kind !== "flag").map(
  ({ name }) => `{{${name}}}`,
);

describe.each(languages.locales)("how long a document can get in %s", (locale) => {
  const view = viewOf(openingOf(WORST, languages.in(locale)));

  it.each([
    ...inside,
    "{{#labels}}- {{.}}, {{title}}\n{{/labels}}",
    "{{#owner}}{{owner}}{{/owner}}{{^owner}}nobody{{/owner}}",
    "😀 text",
  ])("is never less than what %s shows", (template) => {
    const { nodes } = parseTemplate(template);
    expect(lengthOf(renderTemplate(nodes, view))).toBeLessThanOrEqual(longestOf(nodes));
  });
});
