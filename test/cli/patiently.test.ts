import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { patiently } from "../../src/cli/patiently.ts";
import { processTerminal } from "../../src/cli/terminal.ts";
import { RetryLater } from "../../src/core/problem.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");

describe("a command that GitHub asks to wait", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOON - 60_000, toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says until when, and can be ended meanwhile", async () => {
    const stop = new AbortController();
    const told: string[] = [];
    const waiting = patiently(() => Promise.reject(new RetryLater("GitHub's limit is reached", NOON)), {
      tell: (words) => told.push(words),
      wait: processTerminal().wait,
      signal: stop.signal,
    });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
    expect(told).toEqual(["GitHub's limit is reached: waiting until 2026-11-23T12:00:00.000Z"]);
  });

  it("passes on what waiting does not mend", async () => {
    await expect(
      patiently(() => Promise.reject(new Error("broken")), { tell() {}, wait: processTerminal().wait }),
    ).rejects.toThrow("broken");
  });
});
