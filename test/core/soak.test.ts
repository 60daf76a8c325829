import { describe, expect, it } from "vitest";
import { soak } from "../../src/core/soak.ts";
import type { Creation } from "../../src/core/sync.ts";

const creation = (key: string) => ({ key, nth: 0 }) as Creation;
const NOW = new Date("2026-11-23T10:00:00Z");
const MINUTE = 60_000;

describe("a new line", () => {
  it("gets its issue at once when nothing else is wished", () => {
    expect(soak([creation("Alert")], {}, 0, NOW)).toEqual({
      ready: [creation("Alert")],
      since: {},
      until: null,
    });
  });

  it("waits from when it was first seen, and others do not wait for it", () => {
    const first = soak([creation("Alert")], {}, 15 * MINUTE, NOW);
    expect(first).toEqual({
      ready: [],
      since: { Alert: NOW.toISOString() },
      until: NOW.getTime() + 15 * MINUTE,
    });
    const later = new Date(NOW.getTime() + 15 * MINUTE);
    const second = soak([creation("Alert"), creation("Page")], first.since, 15 * MINUTE, later);
    expect(second.ready).toEqual([creation("Alert")]);
    expect(second.since).toEqual({ Page: later.toISOString() });
  });

  it("begins to wait anew when it is written anew", () => {
    const { since } = soak([creation("Alert")], {}, MINUTE, NOW);
    expect(soak([creation("Alert on lag")], since, MINUTE, NOW).since).toEqual({
      "Alert on lag": NOW.toISOString(),
    });
  });
});
