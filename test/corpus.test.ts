import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scoreFolder, scoreReading, totalOf } from "../scripts/score.ts";
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

describe("the score", () => {
  const reading = readDocument(
    "# Down\n\nStarted: 2030-07-02 09:15 CEST\n\n## Action items\n\n- [x] Replace the driver @ana #12\n- [ ] Watch the queue\n",
  );
  const item = { text: "Replace the driver", owner: "ana", due: null, done: true, link: "#12" };
  const expected = {
    action_items: [item, { text: "Watch the queue", owner: null, due: null, done: false, link: null }],
    severity: null,
    started_at: "2030-07-02T07:15Z",
    detected_at: null,
    resolved_at: null,
  };
  const total = (changed: Partial<typeof expected>) =>
    totalOf([scoreReading("a", reading, { ...expected, ...changed })]);

  it("reaches the bar where everything is right, one moment being one in any zone", () => {
    expect(total({})).toMatchObject({ f1: 1, matched: 2, invented: [], reached: true });
  });

  it.each([
    ["an item is missed", { action_items: [...expected.action_items, { ...item, text: "Buy a printer" }] }],
    ["an item is none", { action_items: [item] }],
    ["an owner is made up", { action_items: [{ ...item, owner: null }, expected.action_items[1] ?? item] }],
    ["a time is wrong", { started_at: "2030-07-02T09:15Z" }],
    ["a time is made up", { started_at: null }],
  ])("stays below the bar where %s", (_, changed) => {
    expect(total(changed as Partial<typeof expected>).reached).toBe(false);
  });

  it("counts neither what is optional nor what is not said for us", () => {
    const optional = { ...item, text: "Watch the queue", optional: true };
    expect(total({ action_items: [item, optional] })).toMatchObject({ expected: 1, found: 1, reached: true });
    expect(total({ detected_at: "2030-07-02T09:20Z" } as never).reached).toBe(true);
  });
});
