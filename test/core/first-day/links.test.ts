import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../../src/core/config/file.ts";
import { DEFAULT_CONFIG } from "../../../src/core/config.ts";
import { FIRST_DAY_PATHS, FORM_PATH, firstDayFile } from "../../../src/core/first-day/files.ts";
import { firstDayLinks, newFileAddress } from "../../../src/core/first-day/links.ts";
import { languages } from "../../support/words.ts";

const words = languages.in("en");
const SHOP = { url: "https://github.com/acme/shop", defaultBranch: "main" };
const MOST = 6_000;
const numRuns = Number(process.env.LAW_RUNS ?? 100);

describe("the address of GitHub's page for a new file", () => {
  it("names the branch, the file and its text", () => {
    const address = newFileAddress(SHOP, { path: CONFIG_PATH, text: "a: 1\n# (b) & c#d\n" });
    expect(address).toBe(
      "https://github.com/acme/shop/new/main?filename=.github/postmortem.yml&value=a%3A%201%0A%23%20%28b%29%20%26%20c%23d%0A",
    );
  });

  it.each([
    ["main", "main"],
    ["release/1.x", "release/1.x"],
    ["fix#1", "fix%231"],
    ["what?", "what%3F"],
    ["a b", "a%20b"],
    ["100%", "100%25"],
    ["(old)", "%28old%29"],
    ["größer", "gr%C3%B6%C3%9Fer"],
  ])("leads to the branch %s", (defaultBranch, path) => {
    const address = newFileAddress({ ...SHOP, defaultBranch }, { path: FORM_PATH, text: "x" });
    expect(address).toBe(`${SHOP.url}/new/${path}?filename=${FORM_PATH}&value=x`);
  });

  it("is on the host of an Enterprise Server as its repository's page is", () => {
    const about = { url: "https://git.acme.example/acme/shop", defaultBranch: "main" };
    expect(newFileAddress(about, { path: FORM_PATH, text: "x" })).toMatch(
      /^https:\/\/git\.acme\.example\/acme\/shop\/new\/main\?/,
    );
  });

  it("is none where GitHub did not say where the repository is, or where it would be too long", () => {
    expect(newFileAddress({ defaultBranch: "main" }, { path: FORM_PATH, text: "x" })).toBeNull();
    const frame = newFileAddress(SHOP, { path: FORM_PATH, text: "" })?.length ?? 0;
    const longest = { path: FORM_PATH, text: "x".repeat(MOST - frame) } as const;
    expect(newFileAddress(SHOP, longest)).toHaveLength(MOST);
    expect(newFileAddress(SHOP, { ...longest, text: `${longest.text}x` })).toBeNull();
  });

  it("gives back branch and text, whatever is in them, and never ends the link around it", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.string({ minLength: 1 }),
        (text, branch) => {
          const address = newFileAddress({ ...SHOP, defaultBranch: branch }, { path: CONFIG_PATH, text });
          expect(address).not.toMatch(/[\s()<>[\]"'`]/);
          const [path = "", query] = (address ?? "").split("?");
          expect(new URLSearchParams(query).get("value")).toBe(text.toWellFormed());
          expect(decodeURIComponent(path)).toBe(`${SHOP.url}/new/${branch.toWellFormed()}`);
        },
      ),
      { numRuns },
    );
  });
});

describe("the links of the first day", () => {
  it("are one for each file that is missing, on one line", () => {
    const both = firstDayLinks(FIRST_DAY_PATHS, SHOP, DEFAULT_CONFIG, words) ?? "";
    expect(both.split(", ").map((link) => /^\[`([^`]+)`\]\(([^?]+)/.exec(link)?.slice(1))).toEqual([
      [CONFIG_PATH, `${SHOP.url}/new/main`],
      [FORM_PATH, `${SHOP.url}/new/main`],
    ]);
    expect(both).not.toContain("\n");
    expect(firstDayLinks([FORM_PATH], SHOP, DEFAULT_CONFIG, words)).toBe(both.split(", ")[1]);
    expect(firstDayLinks([], SHOP, DEFAULT_CONFIG, words)).toBeNull();
    expect(firstDayLinks(FIRST_DAY_PATHS, { defaultBranch: "main" }, DEFAULT_CONFIG, words)).toBeNull();
  });

  it.each(languages.locales)("fit in %s, also with the longest names that GitHub takes", (locale) => {
    const url = `https://git.${"a".repeat(60)}.example/${"o".repeat(39)}/${"r".repeat(100)}`;
    const defaultBranch = "é".repeat(100);
    const incident = { ...DEFAULT_CONFIG.incident, labels: ["🔥".repeat(25)] };
    for (const path of FIRST_DAY_PATHS) {
      const file = firstDayFile(path, { ...DEFAULT_CONFIG, incident }, languages.in(locale));
      expect(newFileAddress({ url, defaultBranch }, file)).not.toBeNull();
    }
  });
});
