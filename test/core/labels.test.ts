import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type LabelKind, labelOf } from "../../src/core/labels.ts";
import { english, languages } from "../support/words.ts";

const KINDS = Object.keys(
  JSON.parse(readFileSync(new URL("../../templates/en/phrases/labels.json", import.meta.url), "utf8")),
).filter((name) => !name.startsWith("//")) as LabelKind[];

describe("a label of the app's", () => {
  it("has its configured name, a colour and words that say what it is for", () => {
    const label = { name: "todo", color: "0e8a16", description: "Follow-up of a postmortem" };
    expect(labelOf("action-item", "todo", english.say)).toEqual(label);
  });

  it.each(KINDS.flatMap((kind) => languages.locales.map((locale) => [kind, locale] as const)))(
    "can be made on GitHub: %s in %s",
    (kind, locale) => {
      const { color, description } = labelOf(kind, kind, languages.in(locale).say);
      expect(color).toMatch(/^[\da-f]{6}$/);
      expect([...description].length, "GitHub takes 100 characters").toBeLessThanOrEqual(100);
      expect(description).not.toBe("");
    },
  );
});
