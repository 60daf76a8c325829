import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOwnersOf, readCodeowners } from "../../src/core/codeowners.ts";

/** After GitHub's own example: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax */
const FILE = [
  "# comment",
  "*       @global-owner1 @global-owner2",
  "*.js    @js-owner #inline comment",
  "*.go docs@example.com",
  "*.txt @octo-org/octocats",
  "/build/logs/ @doctocat",
  "docs/*  @docs-owner",
  "apps/ @octocat",
  "/scripts/ @doctocat @octocat",
  "**/logs @log-owner",
  "/apps/github",
  "!negated @nobody",
  "[a-z].md @nobody",
].join("\r\n");

const ownersOf = (...paths: string[]) => codeOwnersOf(readCodeowners(FILE), paths);

describe("CODEOWNERS", () => {
  it.each<[string, string[]]>([
    ["README.md", ["global-owner1", "global-owner2"]],
    ["src/deep/app.js", ["js-owner"]],
    ["main.go", []],
    ["notes/a.txt", ["octo-org/octocats"]],
    ["build/logs/today.log", ["log-owner"]],
    ["docs/getting-started.md", ["docs-owner"]],
    ["docs/build-app/troubleshooting.md", ["global-owner1", "global-owner2"]],
    ["other/apps/a.md", ["octocat"]],
    ["apps/github/a.md", []],
    ["scripts/run.sh", ["doctocat", "octocat"]],
    ["deeply/nested/logs/x", ["log-owner"]],
  ])("says of %s: %j", (path, owners) => expect(ownersOf(path)).toEqual(owners));

  it("names first whoever owns most of what was touched", () => {
    expect(ownersOf("scripts/a", "apps/b", "a.js").slice(0, 2)).toEqual(["octocat", "doctocat"]);
  });

  it("is read whatever stands in it, and never takes long", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, paths) => {
        expect(codeOwnersOf(readCodeowners(text), paths)).toBeInstanceOf(Array);
      }),
    );
    const began = performance.now();
    codeOwnersOf(readCodeowners(`${"*a".repeat(5_000)} @x\n${"**/".repeat(2_000)}b @y`), [
      "a".repeat(4_000),
      "a/".repeat(200),
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
