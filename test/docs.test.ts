import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { configurationPage } from "../scripts/docs.ts";

const ROOT = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(ROOT, path), "utf8");

describe("the documentation", () => {
  it("has the configuration as the code has it (npm run docs)", () => {
    expect(read("docs/configuration.md")).toBe(configurationPage());
  });

  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const pages = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"].map(read).join("\n");
    const named = [...pages.matchAll(/npm (?:run )?(start|test|demo|[a-z]+:[a-z]+|check|bench|docs)\b/g)].map(
      ([, name = ""]) => name,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !scripts[name])).toEqual([]);
  });

  it("links only to files that exist", () => {
    const broken = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"].flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)]
        .map(([, target = ""]) => resolve(ROOT, page, "..", target))
        .filter((target) => {
          try {
            return readFileSync(target).length === 0;
          } catch {
            return !isFolder(target);
          }
        }),
    );
    expect(broken).toEqual([]);
  });
});

function isFolder(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch {
    return false;
  }
}
