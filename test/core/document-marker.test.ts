import { describe, expect, it } from "vitest";
import { type DocumentOf, documentMarker, readDocumentMarker } from "../../src/core/document-marker.ts";

const LOCALES = ["en", "pt-BR"];
const USUAL: DocumentOf = {
  incident: { owner: "acme", repo: "shop", number: 12 },
  ...{ locale: "en", template: "rit", isRetrospective: false },
};

describe("the marker of a document", () => {
  it.each<[Partial<DocumentOf>, string]>([
    [{}, "<!-- postmortem:document of=acme/shop#12 -->"],
    [
      { locale: "pt-BR", template: "security" },
      "<!-- postmortem:document of=acme/shop#12 locale=pt-BR template=security -->",
    ],
    [
      { template: "retro", isRetrospective: true },
      "<!-- postmortem:document of=acme/shop#12 template=retro retrospective -->",
    ],
    [{ isSensitive: true }, "<!-- postmortem:document of=acme/shop#12 sensitive -->"],
    [
      { template: "docs/our own --template.md" },
      "<!-- postmortem:document of=acme/shop#12 template=docs/our%20own%20%2d%2dtemplate.md -->",
    ],
  ])("says what is not usual: %j", (change, marker) => {
    const said = { ...USUAL, ...change };
    expect(documentMarker(said)).toBe(marker);
    expect(readDocumentMarker(`x\n${marker}\ny`, LOCALES)).toEqual(said);
  });

  it.each([
    ["a language that the app does not speak", "of=acme/shop#12 locale=tlh"],
    ["an empty template", "of=acme/shop#12 template="],
    ["a template without end", `of=acme/shop#12 template=${"x".repeat(300)}`],
    ["words that mean nothing", "of=acme/shop#12 colour=red"],
  ])("is the usual one with %s", (_, words) => {
    expect(readDocumentMarker(`<!-- postmortem:document ${words} -->`, LOCALES)).toEqual(USUAL);
  });

  it.each(["", "text", "<!-- postmortem:document of=nothing -->", "<!-- postmortem:begin facts -->"])(
    "is none in %j",
    (body) => {
      expect(readDocumentMarker(body, LOCALES)).toBeNull();
    },
  );
});
