import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { playScenario, type Story } from "./scenarios/play.ts";

const FOLDER = join(import.meta.dirname, "scenarios");

/**
 * A folder each: what happens (`story.yml`), and what people then read (`document.md` from "Action items" on, `issues.md`,
 * `comments.md`). `npx vitest run test/scenarios.test.ts -u` writes them anew.
 */
describe("a postmortem's action items", () => {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(names.map(({ name }) => name))("%s", async (name) => {
    const story = parse(readFileSync(join(FOLDER, name, "story.yml"), "utf8")) as Story;
    const seen = await playScenario(story);
    for (const [page, text] of Object.entries(seen))
      await expect(text).toMatchFileSnapshot(join(FOLDER, name, `${page}.md`));
  });
});
