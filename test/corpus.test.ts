import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scoreFolder, totalOf } from "../scripts/score.ts";
import { readDocument } from "../src/core/reading/reading.ts";

/** Real documents of other people's, which are no part of this project: see `scripts/score-readings.ts`. */
const CORPUS = process.env.POSTMORTEM_CORPUS;
if (!CORPUS) console.warn("skipped: POSTMORTEM_CORPUS names no folder with documents to read");

describe.skipIf(!CORPUS)("real documents", () => {
  it("are read well enough, and nothing is made up", () => {
    const total = totalOf(scoreFolder(join(CORPUS ?? "", "postmortems")));
    expect(total.invented).toEqual([]);
    expect(total.f1).toBeGreaterThanOrEqual(0.92);
    expect(total.reached).toBe(true);
  });

  const incidents = join(CORPUS ?? "", "incidents");
  it.skipIf(!existsSync(incidents))("that are no postmortems are read without failing", () => {
    const files = readdirSync(incidents).filter((file) => file.endsWith(".json"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const { body } = JSON.parse(readFileSync(join(incidents, file), "utf8")) as { body: string | null };
      const reading = readDocument(body ?? "");
      for (const time of [reading.started, reading.detected, reading.mitigated, reading.resolved])
        if (time !== null) expect(Date.parse(time.slice(0, 10)), `${file}: ${time}`).toBeGreaterThan(0);
    }
  });
});
