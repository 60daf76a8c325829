import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldSections } from "../../../src/core/summary/fold.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 200);
const lines = (count: number, length = 10) =>
  Array.from({ length: count }, (_, n) => `${n}`.padEnd(length, "x"));
const part = (title: string, count: number, length = 10) => ({
  title,
  lines: lines(count, length),
  link: title.toUpperCase(),
});

describe("parts with many lines", () => {
  it("are not shown when they are empty", () => {
    expect(foldSections([part("a", 0), part("b", 1)], { limit: 1_000, top: 3 })).toEqual([
      { title: "b", count: 1, lines: lines(1), folded: [], more: [] },
    ]);
  });

  it("show the first lines and fold the rest", () => {
    const [section] = foldSections([part("a", 9)], { limit: 1_000, top: 3 });
    expect(section?.lines).toEqual(lines(9).slice(0, 3));
    expect(section?.folded).toEqual([{ count: 6, lines: lines(9).slice(3) }]);
    expect(section?.more).toEqual([]);
  });

  it("fold nothing for the sake of two lines", () => {
    const [section] = foldSections([part("a", 5)], { limit: 1_000, top: 3 });
    expect(section).toMatchObject({ lines: lines(5), folded: [] });
  });

  it("keep room for the first lines of each before the rest of any", () => {
    const [long, short] = foldSections([part("a", 1_000), part("b", 3)], { limit: 1_000, top: 3 });
    expect(short).toMatchObject({ lines: lines(3), folded: [], more: [] });
    expect(long?.lines).toHaveLength(3);
    const shown = 3 + (long?.folded[0]?.count ?? 0);
    expect(long?.more).toEqual([{ count: 1_000 - shown, link: "A" }]);
  });

  it("count and link what does not fit at all", () => {
    const [section] = foldSections([part("a", 4, 900)], { limit: 1_100, top: 3 });
    expect(section).toMatchObject({ lines: [lines(4, 900)[0]], folded: [], more: [{ count: 3, link: "A" }] });
  });

  it("tell every line once or count it, in order, within the limit", () => {
    const sizes = fc.array(
      fc
        .array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 })
        .map((all) => all.map((n) => "x".repeat(n))),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(sizes, fc.nat(9_000), fc.integer({ min: 1, max: 12 }), (all, limit, top) => {
        const given = all.map((one, at) => ({
          title: `${at}`,
          lines: one.map((line, n) => `${n} ${line}`),
          link: "",
        }));
        const sections = foldSections(given, { limit, top });
        let used = 0;
        for (const { title, lines: seen, folded, more, count } of sections) {
          const shown = [...seen, ...folded.flatMap((one) => one.lines)];
          const whole = given[Number(title)]?.lines ?? [];
          expect(shown).toEqual(whole.slice(0, shown.length));
          expect(shown.length + (more[0]?.count ?? 0)).toBe(count);
          used += shown.reduce((sum, line) => sum + line.length + 3, 0);
        }
        expect(used).toBeLessThanOrEqual(limit);
      }),
      { numRuns: RUNS },
    );
  });
});
