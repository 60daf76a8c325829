import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { findMarkers } from "../src/core/markers.ts";
import { loadTemplates } from "../src/templates.ts";
import { blankDocument } from "./support/documents.ts";

/** Every field of the Technology Incident Report that a person answers; severity and the like stand in its facts table. */
const RIT = [
  ...["description", "impact-type", "alert-origin", "reported-to", "symptoms"],
  ...["category", "areas", "duration", "extent", "what-happened"],
  ...["impact-users", "impact-customers", "impact-data", "impact-money", "impact-reputation"],
  ...["cause-trigger", "cause-primary", "cause-technical", "cause-procedural", "cause-human"],
  ...["timeline-before", "timeline-during", "timeline-after"],
  ...["detection", "treatment", "treatment-kind", "recovery", "rto-rpo"],
  ...["roles", "assumptions", "went-well", "went-badly", "lucky"],
  ...["lessons-incident", "lessons-response", "lessons-prevention"],
  ...["further-actions", "further-resources", "links", "ideas", "facilitator", "review"],
];

describe("templates", () => {
  const folder = mkdtempSync(join(tmpdir(), "templates-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const given = (text: string) => {
    writeFileSync(join(folder, "x.md"), text);
    return loadTemplates(pathToFileURL(`${folder}/`));
  };

  it("ask for every field of the RIT, each once", () => {
    const markers = findMarkers(blankDocument("rit"));
    const fields = markers
      .filter(({ kind }) => kind === "field")
      .map(({ attributes }) => Object.keys(attributes)[0]);
    expect(fields.sort()).toEqual([...RIT].sort());
  });

  it("keep the RIT short enough to be filled in: prompts of one line", () => {
    // The agenda of the meeting is folded away.
    const text = blankDocument("rit").replace(/<details>.*<\/details>/s, "");
    expect(text.length).toBeLessThan(6_000);
    const prompts = [...text.matchAll(/(?<![\w])_([^_\n]+)_/g)].map(([, prompt = ""]) => prompt);
    expect(prompts.filter((prompt) => prompt.length > 90)).toEqual([]);
  });

  it("escape people's text and leave ours", () => {
    expect(given("{{theirs}} {{{ours}}}")("x", { theirs: "a | @b <!-- -->", ours: "| a |" })).toBe(
      "a \\| @\u200bb &lt;\u200b!-- -\u200b-> | a |",
    );
  });

  it.each([
    ["{{nmae}}", { name: 1 }],
    ["{{#list}}{{nmae}}{{/list}}", { list: [{ name: 1 }] }],
    ["{{constructor}}", {}],
    ["{{a.b}}", { a: {} }],
  ])("refuse %s, which nobody gives", (text, view) => {
    expect(() => given(text)("x", view)).toThrow("does not give");
  });

  it("fail at start when a tag is broken", () => {
    expect(() => given("{{#open}}")).toThrow("Unclosed");
  });

  it("do not run what stands in people's text", () => {
    expect(given("{{a}}")("x", { a: "{{b}} {{{c}}}", b: "no" })).toBe("{{b}} {{{c}}}");
  });
});
