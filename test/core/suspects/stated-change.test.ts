import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInline } from "../../../src/core/markdown.ts";
import { changeKey } from "../../../src/core/suspects/change-key.ts";
import {
  findStated,
  parseStatedChange,
  readStatedChange,
  statedKey,
} from "../../../src/core/suspects/stated-change.ts";
import { english } from "../../support/words.ts";
import { deployment, pull, release, SHOP } from "./changes.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 150);

describe("a change that a person names", () => {
  it.each([
    ["#41", "acme/shop#41"],
    ["41", "acme/shop#41"],
    ["  #41.  ", "acme/shop#41"],
    ["`#41`", "acme/shop#41"],
    ["#41, it raised the pool", "acme/shop#41"],
    ["acme/api#7", "acme/api#7"],
    ["ACME/Api#7", "acme/api#7"],
    ["https://github.com/acme/api/pull/7", "acme/api#7"],
    ["<https://github.com/acme/api/pull/7>", "acme/api#7"],
    ["https://git.acme.test/acme/api/pull/7/files#diff-1", "acme/api#7"],
    ["https://github.com/acme/api/pull/7?w=1", "acme/api#7"],
    ["https://github.com/acme/api/issues/7", "acme/api#7"],
    ["v2.3.1", "acme/shop@v2.3.1"],
    ["`v2.3.1`", "acme/shop@v2.3.1"],
    ["checkout@2.3.1", "acme/shop@checkout@2.3.1"],
    ["release-2026-11-21", "acme/shop@release-2026-11-21"],
    ["acme/api@stable", "acme/api@stable"],
    ["acme/api@v2.3.1", "acme/api@v2.3.1"],
    ["https://github.com/acme/api/releases/tag/v2.3.1", "acme/api@v2.3.1"],
    ["https://github.com/acme/api/releases/tag/web%2Fv2", "acme/api@web/v2"],
    ["deployment 123", "deployment 123"],
    ["Deployment 123", "deployment 123"],
  ])("is read from %j", (words, said) => {
    expect(readStatedChange("trigger", words, SHOP, english.say)).toMatchObject({ said });
  });

  it("says which pull request it is when it is one", () => {
    expect(readStatedChange("fix", "acme/api#7", SHOP, english.say)).toEqual({
      said: "acme/api#7",
      pull: { owner: "acme", repo: "api", number: 7 },
    });
    expect(readStatedChange("fix", "v2.3.1", SHOP, english.say)).not.toHaveProperty("pull");
  });

  it.each([
    [""],
    ["the config change"],
    ["deploy"],
    ["deployment of today"],
    ["2 changes"],
    ["#0"],
    ["acme#41"],
    ["https://github.com/acme/api"],
    ["https://github.com/acme/api/commit/abc123"],
    ["@ana"],
    ["../..#1"],
    ["https://github.com/../../pull/1"],
    ["../..@v1"],
  ])("is not read from %j, and a problem says what was expected", (words) => {
    const read = readStatedChange("trigger", words, SHOP, english.say);
    expect(read).toHaveProperty("problem");
    const shown = "problem" in read ? readInline(read.problem) : "";
    expect(shown).toContain(words === "" ? "got nothing" : `got “${words}”`);
  });

  it("repeats people's words without their teeth", () => {
    const words = "@acme/everyone fixes #1 <!-- postmortem:end timeline --> ``` [x](http://x)";
    const read = readStatedChange("fix", words, SHOP, english.say);
    const problem = "problem" in read ? read.problem : "";
    expect(problem).not.toMatch(/@(?=\w)|fixes #1|<!--|(?<!\\)\[x|got.*(?<!\\)```/);
    expect(problem).toContain("everyone");
  });

  it("tells the remedy", () => {
    expect(readStatedChange("fix", "the big one", SHOP, english.say)).toEqual({
      problem:
        "`/postmortem fix` wants a pull request (`#41`, `owner/repo#41` or its address), a release's tag (`v2.3.1`), `deployment 123` or `none`, and got “the big one”: write it as `/postmortem fix #41`.",
    });
  });

  it("is found among what is known by what was kept of it", () => {
    const known = [pull(41, 10), release("v2.3.1", 20), deployment(123, 5, "x")];
    for (const change of known) expect(findStated(changeKey(change), known, [])).toBe(change);
    for (const words of ["#41", "v2.3.1", "deployment 123"]) {
      const read = readStatedChange("trigger", words, SHOP, english.say);
      expect("said" in read && findStated(read.said, known, [])).toBeTruthy();
    }
    expect(findStated("acme/shop#40", known, [])).toBeNull();
    expect(findStated("", known, [])).toBeNull();
  });

  it("means the same when what was kept is read again, anywhere, and nothing makes reading fail", () => {
    const part = fc.constantFrom(
      "#",
      "41",
      "acme",
      "/",
      "shop",
      "@",
      "v2.3.1",
      "https://github.com/",
      "pull/",
      "releases/tag/",
      "deployment",
      " ",
      "`",
      "<",
      "%",
      "\0",
      "\n",
      "é",
    );
    const words = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(words, (text) => {
        const read = parseStatedChange(text, SHOP);
        if (!read) return;
        const kept = statedKey(read);
        const again = parseStatedChange(kept, { owner: "other", repo: "place" });
        expect(again && statedKey(again)).toBe(kept);
      }),
      { numRuns: RUNS * 10 },
    );
  });

  it("is read in time from any amount of words", () => {
    const began = performance.now();
    for (const text of ["(", "#", "/", "acme/", "https://a/b/", "`", "%25"])
      readStatedChange("trigger", text.repeat(65_536 / text.length), SHOP, english.say);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
