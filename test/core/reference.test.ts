import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatIssue,
  formatRepo,
  parseIssue,
  parseRepo,
  repoOf,
  sameIssue,
  sameRepo,
  shortIssue,
} from "../../src/core/reference.ts";

const name = fc.stringMatching(/^[A-Za-z0-9_.-]{1,20}$/).filter((text) => !/^\.{1,2}$/.test(text));
const repo = fc.record({ owner: name, repo: name });
const issue = fc.record({ owner: name, repo: name, number: fc.integer({ min: 1, max: 9_999_999_999 }) });

describe("references", () => {
  it("read back what they wrote", () => {
    fc.assert(
      fc.property(repo, issue, (one, other) => {
        expect(parseRepo(formatRepo(one))).toEqual(one);
        expect(parseIssue(formatIssue(other))).toEqual(other);
      }),
    );
  });

  it("write back what they read, or read nothing", () => {
    const text = fc.oneof(
      fc.stringMatching(/^[./a#0-9]{0,8}$/),
      fc.stringMatching(/^[.a-]{1,3}\/[.a-]{1,3}#?\d{0,11}$/),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const found = { repo: parseRepo(input), issue: parseIssue(input) };
        if (found.repo) expect(formatRepo(found.repo)).toBe(input);
        if (found.issue) expect(formatIssue(found.issue)).toBe(input);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    "",
    "acme",
    "#12",
    "acme/shop",
    "acme/shop#",
    "acme/shop#0",
    "acme/shop#012",
    "acme/shop#-1",
    "acme/shop#1.5",
    "acme/shop#12345678901",
    "acme/shop#12 ",
    "acme/shop#12\n",
    "acme/shop/x#12",
    "../shop#12",
    "acme/..#12",
    "./.#12",
    "ácme/shop#12",
    "https://github.com/acme/shop/issues/12",
  ])("is no issue: %j", (text) => {
    expect(parseIssue(text)).toBeNull();
  });

  it.each([
    "",
    "/",
    "acme/",
    "/shop",
    "acme/shop/x",
    "acme/shop#1",
    "acme/..",
    "../shop",
    "./x",
    "a b/c",
    "acme/shop\n",
  ])("is no repository: %j", (text) => {
    expect(parseRepo(text)).toBeNull();
  });

  it.each(["acme/.github", "acme/shop.js", "a-c_m.e/..x", "0/0"])("is a repository: %s", (text) => {
    expect(parseRepo(text)).not.toBeNull();
  });

  it("are short at home, whatever the case, and whole elsewhere", () => {
    const ref = { owner: "acme", repo: "shop", number: 12 };
    expect(shortIssue(ref, { owner: "Acme", repo: "SHOP" })).toBe("#12");
    expect(shortIssue(ref, { owner: "acme", repo: "shop2" })).toBe("acme/shop#12");
    expect(repoOf(ref)).toEqual({ owner: "acme", repo: "shop" });
  });

  it("are the same whatever the case of their names", () => {
    const ref = { owner: "acme", repo: "shop", number: 12 };
    expect(sameIssue(ref, { owner: "ACME", repo: "Shop", number: 12 })).toBe(true);
    expect(sameIssue(ref, { ...ref, number: 13 })).toBe(false);
    expect(sameRepo(ref, { owner: "acm", repo: "eshop" })).toBe(false);
  });
});
