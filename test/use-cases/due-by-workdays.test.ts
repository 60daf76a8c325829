import { afterEach, describe, expect, it } from "vitest";
import { CONFIG_PATH } from "../../src/core/config.ts";
import { placeOf } from "../support/memory-github/site.ts";
import { type MemoryStage, openIncident, openMemoryStage, SHOP } from "./memory-stage.ts";

/** A Tuesday. */
const BEFORE_CHRISTMAS = Date.parse("2026-12-22T23:30:00Z");

async function dueOfOneClosedThen(stage: MemoryStage, config: string): Promise<string | undefined> {
  stage.clock.ms = BEFORE_CHRISTMAS - 60 * 60_000;
  const place = placeOf(stage.github.site, SHOP);
  if (place) place.files[CONFIG_PATH] = config;
  const { incident, document } = await openIncident(stage);
  stage.clock.ms = BEFORE_CHRISTMAS;
  stage.github.people.close("ana", incident);
  await stage.tell();
  return stage.body(document).match(/^\| Postmortem due \|.*$/m)?.[0];
}

describe("a postmortem's due date over Christmas", () => {
  let stage: MemoryStage;
  afterEach(() => stage.close());

  it.each([
    ["", "2026-12-25"],
    ["workdays: { holidays: [12-25, 12-26] }", "2026-12-28"],
    // There it is Wednesday already.
    ["workdays: { holidays: [12-25, 12-26] }\ntime_zone: Europe/Berlin", "2026-12-29"],
    ["workdays: { weekend: [friday, saturday], holidays: [2026-12-24..2026-12-25] }", "2026-12-28"],
    // The latest date after it opened is one of calendar days.
    ["workdays: { holidays: [2026-12-23..2027-01-10] }", "2027-01-05"],
  ])("by %j is %s", async (config, due) => {
    stage = await openMemoryStage();
    expect(await dueOfOneClosedThen(stage, config)).toContain(`| ${due} |`);
  });
});
