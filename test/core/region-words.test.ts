import { describe, expect, it } from "vitest";
import { findLiveMarkers } from "../../src/core/markers.ts";
import { regionWords } from "../../src/core/region-words.ts";
import { parseTemplate } from "../../src/core/template/parse-template.ts";
import { renderTemplate } from "../../src/core/template/render-template.ts";
import { sampleView } from "../../src/core/template/view.ts";
import { artificial, english } from "../support/words.ts";

const BLOCKS =
  "{{facts}}\n\n{{key_times}}\n\n{{durations}}\n\n{{suspects}}\n\n{{timeline}}\n\n{{progress}}\n\n{{review_record}}\n";

describe("a region that people are told of", () => {
  it("is called as people call it, each that a document may have", () => {
    const document = renderTemplate(parseTemplate(BLOCKS).nodes, sampleView(true));
    const begun = findLiveMarkers(document).filter(({ kind }) => kind === "begin");
    const regions = begun.flatMap(({ attributes }) => Object.keys(attributes));
    expect(regions).toHaveLength(7);
    expect(regions.map((region) => regionWords(region, english.say))).toEqual([
      "Facts",
      "Key times",
      "Durations",
      "Suspected changes",
      "Timeline",
      "Progress of the action items",
      "Review record",
    ]);
    for (const region of regions) expect(regionWords(region, artificial.say)).toMatch(/^§.*§$/);
  });

  it("is called as its marker calls it, where somebody made it up", () => {
    expect(["agenda", "constructor", ""].map((region) => regionWords(region, english.say))).toEqual([
      "agenda",
      "constructor",
      "",
    ]);
  });
});
