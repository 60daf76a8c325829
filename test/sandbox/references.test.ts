import { describe, expect, it } from "vitest";
import { referencesIn } from "../../src/sandbox/references.ts";

const HOME = { owner: "acme", repo: "api" };

describe("what a text refers to", () => {
  it.each([
    ["Fixes #12", ["acme/api#12 closes"]],
    [
      "closes: #12, resolved acme/web#3 and see #4",
      ["acme/api#12 closes", "acme/web#3 closes", "acme/api#4"],
    ],
    ["FIXED GH-7", ["acme/api#7 closes"]],
    ["prefixes #12", ["acme/api#12"]],
    ["closes https://github.com/acme/web/issues/5", ["acme/web#5 closes"]],
    ["https://github.com/acme/web/pull/6#issuecomment-1", ["acme/web#6"]],
    ["#12 and again, closing: closes #12", ["acme/api#12 closes"]],
    ["`#1` <!-- #2 --> not&#39;this a#3 #4x x/y/z#5", []],
    ["```\n#1\n```\n#2\n~~~\n#3", ["acme/api#2"]],
    ["<!-- #1", []],
    ["", []],
  ])("%j → %j", (text, wanted) => {
    const found = referencesIn(text, HOME).map(
      ({ ref, closes }) => `${ref.owner}/${ref.repo}#${ref.number}${closes ? " closes" : ""}`,
    );
    expect(found).toEqual(wanted);
  });

  it.each(["(", "`", "#", "<!--", "closes ", "a/", "~~~\n"])(
    "is found in no time in 65,536 of %j",
    (part) => {
      const before = performance.now();
      referencesIn(part.repeat(65_536 / part.length), HOME);
      expect(performance.now() - before).toBeLessThan(5_000);
    },
  );
});
