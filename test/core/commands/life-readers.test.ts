import { describe, expect, it } from "vitest";
import {
  readCancelling,
  readClosing,
  readDuplicate,
  readReviewers,
  readSkipping,
} from "../../../src/core/commands/life-readers.ts";
import { english } from "../../support/words.ts";

const reading = {
  on: { owner: "acme", repo: "shop", number: 1 },
  isItem: false,
  at: "2026-11-23T08:00:00Z",
  timeZone: "UTC",
  say: english.say,
};
const shop = (number: number) => ({ owner: "acme", repo: "shop", number });

describe("/postmortem review", () => {
  it.each([
    ["", []],
    ["@ana", ["ana"]],
    ["ana, @ben and @acme/sre", ["ana", "ben", "acme/sre"]],
    ["@ana @Ana", ["Ana"]],
  ])("reads whom %j names", (text, people) => {
    expect(readReviewers(text, reading)).toEqual({ value: people });
  });

  it.each(["@ana please!", "<b>", "a".repeat(300), "@-ana"])("says what is wrong with %j", (text) => {
    expect(readReviewers(text, reading)).toHaveProperty("problem");
  });

  it("asks no crowd", () => {
    const crowd = Array.from({ length: 11 }, (_, at) => `@p${at}`).join(" ");
    expect(readReviewers(crowd, reading)).toHaveProperty("problem");
  });
});

describe("/postmortem close", () => {
  it.each([
    ["", null],
    ["anyway the vendor never answered", "the vendor never answered"],
    ["Anyway: no time", "no time"],
  ])("reads %j", (text, reason) => {
    expect(readClosing(text, reading)).toEqual({ value: reason });
  });

  it.each(["anyway", "anyway –", "anyways it is fine", "now"])(
    "wants a reason and nothing else: %j",
    (text) => {
      expect(readClosing(text, reading)).toHaveProperty("problem");
    },
  );
});

describe("/postmortem cancel", () => {
  it.each([
    ["a test of the alarm", "cancelled", "a test of the alarm", null],
    ["superseded by #12 which has it all", "superseded", "#12 which has it all", shop(12)],
    ["superseded: the yearly report", "superseded", "the yearly report", null],
    ["external – the vendor wrote one", "external", "the vendor wrote one", null],
    ["externally caused", "cancelled", "externally caused", null],
  ])("reads %j", (text, how, reason, of) => {
    expect(readCancelling(text, reading)).toEqual({ value: { how, reason, of } });
  });

  it.each(["", "superseded", "external", "superseded by"])("wants a reason: %j", (text) => {
    expect(readCancelling(text, reading)).toHaveProperty("problem");
  });
});

describe("/postmortem skip", () => {
  it("keeps the reason, and wants one", () => {
    expect(readSkipping("too small", reading)).toEqual({
      value: { how: "skipped", reason: "too small", of: null },
    });
    expect(readSkipping("", reading)).toHaveProperty("problem");
  });
});

describe("/postmortem duplicate", () => {
  it.each([
    ["of #12", shop(12), ""],
    ["#12", shop(12), ""],
    ["of #12, the same outage", shop(12), "the same outage"],
    ["of acme/ops#5.", { owner: "acme", repo: "ops", number: 5 }, ""],
    ["https://github.com/acme/shop/issues/12", shop(12), ""],
    ["of https://github.example.com/acme/shop/pull/12 again", shop(12), "again"],
  ])("reads %j", (text, of, reason) => {
    expect(readDuplicate(text, reading)).toEqual({ value: { how: "duplicate", reason, of } });
  });

  it.each(["", "of", "of the other one", "#0", "of ../x#1", "##12"])("wants a number: %j", (text) => {
    expect(readDuplicate(text, reading)).toHaveProperty("problem");
  });
});
