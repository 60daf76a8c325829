import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bars, mermaidLabel, pie } from "../../../src/core/figures/mermaid.ts";
import { type Mermaid, openMermaid, picturesOf } from "../../support/mermaid.ts";
import { NASTY, nasty, PATIENCE, RUNS } from "./given.ts";

describe("people's text as a label", () => {
  it.each([
    ["checkout (v2), EU: 100.5 + x/y", "checkout (v2), EU: 100.5 + x/y"],
    ['say "no"', "say ＂no＂"],
    ["%%{init: {}}%%", "％％｛init: ｛｝｝％％"],
    ["a;b #35; [c] <d> `e`", "a；b ＃35； ［c］ ＜d＞ ｀e｀"],
    ["@ana | \\ & $x$ *y* _z_", "＠ana ｜ ＼ ＆ ＄x＄ ＊y＊ ＿z＿"],
    ["two\r\nlines\u2028three", "two lines three"],
    ["\u202egnihton\u0000\ud800", "gnihton"],
    ["end", "end"],
    ["日本語 😀 caffè", "日本語 😀 caffè"],
    ["ﬂ°°35¶ß", "fl°°35¶ß"],
    [" \u0007 ", "…"],
    ["", "…"],
    ["a".repeat(31), `${"a".repeat(30)}…`],
    ["😀".repeat(31), `${"😀".repeat(30)}…`],
  ])("%j reads %j", (text, label) => {
    expect(mermaidLabel(text)).toBe(label);
  });
});

describe("pictures", () => {
  let mermaid: Mermaid;
  beforeAll(async () => {
    mermaid = await openMermaid();
  });
  afterAll(() => mermaid.close());
  const read = (picture: string) => mermaid.read(picturesOf(picture)[0] ?? "");

  it("are refused by this very reader when they are broken", async () => {
    await expect(mermaid.read('pie showData\n  "a "b" : 1\n')).rejects.toThrow();
    await expect(mermaid.read('xychart-beta\n  x-axis [a b"]\n  bar [1]\n')).rejects.toThrow();
  });

  it("of parts show each with its number", async () => {
    const picture = pie("Incidents by severity", [
      { label: "sev1", value: 2 },
      { label: "sev2", value: 0 },
      { label: "not stated", value: 3 },
    ]);
    expect(picture).toBe(
      '```mermaid\npie showData\n  title Incidents by severity\n  "sev1" : 2\n  "not stated" : 3\n```',
    );
    expect(await read(picture)).toEqual({
      kind: "pie",
      values: [
        ["sev1", 2],
        ["not stated", 3],
      ],
    });
  });

  it("of weeks show each with its number", async () => {
    const picture = bars("Incidents by week", "incidents", [
      { label: "03-02", value: 4 },
      { label: "03-09", value: 12 },
    ]);
    expect(picture).toContain("0 --> 12");
    expect(await read(picture)).toEqual({
      kind: "xychart",
      values: [
        ["03-02", 4],
        ["03-09", 12],
      ],
    });
  });

  it("of nothing, and of one part alone, are none", () => {
    expect(pie("x", [])).toBe("");
    expect(
      pie("x", [
        { label: "a", value: 3 },
        { label: "b", value: 0 },
      ]),
    ).toBe("");
    expect(bars("x", "y", [{ label: "a", value: 0 }])).toBe("");
    expect(bars("x", "y", [])).toBe("");
  });

  it("keep apart what reads alike", async () => {
    const slices = ["a", "a", "\u0000a", "a (2)"].map((label) => ({ label, value: 1 }));
    const { values } = await read(pie("x", slices));
    expect(values.map(([label]) => label)).toEqual(["a", "a (2)", "a (3)", "a (2) (2)"]);
  });

  it.each(NASTY)("survive %j as a name", async (name) => {
    const given = [name, `${name}${name}`, "other"].map((label, at) => ({ label, value: at + 1 }));
    for (const picture of [pie("By name", given), bars("By name", "count", given)]) {
      expect(picturesOf(picture)).toHaveLength(1);
      expect((await read(picture)).values.map(([, value]) => value)).toEqual([1, 2, 3]);
    }
  });

  it(
    "say for any names what they were given",
    async () => {
      const slices = fc.array(fc.record({ label: nasty, value: fc.integer({ min: 1, max: 99 }) }), {
        minLength: 2,
        maxLength: 8,
      });
      await fc.assert(
        fc.asyncProperty(slices, async (given) => {
          for (const picture of [pie("By name", given), bars("By name", "count", given)]) {
            const { values } = await read(picture);
            expect(values.map(([, value]) => value)).toEqual(given.map(({ value }) => value));
            expect(picture).not.toMatch(/@(?=\w)|%%|<!--/);
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );
});
