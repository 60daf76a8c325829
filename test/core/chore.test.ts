import { describe, expect, it } from "vitest";
import { CHORES, choresAt } from "../../src/core/chore.ts";

const at = (time: string) => choresAt(Date.parse(time)).map(({ once }) => once);

describe("chores", () => {
  it("have one identity in each of their periods", () => {
    expect(at("2026-11-23T08:14:59Z")).toEqual([
      "chore heal 2026-11-23T08:10:00.000Z",
      "chore sweep 2026-11-23T00:00:00.000Z",
      "chore prune 2026-11-23T00:00:00.000Z",
    ]);
    expect(at("2026-11-23T08:10:00Z")).toEqual(at("2026-11-23T08:19:59.999Z"));
  });

  it("come as often as their period says, also where clocks change", () => {
    const found = new Set<string>();
    // Three days around the hour that Berlin leaves out.
    for (
      let now = Date.parse("2027-03-27T00:00:00Z");
      now < Date.parse("2027-03-30T00:00:00Z");
      now += 30_000
    )
      for (const { chore, once } of choresAt(now)) if (chore !== "prune") found.add(once);
    const days = 3;
    expect(found.size).toBe(days + (days * 24 * 3_600_000) / CHORES.heal);
  });
});
