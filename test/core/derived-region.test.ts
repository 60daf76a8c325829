import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { updateDerived } from "../../src/core/derived-region.ts";

const RUNS = Number(process.env.LAW_RUNS ?? 200);
const doc = (inside: string) =>
  `# A\n\n<!-- postmortem:begin sum -->${inside}<!-- postmortem:end sum -->\n\nB\n`;
const update = (inside: string, base: string | null, ours: string) =>
  updateDerived(doc(inside), "sum", base, ours);

describe("a region that the app writes as a whole", () => {
  it.each<[string, string, string | null, string, string, string | null]>([
    ["is filled while it is empty", "\n\n", null, "new", "\nnew\n", "new"],
    ["is renewed while it says what was written", "\nold\n", "old", "new", "\nnew\n", "new"],
    ["… also with other line ends", "\r\nold\r\ntext\r\n", "old\ntext", "new", "\r\nnew\r\n", "new"],
    ["is emptied", "\nold\n", "old", "", "\n", ""],
    ["stays when a person changed it", "\nmine\n", "old", "new", "\nmine\n", "old"],
    ["stays when a person added to it", "\nold\nmine\n", "old", "new", "\nold\nmine\n", "old"],
    ["stays when nobody knows who wrote it", "\nmine\n", null, "new", "\nmine\n", null],
    ["is known again when it says what it should", "\nnew\n", null, "new", "\nnew\n", "new"],
  ])("%s", (_, inside, base, ours, expected, written) => {
    expect(update(inside, base, ours)).toEqual({ document: doc(expected), written });
  });

  it("is written with the document's own line ends", () => {
    const crlf = doc("\n").replaceAll("\n", "\r\n");
    expect(updateDerived(crlf, "sum", null, "a\nb").document).toBe(doc("\na\nb\n").replaceAll("\n", "\r\n"));
  });

  it("leaves a document without it, or with half of it, as it is", () => {
    for (const text of ["no region", "<!-- postmortem:begin sum --> half"])
      expect(updateDerived(text, "sum", "old", "new")).toEqual({ document: text, written: "old" });
  });

  it("changes no byte outside, and nothing the second time; a person's words stay whatever comes", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom("a\r\nb", "\n\n", "| x |\n", "$&", "😀", "old"),
    );
    fc.assert(
      fc.property(
        text,
        text,
        text,
        text,
        fc.option(text),
        fc.array(text, { maxLength: 4 }),
        (before, inside, after, ours, base, later) => {
          fc.pre(
            !/<!--|```|~~~/.test(before + inside + after + ours) &&
              !/^(?: {4}|\t)/m.test(before + inside + after),
          );
          const make = (content: string) =>
            `${before}\n<!-- postmortem:begin sum -->${content}<!-- postmortem:end sum -->${after}`;
          const once = updateDerived(make(inside), "sum", base, ours);
          expect(once.document.startsWith(make("").split("<!-- postmortem:end")[0] ?? "")).toBe(true);
          expect(once.document.endsWith(`<!-- postmortem:end sum -->${after}`)).toBe(true);
          expect(updateDerived(once.document, "sum", once.written, ours)).toEqual(once);
          const theirs = make(`${inside} MINE`);
          let base2 = base;
          for (const next of later) {
            const kept = updateDerived(theirs, "sum", base2, next);
            expect(kept.document).toBe(theirs);
            base2 = kept.written;
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
