import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BODY_LIMIT, fits, lengthOf } from "../../src/core/body-limit.ts";
import { applyFold, planFold } from "../../src/core/timeline-fold.ts";
import { artificial, english } from "../support/words.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 100);

const BEGIN = "<!-- postmortem:begin timeline -->";
const END = "<!-- postmortem:end timeline -->";
const ours = (count: number, words = "it went on 😀") =>
  Array.from({ length: count }, (_, n) => ({ key: `k${n}`, line: `- 2026-11-21 10:00 UTC – ${words} ${n}` }));
const document = (lines: string[], around = "", newline = "\n") =>
  [`# Disk full ${around}`, BEGIN, ...lines, END, "", "## Action items", ""].join(newline);
const url = (n: number) => `https://github.com/acme/shop/issues/2#issuecomment-${3_000_000_000 + n}`;
const urls = (parts: string[]) => parts.map((_, n) => url(n));

/** So long that `over` code points are too many. */
function fill(lines: string[], over: number, newline = "\n"): string {
  const length = lengthOf(document(lines, "", newline));
  return document(lines, "x".repeat(BODY_LIMIT + over - length), newline);
}

describe("a document that is too long", () => {
  const written = ours(400);
  const lines = written.map(({ line }) => line);

  it("gives its oldest lines to a comment, and has one line that leads there", () => {
    const fold = planFold(fill(lines, 100), written, 1_000, [english.say]);
    if (!fold) throw new Error("nothing to fold");
    expect(fold).toMatchObject({ first: 1, parts: [expect.any(String)] });
    const folded = fold.parts[0]?.split("\n") ?? [];
    const body = applyFold(fill(lines, 100), fold, [url(1)], english.say);
    expect(body.slice(body.indexOf(BEGIN)).split("\n")).toEqual([
      BEGIN,
      `- _Earlier lines: [part 1](${url(1)})_`,
      ...lines.slice(folded.length),
      END,
      "",
      "## Action items",
      "",
    ]);
    expect(folded).toEqual(lines.slice(0, folded.length));
    expect(lengthOf(body)).toBeLessThanOrEqual(BODY_LIMIT - 1_000);
    // Two lines fewer would have done for the body, not for the room.
    expect(lengthOf(body)).toBeGreaterThan(BODY_LIMIT - 1_500);
  });

  it("keeps people's lines, and those under which they wrote", () => {
    const mixed = lines.flatMap((line, n) => [
      n % 3 === 0 ? `${line} – no, it did not` : line,
      ...(n % 5 === 0 ? ["  - typed under it"] : []),
      ...(n % 7 === 0 ? ["- typed"] : []),
    ]);
    const app = new Set(lines);
    const before = fill(mixed, 100);
    const fold = planFold(before, written, 2_000, [english.say]);
    if (!fold) throw new Error("nothing to fold");
    const rest = applyFold(before, fold, urls(fold.parts), english.say).split("\n");
    const people = (all: string[]) => all.filter((line) => !app.has(line) && !line.includes("Earlier lines"));
    expect(people(rest)).toEqual(people(before.split("\n")));
    for (const [n, line] of lines.entries()) if (n % 5 === 0 && n % 3 !== 0) expect(rest).toContain(line);
  });

  it("fills as many comments as it takes, each of which fits", () => {
    const many = ours(5_000);
    const fold = planFold(document(many.map(({ line }) => line)), many, 8_192, [english.say]);
    expect(fold?.parts.length).toBeGreaterThan(2);
    for (const part of fold?.parts ?? []) expect(fits(`${part}${"x".repeat(2_000)}`)).toBe(true);
    const body = fold
      ? applyFold(document(many.map(({ line }) => line)), fold, urls(fold.parts), english.say)
      : "";
    expect(fits(`${body}${"x".repeat(8_192)}`)).toBe(true);
    expect(body).toContain(`_Earlier lines: [part 1](${url(0)}), [part 2](${url(1)}), `);
    const left = body.split("\n").filter((line) => line.startsWith("- 2026"));
    expect([...(fold?.parts ?? []), ...left].join("\n")).toBe(many.map(({ line }) => line).join("\n"));
  });

  it("goes by the order in the document, which people may have changed", () => {
    const moved = [...lines].reverse();
    const fold = planFold(fill(moved, 100), written, 1_000, [english.say]);
    expect(fold?.parts[0]?.split("\n")[0]).toBe(moved[0]);
  });

  it("counts its comments on from those that it links already", () => {
    const before = fill(["- _Earlier lines: [part 1](u), [part 12](u)_", ...lines], 100);
    const fold = planFold(before, written, 1_000, [english.say]);
    expect(fold?.first).toBe(13);
    if (fold)
      expect(applyFold(before, fold, [url(1)], english.say)).toContain(
        `_\n- _Earlier lines: [part 13](${url(1)})_`,
      );
  });

  it("counts on in every language that the app speaks", () => {
    const spoken = [artificial.say, english.say];
    const before = fill(["- _Earlier lines: [part 1](u), [part 12](u)_", ...lines], 100);
    const fold = planFold(before, written, 1_000, spoken);
    const after = fold ? applyFold(before, fold, [url(1)], artificial.say) : "";
    expect(after).toContain(`_\n- _§Earlier lines: [§part 13§](${url(1)})§_`);
    const again = fill(after.slice(after.indexOf(BEGIN)).split("\n").slice(1, 300), 100);
    expect(planFold(again, written, 1_000, spoken)?.first).toBe(14);
  });

  it("keeps its line ends, its bullets, and what stands on the same line as the region's end", () => {
    const before = `${fill(
      lines.map((line) => line.replace("- ", "  * [ ] ")),
      100,
      "\r\n",
    )}`;
    const fold = planFold(before, written, 1_000, [english.say]);
    const body = fold ? applyFold(before, fold, [url(1)], english.say) : "";
    expect(body).toContain(`${BEGIN}\r\n  * [ ] _Earlier lines: [part 1](${url(1)})_\r\n  * [ ] 2026`);
    expect(body.replaceAll("\r\n", "")).not.toContain("\n");
    const tight = `${BEGIN}${"x".repeat(BODY_LIMIT)}\n\n${lines.join("\n")}${END}`;
    expect(planFold(tight, written, 0, [english.say])).toBeNull();
  });

  it.each([
    ["no region", lines.join("\n").repeat(9)],
    ["no line of the app's", fill(["- typed"], 100)],
    [
      "other words than the app's",
      fill(
        lines.map((line) => `${line}!`),
        100,
      ),
    ],
    ["too much of people's", document(lines, "x".repeat(BODY_LIMIT))],
    ["too few lines to make room", fill(lines.slice(0, 2), 200)],
    [
      "a region that a person opened twice and closed once",
      `${BEGIN}${BEGIN}${fill([], 0).replace(END, "")}`,
    ],
  ])("stays as it is with %s", (_, body) => {
    expect(planFold(body, written, 1_000, [english.say])).toBeNull();
  });

  it("leaves a line alone that no comment could take", () => {
    const [long] = ours(1, "x".repeat(BODY_LIMIT));
    if (long) expect(planFold(document([long.line]), [long], 0, [english.say])).toBeNull();
  });

  it("loses no line and no byte outside its region, and has room when it is done", () => {
    const kind = fc.constantFrom("ours", "typed", "under", "fence", "quoted");
    fc.assert(
      fc.property(
        fc.array(kind, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.constantFrom("\n", "\r\n"),
        (kinds, over, newline) => {
          const all = ours(600).map(({ key, line }) => ({ key, line: `${line} ${"y".repeat(40)}` }));
          const inside = all.flatMap(({ line }, n) => {
            const what = kinds[n % kinds.length];
            if (what === "typed") return [`- typed ${n}`, line];
            if (what === "under") return [line, `  typed under ${n}`];
            if (what === "fence") return ["", "```", line, "```", ""];
            return what === "quoted" ? ["", `> ${line}`, ""] : [line];
          });
          const before = fill(inside, over, newline);
          const fold = planFold(before, all, 500, [english.say]);
          if (!fold) return;
          const after = applyFold(before, fold, urls(fold.parts), english.say);
          expect(fits(after)).toBe(true);
          const kept = after.split(newline).filter((line) => !line.includes("_Earlier lines"));
          const folded = fold.parts.join("\n").split("\n");
          expect([...kept, ...folded].sort()).toEqual(before.split(newline).sort());
          expect(after.split(BEGIN)[0]).toBe(before.split(BEGIN)[0]);
          expect(after.split(END)[1]).toBe(before.split(END)[1]);
        },
      ),
      { numRuns: Math.min(RUNS, 300) },
    );
  });
});
