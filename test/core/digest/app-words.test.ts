import { describe, expect, it } from "vitest";
import { withoutOwners, withoutSource } from "../../../src/core/digest/app-words.ts";
import type { Say } from "../../../src/core/words.ts";
import { english } from "../../support/words.ts";

/** Says one thing, whatever it is asked for, with its values in place of their names. */
const saying =
  (words: string): Say =>
  (_, values = {}) =>
    words.replace(/[A-Z]{2,}/g, (name) => `${values[name.toLowerCase()]}`);

describe("where the app had an answer from", () => {
  it.each<[answer: string, rest: string, say: Say]>([
    ["Grafana — from #12", "Grafana ", english.say],
    ["Grafana — from acme/shop#12  ", "Grafana   ", english.say],
    ["> It broke.\r\n>\r\n> — from #12\r\nAnd more.", "> It broke.\r\n>\r\n> \r\nAnd more.", english.say],
    ["Disk<br>— from #12<br>more", "Disk<br><br>more", english.say],
    ["Grafana — from #12, and mails", "Grafana — from #12, and mails", english.say],
    ["Grafana — from ana", "Grafana — from ana", english.say],
    ["Grafana (vgl. #12)", "Grafana ", saying("(vgl. LINK)")],
    ["Grafana #12 (より)", "Grafana ", saying("LINK (より)")],
    ["Grafana — from #12", "Grafana — from #12", saying("(vgl. LINK)")],
  ])("of %j leaves %j", (answer, rest, say) => {
    expect(withoutSource(answer, say)).toBe(rest);
  });
});

describe("who owns the files of an area", () => {
  it.each<[fact: string, rest: string, say: Say]>([
    ["checkout, owned by ana (CODEOWNERS of the files of #9)", "checkout, ", english.say],
    ["checkout, owned by ana", "checkout, ", english.say],
    ["checkout", "checkout", english.say],
    ["disowned by all", "disowned by all", english.say],
    ["checkout, gehört ana (wegen #9)", "checkout, ", saying("gehört OWNERS (wegen PULLS)")],
    ["checkout, owned by ana", "checkout, owned by ana", saying("gehört OWNERS (wegen PULLS)")],
    ["ana, bo besitzt sie (#9)", "", saying("OWNERS besitzt sie (PULLS)")],
  ])("%j leaves %j", (fact, rest, say) => {
    expect(withoutOwners(fact, say)).toBe(rest);
  });
});

describe("text that is as long as a document", () => {
  it.each(["(".repeat(65_536), "— from ".repeat(9_000), "a/".repeat(32_000), "owned by ".repeat(7_000)])(
    "is read soon: number %#",
    (text) => {
      const began = performance.now();
      for (const say of [english.say, saying("OWNERS LINK PULLS")]) {
        withoutSource(text, say);
        withoutOwners(text, say);
      }
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );
});
