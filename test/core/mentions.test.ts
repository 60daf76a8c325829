import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mentionsIn } from "../../src/core/mentions.ts";
import { formatIssue } from "../../src/core/reference.ts";

const SHOP = { owner: "acme", repo: "shop" };
const found = (text: string) =>
  mentionsIn(text, SHOP).map(({ ref, closes }) => `${formatIssue(ref)}${closes ? " closed" : ""}`);

describe("what a pull request or commit names", () => {
  it.each<[string, string[]]>([
    ["Alert on lag (#12)", ["acme/shop#12"]],
    [
      "Fixes #12, closes: acme/web#3 and mentions #4",
      ["acme/shop#12 closed", "acme/web#3 closed", "acme/shop#4"],
    ],
    ["see https://github.com/acme/ops/issues/7", ["acme/ops#7"]],
    ["Resolved https://ghe.example/acme/ops/issues/7", ["acme/ops#7 closed"]],
    ["about #12\n\nfixes #12", ["acme/shop#12 closed"]],
    ["#12 and Acme/Shop#12", ["acme/shop#12"]],
    ["prefixes #12", ["acme/shop#12"]],
    ["color #123abc, a##5, x#6, page.html#7, &#8;", []],
    ["/pull/9 https://github.com/acme/shop/pull/9", []],
  ])("%j: %j", (text, expected) => expect(found(text)).toEqual(expected));

  it("is read from any text, and soon", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(found(text)).toEqual(found(text));
      }),
    );
    const began = performance.now();
    for (const hostile of ["https://", "#", "a/".repeat(2), "fix ", "#1 "])
      found(hostile.repeat(65_536 / hostile.length));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
