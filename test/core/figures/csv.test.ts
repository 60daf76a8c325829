import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cell, followUpsCsv, incidentsCsv } from "../../../src/core/figures/csv.ts";
import { followUp, incident, nasty, RUNS } from "./given.ts";

describe("a cell", () => {
  it.each([
    ["plain words", "plain words"],
    ["a, b", '"a, b"'],
    ['say "no"', '"say ""no"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", `"'=1+1"`],
    ["+49 30", `"'+49 30"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    [" \t=1+1", `"' \t=1+1"`],
    ["\u200b=1+1", `"'\u200b=1+1"`],
    ["＝1+1", `"'＝1+1"`],
    ["\ttab", `"'\ttab"`],
    ["a=b", "a=b"],
    ["nul\u0000", "nul"],
    ["\ud800", "\ufffd"],
    ["", ""],
    [null, ""],
    [0, "0"],
    [-5, "-5"],
    [true, "true"],
  ])("%j is written %j", (value, written) => {
    expect(cell(value)).toBe(written);
  });
});

/** RFC 4180, read as it is defined. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe("a table", () => {
  it("has a row for each incident, with its times in minutes and what was stated", () => {
    const [head = [], row = []] = readCsv(
      incidentsCsv([
        incident({
          severity: 1,
          areas: ["checkout", "search"],
          started: "2026-03-10T10:00:00Z",
          detected: "2026-03-10T10:12:30Z",
          resolved: "2026-03-10T09:00:00Z",
          durationMinutes: 0,
        }),
      ]),
    );
    expect(Object.fromEntries(head.map((name, at) => [name, row[at]]))).toMatchObject({
      repository: "acme/shop",
      number: "1",
      severity: "sev1",
      areas: "checkout; search",
      minutes_to_detect: "12",
      minutes_to_mitigate: "",
      minutes_to_resolve: "impossible",
      stated_duration_minutes: "0",
      stated_users_affected: "",
    });
  });

  it("has a row for each follow-up", () => {
    const rows = readCsv(followUpsCsv([followUp({ due: "2026-03-20", dueIsDefault: true, owner: "ana" })]));
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain("ana");
    expect(rows[1]).toContain("2026-03-20");
  });

  it("gives back whatever people wrote, and runs none of it", () => {
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 5 }), (titles) => {
        const rows = readCsv(incidentsCsv(titles.map((title) => incident({ title })))).slice(1);
        const written = titles.map((title) => title.toWellFormed().replaceAll("\u0000", ""));
        expect(rows.map(([, , title = ""]) => title.replace(/^'/, ""))).toEqual(
          written.map((title) => title.replace(/^'/, "")),
        );
        for (const row of rows) for (const value of row) expect(value).not.toMatch(/^[\s\p{Cf}]*[=+\-@]/u);
      }),
      { numRuns: RUNS },
    );
  });
});
