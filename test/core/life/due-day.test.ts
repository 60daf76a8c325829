import { describe, expect, it } from "vitest";
import type { Fact } from "../../../src/core/facts.ts";
import { dueDayOf } from "../../../src/core/life/due-day.ts";
import { english, languages } from "../../support/words.ts";

const { say } = english;
const fact = (given: Partial<Fact> = {}): Fact => ({
  ...{ key: "due", name: "Postmortem due", value: "2026-12-04 at the latest", source: "" },
  ...given,
});
const table = (row: string) =>
  `<!-- postmortem:begin facts -->\n| Fact | Now | Source |\n| --- | --- | --- |\n${row}\n<!-- postmortem:end facts -->`;

describe("the day on which a postmortem is due", () => {
  it.each<[what: string, document: string, facts: Fact[], day: string | null]>([
    [
      "stands in its table of facts",
      table("| Postmortem due | 2026-12-10 | agreed |"),
      [fact()],
      "2026-12-10",
    ],
    ["stands there with other spaces", table("|Postmortem due  |  2026-12-10|"), [fact()], "2026-12-10"],
    ["stands there among words", table("| Postmortem due | now 2026-12-10 (Ana) | |"), [], "2026-12-10"],
    ["is as last written without the row", table("| Opened | 2026-11-20 | |"), [fact()], "2026-12-04"],
    [
      "is as last written where the row says none",
      table("| Postmortem due | soon | |"),
      [fact()],
      "2026-12-04",
    ],
    ["is a day of the calendar", table("| Postmortem due | 2026-02-30 | |"), [fact()], "2026-12-04"],
    ["is the first that is one", table("| Postmortem due | 2026-13-01, 2026-12-11 | |"), [], "2026-12-11"],
    [
      "is not what talk about the table says",
      `\`\`\`\n| Postmortem due | 2020-01-01 | |\n\`\`\`\n${table("| Postmortem due | 2026-12-10 | |")}`,
      [fact()],
      "2026-12-10",
    ],
    [
      "stands anywhere where the markers are lost",
      "# Facts\r\n| Postmortem due | 2026-12-10 |\r\n",
      [],
      "2026-12-10",
    ],
    [
      "stands in the row as it was named when it was written",
      table("| To do by | 2026-12-10 | |"),
      [fact({ name: "To do by" })],
      "2026-12-10",
    ],
    ["is not known", "Nothing here\0\ud800", [], null],
    ["is not known where it was never one", table("| Postmortem due | – | |"), [fact({ value: "" })], null],
  ])("%s", (_, document, facts, day) => {
    expect(dueDayOf({ facts }, document, say)).toBe(day);
  });

  it("is that of a retrospective, and in the document's language", () => {
    const document = table("| Retrospective due | 2026-12-10 | |");
    expect(dueDayOf({ facts: [], isRetrospective: true }, document, say)).toBe("2026-12-10");
    const portuguese = languages.in("pt-BR").say;
    expect(dueDayOf({ facts: [] }, table("| Prazo do postmortem | 2026-12-10 | |"), portuguese)).toBe(
      "2026-12-10",
    );
  });

  it.each([
    ["bars", "|".repeat(65_536)],
    ["rows", "| a | b |\n".repeat(6_000)],
    ["digits", `| Postmortem due | ${"2026-12-".repeat(8_000)} |`],
  ])("is read out of a document full of %s in no time", (_, document) => {
    const began = performance.now();
    expect(dueDayOf({ facts: [] }, document, say)).toBeNull();
    expect(performance.now() - began).toBeLessThan(500);
  });
});
