import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readManifest } from "../../src/setup/manifest.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const security = readFileSync(resolve(ROOT, "docs/security.md"), "utf8");
const running = readFileSync(resolve(ROOT, "docs/running.md"), "utf8");

describe("the pages for operators", () => {
  it("name and link only to what exists", () => {
    const named = [...security.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = ""]) => path);
    const linked = [...`${security}${running}`.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, path = ""]) => `docs/${path}`,
    );
    expect(Math.min(named.length, linked.length)).toBeGreaterThan(2);
    expect([...named, ...linked].filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
  });

  it("say why each permission of app.yml is needed, and no other", () => {
    const rows = [...security.matchAll(/^\| `(\w+)` \| (read|write) \|/gm)].map(([, name, access]) => [
      name,
      access,
    ]);
    expect(Object.fromEntries(rows)).toEqual(readManifest().default_permissions);
  });

  it("name only metrics that there are", () => {
    const metrics = readFileSync(resolve(ROOT, "src/metrics.ts"), "utf8");
    const named = [...running.matchAll(/`(postmortem_\w+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !metrics.includes(`"${name}"`))).toEqual([]);
  });
});
