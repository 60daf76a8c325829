import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  brokenRegions,
  findMarker,
  findMarkers,
  findRegion,
  makeMarker,
  mapRegions,
  replaceRegion,
} from "../../src/core/markers.ts";

const kind = fc.stringMatching(/^[a-z][a-z-]{0,11}$/);
const attributes = fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,7}$/), fc.string({ unit: "binary" }), {
  maxKeys: 4,
});

describe("markers", () => {
  it("reads back what it made, whatever stands in it", () => {
    fc.assert(
      fc.property(kind, attributes, (name, values) => {
        const marker = findMarker(`before ${makeMarker(name, values)} after`, name);
        expect({ ...marker?.attributes }).toEqual({ ...values });
      }),
    );
  });

  it("cannot be ended early by a value", () => {
    const text = makeMarker("effect", { id: 'x --> <script> "y" = z' });
    expect(text.indexOf("-->")).toBe(text.length - 3);
    expect(findMarkers(text)).toHaveLength(1);
  });

  it("takes a broken escape in a hand-made marker as it stands", () => {
    expect(findMarker("<!-- postmortem:document of=%E0%A4%A -->", "document")?.attributes.of).toBe(
      "%E0%A4%A",
    );
  });

  it("is not fooled by prototype keys", () => {
    expect(findMarker("<!-- postmortem:x __proto__=1 -->", "x")?.attributes.toString).toBeUndefined();
  });

  it.each([
    [
      "a region",
      "a<!-- postmortem:begin facts -->old<!-- postmortem:end facts -->b",
      "a<!-- postmortem:begin facts -->new<!-- postmortem:end facts -->b",
    ],
    ["no end: nothing", "a<!-- postmortem:begin facts -->old", "a<!-- postmortem:begin facts -->old"],
    [
      "another region: nothing",
      "<!-- postmortem:begin x -->old<!-- postmortem:end x -->",
      "<!-- postmortem:begin x -->old<!-- postmortem:end x -->",
    ],
  ])("replaces only the inside of %s", (_, text, expected) => {
    expect(replaceRegion(text, "facts", "new")).toBe(expected);
  });

  it("finds no region where the end stands before the beginning", () => {
    expect(findRegion("<!-- postmortem:end facts --><!-- postmortem:begin facts -->", "facts")).toBeNull();
  });
});

describe("regions in a document that people edit", () => {
  const begin = "<!-- postmortem:begin facts -->";
  const end = "<!-- postmortem:end facts -->";

  it("are changed wherever they were pasted, and nowhere else", () => {
    const text = `${begin}a${end} b ${begin}c${end} ${begin}${begin}d${end} e`;
    expect(mapRegions(text, "facts", (inside) => inside.toUpperCase())).toBe(
      `${begin}A${end} b ${begin}C${end} ${begin}${begin}D${end} e`,
    );
  });

  it("are none in code, where somebody talks about them", () => {
    const text = `\`\`\`\n${begin}a${end}\n\`\`\`\n\n${begin}b${end}`;
    expect(findRegion(text, "facts")).toEqual({
      start: text.lastIndexOf(begin) + begin.length,
      end: text.lastIndexOf(end),
    });
    expect(mapRegions(text, "facts", () => "c")).toBe(text.replace("-->b<", "-->c<"));
  });

  it.each([
    ["both markers", `${begin}a${end}`, []],
    ["neither", "a", []],
    ["no end", `${begin}a`, ["facts"]],
    ["no beginning", `a${end}`, ["facts"]],
    ["its end before its beginning", `${end}a${begin}`, ["facts"]],
    ["an end in code only", `${begin}a\n\n~~~\n${end}\n~~~`, ["facts"]],
    ["one beginning too many", `${begin}${begin}a${end}`, []],
  ])("are broken or not with %s", (_, text, expected) => expect(brokenRegions(text)).toEqual(expected));
});
